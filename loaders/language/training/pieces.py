"""Word pieces, case shapes and the gaps between words: what the encoder is shown of a word."""
import re
import unicodedata

WORD_LIMIT = 8  # pieces of one word; longer words keep the first seven and the last
SHAPES = 8
GAPS = 5  # 0 unknown, 1 no space, 2 space, 3 line break, 4 blank line
NO_SPACE, SPACE, LINE, BLANK = 1, 2, 3, 4


class WordPiece:
    """Greedy longest-match pieces of single words (uncased, accents stripped)."""

    def __init__(self, vocab_file):
        with open(vocab_file, encoding="utf-8") as f:
            self.vocab = {t.rstrip("\n"): i for i, t in enumerate(f)}
        self.unk, self.cls, self.sep = (self.vocab[t] for t in ("[UNK]", "[CLS]", "[SEP]"))
        self.cache = {}

    def word(self, w):
        if w not in self.cache:
            self.cache[w] = self._split(w)
        return self.cache[w]

    def _split(self, w):
        text = "".join(c for c in unicodedata.normalize("NFD", w.lower())
                       if unicodedata.category(c) != "Mn")
        out = []
        for part in re.findall(r"[^\W_]+|[^\w\s]|_", text):
            out += self._greedy(part)
        out = out or [self.unk]
        if len(out) > WORD_LIMIT:
            out = out[:WORD_LIMIT - 1] + out[-1:]
        return out

    def _greedy(self, part):
        i, out = 0, []
        while i < len(part):
            mark = "##" if i else ""
            j = len(part)
            while j > i and mark + part[i:j] not in self.vocab:
                j -= 1
            if j == i:
                return [self.unk]
            out.append(self.vocab[mark + part[i:j]])
            i = j
        return out


def shape(w):
    """0 none (special tokens), 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 one capital, 6 digit, 7 other."""
    letters = [c for c in w if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in w) else 7
    up = sum(c.isupper() for c in letters)
    if up == 0:
        return 1
    if len(letters) == 1:
        return 5
    if up == len(letters):
        return 3
    return 2 if letters[0].isupper() and up == 1 else 4
