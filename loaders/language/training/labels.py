"""Label maps: tag sets, lemma rules, roles, rolesets, dependency paths, and which tags a corpus knows."""
import collections
import json

import paths

NER_TYPES = ["PER", "LOC", "ORG", "EVENT", "WORK", "PROD", "MISC", "DATE"]
NER_TAGS = ["O"] + [p + t for t in NER_TYPES for p in ("B-", "I-")]
MENTIONS = ["_", "abstract", "animal", "event", "object", "organization", "person", "place", "plant",
            "substance", "time"]
# the types a corpus annotates; outside them its "O" says nothing (see ner_allowed)
SCHEME = {
    "uner": {"PER", "LOC", "ORG"},
    "wikigold": {"PER", "LOC", "ORG", "MISC"},
    "btc": {"PER", "LOC", "ORG"},
    "wnut": {"PER", "LOC", "ORG", "PROD", "WORK"},
    "crossner": {"PER", "LOC", "ORG", "EVENT", "WORK", "PROD", "MISC"},
    "gum": {"PER", "LOC", "ORG", "EVENT", "DATE"},
    "redocred": {"PER", "LOC", "ORG", "DATE"},
    "grobid": {"PER", "LOC", "ORG", "EVENT", "DATE"},
    "knowledgenet": {"PER", "LOC", "ORG", "DATE"},
}
IGNORE = -100
LEMMA_MARGIN = 6.0  # tuned on EWT and GUM dev; 3 and 6 score alike


def ner_allowed(tag, scheme):
    """Indexes of the tags that a gold tag is consistent with (partial annotation)."""
    if tag == "?":
        return list(range(len(NER_TAGS)))
    if tag == "O":
        known = SCHEME[scheme]
        return [i for i, t in enumerate(NER_TAGS) if t == "O" or t[2:] not in known]
    return [NER_TAGS.index(tag)]


def lemma_rule(form, lemma):
    """The edit that makes the lemma of a form: case, letters to cut, letters to add; or "=lemma"."""
    low, ll = form.lower(), lemma.lower()
    i = 0
    while i < len(low) and i < len(ll) and low[i] == ll[i]:
        i += 1
    if i == 0 and low != ll:
        return "=" + lemma
    for case in "LKTU":
        rule = f"{case}{len(low) - i}+{ll[i:]}"
        if apply_lemma(form, rule) == lemma:
            return rule
    return "=" + lemma


def apply_lemma(form, rule):
    if rule.startswith("="):
        return rule[1:]
    cut, add = rule[1:].split("+", 1)
    out = form[:len(form) - int(cut)] + add
    case = rule[0]
    if case == "K":
        return out
    out = out.lower()
    if case == "T":
        return out[:1].upper() + out[1:]
    return out.upper() if case == "U" else out


def form_key(form, upos):
    """Forms are looked up in lower case, names as they are."""
    return form if upos == "PROPN" else form.lower()


def tag_triples(maps, docs, lowest=2):
    """The part of speech, tag and features that words have together, as "UPOS XPOS FEATS"."""
    c = collections.Counter(t for d in docs for s in d if s.upos for t in zip(s.upos, s.xpos, s.feats))
    return [" ".join(t) for t, n in c.most_common()
            if n >= lowest and all(v in maps[k] for k, v in zip(("upos", "xpos", "feats"), t))]


class Labels:
    """Maps between labels and indexes, and the word tables.

    lexicon: lemma -> rolesets; forms: part of speech -> lemma rule -> forms; words: part of speech ->
    known lemmas. forms and words are joined by spaces; lexicon.py makes them.
    """
    FIELDS = ("upos", "xpos", "feats", "lemma", "rel", "role", "roleset", "fine")
    LOWEST = {"xpos": 2, "feats": 2, "lemma": 2, "rel": 2, "role": 3}  # rarer labels are not learnt

    def __init__(self, maps, lexicon, forms=None, words=None):
        self.maps, self.lexicon, self.forms, self.words = maps, lexicon, forms or {}, words or {}
        self.rules = {(u, f): r for u, by in self.forms.items() for r, fs in by.items() for f in fs.split(" ")}
        self.known = {u: set(ws.split(" ")) for u, ws in self.words.items()}
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in maps.items()}

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as f:
            j = json.load(f)
        return cls(j["maps"], j["lexicon"], j.get("forms"), j.get("words"))

    def save(self, path):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(dict(maps=self.maps, lexicon=self.lexicon, forms=self.forms, words=self.words), f,
                      ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def build(cls, docs):
        c = {k: collections.Counter() for k in cls.FIELDS}
        lexicon = collections.defaultdict(collections.Counter)
        for s in (s for d in docs for s in d):
            _count(s, c, lexicon)
        maps = {k: [v for v, n in c[k].most_common() if n >= cls.LOWEST.get(k, 1)] for k in cls.FIELDS}
        maps["role"] = ["_"] + maps["role"]
        return cls(maps, {k: [r for r, _ in v.most_common()] for k, v in lexicon.items()})

    def extend(self, docs):
        """Adds the maps that an older checkpoint lacks."""
        maps = dict(self.maps)
        maps.setdefault("ner", NER_TAGS)
        maps.setdefault("ment", MENTIONS)
        if "paths" not in maps:
            maps["paths"] = paths.vocabulary(docs)
        if "tags" not in maps:
            maps["tags"] = tag_triples(maps, docs)
        return Labels(maps, self.lexicon, self.forms, self.words)

    def id(self, field, value):
        return self.index[field].get(value, IGNORE)

    def path(self, value):
        return self.index["paths"].get(value, 1)

    def lemma(self, form, upos, scores):
        """The table's lemma of a known form; else that of the best rule, or of one of the two next whose
        score is close and whose result is a known lemma when that of the best is not."""
        rule = self.rules.get((upos, form_key(form, upos)))
        if rule:
            return apply_lemma(form_key(form, upos), rule)
        order = sorted(range(len(scores)), key=lambda i: -scores[i])[:3]
        rules = [self.maps["lemma"][i] for i in order if scores[i] > scores[order[0]] - LEMMA_MARGIN]
        best = apply_lemma(form, rules[0])
        for rule in rules if upos in self.known else ():
            if not rule.startswith("=") and int(rule[1:].split("+")[0]) < len(form):
                lemma = apply_lemma(form, rule)
                if lemma in self.known[upos]:
                    return lemma
        return best

    def size(self, field):
        return len(self.maps[field])


def _count(s, c, lexicon):
    if s.upos:
        for k in ("upos", "xpos", "feats", "rel"):
            c[k].update(getattr(s, k))
        c["lemma"].update(lemma_rule(w, l) for w, l in zip(s.words, s.lemma))
    for p, sense, args in s.srl or ():
        c["roleset"][sense] += 1
        lexicon[s.lemma[p].lower()][sense] += 1
        c["role"].update(r for r, _, _ in args)
    c["fine"].update(s.fine or ())
