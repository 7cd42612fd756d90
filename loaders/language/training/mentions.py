"""Mentions of a parsed document and the features of their pairs, for the antecedent ranker.

../model/FORMAT.md repeats every definition here: the Go side computes the same.
"""
from decode import POSSESSIVE, children, mention_span
from pieces import BLANK, LINE

PRONOUNS = [("i me my mine myself", 1), ("you your yours yourself yourselves", 0),
            ("he him his himself", 1), ("she her hers herself", 1), ("it its itself", 1),
            ("we us our ours ourselves", 2), ("they them their theirs themselves", 2),
            ("this that these those", 0), ("who which whom whose what", 0)]
PRONOUN = {w: k for k, (ws, _) in enumerate(PRONOUNS) for w in ws.split()}
OTHER, NOUN, NAME = range(len(PRONOUNS), len(PRONOUNS) + 3)
RELS = ["nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "nsubj:pass", "compound",
        "other"]
DETS = {"the": 1, "a": 2, "an": 2, "this": 3, "that": 3, "these": 3, "those": 3}  # 4: possessive, 0: none
NO_HEADS = ("flat", "fixed", "goeswith", "expl", "compound", "nmod:desc")  # parts of names and fixed phrases
PARTS = ("flat", "compound", "nmod:poss", "amod")
MODIFIERS = ("amod", "compound", "nummod", "nmod")
QUOTES = {'"', "“", "”", "``", "''"}
TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lady", "lord", "president"}
SIZES = dict(kind=NAME + 1, rel=len(RELS), det=5, type=11, number=3, quoted=2)
SENTENCES = [0, 1, 2, 5, 12]  # bins of the distance in sentences: 0, 1, 2, 3-5, 6-12, more
MENTIONS = [1, 2, 3, 5, 8, 13, 21, 34, 55]


class Mention:
    """A head word with what the features need of it; words are lower-cased."""
    __slots__ = ("si", "wi", "span", "vec", "low", "text", "lemma", "names", "mods", "caps", "gov", "entity",
                 *SIZES)


def find(doc, preds, labels):
    """-> the mentions of a document in text order"""
    out, quoted = [], _quoted(doc)
    for si, (s, r) in enumerate(zip(doc, preds)):
        kids = children(r.head)
        for i in range(len(s.words)):
            if is_mention(r, i):
                m = _mention(s, r, i, kids, labels)
                m.si, m.gov, m.quoted = si, (si, r.head[i] - 1), quoted[si][i]
                out.append(m)
    return out


def is_mention(r, i):
    """The mention head says so, or the tree: a noun or pronoun that heads its phrase."""
    rel = r.rel[i]
    heads = rel not in NO_HEADS and rel.split(":")[0] not in NO_HEADS
    return r.ment[i] != "_" or heads and r.upos[i] in ("NOUN", "PROPN", "PRON")


def _quoted(doc):
    """Is a word inside quotation marks? A blank line closes them."""
    out, inside = [], 0
    for s in doc:
        row = []
        for k, w in enumerate(s.words):
            inside = 1 - inside if w in QUOTES else inside
            row.append(inside)
            if s.gap and s.gap[k] in (BLANK, LINE):
                inside = 0
        out.append(row)
    return out


def _mention(s, r, i, kids, labels):
    m = Mention()
    m.wi, m.vec, m.low, m.lemma = i, r.vec[i], s.words[i].lower(), r.lemma[i].lower()
    m.span = a, b = mention_span(s.words, r.head, r.rel, i)
    m.text = " ".join(w.lower() for w in s.words[a:b + 1] if w.lower() not in DETS and w not in POSSESSIVE)
    part = sorted([i] + [k for k in kids[i] if r.rel[k] in PARTS])
    m.names = {s.words[k].lower() for k in part if r.upos[k] == "PROPN"} - TITLES
    m.mods = {r.lemma[k].lower() for k in kids[i] if r.rel[k] in MODIFIERS}
    m.caps = "".join(s.words[k][0].lower() for k in part if s.words[k][0].isupper())
    m.kind, m.number = _kind(m.low, r.upos[i]), _number(m.low, r.feats[i])
    m.rel = RELS.index(r.rel[i]) if r.rel[i] in RELS else len(RELS) - 1
    m.det = max([DETS.get(s.words[k].lower(), 0) for k in kids[i]], default=0)
    if any(r.rel[k] == "nmod:poss" for k in kids[i]):
        m.det = 4
    m.type = labels.index["ment"][r.ment[i]]
    return m


