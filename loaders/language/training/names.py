"""Readers of the corpora that only annotate names. '?' is a word whose tag is not known."""
import glob
import json
import os
import re
import xml.etree.ElementTree as ET

from treebanks import Sent, bio_clean, tag

STANDARD = {k: k for k in ("PER", "LOC", "ORG", "MISC")}
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "PROD",
        "creative-work": "WORK"}
CROSSNER = {
    "politician": "PER", "person": "PER", "writer": "PER", "musicalartist": "PER",
    "scientist": "PER", "researcher": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "band": "ORG", "university": "ORG", "country": "LOC", "location": "LOC",
    "event": "EVENT", "election": "EVENT", "conference": "EVENT", "book": "WORK",
    "poem": "WORK", "magazine": "WORK", "album": "WORK", "song": "WORK",
    "academicjournal": "WORK", "product": "PROD", "programlang": "PROD", "misc": "MISC",
}
REDOCRED = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "TIME": "DATE"}
GROBID = {"PERSON": "PER", "LOCATION": "LOC", "ORGANISATION": "ORG", "BUSINESS": "ORG", "EVENT": "EVENT",
          "PERIOD": "DATE"}
# classes whose words no name type of ours covers
GROBID_NONE = ("PERSON_TYPE", "NATIONAL", "TITLE", "MEASURE", "CONCEPT", "CONCEPTUAL", "SUBSTANCE", "PLANT")
KNOWLEDGENET = {  # property: types of subject and object; None = no name
    "EMPLOYEE_OR_MEMBER_OF": ("PER", "ORG"), "PLACE_OF_RESIDENCE": ("PER", "LOC"),
    "SPOUSE": ("PER", "PER"), "PLACE_OF_BIRTH": ("PER", "LOC"), "EDUCATED_AT": ("PER", "ORG"),
    "CHILD_OF": ("PER", "PER"), "HEADQUARTERS": ("ORG", "LOC"), "DATE_OF_BIRTH": ("PER", "DATE"),
    "FOUNDED_BY": ("ORG", "PER"), "NATIONALITY": ("PER", None), "POLITICAL_AFFILIATION": ("PER", None),
    "CEO": ("ORG", "PER"), "DATE_OF_DEATH": ("PER", "DATE"), "DATE_FOUNDED": ("ORG", "DATE"),
    "SUBSIDIARY_OF": ("ORG", "ORG"),
}
WORD = re.compile(r"\w+(?:\.(?=\w)\w+)*|'s\b|\S")


def read_columns(path, sep=None):
    """-> (words, tags) of a file of two columns"""
    words, tags = [], []
    with open(path, encoding="utf-8") as f:
        for line in [*f, "\n"]:
            c = line.strip().split(sep)
            if len(c) >= 2 and c[0] != "-DOCSTART-":
                words.append(c[0])
                tags.append(c[-1])
            elif words:
                yield words, bio_clean(tags)
                words, tags = [], []


def named(words, tags, scheme):
    s = Sent(words)
    s.ner, s.scheme = tags, scheme
    return s


def load_columns(path, scheme, mapping, sep="\t", fine=False):
    docs = []
    for words, tags in read_columns(path, sep):
        ner = [t if t == "O" else t[:2] + mapping[t[2:]] if t[2:] in mapping else "?" for t in tags]
        docs.append([named(words, bio_clean(ner), scheme)])
        docs[-1][0].fine = tags if fine else None
    return docs


def load_crossner(root, split, domains):
    docs = []
    for d in domains:
        path = os.path.join(root, "crossner", f"{d}_{split}.txt")
        docs += load_columns(path, "crossner", CROSSNER, fine=d == "politics")
    return docs


def load_btc(root):
    files = sorted(glob.glob(os.path.join(root, "btc", "*.conll")))
    return [d for f in files for d in load_columns(f, "btc", STANDARD)]


