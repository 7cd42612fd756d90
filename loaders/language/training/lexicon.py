"""Adds word tables to the labels of a run: lemmas of known forms, known lemmas, PropBank's rolesets.

The lemma head alone errs on irregular and rare words; a table of the forms seen in training, and a list
of lemmas that tells "violate" from "violat", raise it by 1.5 points on EWT dev. PropBank's frames give
candidates for predicates that training never saw.
"""
import argparse
import collections
import os

import treebanks
from labels import Labels, form_key, lemma_rule

NO_TABLE = ("PUNCT", "SYM", "X")
SHARE = 0.7  # of a form's occurrences must have the lemma
WORDS = ("NOUN", "VERB", "ADJ", "ADV")
ALIAS = {"v": "VERB", "n": "NOUN", "j": "ADJ"}


def astray(form, pos, lemma):
    """Whether the lemma is another word's: the address that a mail's marks cut up, a name that begins otherwise."""
    return "@" in lemma and "@" not in form or pos == "PROPN" and lemma[:1].lower() != form[:1].lower()


def form_table(docs):
    """-> {part of speech: {lemma rule: forms}}"""
    seen = collections.defaultdict(collections.Counter)
    for s in (s for d in docs for s in d):
        for w, u, lemma in zip(s.words, s.upos, s.lemma):
            seen[u, form_key(w, u)][lemma] += 1
    out = collections.defaultdict(lambda: collections.defaultdict(list))
    for (u, form), count in sorted(seen.items()):
        lemma, n = count.most_common(1)[0]
        plain = u in ("PROPN", "NUM") and lemma == form
        if astray(form, u, lemma):
            continue
        if u not in NO_TABLE and not plain and " " not in form and n >= SHARE * sum(count.values()):
            out[u][lemma_rule(form, lemma)].append(form)
    return {u: {rule: " ".join(forms) for rule, forms in by.items()} for u, by in out.items()}


def word_lists(docs, frames):
    """-> {part of speech: known lemmas}"""
    known = {u: set() for u in WORDS}
    for s in (s for d in docs for s in d):
        for u, lemma in zip(s.upos, s.lemma):
            if u in known and " " not in lemma:
                known[u].add(lemma.lower())
    for _, aliases in frames:
        for word, pos in aliases:
            if pos in ALIAS:
                known[ALIAS[pos]].add(word)
    return {u: " ".join(sorted(v)) for u, v in known.items()}


def read_frames(path):
    """propbank.tsv -> [(roleset, [(alias, part of speech), ...])]"""
    with open(path, encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            yield c[0], [tuple(a.rsplit("/", 1)) for a in c[2].split() if "/" in a]


def extended(lexicon, frames):
    """PropBank's rolesets for lemmas that training lacks: verbs before nouns, low numbers first.

    A lemma whose only roleset is its own .01 needs no entry."""
    found = collections.defaultdict(list)
    for roleset, aliases in frames:
        for word, pos in aliases:
            if word not in lexicon and word.isalpha():
                found[word].append(("vnj".find(pos), roleset))
    added = {w: [r for _, r in sorted(rs)] for w, rs in sorted(found.items())}
    return dict(lexicon, **{w: rs for w, rs in added.items() if rs != [w + ".01"]})


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", required=True, help="folder whose labels.json is rewritten")
    ap.add_argument("--data", required=True)
    ap.add_argument("--frames", required=True, help="propbank.tsv: roleset, gloss, aliases")
    a = ap.parse_args()
    path = os.path.join(a.run, "labels.json")
    labels, frames = Labels.load(path), list(read_frames(a.frames))
    docs = treebanks.load_ewt(a.data, "train") + treebanks.load_gum(a.data, "train")
    Labels(labels.maps, extended(labels.lexicon, frames), form_table(docs), word_lists(docs, frames)).save(path)


if __name__ == "__main__":
    main()
