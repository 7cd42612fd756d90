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


class Labels:
    """Maps between labels and indexes, and the lexicon lemma -> rolesets."""
    FIELDS = ("upos", "xpos", "feats", "lemma", "rel", "role", "roleset", "fine")
    LOWEST = {"xpos": 2, "feats": 2, "lemma": 2, "rel": 2, "role": 3}  # rarer labels are not learnt

    def __init__(self, maps, lexicon):
        self.maps, self.lexicon = maps, lexicon
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in maps.items()}

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as f:
            j = json.load(f)
        return cls(j["maps"], j["lexicon"])

    def save(self, path):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(dict(maps=self.maps, lexicon=self.lexicon), f, ensure_ascii=False)

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
        return Labels(maps, self.lexicon)

    def id(self, field, value):
        return self.index[field].get(value, IGNORE)

    def path(self, value):
        return self.index["paths"].get(value, 1)

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
