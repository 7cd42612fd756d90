"""Dependency paths from a predicate to a word, as strings.

A path goes up from the predicate to the lowest common ancestor and down to the word. A step up that
leaves word x is "<" + relation of x, a step down that enters word x is ">" + relation of x (full
relation, subtype included): the subject of a verb is ">nsubj", the noun that a relative clause
modifies is "<acl:relcl", the subject of a controlling verb is "<xcomp>nsubj". The predicate itself is
the empty path. A path of more than three steps, one through the virtual root, and one that is not in
the vocabulary are OTHER. NONE stands for "no tree known".
"""
import collections

LIMIT = 3
NONE, OTHER = "_none", "_other"


def from_predicate(heads, rels, p):
    """heads: 1-based, 0 = root. -> one path per word."""
    above = _climb(heads, p)
    start, up = {}, ""
    for k, a in enumerate(above):
        start[a] = (k, up)
        up += "<" + rels[a]
    return [_down(heads, rels, start, w) for w in range(len(heads))]


def _climb(heads, w):
    """w and its ancestors, at most LIMIT of them."""
    out = [w]
    while len(out) <= LIMIT and heads[out[-1]]:
        out.append(heads[out[-1]] - 1)
    return out


def _down(heads, rels, start, w):
    down = ""
    for k, a in enumerate(_climb(heads, w)):
        if a in start:
            steps, up = start[a]
            return up + down if steps + k <= LIMIT else OTHER
        down = ">" + rels[a] + down
    return OTHER


def vocabulary(docs, size=400):
    """The commonest paths from gold predicates to words, after NONE and OTHER."""
    c = collections.Counter()
    for d in docs:
        for s in d:
            for p, _, _ in s.srl or ():
                c.update(from_predicate(s.head, s.rel, p))
    del c[OTHER]
    return [NONE, OTHER] + [p for p, _ in c.most_common(size)]
