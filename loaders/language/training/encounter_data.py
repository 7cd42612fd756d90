"""Sentences with who meets whom -> what the scorer of encounters sees of each pair of persons.

A gold file has one sentence a line: sentence, tab, `A + B = Kind/status; ...` or `-`. Its analysis is what
`newsgraph annotate --offsets rune` prints of a folder with each of its sentences in a file of its own.
"""
import collections
import json
import re

from predict import predict
from treebanks import Sent, head_of_span

KINDS = ["none", "Meeting", "NewsConference", "PhoneCall", "Letter"]
STATUSES = ["happened", "planned", "hypothetical", "demanded", "cancelled", "denied", "refused", "negated"]
SAME_KIND = {"Visit": "Meeting", "Encounter": "Meeting"}
RELS = ["nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "nsubj:pass"]  # others: the next
PART_OF_NAME = ("flat", "fixed", "goeswith", "expl", "compound", "nmod:desc")
MAX_PERSONS = 14
NEAR, APART, PATHS, STEPS = 3, 3, 10, 4
SPOTS, BRANCHES, APARTS, SORTS = 7, 4, 6, 3


def read_gold(path):
    """-> {sentence: [(a, b, kind, status)]}"""
    out = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            text, pairs = line.rstrip("\n").split("\t")
            out[text] = [_pair(p) for p in pairs.split(";")] if pairs != "-" else []
    return out


def _pair(p):
    names, label = p.strip().rsplit(" = ", 1)
    a, b = names.split(" + ")
    kind, status = label.split("/")
    return a.strip(), b.strip(), SAME_KIND.get(kind, kind), status


class Person:
    """A mention of a person: head word, 0 name 1 noun 2 pronoun, and the words that govern it."""

    def __init__(self, head, sort, r):
        self.head, self.sort = head, sort
        self.rel = RELS.index(r.rel[head]) if r.rel[head] in RELS else len(RELS)
        self.up = [head]
        while r.head[self.up[-1]] > 0:
            self.up.append(r.head[self.up[-1]] - 1)


def persons(s, r):
    sort, inside, i = {}, set(), 0
    while i < len(s.words):
        j = i + 1
        if r.ner[i] == "B-PER":
            while j < len(s.words) and r.ner[j] == "I-PER":
                j += 1
            inside.update(range(i, j))
            sort[head_of_span(r, i, j - 1)] = 0
        i = j
    for i in range(len(s.words)):
        alone = r.upos[i] in ("NOUN", "PROPN", "PRON") and r.rel[i] not in PART_OF_NAME
        if i not in inside and r.ment[i] == "person" and alone:
            sort[i] = 2 if r.upos[i] == "PRON" else 1
    return [Person(i, sort[i], r) for i in sorted(sort)]


def pair_features(r, a, b, rel_index, sorts=SORTS):
    """What the tables of a scorer of pairs are asked for."""
    pa, pb, top = list(a.up), list(b.up), None
    while pa and pb and pa[-1] == pb[-1]:
        top = pa.pop()
        pb.pop()
    path, words = {top, *pa, *pb}, range(len(r.head))
    return dict(
        a=a.head, b=b.head,
        spot=[_spot(w, a.head, b.head) for w in words],
        branch=[3 if w == top else 1 if w in path else 2 if r.head[w] - 1 in path else 0 for w in words],
        path=min(len(path), PATHS - 1), apart=min(abs(b.head - a.head) // APART, APARTS - 1) + (a.head > b.head) * APARTS,
        sorts=a.sort * sorts + b.sort, rels=a.rel * (len(RELS) + 1) + b.rel,
        steps=[(s * STEPS + k) * len(rel_index) + rel_index[r.rel[w]]
               for s, side in enumerate((pa, pb)) for k, w in enumerate(side[:STEPS])])


def _spot(w, a, b):
    if w in (a, b):
        return 0 if w == a else 1
    first, last = min(a, b), max(a, b)
    if w < first:
        return 2 if first - w <= NEAR else 3
    if w < last:
        return 4
    return 5 if w - last <= NEAR else 6


class Example:
    """A sentence: vectors of its words, its pairs, and by pair of chains the gold kind and status."""

    def __init__(self, doc, s, r, gold, rel_index):
        self.vec, chain = r.vec.half(), _chains(doc, s)
        who = persons(s, r)
        key = {p.head: chain.get(p.head, ("word", p.head)) for p in who}
        found = lambda name: {chain.get(h, ("word", h)) for h in _heads(doc, s, r, name)}
        self.gold = {frozenset((x, y)): (kind, status) for a, b, kind, status in gold
                     for x in found(a) for y in found(b) if x != y}
        self.pairs, self.groups = [], []
        for j, b in enumerate(who if len(who) <= MAX_PERSONS else []):
            for a in who[:j]:
                if key[a.head] != key[b.head]:
                    self.pairs.append(pair_features(r, a, b, rel_index))
                    self.groups.append(frozenset((key[a.head], key[b.head])))


def _chains(doc, s):
    """word -> the chain of the mention that it heads"""
    out = {}
    for m in doc["mentions"]:
        for i, t in enumerate(doc["tokens"][s.sid:s.sid + len(s.words)]):
            if m["head"][0] <= t["b"] and t["e"] <= m["head"][1]:
                out[i] = ("chain", m["chain"])
    return out


def _heads(doc, s, r, name):
    for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", doc["text"]):
        span = [i for i, t in enumerate(doc["tokens"][s.sid:s.sid + len(s.words)])
                if t["b"] < m.end() and t["e"] > m.start()]
        if span:
            yield head_of_span(r, span[0], span[-1])


def examples(analysis, gold, model, wp, labels):
    docs, found = [], []
    with open(analysis, encoding="utf-8") as f:
        docs = [json.loads(line) for line in f]
    sents = [_sentences(d) for d in docs]
    parsed = {id(s): r for s, r in predict(model, sents, wp, labels, gold_preds=False)}
    rel_index = {v: i for i, v in enumerate(labels.maps["rel"])}
    for d, ss in zip(docs, sents):
        pairs = gold.get(d["text"].strip())
        if pairs is not None:
            found += [Example(d, s, parsed[id(s)], pairs, rel_index) for s in ss]
    return found


def _sentences(doc):
    groups = collections.defaultdict(list)
    for i, t in enumerate(doc["tokens"]):
        groups[next(k for k, (b, e) in enumerate(doc["sentences"]) if b <= t["b"] < e)].append(i)
    out = []
    for ids in groups.values():
        s = Sent([doc["text"][doc["tokens"][i]["b"]:doc["tokens"][i]["e"]] for i in ids])
        s.sid, s.gap = ids[0], [2] * len(ids)
        out.append(s)
    return out
