"""Antecedent ranker on the frozen encoder: each mention chooses an earlier one, or none.

Trained on OntoGUM and LitBank; scored on OntoGUM dev with the system's own mentions, by exact span and
by head word, without singletons. coref.safetensors is written into OUT.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

import mentions as M
import treebanks
from checkpoint import load_run
from coref_score import conll
from predict import predict
from quantise import quantise


# corpora
SPAN = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")


def read_clusters(path, column):
    """A CoNLL coreference file -> (sentences of words, {(first, last) in text order: entity})"""
    sents, spans, open_, n = [[]], {}, collections.defaultdict(list), 0
    with open(path, encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if len(c) < 3 or line.startswith("#"):
                if sents[-1]:
                    sents.append([])
                continue
            for whole, begin, end in SPAN.findall(c[-1]):
                if whole or begin:
                    open_[whole or begin].append(n)
                if (whole or end) and open_[whole or end]:
                    spans[open_[whole or end].pop(), n] = whole or end
            sents[-1].append(c[column])
            n += 1
    return [s for s in sents if s], spans


class Text:
    """A document with its gold entities; partial: mentions without an entity say nothing."""

    def __init__(self, sents, spans, partial):
        self.sents, self.partial, self.gold = sents, partial, {}
        starts, n = [], 0
        for s in sents:
            starts.append(n)
            n += len(s.words)
        for (a, b), key in spans.items():
            si = max(i for i, start in enumerate(starts) if start <= a)
            if b < starts[si] + len(sents[si].words):
                self.gold[si, a - starts[si], b - starts[si]] = key


def load_ontogum(root, split):
    out = []
    for path in sorted(glob.glob(os.path.join(root, "gum_clean", "ontogum", split, "*.conll"))):
        name = os.path.basename(path).removesuffix(".conll") + ".conllu"
        doc = [s for d in treebanks.read_conllu(os.path.join(root, "gum_clean", "dep", split, name)) for s in d]
        out.append(Text(doc, read_clusters(path, 1)[1], False))
    return out


def load_litbank(root):
    out = []
    for path in sorted(glob.glob(os.path.join(root, "litbank", "coref", "conll", "*"))):
        sents, spans = read_clusters(path, 3)
        out.append(Text([treebanks.Sent(w) for w in sents], spans, True))
    return out


# ranker
ANAPHOR = 3.0  # weight of a mention that has an antecedent: four of five have none


class Ranker(nn.Module):
    """score(a, b) = out(gelu(sum of parts of a, of b, of both)); none(b) likewise from b alone."""

    def __init__(self, d=384, p=64, h=128):
        super().__init__()
        self.a, self.b, self.prod = nn.Linear(d, p), nn.Linear(d, p), nn.Linear(p, h)
        self.one, self.two, self.alone = nn.Linear(p, h), nn.Linear(p, h, bias=False), nn.Linear(p, h // 2)
        for k, n in M.SIZES.items():
            for side, width in (("one", h), ("two", h), ("alone", h // 2)):
                self.add_module(f"{side}_{k}", nn.Embedding(n, width))
        self.feat, self.kinds = nn.Linear(len(M.FEATURES), h, bias=False), nn.Embedding(M.SIZES["kind"] ** 2, h)
        self.types = nn.Embedding(M.SIZES["type"] ** 2, h)
        self.alone_feat = nn.Linear(len(M.NONE_FEATURES), h // 2, bias=False)
        self.out, self.none = nn.Linear(h, 1), nn.Linear(h // 2, 1)
        for e in (m for m in self.modules() if isinstance(m, nn.Embedding)):
            nn.init.normal_(e.weight, std=0.1)

    def side(self, name, v, x):
        return getattr(self, name)(v) + sum(getattr(self, f"{name}_{k}")(x[k]) for k in M.SIZES)

    def forward(self, x):
        v = F.dropout(x["vec"], 0.4, self.training)
        a, b, i, j = self.a(v), self.b(v), x["i"], x["j"]
        h = self.side("one", a, x)[i] + self.side("two", b, x)[j] + self.prod(a[i] * b[j]) + self.feat(x["feats"])
        h = h + self.kinds(x["kind"][i] * M.SIZES["kind"] + x["kind"][j])
        h = h + self.types(x["type"][i] * M.SIZES["type"] + x["type"][j])
        alone = self.side("alone", b, x) + self.alone_feat(x["none"])
        return (self.out(F.dropout(F.gelu(h), 0.4, self.training))[:, 0],
                self.none(F.dropout(F.gelu(alone), 0.4, self.training))[:, 0])


class Example:
    """A text with its mentions, as tensors."""

    def __init__(self, text, preds, labels):
        self.text = text
        self.ms = M.find(text.sents, preds, labels)
        heads = {}
        for (si, a, b), key in sorted(text.gold.items(), key=lambda x: x[0][2] - x[0][1]):
            heads.setdefault((si, top_word(preds[si], a, b)), key)
        self.heads = heads
        for m in self.ms:
            m.entity = heads.get((m.si, m.wi))
        rows = list(M.pairs(self.ms))
        self.x = {k: torch.tensor([getattr(m, k) for m in self.ms]) for k in M.SIZES}
        self.x["vec"] = torch.stack([m.vec for m in self.ms])
        self.x["i"], self.x["j"] = (torch.tensor([r[k] for r in rows]) for k in (0, 1))
        self.x["feats"] = torch.tensor([r[2] for r in rows]).float()
        none = [M.none_features(self.ms[max(0, j - 200):j], m) for j, m in enumerate(self.ms)]
        self.x["none"] = torch.tensor(none).float()
        self.good = torch.tensor([self.ms[i].entity is not None and self.ms[i].entity == self.ms[j].entity
                                  for i, j, _ in rows])
        self.known = torch.tensor([m.entity is not None or not text.partial for m in self.ms])

    def clusters(self, by_head):
        out = collections.defaultdict(set)
        for key, name in (self.heads if by_head else self.text.gold).items():
            out[name].add(key)
        return [c for c in out.values() if len(c) > 1]


def top_word(r, a, b):
    """The word of the span whose predicted governor lies outside it."""
    return next((i for i in range(a, b + 1) if not a <= r.head[i] - 1 <= b), a)


def loss_of(net, e):
    """Mean over mentions of -log P(any gold antecedent, or none if there is none)."""
    s, none = net(e.x)
    j, n = e.x["j"], len(none)
    top = torch.maximum(torch.full((n,), -1e4).scatter_reduce(0, j, s, "amax"), none).detach()
    ex, stay = (s - top[j]).exp(), (none - top).exp()
    total = torch.zeros(n).index_add(0, j, ex) + stay
    good = torch.zeros(n).index_add(0, j[e.good], ex[e.good])
    has = torch.zeros(n, dtype=torch.bool)
    has[j[e.good]] = True
    loss = total.log() - (torch.where(has, good, stay) + 1e-9).log()
    return (loss * (1 + has * (ANAPHOR - 1)))[e.known].mean()


@torch.no_grad()
def link(net, e, bias=0.0, by_head=False):
    """-> clusters of the system; bias is added to the score of none"""
    s, none = net(e.x)
    best, root = {}, list(range(len(e.ms)))
    for v, i, j in zip(s.tolist(), e.x["i"].tolist(), e.x["j"].tolist()):
        if v > none[j] + bias and (j not in best or v > best[j][0]):
            best[j] = (v, i)
    for j in sorted(best):
        root[j] = root[best[j][1]]
    out = collections.defaultdict(set)
    for k, m in enumerate(e.ms):
        out[root[k]].add((m.si, m.wi) if by_head else (m.si, *m.span))
    return [c for c in out.values() if len(c) > 1]


def scores(net, examples, bias=0.0, by_head=False):
    net.eval()
    return conll([(e.clusters(by_head), link(net, e, bias, by_head)) for e in examples])


def examples(texts, model, wp, labels, mode):
    preds = {}
    for s, r in predict(model, [t.sents for t in texts], wp, labels, mode):
        preds[id(s)] = r
    return [Example(t, [preds[id(s)] for s in t.sents], labels) for t in texts]


def train(a, train_set, dev):
    net, rng = Ranker(), random.Random(a.seed)
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, weight_decay=0.1)
    start, best = time.time(), (-1.0, None)
    for epoch in range(a.epochs):
        net.train()
        rng.shuffle(train_set)
        for k, e in enumerate(train_set):
            rate = 1 - (epoch + k / len(train_set)) / a.epochs
            for g in opt.param_groups:
                g["lr"] = a.lr * max(0.01, rate)
            loss = loss_of(net, e) * (a.partial if e.text.partial else 1)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            for name, v in net.state_dict().items():
                mean[name].lerp_(v, 0.01)
        now = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean)
        got = scores(net, dev, by_head=True)
        print(json.dumps(dict(epoch=epoch, sec=round(time.time() - start), loss=round(float(loss.detach()), 3),
                              dev_heads=got)), flush=True)
        if got["conll"] > best[0]:
            best = (got["conll"], {k: v.clone() for k, v in mean.items()})
        net.load_state_dict(now)
    net.load_state_dict(best[1])
    return net


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", required=True, help="folder of a run or of a packed model")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--partial", type=float, default=0.5, help="weight of LitBank")
    ap.add_argument("--mode", default="single", choices=("single", "window"))
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    model, labels, wp = load_run(a.run, a.vocab)
    quantise(model)
    load = lambda texts: examples(texts, model, wp, labels, a.mode)
    dev, train_set = load(load_ontogum(a.data, "dev")), load(load_ontogum(a.data, "train"))
    if a.partial:
        train_set += load(load_litbank(a.data))
    net = train(a, train_set, dev)
    bias = max((scores(net, dev, b / 4, True)["conll"], -abs(b), b / 4) for b in range(-8, 5))[2]
    net.none.bias.data += bias
    for name, by_head in (("heads", True), ("spans", False)):
        print(json.dumps({name: scores(net, dev, by_head=by_head)}))
    os.makedirs(a.out, exist_ok=True)
    state = {k: v.contiguous() for k, v in net.state_dict().items()}
    save_file(state, os.path.join(a.out, "coref.safetensors"))


if __name__ == "__main__":
    main()
