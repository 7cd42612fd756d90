"""Multi-task training of the encoder and all heads, by wall time; see README.md for the commands."""
import argparse
import json
import math
import os
import random
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import names
import paths
import treebanks
from batching import ALLOWED, batches, collate, windows
from checkpoint import load_tensors
from evaluate import evaluate
from labels import Labels
from model import Model, load_state
from pieces import WordPiece

WEIGHT = dict(upos=.5, xpos=1., feats=.7, lemma=.7, bound=.3, arc=1., rel=1., ner=1., fine=.3, ment=.5,
              pred=.3, sense=.5, rival=.5, role=1., fact=.2)
# part of the documents of a corpus that an epoch sees
SHARE = dict(ewt=1, gum=1, wikigold=1, crossner=1, btc=.25, wnut=.3, redocred=.6, grobid=.3, knowledgenet=.3)
PREDICTED_TREES = 0.5  # part of the steps in which roles see the model's own greedy trees
PATH_DROP = 0.15  # part of the predicates that see no tree


def losses(model, b, labels, rng, bf16):
    w = model.words(b, bf16)
    out = _tag_losses(model, w, b)
    tree, greedy = _tree_losses(model, w, b)
    out.update(tree)
    out.update(_name_losses(model, w, b))
    if "roles" in b:
        path = greedy_paths(model, w, b, greedy, labels) if rng.random() < PREDICTED_TREES else b["path"]
        keep = (torch.rand(len(path), 1) >= PATH_DROP).long()
        out.update(_frame_losses(model, w, b, path * keep))
    if b["fact"]:
        i = torch.tensor([f[:2] for f in b["fact"]])
        gold = torch.tensor([f[2] for f in b["fact"]])
        out["fact"] = F.smooth_l1_loss(model.fact(w[i[:, 0], i[:, 1]])[:, 0], gold)
    return out


def _tag_losses(model, w, b):
    out = {}
    for k in ("upos", "xpos", "feats", "lemma", "ment"):
        keep = b["y"][k] >= 0
        if keep.any():
            out[k] = F.cross_entropy(getattr(model, k)(w[keep]), b["y"][k][keep])
    for k, scores in (("pred", lambda x, _: model.pred(x)[:, 0]), ("bound", model.bound)):
        keep = b["y"][k] >= 0
        if keep.any():
            s = scores(w[keep], b["gap"][keep])
            out[k] = F.binary_cross_entropy_with_logits(s, b["y"][k][keep].float())
    return out


def _tree_losses(model, w, b):
    """-> losses, greedy heads [B,W] in window coordinates"""
    head = b["y"]["head"]
    rows = (head >= 0).any(1)
    if not rows.any():
        return {}, None
    arcs = model.arcs(w[rows], b["sent"][rows])
    rels = model.rels(w[rows], head[rows].clamp(min=0))
    keep, known = head[rows] >= 0, b["y"]["rel"][rows] >= 0
    greedy = torch.zeros_like(head)
    greedy[rows] = arcs.argmax(-1)
    return dict(arc=F.cross_entropy(arcs[keep], head[rows][keep]),
                rel=F.cross_entropy(rels[known], b["y"]["rel"][rows][known])), greedy


def _name_losses(model, w, b):
    out, gold = {}, b["y"]["ner"]
    keep = gold >= 0
    if keep.any():
        x = model.ner_h(w[keep])
        s = model.ner(x)
        out["ner"] = (s.logsumexp(1) - (s + ALLOWED.table(gold[keep])).logsumexp(1)).mean()
        fine = b["y"]["fine"][keep]
        if (fine >= 0).any():
            out["fine"] = F.cross_entropy(model.fine(x[fine >= 0]), fine[fine >= 0])
    return out


def _frame_losses(model, w, b, path):
    s, gold = model.roles(w, b["pred_b"], b["pred_w"], path), b["roles"]
    keep = gold >= 0
    loss = F.cross_entropy(s[keep], gold[keep], reduction="sum") / (gold > 0).sum().clamp(min=1)
    out = dict(role=loss)
    known = b["sense"] >= 0
    if known.any():
        s, gold = model.sense(w[b["pred_b"], b["pred_w"]][known]), b["sense"][known]
        rivals = torch.full_like(s, -1e4)
        for k, i in enumerate(known.nonzero()[:, 0].tolist()):
            rivals[k, b["rivals"][i]] = 0
        out["sense"] = F.cross_entropy(s, gold)
        out["rival"] = F.cross_entropy(s + rivals, gold)
    return out


