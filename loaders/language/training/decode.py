"""From scores to structures: name tags, trees, argument spans."""
import collections

import numpy as np

from labels import NER_TAGS

TAG_OK = np.array([[0.0 if b[0] != "I" or a[2:] == b[2:] else -1e9 for b in NER_TAGS] for a in NER_TAGS])
START_OK = np.array([-1e9 if t[0] == "I" else 0.0 for t in NER_TAGS])


def viterbi(scores):
    """[n, tags] -> the best tags in which I-X only follows B-X or I-X."""
    s, back = scores[0] + START_OK, []
    for row in scores[1:]:
        m = s[:, None] + TAG_OK
        back.append(m.argmax(0))
        s = m.max(0) + row
    out = [int(s.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return [NER_TAGS[i] for i in reversed(out)]


def _cycle(head):
    """head[0] is the root's and ignored -> the nodes of some cycle, or None"""
    state = [0] * len(head)
    for i in range(1, len(head)):
        path, j = [], i
        while j > 0 and state[j] == 0:
            state[j] = 1
            path.append(j)
            j = head[j]
        if j > 0 and state[j] == 1:
            return path[path.index(j):]
        for k in path:
            state[k] = 2
    return None


def _spanning(s):
    """s[d, h]: score of head h for d; node 0 is the root.  Chu-Liu/Edmonds by contraction."""
    s = s.copy()
    np.fill_diagonal(s, -1e9)
    head = s.argmax(1)
    head[0] = 0
    cyc = _cycle(head)
    if cyc is None:
        return head
    rest = [i for i in range(len(s)) if i not in set(cyc)]
    c = len(rest)
    t = np.full((c + 1, c + 1), -1e9)
    t[:c, :c] = s[np.ix_(rest, rest)]
    total = sum(s[i, head[i]] for i in cyc)
    enter, leave = {}, {}
    for a, i in enumerate(rest):
        v = [s[i, j] for j in cyc]  # the cycle as head of i
        k = int(np.argmax(v))
        t[a, c], leave[a] = v[k], cyc[k]
        v = [total - s[j, head[j]] + s[j, i] for j in cyc]  # i as head of the cycle
        k = int(np.argmax(v))
        t[c, a], enter[a] = v[k], cyc[k]
    sub = _spanning(t)
    for a, i in enumerate(rest):
        if i:
            head[i] = leave[a] if sub[a] == c else rest[sub[a]]
    head[enter[sub[c]]] = rest[sub[c]]
    return head


def tree(s):
    """s: [n, n+1] scores, column 0 the root -> heads 1..n (0 root), one root, no cycle."""
    n = len(s)
    g = s.argmax(1)
    if (g == 0).sum() == 1 and _cycle(np.concatenate([[0], g])) is None:
        return g
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = s
    trees = []
    for r in np.argsort(-s[:, 0])[:4]:
        t = full.copy()
        t[1:, 0] = -1e7
        t[r + 1, 0] = s[r, 0]
        h = _spanning(t)[1:]
        trees.append((sum(t[i + 1, h[i]] for i in range(n)), h))
    return max(trees, key=lambda x: x[0])[1]


def children(heads):
    kids = collections.defaultdict(list)
    for j, h in enumerate(heads):
        kids[h - 1].append(j)
    return kids


def below(kids, start, stop=-1):
    """The words `start` and all below them, never entering `stop`."""
    ins, stack = set(), list(start)
    while stack:
        j = stack.pop()
        if j != stop and j not in ins:
            ins.add(j)
            stack += kids[j]
    return ins


def _mark(w):
    return not any(c.isalnum() for c in w) and w not in ("$", "%", "'s", "&")


def run_around(words, ins, i):
    """The unbroken run of words in `ins` around i, without marks at its ends."""
    lo = hi = i
    while lo - 1 in ins:
        lo -= 1
    while hi + 1 in ins:
        hi += 1
    while lo < i and _mark(words[lo]):
        lo += 1
    while hi > i and _mark(words[hi]) and words[hi] != ")":
        hi -= 1
    return lo, hi


def argument_span(words, heads, rels, i, p, role, found=()):
    """Span of the argument with head word i: the words under i, less the branch of the predicate p and its
    other arguments; found: the words that have a role for p."""
    if role in ("ARGM-LVB", "ARGM-MOD", "ARGM-NEG", "ARGM-PRR"):
        return i, i
    kids, above, j = children(heads), set(), p
    while j >= 0 and j not in above:
        above.add(j)
        j = heads[j] - 1
    inside = i in above
    cop = inside and heads[p] - 1 == i and rels[p] in ("cop", "aux", "aux:pass")
    keep = [j for j in kids[i] if j not in above
            and not (inside and (j in found or _outside(j, p, rels, cop, kids)))]
    ins = {i} | below(kids, keep, p)
    if role == "ARG1" and heads[i] - 1 == p:  # "made him look weak"
        ins |= below(kids, [j for j in kids[p] if j > i and j not in found and rels[j] == "xcomp"])
    return run_around(words, ins, i)


def _outside(j, p, rels, cop, kids):
    """Is child j of a head above the predicate p no part of the argument?"""
    rel = rels[j]
    if rel in ("punct", "parataxis", "discourse"):
        return True
    if cop:
        clause = rel.split(":")[0] == "conj" and any(
            rels[k].split(":")[0] in ("nsubj", "csubj", "expl", "cop", "aux") for k in kids[j])
        return j < p or clause or rel.split(":")[0] in ("nsubj", "csubj", "expl", "advcl")
    return rel in ("case", "cc", "mark", "conj") or rel.startswith(("nsubj", "csubj", "aux", "cop"))


POSSESSIVE = ("'s", "’s", "'", "’")


def mention_span(words, heads, rels, i):
    """Span of the mention with head word i; a possessive mark belongs to it, as in GUM."""
    kids = children(heads)
    # adverbs before the noun phrase ("even the mayor") bear on more than the noun
    core = min([i, *(j for j in kids[i] if rels[j].split(":")[0] in ("det", "nmod", "amod", "nummod", "compound"))])
    keep = [j for j in kids[i] if not _beside(words, rels, j, i, core)]
    return run_around(words, {i} | below(kids, keep), i)


def _beside(words, rels, j, i, core):
    base = rels[j].split(":")[0]
    if base == "case":
        return j < i or words[j] not in POSSESSIVE
    if base == "advmod":
        return j < core
    return base in ("cc", "mark", "conj", "cop", "aux", "nsubj", "csubj", "expl", "parataxis", "discourse", "punct",
                    "appos", "advcl", "list", "dislocated", "vocative", "orphan", "dep", "reparandum")


def spans(tags):
    """BIO tags -> {(type, first, last)}"""
    out, cur = set(), None
    for i, t in enumerate([*tags, "O"]):
        if cur and t != "I-" + cur[0]:
            out.add((cur[0], cur[1], i - 1))
            cur = None
        if t[0] == "B" or t[0] == "I" and cur is None:
            cur = (t[2:], i)
    return out
