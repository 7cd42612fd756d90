"""Reading a run folder: a training run (model.pt), a packed model or the first checkpoint."""
import os

import torch
from safetensors.torch import load_file

from labels import Labels
from model import Model, load_state
from pieces import WordPiece
from quantise import BIAFFINE, biaffine_from_rows


def load_tensors(folder):
    path = os.path.join(folder, "model.pt")
    if os.path.exists(path):
        return torch.load(path)
    name = next(n for n in ("model.safetensors", "encoder_l6.safetensors")
                if os.path.exists(os.path.join(folder, n)))
    return decode(load_file(os.path.join(folder, name)))


def decode(tensors):
    """Integer codes -> f32, biaffine rows -> U."""
    out = {}
    for k, v in tensors.items():
        if k.startswith(("coref.", "encounter.", "relation.")):
            continue  # models of their own
        base, _, kind = k.rpartition(".")
        if kind in ("s7", "s8"):
            out[base] = v.float() * tensors[base + ".scale"][:, None]
        elif kind != "scale":
            out[k] = v.float()
    for n in BIAFFINE:
        if f"{n}.left.weight" in out:
            out[n + ".u"] = biaffine_from_rows(out.pop(f"{n}.left.weight"), out.pop(f"{n}.left.bias"))
    return out


def depth(state):
    """How many layers the encoder of a checkpoint has."""
    return len({k.split(".")[2] for k in state if k.startswith("enc.layers.")})


def load_run(folder, vocab):
    """-> model in evaluation mode, labels, word pieces."""
    labels = Labels.load(os.path.join(folder, "labels.json")).extend([])
    wp = WordPiece(vocab)
    state = load_tensors(folder)
    model = Model(labels, layers=depth(state), vocab=len(wp.vocab))
    load_state(model, state)
    return model.eval(), labels, wp
