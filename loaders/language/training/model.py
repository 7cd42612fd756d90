"""A BERT-shaped encoder in plain torch with small heads on the first piece of each word."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from labels import NER_TAGS
from pieces import GAPS, SHAPES

_MASKS = {}


def dropout(x, p, training):
    """Dropout from a pool of ready masks: torch's own costs 13 ns per element on a CPU thread."""
    if not training or p == 0:
        return x
    if p not in _MASKS:
        _MASKS[p] = (torch.rand(1 << 23) >= p).float() / (1 - p)
    n = x.numel()
    pool = _MASKS[p]
    i = int(torch.randint(0, pool.numel() - n, (1,)))
    return x * pool[i:i + n].view_as(x)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return dropout(x, self.p, self.training)


class Layer(nn.Module):
    def __init__(self, d, heads, ff, drop):
        super().__init__()
        self.h, self.drop = heads, drop
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.ln1, self.ln2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, ff), nn.Linear(ff, d)

    def attend(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.h, d // self.h).permute(2, 0, 3, 1, 4)
        s = (q * (d // self.h) ** -0.5) @ k.transpose(-1, -2)
        # by hand: torch's fused attention is 1.3 times slower in bf16 on a CPU
        p = s.float().masked_fill(~mask, -1e4).softmax(-1).to(v.dtype)
        return self.out((p @ v).transpose(1, 2).reshape(b, n, d))

    def forward(self, x, mask):
        x = self.ln1(x + dropout(self.attend(x, mask), self.drop, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.ln2(x + dropout(f, self.drop, self.training))


class Encoder(nn.Module):
    def __init__(self, layers=6, d=384, heads=12, ff=1536, vocab=30522, positions=512, drop=0.1):
        super().__init__()
        self.word, self.pos = nn.Embedding(vocab, d), nn.Embedding(positions, d)
        self.seg = nn.Parameter(torch.zeros(d))
        self.shape = nn.Embedding(SHAPES, d)
        nn.init.zeros_(self.shape.weight)
        self.ln = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, heads, ff, drop) for _ in range(layers))
        self.drop = drop
        self.word.weight.requires_grad_(False)  # half of all parameters; quantises per row without loss

    def forward(self, ids, shapes, mask):
        x = self.word(ids) + self.pos.weight[:ids.shape[1]] + self.seg + self.shape(shapes)
        x = dropout(self.ln(x), self.drop, self.training)
        m = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, m)
        return x

    @torch.no_grad()
    def load_bert(self, t):
        """t: dict of tensors under the usual BERT names (prefix 'bert.' allowed)."""
        t = {k.removeprefix("bert."): v.float() for k, v in t.items()}
        e = "embeddings."
        self.word.weight.copy_(t[e + "word_embeddings.weight"])
        self.pos.weight.copy_(t[e + "position_embeddings.weight"])
        self.seg.copy_(t[e + "token_type_embeddings.weight"][0])
        for a in ("weight", "bias"):
            getattr(self.ln, a).copy_(t[f"{e}LayerNorm.{a}"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                qkv = [t[f"{p}attention.self.{n}.{a}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, a).copy_(torch.cat(qkv))
                getattr(layer.out, a).copy_(t[f"{p}attention.output.dense.{a}"])
                getattr(layer.ln1, a).copy_(t[f"{p}attention.output.LayerNorm.{a}"])
                getattr(layer.up, a).copy_(t[f"{p}intermediate.dense.{a}"])
                getattr(layer.down, a).copy_(t[f"{p}output.dense.{a}"])
                getattr(layer.ln2, a).copy_(t[f"{p}output.LayerNorm.{a}"])


class Biaffine(nn.Module):
    """score[label] = [x;1] U[label] [y;1]"""

    def __init__(self, d, labels):
        super().__init__()
        self.u = nn.Parameter(torch.randn(labels, d + 1, d + 1) * 1e-2)
        self.labels, self.d = labels, d + 1

    def left(self, x):
        """[N,d] -> [N,labels,d+1]"""
        x = F.pad(x, (0, 1), value=1.0)
        return (x @ self.u.permute(1, 0, 2).reshape(self.d, -1)).view(-1, self.labels, self.d)

    def pairs(self, x, y):
        """aligned rows -> [N,labels]"""
        return (self.left(x) @ F.pad(y, (0, 1), value=1.0)[:, :, None])[:, :, 0]


def mlp(d, out, drop=0.25):
    return nn.Sequential(nn.Linear(d, out), nn.GELU(), Dropout(drop))


class Model(nn.Module):
    def __init__(self, labels, layers=6, vocab=30522, d=384, arc=256, rel=96, role=96):
        super().__init__()
        n = labels.size
        self.enc = Encoder(layers, d, vocab=vocab)
        self.dropw = Dropout(0.15)
        self.upos, self.xpos = nn.Linear(d, n("upos")), nn.Linear(d, n("xpos"))
        self.feats, self.lemma = nn.Linear(d, n("feats")), nn.Linear(d, n("lemma"))
        self.bound_h, self.bound_gap = nn.Linear(d, 64), nn.Embedding(GAPS * SHAPES, 64)
        self.bound_o = nn.Linear(64, 1)
        self.arc_d, self.arc_h = mlp(d, arc), mlp(d, arc)
        self.arc_u, self.arc_b = nn.Linear(arc, arc, bias=False), nn.Linear(arc, 1)
        self.root = nn.Parameter(torch.randn(d) * 0.1)
        self.rel_d, self.rel_h, self.rel = mlp(d, rel), mlp(d, rel), Biaffine(rel, n("rel"))
        self.ner_h = mlp(d, 256)
        self.ner, self.fine = nn.Linear(256, len(NER_TAGS)), nn.Linear(256, n("fine"))
        self.ment = nn.Linear(d, n("ment"))
        self.pred = nn.Linear(d, 1)
        self.sense = nn.Linear(d, n("roleset"))
        self.role_p, self.role_a, self.role = mlp(d, role), mlp(d, role), Biaffine(role, n("role"))
        self.path_e, self.path_b = nn.Embedding(n("paths"), role), nn.Embedding(n("paths"), n("role"))
        self.fact = nn.Sequential(nn.Linear(d, 64), nn.GELU(), nn.Linear(64, 1))
        for table in (self.bound_gap, self.path_e, self.path_b):
            nn.init.zeros_(table.weight)

    def words(self, b, bf16=False):
        """-> the vector of each word's first piece, [B,W,d]"""
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            x = self.enc(b["ids"], b["shapes"], b["mask"]).float()
        first = b["first"][:, :, None].expand(-1, -1, x.shape[2])
        return self.dropw(torch.gather(x, 1, first))

    def bound(self, w, gap):
        """Does a sentence end after the word? gap: what follows it, kind of gap * SHAPES + next shape."""
        return self.bound_o(F.gelu(self.bound_h(w) + self.bound_gap(gap)))[..., 0]

    def arcs(self, w, sent):
        """-> [B,W,W+1] scores of governors, column 0 is the root; other sentences are masked."""
        root = self.root.expand(w.shape[0], 1, -1)
        heads = self.arc_h(torch.cat([root, w], 1))
        s = self.arc_u(self.arc_d(w)) @ heads.transpose(1, 2) + self.arc_b(heads).transpose(1, 2)
        same = F.pad(sent[:, :, None] == sent[:, None, :], (1, 0), value=True)
        return s.masked_fill(~same, -1e4)

    def rels(self, w, head):
        """head: [B,W] in window coordinates, 0 = root -> [B,W,labels]"""
        hw = torch.cat([self.root.expand(w.shape[0], 1, -1), w], 1)
        h = torch.gather(hw, 1, head[:, :, None].expand(-1, -1, w.shape[2]))
        s = self.rel.pairs(self.rel_d(w).flatten(0, 1), self.rel_h(h).flatten(0, 1))
        return s.view(*head.shape, -1)

    def roles(self, w, pb, pw, path):
        """pb, pw: window and word of each predicate; path: [P,W] path ids -> [P,W,labels]"""
        left = self.role.left(self.role_p(w[pb, pw]))
        a = F.pad(self.role_a(w)[pb] + self.path_e(path), (0, 1), value=1.0)
        return torch.bmm(a, left.transpose(1, 2)) + self.path_b(path)


@torch.no_grad()
def load_state(model, state):
    """Fills what the checkpoint has; returns the names of tensors that keep their initial values.
    Layers above those of the model are left out.

    The first checkpoint's linear sentence-end head becomes two opposite units: gelu(x)-gelu(-x) = x.
    """
    first = tuple(f"enc.layers.{i}." for i in range(len(model.enc.layers)))
    state = {k: v for k, v in state.items() if not k.startswith("enc.layers.") or k.startswith(first)}
    w, b = state.pop("bound.weight", None), state.pop("bound.bias", None)
    if w is not None:
        model.bound_h.weight[0], model.bound_h.weight[1] = w[0], -w[0]
        model.bound_h.bias[0], model.bound_h.bias[1] = b[0], -b[0]
        model.bound_o.weight.zero_()
        model.bound_o.weight[0, 0], model.bound_o.weight[0, 1] = 1, -1
        model.bound_o.bias.zero_()
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected:
        raise ValueError(f"tensors without a place: {unexpected}")
    return missing