def _kind(low, upos):
    if low in PRONOUN:
        return PRONOUN[low]
    return {"PRON": OTHER, "PROPN": NAME}.get(upos, NOUN)


def _number(low, feats):
    """0 unknown, 1 singular, 2 plural"""
    if low in PRONOUN:
        return PRONOUNS[PRONOUN[low]][1]
    return 1 if "Number=Sing" in feats else 2 if "Number=Plur" in feats else 0


FEATURES = ("same word, both not pronouns", "same pronoun", "same lemma", "same text", "a name in common",
            "names of one within the other's", "initials", "same word, both nouns", "modifiers in common",
            "later modifiers all known", "both with different modifiers", "governs", "governed", "same governor",
            "apposition", "number clashes", "number agrees", "same type, not _", "types clash", "same relation",
            "both definite", "later indefinite", "both quoted", "quoted alike", "same kind",
            "text of one in the other's", "last of its kind",
            *(f"sentences bin {k}" for k in range(len(SENTENCES) + 1)),
            *(f"mentions <= {k}" for k in MENTIONS))


def pair_features(a, b, apart, last):
    """a: the earlier mention, `apart` mentions before b; last: no mention of a's kind and number between."""
    pron = a.kind < NOUN or b.kind < NOUN
    same = a.low == b.low
    text = not pron and a.text != b.text and (f" {a.text} " in f" {b.text} " or f" {b.text} " in f" {a.text} ")
    known = a.number > 0 and b.number > 0
    types = a.type > 0 and b.type > 0
    ds = b.si - a.si
    dist = sum(ds > k for k in SENTENCES)
    f = [same and not pron, same and pron, a.lemma == b.lemma and not pron, a.text == b.text and not pron,
         bool(a.names & b.names), bool(a.names and b.names) and (a.names <= b.names or b.names <= a.names),
         len(b.low) > 1 and a.caps == b.low or len(a.low) > 1 and b.caps == a.low,
         same and a.kind == NOUN and b.kind == NOUN, bool(a.mods & b.mods), bool(b.mods) and b.mods <= a.mods,
         bool(a.mods and b.mods) and not a.mods & b.mods, a.gov == (b.si, b.wi), b.gov == (a.si, a.wi),
         a.gov == b.gov, RELS[b.rel] == "appos" and b.gov == (a.si, a.wi), known and a.number != b.number,
         known and a.number == b.number, types and a.type == b.type, types and a.type != b.type, a.rel == b.rel,
         a.det == 1 and b.det == 1, b.det == 2, a.quoted == 1 and b.quoted == 1, a.quoted == b.quoted,
         a.kind == b.kind, text, last]
    return f + [dist == k for k in range(len(SENTENCES) + 1)] + [apart <= k for k in MENTIONS]


NONE_FEATURES = ("same text before", "same lemma before", "name in common before", "none before in 3 sentences")


def none_features(before, b):
    """What speaks for or against any antecedent of b; before: the mentions before it."""
    named = [a for a in before if b.kind >= NOUN and a.kind >= NOUN]
    return [any(a.text == b.text for a in named), any(a.lemma == b.lemma for a in named),
            any(a.names & b.names for a in named), not any(b.si - a.si <= 3 for a in before)]


def candidates(ms, j, window=60):
    """Earlier mentions that may be antecedents of ms[j]: near ones, and far ones that share a string."""
    b = ms[j]
    for i in range(max(0, j - 5 * window), j):
        a = ms[i]
        if j - i <= window or b.kind >= NOUN and (a.lemma == b.lemma or a.names & b.names):
            yield i


def pairs(ms):
    """-> (earlier, later, features) of all candidate pairs"""
    for j, b in enumerate(ms):
        seen, last = set(), {}
        for i in range(j - 1, -1, -1):
            key = (ms[i].kind, ms[i].number)
            last[i] = key not in seen
            seen.add(key)
        for i in candidates(ms, j):
            yield i, j, pair_features(ms[i], b, j - i, last[i])