@torch.no_grad()
def greedy_paths(model, w, b, heads, labels):
    """Paths of the predicates in the trees that the model itself would build (without repair)."""
    rels = model.rels(w, heads).argmax(-1).tolist()
    names_, heads_, sent = labels.maps["rel"], heads.tolist(), b["sent"]
    out = torch.zeros_like(b["path"])
    for k, (bi, p) in enumerate(zip(b["pred_b"].tolist(), b["pred_w"].tolist())):
        at = (sent[bi] == sent[bi, p]).nonzero()[:, 0]
        lo, hi = int(at[0]), int(at[-1]) + 1
        local = [h - lo if h else 0 for h in heads_[bi][lo:hi]]
        found = paths.from_predicate(local, [names_[r] for r in rels[bi][lo:hi]], p - lo)
        out[k, lo:hi] = torch.tensor([labels.path(x) for x in found])
    return out


def param_groups(model, lr, lr_head, decay=0.9):
    """The lower a layer of the encoder, the lower its rate."""
    groups, n = [], len(model.enc.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        base = lr_head
        if name.startswith("enc.") and "enc.shape" not in name:
            depth = int(name.split(".")[2]) + 1 if name.startswith("enc.layers.") else 0
            base = lr * decay ** (n - depth)
        groups.append(dict(params=[p], lr=base, base=base, weight_decay=0.01 if p.dim() > 1 else 0.0))
    return groups


class Average:
    """Exponential moving average of the trained parameters."""

    def __init__(self, model, decay=0.999):
        self.decay, self.model, self.steps = decay, model, 0
        self.mean = {k: p.detach().clone() for k, p in model.named_parameters() if p.requires_grad}

    @torch.no_grad()
    def update(self):
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        now = dict(self.model.named_parameters())
        torch._foreach_lerp_(list(self.mean.values()), [now[k] for k in self.mean], 1 - decay)

    @torch.no_grad()
    def swap(self):
        """Exchanges the model's parameters and their averages."""
        now = dict(self.model.named_parameters())
        for k, v in self.mean.items():
            now[k].data, self.mean[k] = v, now[k].data


class Pace:
    """Chooses between one and two threads by measuring both every few minutes."""

    def __init__(self, threads, every=300):
        self.auto, self.every, self.best = threads == 0, every, max(1, threads)
        self.speed, self.trial, self.until = {}, [], 0.0
        torch.set_num_threads(self.best)

    def step(self, pieces, seconds):
        if not self.auto:
            return
        if self.trial:
            n = self.trial.pop()
            p, s = self.speed.get(n, (0, 0))
            self.speed[n] = (p + pieces, s + seconds)
            if not self.trial:
                self.best = max(self.speed, key=lambda k: self.speed[k][0] / self.speed[k][1])
        elif time.time() > self.until:
            self.speed, self.trial, self.until = {}, [1, 2] * 8, time.time() + self.every
        torch.set_num_threads(self.trial[-1] if self.trial else self.best)


class Training:
    """One run: model, optimiser, schedule, log and checkpoints in the folder a.out."""

    def __init__(self, a):
        self.a, self.rng = a, random.Random(a.seed)
        torch.manual_seed(a.seed)
        os.makedirs(a.out, exist_ok=True)
        self.wp, self.corpora = WordPiece(a.vocab), load_corpora(a.data)
        self.labels = self._labels()
        self.labels.save(os.path.join(a.out, "labels.json"))
        self.model = Model(self.labels, layers=a.layers, vocab=len(self.wp.vocab))
        self._start_weights()
        self.optimiser = torch.optim.AdamW(param_groups(self.model, a.lr, a.lr_head), betas=(0.9, 0.98),
                                           fused=True)
        self.average, self.pace = Average(self.model), Pace(a.threads)
        self.step = self.pieces = 0
        self.spent = 0.0  # seconds of training, evaluation not counted
        self.running = {}
        if a.resume:
            self._resume()

    def _labels(self):
        docs = [d for ds in self.corpora.values() for d in ds]
        if self.a.init:
            return Labels.load(os.path.join(self.a.init, "labels.json")).extend(docs)
        return Labels.build(docs).extend(docs)

    def _start_weights(self):
        if self.a.init:
            self.say(initial=load_state(self.model, load_tensors(self.a.init)))
        else:
            self.model.enc.load_bert(load_file(self.a.base))

    def say(self, **kw):
        line = json.dumps(kw)
        print(line, flush=True)
        with open(os.path.join(self.a.out, "log.jsonl"), "a") as f:
            f.write(line + "\n")

    def run(self):
        self.say(args={k: v for k, v in vars(self.a).items() if k in ("lr", "lr_head", "minutes", "seed", "tokens")},
                 sentences={k: sum(map(len, v)) for k, v in self.corpora.items()})
        saved = scored = time.time()
        while self.fraction() < 1:
            for wins in self._epoch():
                self._update(wins)
                if self.step % 50 == 0:
                    self._report()
                if time.time() - saved > 300:
                    self.save()
                    saved = time.time()
                if time.time() - scored > 60 * self.a.score_every:
                    self.evaluate()
                    scored = time.time()
                if self.fraction() >= 1:
                    break
        self.evaluate()
        self.save()

    def fraction(self):
        return self.spent / (60 * self.a.minutes)

    def _epoch(self):
        wins = []
        for name, docs in self.corpora.items():
            part = self.rng.sample(docs, int(len(docs) * SHARE[name]))
            wins += windows(part, self.wp, self.labels, self.rng)
        out = batches(wins, self.rng, self.a.tokens)
        self.say(epoch_of=len(out), step=self.step, spent=round(self.spent))
        return out

    def _update(self, wins):
        start = time.time()
        self.model.train()
        done = self.fraction()
        rate = min(done / 0.03, (1 - done) / 0.97)
        for g in self.optimiser.param_groups:
            g["lr"] = g["base"] * max(rate, 0.002)
        b = collate(wins, self.wp, self.rng, case_noise=0.05)
        parts = losses(self.model, b, self.labels, self.rng, self.a.bf16)
        loss = sum(WEIGHT[k] * v for k, v in parts.items())
        if math.isfinite(float(loss.detach())):
            loss.backward()
            trained = [p for g in self.optimiser.param_groups for p in g["params"]]
            torch.nn.utils.clip_grad_norm_(trained, 2.0)
            self.optimiser.step()
            self.average.update()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        for k, v in parts.items():
            self.running[k] = 0.98 * self.running.get(k, float(v.detach())) + 0.02 * float(v.detach())
        n, seconds = int(b["mask"].sum()), time.time() - start
        self.pieces += n
        self.spent += seconds
        self.pace.step(n, seconds)

    def _report(self):
        self.say(step=self.step, frac=round(self.fraction(), 3), spent=round(self.spent), pieces=self.pieces,
                 threads=torch.get_num_threads(), loss={k: round(v, 3) for k, v in self.running.items()})

    def evaluate(self):
        """Scores the averaged weights and keeps them as model.pt."""
        self.average.swap()
        torch.save(self.model.state_dict(), os.path.join(self.a.out, "model.pt"))
        for name, res in evaluate(self.model, self.a.data, self.wp, self.labels, self.a.limit, 4):
            self.say(step=self.step, spent=round(self.spent), dev=name, **res)
        self.average.swap()

    def save(self):
        path = os.path.join(self.a.out, "resume.pt")
        torch.save(dict(model=self.model.state_dict(), optimiser=self.optimiser.state_dict(),
                        mean=self.average.mean, averaged=self.average.steps, step=self.step, pieces=self.pieces,
                        spent=self.spent, rng=self.rng.getstate(), torch_rng=torch.get_rng_state()), path + ".new")
        os.replace(path + ".new", path)

    def _resume(self):
        t = torch.load(os.path.join(self.a.out, "resume.pt"), weights_only=False)
        self.model.load_state_dict(t["model"])
        self.optimiser.load_state_dict(t["optimiser"])
        self.average.mean, self.average.steps = t["mean"], t["averaged"]
        self.step, self.pieces, self.spent = t["step"], t["pieces"], t["spent"]
        self.rng.setstate(t["rng"])
        torch.set_rng_state(t["torch_rng"])


def load_corpora(data):
    return dict(ewt=treebanks.load_ewt(data, "train"), gum=treebanks.load_gum(data, "train"),
                **names.load_all(data))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", required=True)
    ap.add_argument("--base", help="safetensors with BERT names: start of the encoder")
    ap.add_argument("--init", help="folder of a run or packed model to start from, with its label maps")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--layers", type=int, default=6, help="of the encoder; those above in --init are dropped")
    ap.add_argument("--minutes", type=float, default=100, help="training time; the schedule ends with it")
    ap.add_argument("--tokens", type=int, default=1024, help="pieces of a step")
    ap.add_argument("--threads", type=int, default=0, help="0: one or two, whichever is faster at the time")
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--lr-head", type=float, default=1.5e-3)
    ap.add_argument("--bf16", action="store_true", help="the encoder in bfloat16 (processors with avx512_bf16)")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--limit", type=int, default=60, help="development documents scored on the way")
    ap.add_argument("--score-every", type=float, default=15, help="minutes")
    ap.add_argument("--resume", action="store_true", help="go on from OUT/resume.pt")
    a = ap.parse_args()
    if not (a.init or a.base):
        ap.error("--base or --init is needed")
    Training(a).run()


if __name__ == "__main__":
    main()
