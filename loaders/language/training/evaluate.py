"""Scores of a run on the development sets; one JSON line per set."""
import argparse
import collections
import json
import random

import numpy as np
import torch

import treebanks
from batching import batches, collate, windows
from checkpoint import load_run
from decode import argument_span, mention_span, spans
from labels import SCHEME
from names import load_crossner
from predict import predict
from quantise import quantise

UNIVERSAL = {"PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number",
             "Case", "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident",
             "Polarity", "Person", "Polite"}


class PRF:
    """Counts of gold, predicted and common items."""

    def __init__(self):
        self.both = self.gold = self.pred = 0

    def add(self, gold, pred):
        self.both += len(gold & pred)
        self.gold += len(gold)
        self.pred += len(pred)

    def f(self):
        return round(200 * self.both / max(1, self.gold + self.pred), 2)


class Scores:
    """Sums the scores of all layers that the sentences have gold for."""

    def __init__(self):
        self.n, self.count, self.prf = 0, collections.Counter(), collections.defaultdict(PRF)
        self.frames, self.fact = 0, []

    def add(self, s, r):
        if s.upos:
            self._tree(s, r)
        if s.ner:
            self._names(s, r)
        if s.srl is not None:
            self._frames(s, r)
        if s.ment:
            self._mentions(s, r)
        self.fact += [(v, float(r.fact[i])) for i, v in (s.fact or {}).items()]

    def _tree(self, s, r):
        c = self.count
        self.n += len(s.words)
        for k in ("upos", "xpos", "lemma", "feats"):
            c[k] += sum(x == y for x, y in zip(getattr(s, k), getattr(r, k)))
        c["ufeats"] += sum(universal(x) == universal(y) for x, y in zip(s.feats, r.feats))
        for i, h in enumerate(s.head):
            if h == r.head[i]:
                c["uas"] += 1
                c["las"] += s.rel[i].split(":")[0] == r.rel[i].split(":")[0]
                c["las_full"] += s.rel[i] == r.rel[i]

    def _names(self, s, r):
        known = SCHEME[s.scheme]
        gold = {x for x in spans(["O" if t == "?" else t for t in s.ner]) if x[0] in known}
        pred = {x for x in spans(r.ner) if x[0] in known}
        self.prf["ner"].add(gold, pred)
        for t in ("PER", "LOC", "ORG"):
            self.prf["ner_" + t].add({x for x in gold if x[0] == t}, {x for x in pred if x[0] == t})

    def _frames(self, s, r):
        self.prf["pred"].add({f[0] for f in s.srl}, {i for i, v in enumerate(r.pred) if v > 0})
        for (p, sense, args), (_, sense2, found) in zip(s.srl, r.srl):
            self.frames += 1
            self.count["sense"] += sense == sense2
            heads = {(role, treebanks.head_of_span(s, a, b)) for role, a, b in args}
            self.prf["arg_head"].add(heads, {(role, i) for i, role in found.items()})
            pred = {(role, *argument_span(s.words, r.head, r.rel, i, p, role, found)) for i, role in found.items()}
            self.prf["arg_span"].add(set(args), pred)

    def _mentions(self, s, r):
        gold, pred = ({(i, t) for i, t in enumerate(x.ment) if t != "_"} for x in (s, r))
        self.prf["ment_head"].add(gold, pred)
        self.prf["ment_head_untyped"].add({i for i, _ in gold}, {i for i, _ in pred})

    def result(self):
        out = {k: round(100 * self.count[k] / self.n, 2) for k in
               ("upos", "xpos", "ufeats", "feats", "lemma", "uas", "las", "las_full") if self.n}
        out.update({k + "_f": v.f() for k, v in self.prf.items() if v.gold})
        if self.frames:
            out["sense"] = round(100 * self.count["sense"] / self.frames, 2)
        if self.fact:
            x, y = np.array(self.fact).T
            out["fact_r"] = round(float(np.corrcoef(x, y)[0, 1]), 3)
        return out


def universal(feats):
    return "|".join(x for x in feats.split("|") if x.split("=")[0] in UNIVERSAL)


def score(model, docs, wp, labels, mode="single"):
    total = Scores()
    for s, r in predict(model, docs, wp, labels, mode):
        total.add(s, r)
    return total.result()


def mention_spans(model, docs, wp, labels):
    """F of mention spans with type: gold spans against the subtrees of predicted mention heads."""
    preds = {id(s): r for s, r in predict(model, docs, wp, labels)}
    typed, untyped = PRF(), PRF()
    for d in docs:
        gold = {(si, a, b, t) for si, a, b, t, _ in treebanks.gum_mentions(d)}
        found = set()
        for si, s in enumerate(d):
            r = preds[id(s)]
            found |= {(si, *mention_span(s.words, r.head, r.rel, i), t) for i, t in enumerate(r.ment) if t != "_"}
        typed.add(gold, found)
        untyped.add({x[:3] for x in gold}, {x[:3] for x in found})
    return dict(ment_span_f=typed.f(), ment_span_untyped_f=untyped.f())


@torch.no_grad()
def boundaries(model, docs, wp, labels):
    """F of sentence ends inside windows of 128 pieces (their last end is not scored)."""
    prf, rng = PRF(), random.Random(0)
    model.eval()
    wins = windows(docs, wp, labels, rng, budgets=(128,))
    for group in batches(wins, rng, 2048, shuffle=False):
        b = collate(group, wp)
        s, y = model.bound(model.words(b), b["gap"]), b["y"]["bound"]
        gold, pred = ({tuple(i) for i in mask.nonzero().tolist()} for mask in (y == 1, (s > 0) & (y >= 0)))
        prf.add(gold, pred)
    return prf.f()


def evaluate(model, data, wp, labels, limit=None, gum_limit=None):
    """Yields (set, scores)."""
    ewt, gum = treebanks.load_ewt(data, "dev")[:limit], treebanks.load_gum(data, "dev")[:gum_limit]
    yield "ewt", score(model, ewt, wp, labels) | dict(bound_f=boundaries(model, ewt, wp, labels))
    yield "gum", (score(model, gum, wp, labels) | mention_spans(model, gum, wp, labels)
                  | dict(bound_f=boundaries(model, gum, wp, labels)))
    politics = load_crossner(data, "dev", ("politics",))[:limit]
    for d in politics:
        d[0].scheme = "uner"  # the table of figures compares persons, places and organizations
    yield "politics", score(model, politics, wp, labels)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", required=True, help="folder of a run or of a packed model")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--bits", type=int, default=0, help="7 or 8: simulate integer inference")
    ap.add_argument("--limit", type=int, help="documents of each set")
    ap.add_argument("--window", action="store_true", help="EWT in windows of 128 pieces, too")
    ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    model, labels, wp = load_run(a.run, a.vocab)
    if a.bits:
        quantise(model, a.bits)
    for name, res in evaluate(model, a.data, wp, labels, a.limit, a.limit):
        print(json.dumps({name: res}), flush=True)
    if a.window:
        docs = treebanks.load_ewt(a.data, "dev")[:a.limit]
        print(json.dumps(dict(ewt_window=score(model, docs, wp, labels, "window"))), flush=True)


if __name__ == "__main__":
    main()
