"""Averages runs that started from the same weights and share their label maps: two seeds of a warm start lie
close enough together that the mean of their weights scores better than either."""
import argparse
import filecmp
import os
import shutil

import torch


def mean(states, shares):
    """-> state with the weighted mean of each tensor"""
    total = sum(shares)
    return {k: sum(s[k].float() * (w / total) for s, w in zip(states, shares)) for k in states[0]}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--runs", required=True, nargs="+", help="folders with model.pt and labels.json")
    ap.add_argument("--shares", type=float, nargs="+", help="weight of each run; equal without")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    shares = a.shares or [1.0] * len(a.runs)
    if len(shares) != len(a.runs):
        ap.error("as many --shares as --runs are needed")
    labels = [os.path.join(r, "labels.json") for r in a.runs]
    if not all(filecmp.cmp(labels[0], other, shallow=False) for other in labels[1:]):
        ap.error("the label maps of the runs differ")
    os.makedirs(a.out, exist_ok=True)
    torch.save(mean([torch.load(os.path.join(r, "model.pt")) for r in a.runs], shares), os.path.join(a.out, "model.pt"))
    shutil.copy(labels[0], a.out)


if __name__ == "__main__":
    main()
