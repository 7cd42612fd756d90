"""Runs the model on gold tokens and sentences and decodes all layers."""
import random

import numpy as np
import torch

import paths
from batching import batches, collate, windows
from decode import tree, viterbi

JOINT = ("upos", "xpos", "feats")
TAGS = (*JOINT, "ment")


class Pred:
    """The predicted layers of one sentence, named as in treebanks.Sent."""


@torch.no_grad()
def predict(model, docs, wp, labels, mode="single", gold_preds=True, tokens=2048):
    """Yields (sentence, Pred). mode: "single" sentences or a "window" of up to 128 pieces."""
    model.eval()
    rng = random.Random(0)
    budgets = (1,) if mode == "single" else (128,)
    wins = windows(docs, wp, labels, rng, budgets, cap=500)
    for group in batches(wins, rng, tokens, shuffle=False):
        yield from _window_batch(model, group, wp, labels, gold_preds)


def _window_batch(model, group, wp, labels, gold_preds):
    b = collate(group, wp)
    w = model.words(b)
    tags = best_tags({k: getattr(model, k)(w) for k in TAGS}, labels)
    lemma = model.lemma(w).numpy()
    hidden = model.ner_h(w)
    ner, fine = model.ner(hidden).numpy(), model.fine(hidden).argmax(-1).numpy()
    pred, fact, bound = model.pred(w)[..., 0].numpy(), model.fact(w)[..., 0].numpy(), model.bound(w, b["gap"])
    spans = [(bi, o, s) for bi, (_, ss) in enumerate(group) for o, s in _offsets(ss)]
    heads = _trees(model.arcs(w, b["sent"]).numpy(), spans)
    rels = model.rels(w, torch.from_numpy(heads)).argmax(-1).numpy()
    for bi, o, s in spans:
        at = (bi, slice(o, o + len(s.words)))
        r = Pred()
        for k in TAGS:
            setattr(r, k, [labels.maps[k][i] for i in tags[k][at]])
        r.lemma = [labels.lemma(*x) for x in zip(s.words, r.upos, lemma[at])]
        r.head = [int(h) - o if h else 0 for h in heads[at]]
        r.rel = [relation(h, u, labels.maps["rel"][i]) for h, u, i in zip(r.head, r.upos, rels[at])]
        r.ner, r.fine = viterbi(ner[at]), [labels.maps["fine"][i] for i in fine[at]]
        r.vec, r.pred, r.fact, r.bound = w[at], pred[at], fact[at], bound[at].numpy()
        ps = [f[0] for f in s.srl or ()] if gold_preds else [i for i, v in enumerate(r.pred) if v > 0]
        r.srl = _frames(model, w[bi:bi + 1, at[1]], r, ps, labels)
        yield s, r


def best_tags(scores, labels):
    """The best label of each layer; of those that go together, the triple with the highest sum."""
    triples = torch.tensor([[labels.index[k][v] for k, v in zip(JOINT, t.split(" "))] for t in labels.maps["tags"]])
    best = sum(scores[k][..., triples[:, i]] for i, k in enumerate(JOINT)).argmax(-1)
    joint = {k: triples[best, i].numpy() for i, k in enumerate(JOINT)}
    return {k: v.argmax(-1).numpy() for k, v in scores.items()} | joint


def relation(head, upos, best):
    """The best-scored relation, but for roots and punctuation."""
    if head == 0:
        return "root"
    return "punct" if upos == "PUNCT" else best


def _offsets(sents):
    o = 0
    for s in sents:
        yield o, s
        o += len(s.words)


def _trees(arcs, spans):
    heads = np.zeros(arcs.shape[:2], dtype=np.int64)
    for bi, o, s in spans:
        n = len(s.words)
        h = tree(arcs[bi, o:o + n][:, [0, *range(o + 1, o + n + 1)]])
        heads[bi, o:o + n] = np.where(h > 0, h + o, 0)
    return heads


def _frames(model, w, r, ps, labels):
    """-> [(predicate, roleset, {word: role})]"""
    if not ps:
        return []
    pb, pw = torch.zeros(len(ps), dtype=torch.long), torch.tensor(ps)
    path = torch.tensor([[labels.path(x) for x in paths.from_predicate(r.head, r.rel, p)] for p in ps])
    roles = model.roles(w, pb, pw, path).argmax(-1).numpy()
    sense = model.sense(w[pb, pw]).numpy()
    out = []
    for k, p in enumerate(ps):
        args = {i: labels.maps["role"][x] for i, x in enumerate(roles[k]) if x}
        out.append((p, roleset(labels, r.lemma[p].lower(), sense[k]), args))
    return out


def roleset(labels, lemma, scores):
    """The best-scored candidate of the lemma; without scores the first, without candidates the lemma's .01"""
    candidates, index = labels.lexicon.get(lemma, [lemma + ".01"]), labels.index["roleset"]
    scored = [c for c in candidates if c in index]
    return max(scored, key=lambda c: scores[index[c]]) if scored else candidates[0]
