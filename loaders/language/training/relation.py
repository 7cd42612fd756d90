"""Scorer of relations on the frozen encoder: who holds which post, whose it is, who was born where ...

Trained on sentences written for it (offices.tsv, relations.tsv), KnowledgeNet folds 1 and 2 and Re-DocRED.
Prints by kind how many pairs of KnowledgeNet fold 3 and of every twelfth written sentence (not learned)
are told at several thresholds, precision and recall; relation.safetensors is written into OUT.
"""
import collections
import os
import random

import torch
import torch.nn.functional as F

import encounter_data as E
import pairs
import relation_data as D

HELD = 12  # one written sentence of so many is not learned
DEV_FOLDS = (3,)
THRESHOLDS = (-1, 0, 1, 2, 3)


def judge(net, batch):
    """-> scores of kinds, of statuses"""
    out = pairs.scores(net, batch)
    return out[:, :len(D.KINDS)], out[:, len(D.KINDS):]


def loss_of(net, batch):
    """A kind that is marked is so for the best row of a pair that has it, and for no row of one that has not."""
    kinds, statuses = judge(net, batch)
    want, weight = torch.zeros_like(kinds), torch.zeros_like(kinds)
    held, status = [], []
    for e, g, rows in pairs.groups(batch):
        weight[rows] = torch.tensor(e.mask)
        for kind, st in e.gold.get(g, {}).items():
            k = D.KINDS.index(kind)
            best = max(rows, key=lambda r: float(kinds[r, k].detach()))
            weight[rows, k] = 0
            weight[best, k] = want[best, k] = 1
            if st:
                held, status = held + [best], status + [D.STATUSES.index(st)]
    loss = F.binary_cross_entropy_with_logits(kinds, want, weight, reduction="sum")
    if held:
        loss = loss + F.cross_entropy(statuses[held], torch.tensor(status), reduction="sum")
    return loss / len(batch)


@torch.no_grad()
def report(net, examples):
    """-> {kind: [[precision, recall] by threshold]}, and how often the status of a post that is held is right"""
    found, there, status = collections.defaultdict(list), collections.Counter(), []
    for e in examples:
        for kinds in e.gold.values():
            there.update(list(kinds))
    for batch in pairs.batches(examples, 32, random.Random(0)):
        kinds, statuses = judge(net, batch)
        for e, g, rows in pairs.groups(batch):
            gold, best = e.gold.get(g, {}), kinds[rows].amax(0)
            for k, kind in enumerate(D.KINDS):
                if e.mask[k]:
                    found[kind].append((float(best[k]), kind in gold))
            if gold.get("holds"):
                row = max(rows, key=lambda r: float(kinds[r, 0]))
                status.append(D.STATUSES[int(statuses[row].argmax())] == gold["holds"])
    out = {k: [_rates([ok for m, ok in found[k] if m >= t], there[k]) for t in THRESHOLDS] for k in D.KINDS}
    return out | dict(status=round(100 * sum(status) / max(1, len(status)), 1))


def _rates(right, there):
    return [round(100 * sum(right) / max(1, n)) for n in (len(right), there)]


def main():
    ap = pairs.arguments(__doc__)
    ap.add_argument("--data", required=True, help="folder of corpora")
    a = ap.parse_args()
    model, labels, wp = pairs.frozen(a)
    here = os.path.dirname(os.path.abspath(__file__))
    texts = list(D.sources(a.data, here))
    held = {t.text for name, kinds in D.WRITTEN for t in list(D.read_written(os.path.join(here, name), kinds))[::HELD]}
    learn = D.examples(a.analysis, [t for t in texts if t.text not in held], model, wp, labels)
    dev = D.examples(a.analysis, [t for t in texts if t.text in held], model, wp, labels)
    dev += D.examples(a.dev_analysis, list(D.read_knowledgenet(a.data, DEV_FOLDS)), model, wp, labels)
    net = pairs.Scorer(labels.size("rel"), D.SORTS, 2 * E.APARTS, len(D.KINDS) + len(D.STATUSES))
    pairs.train(a, net, learn, loss_of, lambda net: report(net, dev))
    pairs.write(net, a.out, "relation")


if __name__ == "__main__":
    main()
