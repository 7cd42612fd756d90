"""Adds a head that was trained on the frozen encoder to a packed model, in place of an older one."""
import argparse
import hashlib
import json
import os

from safetensors.torch import load_file, save_file

import encounter_data
import relation_data

MAPS = {"encounter": dict(encounter=encounter_data.KINDS, status=encounter_data.STATUSES),
        "relation": dict(relation=relation_data.KINDS, occupancy=relation_data.STATUSES)}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--model", required=True, help="folder of the packed model")
    ap.add_argument("--encounter", help="folder that encounter.py wrote")
    ap.add_argument("--relation", help="folder that relation.py wrote")
    a = ap.parse_args()
    path = lambda name: os.path.join(a.model, name)
    heads = {name: folder for name in MAPS if (folder := getattr(a, name))}
    held = {k: v for k, v in load_file(path("model.safetensors")).items() if k.split(".")[0] not in heads}
    for name, folder in heads.items():
        head = load_file(os.path.join(folder, name + ".safetensors"))
        held |= {f"{name}.{k}": v for k, v in head.items()}
    save_file(held, path("model.safetensors"))
    with open(path("labels.json"), encoding="utf-8") as f:
        labels = json.load(f)
    for name in heads:
        labels["maps"] |= MAPS[name]
    with open(path("labels.json"), "w", encoding="utf-8") as f:
        json.dump(labels, f, ensure_ascii=False, separators=(",", ":"))
    renew(path)


def renew(path):
    """Writes sizes and hashes of the files into the manifest."""
    with open(path("manifest.json"), encoding="utf-8") as f:
        info = json.load(f)
    for name, listed in info["files"].items():
        with open(path(name), "rb") as f:
            data = f.read()
        listed.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    with open(path("manifest.json"), "w", encoding="utf-8") as f:
        json.dump(info, f, indent=1, ensure_ascii=False)
        f.write("\n")


if __name__ == "__main__":
    main()
