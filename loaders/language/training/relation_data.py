"""Texts with relations between their mentions -> what the scorer of relations sees of each pair.

Written files (offices.tsv, relations.tsv) have one sentence a line: sentence, tab, `kind(A, B)` or
`kind(A, B)/status; ...` or `-`. `python relation_data.py` writes all texts of training as articles; their
analysis is what `newsgraph annotate --offsets rune` prints of them.
"""
import argparse
import collections
import json
import os
import re

import encounter_data as E
from predict import predict
from treebanks import head_of_span

OFFICE = ["holds", "body"]
KINDS = OFFICE + ["born_in", "lives_in", "citizen_of", "educated_at", "spouse", "parent", "child", "founded", "located_in",
                  "part_of", "owns", "chief", "employed", "party"]
STATUSES = ["current", "former", "acting", "elect", "designate", "appointed", "resigned"]
TURNED = {"parent": "child", "child": "parent", "part_of": "owns", "owns": "part_of"}
MAX_MENTIONS = 20
NAME = {"PER": 0, "ORG": 3, "LOC": 4, "MISC": 6}
NOUN = {"person": 1, "organization": 5, "place": 5}
SORTS = 7
TITLE = ("nmod:desc", "compound")
PAIRS = [(0, 1), (2, 1), (0, 0), (0, 2), (2, 0), (3, 3), (3, 4), (3, 5), (5, 3), (5, 4)] + [
    (a, b) for a in (0, 1, 2) for b in (3, 4, 5, 6)]
PROPERTY = {"PLACE_OF_BIRTH": "born_in", "PLACE_OF_RESIDENCE": "lives_in", "NATIONALITY": "citizen_of",
            "EDUCATED_AT": "educated_at", "SPOUSE": "spouse", "CHILD_OF": "child", "FOUNDED_BY": "~founded",
            "HEADQUARTERS": "located_in", "SUBSIDIARY_OF": "part_of", "CEO": "~chief",
            "EMPLOYEE_OR_MEMBER_OF": "employed", "POLITICAL_AFFILIATION": "party"}
WIKIDATA = {"P19": "born_in", "P551": "lives_in", "P27": "citizen_of", "P69": "educated_at", "P26": "spouse", "P40": "parent",
            "P22": "child", "P25": "child", "P112": "~founded", "P159": "located_in", "P749": "part_of", "P127": "part_of",
            "P355": "owns", "P169": "~chief", "P108": "employed", "P463": "employed", "P54": "employed", "P102": "party"}
WRITTEN = (("offices.tsv", OFFICE), ("relations.tsv", KINDS[2:]))


class Text:
    """A text, its facts [(kind, span of a, span of b, status)] and the kinds that are marked in it."""

    def __init__(self, text, facts, kinds):
        self.text, self.kinds, self.facts = text, {*kinds, *(TURNED[k] for k in kinds if k in TURNED)}, []
        for kind, a, b, status in facts:
            if kind.startswith("~"):
                kind, a, b = kind[1:], b, a
            self.facts.append((kind, a, b, status))


def read_written(path, kinds):
    with open(path, encoding="utf-8") as f:
        for line in f:
            text, facts = line.rstrip("\n").split("\t")
            yield Text(text, [f for w in (facts.split(";") if facts != "-" else []) for f in _written(text, w.strip())], kinds)


def _written(text, fact):
    """The words of a post may stand there twice, for two who hold one: meant are those nearest to its holder."""
    kind, a, b, status = re.fullmatch(r"(\w+)\((.*?), (.*)\)(?:/(\w+))?", fact).groups()
    spans = [(x, y) for x in _found(text, a) for y in _found(text, b)]
    if kind in OFFICE:
        spans = sorted(spans, key=lambda s: abs(s[0][0] - s[1][0]))[:1]
    return [(kind, x, y, status) for x, y in spans]


def _found(text, words):
    return [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)]


