package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"newsgraph/graph"
)

// detectBytes is as much of a text as the detector of character encodings sees.
const detectBytes = 32 << 10

// decode returns body as UTF-8 without a byte order mark. label is the declared
// encoding or "". A text that is valid UTF-8 is taken as such whatever the label
// says: no other encoding looks like it by chance. Wrongly decoded text that is
// already in the body (mojibake) is left alone, for nobody can show what was meant.
func decode(body []byte, label string) (string, error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if i := binaryAt(body); i >= 0 {
		return "", invalid("binary data at byte %d", i)
	}
	if utf8.Valid(body) && !bytes.ContainsRune(body, 0x1b) { // ESC: ISO-2022
		return string(body), nil
	}
	if enc, name := charset.Lookup(strings.TrimSpace(label)); enc != nil && name != "utf-8" && name != "replacement" {
		if text, ok := decodeAs(body, enc); ok {
			return text, nil
		}
	}
	if at := brokenUTF8(body); at >= 0 {
		return "", invalid("broken UTF-8 at byte %d", at)
	}
	if western(body) {
		enc, _ := charset.Lookup("windows-1252")
		if text, ok := decodeAs(body, enc); ok {
			return text, nil
		}
	}
	return decodeGuess(body)
}

// decodeGuess decodes by the statistics of the bytes, or refuses. Western text is
// judged before: the detector names it for whatever fits nothing else.
func decodeGuess(body []byte) (string, error) {
	guess := chardet.Detect(body[:min(len(body), detectBytes)])
	enc, name := charset.Lookup(strings.ToLower(guess.Charset))
	if enc == nil {
		enc, name = charset.Lookup(strings.ToLower(guess.Encoding))
	}
	if enc != nil && name != "utf-8" && name != "windows-1252" && guess.Confidence >= 0.6 {
		if text, ok := decodeAs(body, enc); ok {
			return text, nil
		}
	}
	return "", invalid("neither UTF-8 nor another character encoding that can be told")
}

func decodeAs(body []byte, enc encoding.Encoding) (string, bool) {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", false
	}
	return string(out), true
}

// binaryAt returns the place of the first control character that no text has,
// or -1.
func binaryAt(b []byte) int {
	for i, c := range b {
		if c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b && c != 0x1a && c != 0x1c {
			return i
		}
	}
	return -1
}

// brokenUTF8 returns the first invalid byte of what is mostly UTF-8, or -1 for
// other encodings: in those, valid sequences of several bytes are rare accidents.
func brokenUTF8(b []byte) int {
	good, bad, first := 0, 0, -1
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; first < 0 {
				first = i
			}
		case n > 1:
			good++
		}
		i += n
	}
	if good > bad {
		return first
	}
	return -1
}

// western reports whether the high bytes of b read as Windows-1252 (and so as
// ISO 8859-1) are what Western European text has: accented letters within words,
// typographic marks beside them.
func western(b []byte) bool {
	high, good := 0, 0
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		high++
		switch {
		case strings.IndexByte("\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa1\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb\xbd\xbf", c) >= 0:
			good++
		case strings.IndexByte("\x8a\x8e\x9a\x9c\x9e\x9f", c) >= 0 || c >= 0xc0 && strings.IndexByte("\xd0\xd7\xde\xf0\xf7\xfe\xff", c) < 0:
			if besideLetter(b, i) {
				good++
			}
		}
	}
	return good*10 >= high*9 && high*4 <= len(b)
}

func besideLetter(b []byte, i int) bool {
	return i > 0 && asciiLetter(b[i-1]) || i+1 < len(b) && asciiLetter(b[i+1])
}

func asciiLetter(c byte) bool {
	return c < utf8.RuneSelf && unicode.IsLetter(rune(c))
}

// checkText refuses what may not become the text of an article.
func checkText(text string, limit int64) error {
	switch {
	case int64(len(text)) > limit:
		return tooLarge("more than %s of text in one article", size(limit))
	case !utf8.ValidString(text):
		return invalid("text is not UTF-8")
	case strings.TrimSpace(text) == "":
		return invalid("empty")
	}
	if i := binaryAt([]byte(text)); i >= 0 {
		return fmt.Errorf("%w: binary data at byte %d", graph.ErrInvalid, i)
	}
	return nil
}
