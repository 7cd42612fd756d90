"""Scorer of pairs of mentions on the frozen encoder, and its training; encounter.py and relation.py are its users."""
import argparse
import collections
import json
import os
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

import encounter_data as D
from checkpoint import load_run
from quantise import codes, quantise

QUANTISED = ("a", "b", "key", "val")


class Scorer(nn.Module):
    """../model/FORMAT.md, Pairs"""

    def __init__(self, rels, sorts, aparts, labels, d=384, size=64, heads=4, depth=32, hidden=128, drop=0.3):
        super().__init__()
        wide = heads * depth
        self.heads, self.depth, self.drop = heads, depth, nn.Dropout(drop)
        self.a, self.b = nn.Linear(d, size), nn.Linear(d, size)
        self.query_a, self.query_b = nn.Linear(size, wide), nn.Linear(size, wide, bias=False)
        self.key, self.val = nn.Linear(d, wide), nn.Linear(d, wide)
        self.hidden = nn.Linear(3 * size + wide, hidden)
        self.out = nn.Linear(hidden, labels)
        for name, rows, cols in (("spot", D.SPOTS, heads), ("branch", D.BRANCHES, heads), ("path", D.PATHS, hidden),
                                 ("apart", aparts, hidden), ("sorts", sorts ** 2, hidden),
                                 ("rels", (len(D.RELS) + 1) ** 2, hidden), ("steps", 2 * D.STEPS * rels, hidden)):
            table = nn.Embedding(rows, cols)
            nn.init.normal_(table.weight, std=0.02)
            setattr(self, name, table)

    def forward(self, x, p):
        """x: [sentence][word][d]; p: tensors of the pairs -> scores of labels"""
        x, s = self.drop(x), p["s"]
        split = lambda t: t.view(*t.shape[:-1], self.heads, self.depth)
        a, b = self.a(x)[s, p["a"]], self.b(x)[s, p["b"]]
        ask, keys, values = split(self.query_a(a) + self.query_b(b)), split(self.key(x))[s], split(self.val(x))[s]
        w = torch.einsum("phk,pthk->pth", ask, keys) / self.depth ** 0.5 + self.spot(p["spot"]) + self.branch(p["branch"])
        w = w.masked_fill(~p["mask"][..., None], -1e4).softmax(1)
        seen = torch.einsum("pth,pthk->phk", w, values).flatten(1)
        h = self.hidden(self.drop(torch.cat([a, b, a * b, seen], -1)))
        for name in ("path", "apart", "sorts", "rels"):
            h = h + getattr(self, name)(p[name])
        steps = F.pad(self.steps.weight, (0, 0, 0, 1))[p["steps"]].sum(1)
        return self.out(self.drop(F.gelu(h + steps)))


def scores(net, batch):
    """-> scores of the labels of all pairs, in order"""
    return net(*collate(batch, net.steps.num_embeddings))


def collate(batch, none):
    """-> vectors, tensors of all pairs; none: the row of the steps that stands for nothing"""
    wide = max(len(e.vec) for e in batch)
    x, cols = torch.zeros(len(batch), wide, batch[0].vec.shape[1]), collections.defaultdict(list)
    for k, e in enumerate(batch):
        n = len(e.vec)
        x[k, :n] = e.vec.float()
        for p in e.pairs:
            cols["s"].append(k)
            cols["mask"].append([True] * n + [False] * (wide - n))
            for name, v in p.items():
                fill = [none] * (2 * D.STEPS - len(v)) if name == "steps" else [0] * (wide - n)
                cols[name].append(v + fill if isinstance(v, list) else v)
    return x, {name: torch.tensor(v) for name, v in cols.items()}


def groups(batch):
    """-> [(example, pair of chains, rows of its pairs)]"""
    out, row = [], 0
    for e in batch:
        rows = collections.defaultdict(list)
        for g in e.groups:
            rows[g].append(row)
            row += 1
        out += [(e, g, r) for g, r in rows.items()]
    return out


def batches(examples, size, rng):
    order = sorted((e for e in examples if e.pairs), key=lambda e: len(e.vec) + 6 * rng.random())
    out = [order[i:i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def train(a, net, train_set, loss_of, report):
    """The mean of the weights of late steps; report() of it is printed after each epoch."""
    rng, start = random.Random(a.seed), time.time()
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, weight_decay=0.05)
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    done, total = 0, a.epochs * len(batches(train_set, a.batch, random.Random(0)))
    for epoch in range(a.epochs):
        net.train()
        for batch in batches(train_set, a.batch, rng):
            for g in opt.param_groups:
                g["lr"] = a.lr * max(0.02, 1 - done / total) * min(1, (done + 1) / 100)
            loss = loss_of(net, batch)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            done += 1
            for k, v in net.state_dict().items():
                mean[k].lerp_(v, max(a.mean, 1 / done))
        own = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean)
        net.eval()
        print(json.dumps(dict(epoch=epoch, sec=round(time.time() - start), loss=round(float(loss.detach()), 3),
                              dev=report(net))), flush=True)
        net.load_state_dict(own)
    net.load_state_dict(mean)


@torch.no_grad()
def write(net, out, name):
    """Writes what the packed model holds; the attention's 1/sqrt(depth) goes into its queries."""
    for layer in (net.query_a, net.query_b):
        layer.weight *= net.depth ** -0.5
        if layer.bias is not None:
            layer.bias *= net.depth ** -0.5
    held = {}
    for k, v in net.state_dict().items():
        if k.removesuffix(".weight") in QUANTISED:
            held[k + ".s7"], held[k + ".scale"] = codes(v, 7)
        else:
            held[k] = v.float()
    os.makedirs(out, exist_ok=True)
    save_file({k: v.contiguous() for k, v in held.items()}, os.path.join(out, name + ".safetensors"))


def arguments(doc):
    ap = argparse.ArgumentParser(description=doc)
    ap.add_argument("--run", required=True, help="folder of a run or of a packed model")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--analysis", required=True, help="what newsgraph annotate prints of the texts")
    ap.add_argument("--dev-analysis", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=16)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--mean", type=float, default=0.002, help="share of the newest weights in the mean that is kept")
    ap.add_argument("--seed", type=int, default=1)
    return ap


def frozen(a):
    """-> the encoder with its heads as it runs packed, label maps, word pieces"""
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    model, labels, wp = load_run(a.run, a.vocab)
    quantise(model)
    return model, labels, wp