def read_knowledgenet(root, folds):
    with open(os.path.join(root, "knowledgenet", "knowledgenet_folds123.jsonl"), encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            if d["fold"] in folds:
                kinds = [k.lstrip("~") for p in d["annotated_properties"] if (k := PROPERTY.get(p))]
                facts = [(PROPERTY[x["property"]], tuple(x["subj"]), tuple(x["obj"]), None)
                         for x in d["facts"] if x["property"] in PROPERTY]
                yield Text(d["text"], facts, kinds)


def read_redocred(root):
    """The facts that a sentence is evidence of, in that sentence; those without are told nowhere by themselves."""
    with open(os.path.join(root, "redocred", "dev_revised.json"), encoding="utf-8") as f:
        docs = json.load(f)
    for d in docs:
        for k, words in enumerate(d["sents"]):
            at = [0]
            for w in words:
                at.append(at[-1] + len(w) + 1)
            spans = [[(at[m["pos"][0]], at[m["pos"][1]] - 1) for m in v if m["sent_id"] == k] for v in d["vertexSet"]]
            facts, silent = [], set()
            for fact in d["labels"]:
                kind = WIKIDATA.get(fact["r"])
                if kind and k in fact["evidence"]:
                    facts += [(kind, a, b, None) for a in spans[fact["h"]] for b in spans[fact["t"]]]
                elif kind and spans[fact["h"]] and spans[fact["t"]]:
                    silent.add(kind.lstrip("~"))
            silent.update([TURNED[k] for k in silent if k in TURNED])
            yield Text(" ".join(words), facts, [k for k in KINDS[2:] if k not in silent])


def sources(data, here):
    for name, kinds in WRITTEN:
        yield from read_written(os.path.join(here, name), kinds)
    yield from read_knowledgenet(data, (1, 2))
    yield from read_redocred(data)


class Mention(E.Person):
    """A mention: head word, sort, and the words that govern it."""


def mentions(s, r):
    sort, inside, i = {}, {}, 0
    while i < len(s.words):
        j = i + 1
        if r.ner[i].startswith("B-"):
            while j < len(s.words) and r.ner[j] == "I-" + r.ner[i][2:]:
                j += 1
            kind = NAME.get(r.ner[i][2:])
            inside.update((k, kind) for k in range(i, j))
            if kind is not None:
                sort[head_of_span(r, i, j - 1)] = kind
        i = j
    for i in range(len(s.words)):
        if i in inside or r.upos[i] not in ("NOUN", "PROPN", "PRON") or r.rel[i] in ("flat", "fixed", "goeswith", "expl"):
            continue
        up = r.head[i] - 1
        title = r.upos[i] != "PRON" and (r.rel[i] in TITLE and inside.get(up) == 0 or r.rel[i] == "conj" and sort.get(up) == 1
                                         or r.rel[i] == "xcomp" and r.ment[i] not in NOUN)
        if r.ment[i] in NOUN or title:
            kind = 1 if title else NOUN[r.ment[i]]
            sort[i] = 2 if kind == 1 and r.upos[i] == "PRON" else kind
    return [Mention(i, sort[i], r) for i in sorted(sort)]


def ordered(a, b):
    """-> the pair in the order in which the scorer sees it, or nothing"""
    for x, y in ((a, b), (b, a)):
        if (x.sort, y.sort) in PAIRS:
            return x, y
    return None


class Example:
    """A sentence: vectors of its words, its pairs, and by pair of chains the gold kinds and status."""

    def __init__(self, doc, s, r, text, rel_index):
        self.vec, chain, who = r.vec.half(), E._chains(doc, s), mentions(s, r)
        self.mask = [float(k in text.kinds) for k in KINDS]
        key = {m.head: m.sort != NOUN["person"] and chain.get(m.head) or ("word", m.head) for m in who}  # a post is no person
        self.gold = collections.defaultdict(dict)
        for kind, x, y, status in text.facts:
            a, b = (_head(doc, s, r, span) for span in (x, y))
            if a in key and b in key and key[a] != key[b]:
                self.gold[key[a], key[b]][kind] = status
                if kind in TURNED or kind == "spouse":
                    self.gold[key[b], key[a]][TURNED.get(kind, kind)] = status
        self.pairs, self.groups = [], []
        for j, y in enumerate(who if len(who) <= MAX_MENTIONS else []):
            for x in who[:j]:
                pair = ordered(x, y)
                if pair and key[x.head] != key[y.head]:
                    self.pairs.append(E.pair_features(r, *pair, rel_index, SORTS))
                    self.groups.append((key[pair[0].head], key[pair[1].head]))


def _head(doc, s, r, span):
    words = [i for i, t in enumerate(doc["tokens"][s.sid:s.sid + len(s.words)]) if t["b"] < span[1] and t["e"] > span[0]]
    return head_of_span(r, words[0], words[-1]) if words else None


def examples(analysis, texts, model, wp, labels):
    with open(analysis, encoding="utf-8") as f:
        docs = [json.loads(line) for line in f]
    by_text = {t.text: t for t in texts}
    docs = [d for d in docs if d["text"] in by_text]
    if not docs:
        return []
    sents = [E._sentences(d) for d in docs]
    parsed = {id(s): r for s, r in predict(model, sents, wp, labels, gold_preds=False)}
    rel_index = {v: i for i, v in enumerate(labels.maps["rel"])}
    return [Example(d, s, parsed[id(s)], by_text[d["text"]], rel_index) for d, ss in zip(docs, sents) for s in ss]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--out", required=True, help="JSON lines with the texts of training")
    a = ap.parse_args()
    seen = set()
    with open(a.out, "w", encoding="utf-8") as f:
        for t in sources(a.data, os.path.dirname(os.path.abspath(__file__))):
            if t.text not in seen:
                seen.add(t.text)
                f.write(json.dumps({"text": t.text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
