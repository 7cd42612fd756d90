"""Integer codes of weights, and the simulation of integer inference.

Weights: symmetric, one scale per output row, 7 bits (|q| <= 63, so that the AVX2 multiply-add cannot
saturate) or 8. Activations of the encoder's products: asymmetric u8, one scale and zero per token.
"""
import torch
import torch.nn as nn

from model import Biaffine

LAYER_PARTS = ("qkv", "out", "up", "down")
TABLES = ("enc.word", "enc.pos")  # 8 bits per row
HEADS = ("sense", "lemma", "feats", "xpos", "arc_d.0", "arc_h.0", "arc_u", "rel_d.0", "rel_h.0",
         "ner_h.0", "role_p.0", "role_a.0", "bound_h", "fact.0")
BIAFFINE = ("rel", "role")


def codes(w, bits):
    """w: [out, in] -> integer codes and one scale per row."""
    top = 2 ** (bits - 1) - 1
    scale = w.abs().amax(1, keepdim=True).clamp(min=1e-8) / top
    return (w / scale).round().clamp(-top, top).to(torch.int8), scale[:, 0].float()


def rounded(w, bits):
    q, scale = codes(w, bits)
    return q * scale[:, None]


def biaffine_rows(u):
    """U[label][i][j] -> weight [label*(d+1)+j][i < d] and bias [label*(d+1)+j] (the row i = d)."""
    rows = u.permute(0, 2, 1).reshape(-1, u.shape[1])
    return rows[:, :-1].contiguous(), rows[:, -1].contiguous()


def biaffine_from_rows(weight, bias):
    d = weight.shape[1] + 1
    rows = torch.cat([weight, bias[:, None]], 1)
    return rows.view(-1, d, d).permute(0, 2, 1).contiguous()


def rounded_act(x):
    lo = x.amin(-1, keepdim=True).clamp(max=0)
    hi = x.amax(-1, keepdim=True).clamp(min=0)
    scale = (hi - lo).clamp(min=1e-8) / 255
    zero = (-lo / scale).round()
    return ((x / scale + zero).round().clamp(0, 255) - zero) * scale


class IntegerLinear(nn.Module):
    """A linear layer with rounded weights that rounds its input, too."""

    def __init__(self, lin, bits):
        super().__init__()
        self.lin = lin
        lin.weight.copy_(rounded(lin.weight, bits))

    def forward(self, x):
        return self.lin(rounded_act(x))


@torch.no_grad()
def quantise(model, bits=7):
    """In place: the model as the Go side runs it (heads with rounded weights and exact inputs)."""
    for layer in model.enc.layers:
        for n in LAYER_PARTS:
            setattr(layer, n, IntegerLinear(getattr(layer, n), bits))
    for n in TABLES + HEADS:
        m = model.get_submodule(n)
        m.weight.copy_(rounded(m.weight, 8 if n in TABLES else bits))
    for n in BIAFFINE:
        m: Biaffine = model.get_submodule(n)
        weight, bias = biaffine_rows(m.u)
        m.u.copy_(biaffine_from_rows(rounded(weight, bits), bias))
    return model
