"""Outputs of a packed model on development sentences, for the parity test of the Go side."""
import argparse
import json
import random

import torch

import treebanks
from batching import Encoded
from checkpoint import load_run
from predict import predict
from quantise import quantise


def pick(data, count, seed=1):
    """Sentences of 3 to 45 words, half web text, half GUM."""
    rng, out = random.Random(seed), []
    for docs in (treebanks.load_ewt(data, "dev"), treebanks.load_gum(data, "dev")):
        fit = [s for d in docs for s in d if 3 <= len(s.words) <= 45]
        out += rng.sample(fit, count // 2)
    return out


def record(s, r, wp, labels, hidden):
    e = Encoded(s, wp, labels)
    out = dict(words=s.words, pieces=e.ids.tolist(), pieces_per_word=e.lengths.tolist(), shapes=e.shapes.tolist())
    out.update({k: getattr(r, k) for k in ("upos", "xpos", "feats", "lemma", "head", "rel", "ner", "fine", "ment")})
    out["factuality"] = [round(float(v), 4) for v in r.fact]
    out["predicate_score"] = [round(float(v), 4) for v in r.pred]
    out["frames"] = [dict(word=p, sense=sense, roles={str(i): x for i, x in args.items()})
                     for p, sense, args in r.srl]
    if hidden:
        out["vectors"] = [[round(float(x), 5) for x in v] for v in r.vec]
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", required=True, help="packed model")
    ap.add_argument("--data", required=True)
    ap.add_argument("--count", type=int, default=40)
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    torch.set_num_threads(1)
    model, labels, wp = load_run(a.run, f"{a.run}/vocab.txt")
    quantise(model)
    sents = pick(a.data, a.count)
    preds = {id(s): r for s, r in predict(model, [[s] for s in sents], wp, labels, gold_preds=False)}
    records = [record(s, preds[id(s)], wp, labels, k < 3) for k, s in enumerate(sents)]
    with open(a.out, "w", encoding="utf-8") as f:
        json.dump(records, f, ensure_ascii=False)


if __name__ == "__main__":
    main()
