"""Scorer of encounters on the frozen encoder: did two persons of a sentence meet, how, and is it so?

Trained on sentences written for it (encounters.tsv). Prints precision and recall of encounters that
happened on the sentences of --dev at several thresholds; encounter.safetensors is written into OUT.
"""
import random

import torch
import torch.nn.functional as F

import encounter_data as D
import pairs


def judge(net, batch):
    """-> scores of kinds, of statuses"""
    out = pairs.scores(net, batch)
    return out[:, :len(D.KINDS)], out[:, len(D.KINDS):]


def loss_of(net, batch):
    """The best row of a pair that meets has its kind and status, all rows of one that does not have none."""
    kinds, statuses = judge(net, batch)
    fit = (kinds[:, 1:].logsumexp(1) - kinds[:, 0]).detach()
    rows, want, met, status = [], [], [], []
    for e, g, rs in pairs.groups(batch):
        if g not in e.gold:
            rows += rs
            want += [0] * len(rs)
            continue
        kind, st = e.gold[g]
        best = max(rs, key=lambda r: float(fit[r]))
        rows, want = rows + [best], want + [D.KINDS.index(kind)]
        met, status = met + [best], status + [D.STATUSES.index(st)]
    loss = F.cross_entropy(kinds[rows], torch.tensor(want), reduction="sum")
    if met:
        loss = loss + F.cross_entropy(statuses[met], torch.tensor(status), reduction="sum")
    return loss / len(batch)


@torch.no_grad()
def judged(net, examples):
    """-> [(margin, right)] of the pairs of chains said to have met, and how many there are; margin in
    natural logarithms: the smaller of that of the kind over none and that of happened over the next status"""
    out, there = [], sum(s == "happened" for e in examples for _, s in e.gold.values())
    for batch in pairs.batches(examples, 32, random.Random(0)):
        kinds, statuses = judge(net, batch)
        margin = kinds[:, 1:].amax(1) - kinds[:, 0]
        sure = torch.minimum(margin, statuses[:, 0] - statuses[:, 1:].amax(1))
        for e, g, rows in pairs.groups(batch):
            best = max(rows, key=lambda r: float(margin[r]))
            out.append((float(sure[best]), e.gold.get(g, ("", ""))[1] == "happened"))
    return out, there


def report(net, examples):
    found, there = judged(net, examples)
    out = {}
    for t in (0, 1, 1.5, 2, 2.5, 3):
        right = [ok for m, ok in found if m >= t]
        out[t] = [round(100 * sum(right) / max(1, n), 1) for n in (len(right), there)]
    return out


def main():
    ap = pairs.arguments(__doc__)
    ap.add_argument("--gold", required=True, help="encounters.tsv")
    ap.add_argument("--dev-gold", required=True)
    a = ap.parse_args()
    model, labels, wp = pairs.frozen(a)
    load = lambda analysis, gold: D.examples(analysis, D.read_gold(gold), model, wp, labels)
    learn, dev = load(a.analysis, a.gold), load(a.dev_analysis, a.dev_gold)
    net = pairs.Scorer(labels.size("rel"), D.SORTS, D.APARTS, len(D.KINDS) + len(D.STATUSES))
    pairs.train(a, net, learn, loss_of, lambda net: report(net, dev))
    pairs.write(net, a.out, "encounter")


if __name__ == "__main__":
    main()
