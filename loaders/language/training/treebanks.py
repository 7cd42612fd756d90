"""Readers of the treebanks and of the layers that lie on them: roles, factuality, entities.

A corpus is a list of documents, a document a list of sentences; a layer that a corpus lacks is None.
"""
import collections
import glob
import json
import os
import re

from labels import MENTIONS
from pieces import BLANK, NO_SPACE, SPACE


class Sent:
    """words and whatever layers are known, one entry a word; head is 1-based, 0 = root."""
    __slots__ = ("words", "sid", "upos", "xpos", "feats", "lemma", "head", "rel", "gap", "entity",
                 "ment", "ner", "scheme", "fine", "srl", "fact", "encoded")

    def __init__(self, words):
        for k in self.__slots__:
            setattr(self, k, None)
        self.words = words


def blocks(path):
    """-> (comment lines, rows) of each sentence of a tab-separated file."""
    meta, rows = [], []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("#") and not rows:
                meta.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield meta, rows
                meta, rows = [], []
    if rows:
        yield meta, rows


def value(meta, key):
    return next((m.split(" = ", 1)[1] for m in meta if m.startswith(f"# {key} = ")), None)


def read_conllu(path):
    docs = []
    for meta, rows in blocks(path):
        if any(m.startswith("# newdoc") for m in meta) or not docs:
            docs.append([])
        elif any(m.startswith("# newpar") for m in meta):
            docs[-1][-1].gap[-1] = BLANK
        docs[-1].append(_sentence(value(meta, "sent_id"), [r for r in rows if r[0].isdigit()]))
    return docs


def _sentence(sid, rows):
    s = Sent([r[1] for r in rows])
    s.sid = sid
    s.lemma, s.upos, s.xpos, s.feats = ([r[c] for r in rows] for c in (2, 3, 4, 5))
    s.head, s.rel = [int(r[6]) for r in rows], [r[7] for r in rows]
    s.gap = [NO_SPACE if "SpaceAfter=No" in r[9] else SPACE for r in rows]
    s.entity = [_entity(r[9]) for r in rows]
    return s


def _entity(misc):
    m = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    return m.group(1) if m else ""


def head_of_span(s, a, b):
    """The word of [a,b] whose governor lies outside it (the first one, if several)."""
    for i in range(a, b + 1):
        if not a <= s.head[i] - 1 <= b:
            return i
    return a


# English Web Treebank with UNER, PropBank and UDS
def load_ewt(root, split):
    name = "en_ewt-ud-train.rebuilt.conllu" if split == "train" else "en_ewt-ud-dev.conllu"
    docs = read_conllu(os.path.join(root, "ud_ewt", name))
    by_id = {s.sid: s for d in docs for s in d}
    _add_names(by_id, os.path.join(root, "uner_ewt", f"en_ewt-ud-{split}.iob2"))
    _add_frames(by_id, os.path.join(root, "propbank_ewt", f"ewt_propbank_{split}.tsv"))
    _add_factuality(by_id, os.path.join(root, "uds_ewt"))
    return docs


def bio_clean(tags):
    """IOB1 or IOB2 -> IOB2"""
    out, prev = [], "O"
    for t in tags:
        if t[0] == "I" and prev[2:] != t[2:]:
            t = "B" + t[1:]
        out.append(t)
        prev = t
    return out


def _add_names(by_id, path):
    for meta, rows in blocks(path):
        s = by_id.get(value(meta, "sent_id"))
        if s and len(s.words) == len(rows):
            s.ner = bio_clean(["O" if r[2].endswith("OTH") else r[2] for r in rows])
            s.scheme = "uner"


def _add_frames(by_id, path):
    for meta, rows in blocks(path):
        sid = next(m.rsplit("ud_sent_id = ", 1)[1] for m in meta if "ud_sent_id = " in m)
        s = by_id.get(sid)
        if s and len(s.words) == len(rows):
            s.srl = list(_frames(rows))


