"""Documents -> windows of sentences -> padded tensors with masked labels."""
import functools

import numpy as np
import torch

import paths
from labels import IGNORE, NER_TAGS, lemma_rule, ner_allowed
from pieces import BLANK, LINE, SHAPES, SPACE, shape
from treebanks import head_of_span

LAYERS = ("upos", "xpos", "feats", "lemma", "head", "rel", "ment", "fine", "ner", "pred", "gap")
LOWER = np.array([0, 1, 1, 1, 1, 1, 6, 7])  # the shape of a word in lower case
UPPER = np.array([0, 3, 3, 3, 3, 5, 6, 7])


class Allowed:
    """Rows of tags that a gold tag is consistent with, numbered in order of first use."""

    def __init__(self):
        self.rows = []

    @functools.cache
    def row(self, gold, scheme):
        v = torch.full((len(NER_TAGS),), -1e4)
        v[ner_allowed(gold, scheme)] = 0
        self.rows.append(v)
        return len(self.rows) - 1

    def table(self, ids):
        return torch.stack(self.rows)[ids]


ALLOWED = Allowed()


class Encoded:
    """A sentence as arrays of ids, made once."""

    def __init__(self, s, wp, labels):
        pieces = [wp.word(w) for w in s.words]
        n = len(pieces)
        self.lengths = np.array([len(p) for p in pieces])
        self.ids = np.concatenate(pieces)
        self.shapes = np.array([shape(w) for w in s.words])
        self.y = {k: np.full(n, IGNORE) for k in LAYERS}
        for k in ("upos", "xpos", "feats", "rel", "ment", "fine"):
            if getattr(s, k):
                self.y[k][:] = [labels.id(k, v) for v in getattr(s, k)]
        if s.lemma:
            self.y["lemma"][:] = [labels.id("lemma", lemma_rule(w, v)) for w, v in zip(s.words, s.lemma)]
        if s.head:
            self.y["head"][:] = s.head
        if s.ner:
            self.y["ner"][:] = [ALLOWED.row(t, s.scheme) for t in s.ner]
        if s.gap:
            self.y["gap"][:] = s.gap
        self.fact = s.fact or {}
        self.frames = [_frame(s, labels, *f) for f in s.srl or ()]
        if s.srl is not None:
            self.y["pred"][:] = 0
            self.y["pred"][[f["word"] for f in self.frames]] = 1


def _frame(s, labels, p, sense, args):
    roles = np.zeros(len(s.words), dtype=np.int64)
    for role, a, b in reversed(args):
        roles[head_of_span(s, a, b)] = labels.id("role", role)
    rivals = [labels.index["roleset"][r] for r in labels.lexicon.get(s.lemma[p].lower(), ())
              if r in labels.index["roleset"]]
    path = np.array([labels.path(x) for x in paths.from_predicate(s.head, s.rel, p)])
    return dict(word=p, sense=labels.id("roleset", sense), rivals=rivals, roles=roles, path=path)


def windows(docs, wp, labels, rng, budgets=(1, 1, 64, 128, 160), cap=200):
    """Cuts each document at random into windows of one or more consecutive sentences."""
    out = []
    for d in docs:
        for s in d:
            if s.encoded is None:
                s.encoded = Encoded(s, wp, labels)
        i = 0
        while i < len(d):
            budget = rng.choice(budgets)
            n, k = 2, i
            while k < len(d) and n < cap:
                m = len(d[k].encoded.ids)
                if k > i and n + m > budget:
                    break
                n += m
                k += 1
            out.append((n, d[i:k]))
            i = k
    return out


def batches(wins, rng, tokens, shuffle=True):
    """Groups windows of like length until `tokens` (with padding) are reached."""
    out, cur, longest = [], [], 0
    for w in sorted(wins, key=(lambda w: w[0] + rng.random() * 8) if shuffle else (lambda w: w[0])):
        longest = max(longest, w[0])
        if cur and longest * (len(cur) + 1) > tokens:
            out.append(cur)
            cur, longest = [], w[0]
        cur.append(w)
    out.append(cur)
    if shuffle:
        rng.shuffle(out)
    return out