def load_redocred(root):
    with open(os.path.join(root, "redocred", "dev_revised.json")) as f:
        return [_wiki_document(doc) for doc in json.load(f)]


def _wiki_document(doc):
    sents = [named(words, ["O"] * len(words), "redocred") for words in doc["sents"]]
    mentions = [(m["sent_id"], *m["pos"], m["type"]) for v in doc["vertexSet"] for m in v]
    for si, a, b, kind in sorted(mentions, key=lambda m: m[1] - m[2]):
        ner, words = sents[si].ner, sents[si].words
        if all(t == "O" for t in ner[a:b]):  # the longest name wins
            if words[a].lower() == "the" and b - a > 1:
                ner[a], a = "?", a + 1
            if kind in REDOCRED and not (kind == "LOC" and _demonym(words[a:b])):
                tag(ner, a, b - 1, REDOCRED[kind])
            else:
                ner[a:b] = ["?"] * (b - a)
    return sents


def _demonym(words):
    """A single word that may be an adjective or a people: UNER does not tag those."""
    return len(words) == 1 and re.search(r"(?:(?<!st)ans?|ish|ese|ch|eek|ern|iet|i|is)$", words[0])


def load_grobid(root):
    docs = []
    for f in sorted(glob.glob(os.path.join(root, "grobid_ner", "*.xml"))):
        for sentence in ET.parse(f).iter("sentence"):
            docs.append([_grobid_sentence(sentence)])
    return [d for d in docs if d[0].words]


def _grobid_sentence(sentence):
    words, tags = WORD.findall(sentence.text or ""), []
    tags = ["O"] * len(words)
    for e in sentence:
        inner = WORD.findall("".join(e.itertext()))
        words += inner
        tags += _grobid_tags(inner, e.get("type"))
        after = WORD.findall(e.tail or "")
        words += after
        tags += ["O"] * len(after)
    return named(words, tags, "grobid")


def _grobid_tags(words, kind):
    tags = ["O" if kind in GROBID_NONE else "?"] * len(words)
    if kind in GROBID and words and (kind == "PERIOD" or words[0][0].isupper() and words[-1][0].isupper()):
        tag(tags, 0, len(words) - 1, GROBID[kind])
    return tags


def load_knowledgenet(root, folds=(1, 2)):
    docs = []
    with open(os.path.join(root, "knowledgenet", "knowledgenet_folds123.jsonl"), encoding="utf-8") as f:
        passages = [json.loads(line) for line in f]
    for p in passages:
        if p["fold"] in folds and p["facts"]:
            docs.append([_passage(p)])
    return docs


def _passage(p):
    spans = list(WORD.finditer(p["text"]))
    tags = ["?"] * len(spans)
    for fact in p["facts"]:
        for role, kind in zip(("subj", "obj"), KNOWLEDGENET[fact["property"]]):
            a, b = fact[role]
            inside = [i for i, m in enumerate(spans) if m.start() < b and m.end() > a]
            if kind and inside and _name_like(p["text"][a:b]):
                tag(tags, inside[0], inside[-1], kind)
    return named([m.group() for m in spans], tags, "knowledgenet")


def _name_like(text):
    return text[0].isupper() and text.lower() not in ("he", "she", "they", "his", "her", "it", "its", "i")


def load_all(root):
    """-> {corpus: documents}; the development half of CrossNER politics stays out."""
    rest = ("science", "music", "literature", "ai")
    return dict(
        wikigold=load_columns(os.path.join(root, "wikigold", "wikigold.conll.txt"), "wikigold", STANDARD, None),
        btc=load_btc(root),
        wnut=load_columns(os.path.join(root, "wnut17", "wnut17train.conll"), "wnut", WNUT),
        crossner=load_crossner(root, "train", ("politics", *rest)) + load_crossner(root, "dev", rest),
        redocred=load_redocred(root), grobid=load_grobid(root), knowledgenet=load_knowledgenet(root))