def _frames(rows):
    """-> (predicate, roleset, [(role, first, last)])"""
    preds = [i for i, r in enumerate(rows) if r[5] != "-"]
    for k, p in enumerate(preds):
        args, start = [], None
        for i, r in enumerate(rows):
            cell = r[6 + k]
            m = re.match(r"\(([^*(]+)\*", cell)
            if m:
                start = (m.group(1), i)
            if cell.endswith(")") and start:
                if start[0] != "V":
                    args.append((_role(start[0]), start[1], i))
                start = None
        yield p, rows[p][5], args


def _role(r):
    return {"ARG1-DSP": "ARG1", "ARGA": "ARG0", "C-ARG1-DSP": "C-ARG1"}.get(r, r)


def _add_factuality(by_id, folder):
    with open(os.path.join(folder, "ud_ids.json")) as f:
        ids = json.load(f)
    with open(os.path.join(folder, "factuality.json")) as f:
        data = json.load(f)["data"]
    for key, nodes in data.items():
        s = by_id.get(ids[key]["sentence_id"]) if key in ids else None
        if s is None:
            continue
        s.fact = s.fact or {}
        for node, v in nodes.items():
            i = int(node.rsplit("-", 1)[1]) - 1
            if "semantics-pred" in node and i < len(s.words) and "factuality" in v:
                s.fact[i] = v["factuality"]["factual"]["value"]


# GUM
GUM_NAME = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "EVENT", "time": "DATE"}
INNER = ("of", "the", "and", "for", "&", "-", "de", "van")


def load_gum(root, split):
    docs = []
    for f in sorted(glob.glob(os.path.join(root, "gum_clean", "dep", split, "*.conllu"))):
        for d in read_conllu(f):
            found = gum_mentions(d)
            _mention_heads(d, found)
            _gum_names(d, found)
            docs.append(d)
    return docs


def gum_mentions(doc):
    """-> [(sentence, first, last, entity type, entity id)]"""
    found, open_ = [], collections.defaultdict(list)
    for si, s in enumerate(doc):
        for wi, cell in enumerate(s.entity):
            for m in re.finditer(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)", cell):
                whole, begin, end = m.groups()
                key, etype = ((whole or begin or end).split("-") + [""])[:2]
                if whole:
                    found.append((si, wi, wi, etype, key))
                elif begin:
                    open_[key].append((si, wi, etype))
                elif open_[key]:
                    s0, w0, etype = open_[key].pop()
                    if s0 == si:
                        found.append((si, w0, wi, etype, key))
    return found


def _mention_heads(doc, found):
    """The widest mention with a head word gives it its type."""
    for s in doc:
        s.ment = ["_"] * len(s.words)
    for si, a, b, etype, _ in sorted(found, key=lambda m: m[2] - m[1]):
        if etype in MENTIONS:
            doc[si].ment[head_of_span(doc[si], a, b)] = etype


def _gum_names(doc, found):
    """Flat proper-name tags; '?' where the corpus does not tell a name from a description."""
    for s in doc:
        s.ner, s.scheme = ["?" if u == "PROPN" else "O" for u in s.upos], "gum"
    for si, a, b, etype, _ in sorted(found, key=lambda m: m[1] - m[2]):
        s = doc[si]
        a, b = _trim(s, a, b)
        free = all(x in ("O", "?") for x in s.ner[a:b + 1])  # the longest name wins
        if etype in GUM_NAME and free and _is_name(s, a, b, etype):
            tag(s.ner, a, b, GUM_NAME[etype])


def _trim(s, a, b):
    while a < b and s.upos[a] in ("DET", "PRON"):
        a += 1
    while b > a and s.upos[b] in ("PUNCT", "PART"):
        b -= 1
    return a, b


def _is_name(s, a, b, etype):
    up = s.upos[a:b + 1]
    if etype == "time":
        ok = b - a < 5 and any(u in ("NUM", "PROPN") for u in up)
    else:
        ok = all(u in ("PROPN", "NUM") or w.lower() in INNER for u, w in zip(up, s.words[a:b + 1]))
    return ok and up[0] == "PROPN" and b - a <= 6


def tag(tags, a, b, kind):
    tags[a] = "B-" + kind
    tags[a + 1:b + 1] = ["I-" + kind] * (b - a)