def collate(wins, wp, rng=None, case_noise=0.0):
    """rng: noise on case and line breaks."""
    count, width = len(wins), max(sum(len(s.words) for s in ss) for _, ss in wins)
    ids, shapes = (np.zeros((count, max(n for n, _ in wins)), dtype=np.int64) for _ in range(2))
    mask = np.zeros(ids.shape, dtype=bool)
    first, sent = np.zeros((count, width), dtype=np.int64), np.full((count, width), -1)
    y = {k: np.full((count, width), IGNORE) for k in (*LAYERS, "bound")}
    frames, fact = [], []
    for b, (n, ss) in enumerate(wins):
        es = [s.encoded for s in ss]
        lengths, word_shapes = (np.concatenate([getattr(e, k) for e in es]) for k in ("lengths", "shapes"))
        if rng:
            word_shapes = _noisy_case(word_shapes, rng.random(), case_noise)
        ids[b, :n] = np.concatenate([[wp.cls], *(e.ids for e in es), [wp.sep]])
        shapes[b, 1:n - 1] = np.repeat(word_shapes, lengths)
        mask[b, :n] = True
        first[b, :len(lengths)] = 1 + np.cumsum(lengths) - lengths
        o = 0
        for k, e in enumerate(es):
            m = len(e.lengths)
            sent[b, o:o + m] = k
            for name in LAYERS:
                y[name][b, o:o + m] = e.y[name]
            y["head"][b, o:o + m] += np.where(e.y["head"] > 0, o, 0)
            y["bound"][b, o:o + m] = np.where(e.y["gap"] == IGNORE, IGNORE, 0)
            y["bound"][b, o + m - 1] = 1 if e.y["gap"][0] != IGNORE else IGNORE
            frames += [(b, o, f) for f in e.frames]
            fact += [(b, o + i, v) for i, v in e.fact.items()]
            o += m
        y["bound"][b, o - 1] = IGNORE  # the end of the window always ends a sentence
        y["gap"][b, :o] = _gaps(y["gap"][b, :o], word_shapes, rng)
    out = dict(ids=ids, shapes=shapes, mask=mask, first=first, sent=sent)
    out = {k: torch.from_numpy(v) for k, v in out.items()}
    out["y"] = {k: torch.from_numpy(v) for k, v in y.items()}
    out["gap"] = out["y"].pop("gap").clamp(min=0)
    out["fact"] = fact
    out.update(_frame_tensors(frames, width))
    return out


def _noisy_case(shapes, draw, noise):
    if draw < noise:
        return LOWER[shapes]
    return UPPER[shapes] if draw < 1.5 * noise else shapes


def _gaps(gap, shapes, rng):
    """What follows each word, as kind * SHAPES + shape of the next word; with random line breaks."""
    gap = np.where(gap == IGNORE, 0, gap)
    if rng:
        draw = rng.random()
        if draw < 0.15:
            gap = np.zeros_like(gap)
        elif draw < 0.35:  # hard-wrapped text
            wrap = np.random.default_rng(rng.getrandbits(32)).random(len(gap)) < 1 / 12
            gap = np.where(wrap & (gap == SPACE), LINE, gap)
        elif draw < 0.65:
            gap = np.where(gap == BLANK, LINE, gap)
    return gap * SHAPES + np.append(shapes[1:], 0)


def _frame_tensors(frames, width):
    if not frames:
        return {}
    roles = np.full((len(frames), width), IGNORE)
    path = np.zeros((len(frames), width), dtype=np.int64)
    for k, (_, o, f) in enumerate(frames):
        roles[k, o:o + len(f["roles"])] = f["roles"]
        path[k, o:o + len(f["path"])] = f["path"]
    t = torch.tensor
    return dict(pred_b=t([b for b, _, _ in frames]), pred_w=t([o + f["word"] for _, o, f in frames]),
                sense=t([f["sense"] for _, _, f in frames]), rivals=[f["rivals"] for _, _, f in frames],
                roles=torch.from_numpy(roles), path=torch.from_numpy(path))
