"""A run -> the packed model that the Go side reads (../model/FORMAT.md): weights, labels, vocabulary,
manifest."""
import argparse
import hashlib
import json
import os
import re

import torch
from safetensors.torch import load_file, save_file

from checkpoint import load_run
from labels import Labels
from quantise import BIAFFINE, HEADS, LAYER_PARTS, TABLES, biaffine_rows, codes

VERSION = 1
BITS = 7
# pieces that English news never needs: placeholders, marks inside a word (a mark is a word of its own), and
# scripts other than Latin, Greek and Cyrillic
UNUSED = re.compile(r"^\[unused\d+\]$|^##\W|[\u0530-\u1cff\u2e80-\ua4ff\ua960-\ud7ff\uf900-\ufaff\ufe70-\ufeff]")


def prune_vocab(path):
    """-> kept pieces and their rows in the word table."""
    with open(path, encoding="utf-8") as f:
        pieces = [t.rstrip("\n") for t in f]
    rows = [i for i, t in enumerate(pieces) if not UNUSED.search(t)]
    return [pieces[i] for i in rows], torch.tensor(rows)


def prune_rolesets(labels):
    """Only rolesets that compete with another one of the same lemma need a score."""
    rival = {r for rs in labels.lexicon.values() if len(rs) > 1 for r in rs}
    keep = [i for i, r in enumerate(labels.maps["roleset"]) if r in rival]
    maps = dict(labels.maps, roleset=[labels.maps["roleset"][i] for i in keep])
    return Labels(maps, labels.lexicon, labels.forms, labels.words), torch.tensor(keep)


def tensors(state):
    """f32 state -> what the file holds."""
    state, out = dict(state), {}
    for n in BIAFFINE:
        state[f"{n}.left.weight"], state[f"{n}.left.bias"] = biaffine_rows(state.pop(n + ".u"))
    seven = {f"{n}.weight" for n in HEADS} | {f"{n}.left.weight" for n in BIAFFINE}
    for k, v in state.items():
        name = k.removesuffix(".weight")
        if name in TABLES:
            out[k + ".s8"], out[k + ".scale"] = codes(v, 8)
        elif k in seven or (name.startswith("enc.layers.") and name.rsplit(".", 1)[1] in LAYER_PARTS
                            and k.endswith(".weight")):
            out[f"{k}.s{BITS}"], out[k + ".scale"] = codes(v, BITS)
        else:
            out[k] = v.float()
    return {k: v.contiguous() for k, v in out.items()}


def manifest(folder, files, info):
    listed = {}
    for n in files:
        with open(os.path.join(folder, n), "rb") as f:
            data = f.read()
        listed[n] = dict(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as f:
        json.dump(dict(format=VERSION, files=listed, **info), f, indent=1, ensure_ascii=False)
        f.write("\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", required=True, help="folder with model.pt and labels.json")
    ap.add_argument("--vocab", required=True, help="vocabulary of the base model")
    ap.add_argument("--info", required=True, help="manifest.in.json: sources, licences, command, scores")
    ap.add_argument("--coref", help="folder that coref.py wrote: its tensors go in under coref.")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    model, labels, _ = load_run(a.run, a.vocab)
    pieces, rows = prune_vocab(a.vocab)
    labels, senses = prune_rolesets(labels)
    state = dict(model.state_dict())
    state["enc.word.weight"] = state["enc.word.weight"][rows]
    for k in ("sense.weight", "sense.bias"):
        state[k] = state[k][senses]
    os.makedirs(a.out, exist_ok=True)
    packed = tensors(state)
    if a.coref:
        ranker = load_file(os.path.join(a.coref, "coref.safetensors"))
        packed |= {"coref." + k: v.float().contiguous() for k, v in ranker.items()}
    save_file(packed, os.path.join(a.out, "model.safetensors"))
    labels.save(os.path.join(a.out, "labels.json"))
    with open(os.path.join(a.out, "vocab.txt"), "w", encoding="utf-8") as f:
        f.write("\n".join(pieces) + "\n")
    with open(a.info, encoding="utf-8") as f:
        info = json.load(f)
    manifest(a.out, ["model.safetensors", "labels.json", "vocab.txt"], info)


if __name__ == "__main__":
    main()
