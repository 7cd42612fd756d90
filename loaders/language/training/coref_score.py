"""MUC, B-cubed and CEAF-e of clusters without singletons, and their mean (the CoNLL figure)."""
import collections

import numpy as np
from scipy.optimize import linear_sum_assignment


def conll(docs):
    """docs: [(gold clusters, system clusters)], clusters as sets of mentions."""
    t = collections.Counter()
    for gold, found in docs:
        _muc_b3(t, gold, found, "r")
        _muc_b3(t, found, gold, "p")
        _ceaf(t, gold, found)
    out = {}
    for k in ("muc", "b3", "ceaf"):
        r, p = t[k, "r"] / max(1, t[k, "rd"]), t[k, "p"] / max(1, t[k, "pd"])
        out[k] = round(200 * r * p / max(1e-9, r + p), 2)
    out["conll"] = round(sum(out.values()) / 3, 2)
    return out


def _muc_b3(t, clusters, other, side):
    of = {m: i for i, c in enumerate(other) for m in c}
    for c in clusters:
        parts = collections.Counter(of[m] for m in c if m in of)
        lone = sum(m not in of for m in c)
        t["muc", side] += len(c) - len(parts) - lone
        t["muc", side + "d"] += len(c) - 1
        t["b3", side] += sum(v * v for v in parts.values()) / len(c)
        t["b3", side + "d"] += len(c)


def _ceaf(t, gold, found):
    if gold and found:
        m = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in found] for a in gold])
        best = m[linear_sum_assignment(-m)].sum()
        t["ceaf", "r"] += best
        t["ceaf", "p"] += best
    t["ceaf", "rd"] += len(gold)
    t["ceaf", "pd"] += len(found)
