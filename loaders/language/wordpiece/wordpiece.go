// Package wordpiece cuts words into the pieces of an uncased BERT vocabulary and
// names their case shape, as the training of the model did (model/FORMAT.md).
//
// It does not find the words (package segment does).
//
// Start at New.
package wordpiece

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// WordLimit is the largest number of pieces of one word: of a longer one the
	// first seven and the last are kept.
	WordLimit = 8
	// maxWord bounds the bytes of a word that is looked at: no English word is as
	// long, but a line of base64 is. What is longer is one unknown piece.
	maxWord = 1000
)

// A Vocab cuts words. It is safe for concurrent use.
type Vocab struct {
	CLS, SEP, UNK     int32
	first, rest       map[string]int32 // pieces that begin a part, and those after "##"
	maxFirst, maxRest int              // bytes of the longest
}

// New reads a vocabulary, one piece a line.
func New(vocab string) (*Vocab, error) {
	n := strings.Count(vocab, "\n")
	v := &Vocab{first: make(map[string]int32, n), rest: make(map[string]int32, n/4)}
	id := int32(0)
	for line := range strings.Lines(vocab) {
		p := strings.TrimSuffix(line, "\n")
		if tail, ok := strings.CutPrefix(p, "##"); ok && tail != "" {
			v.rest[tail] = id
			v.maxRest = max(v.maxRest, len(tail))
		} else {
			v.first[p] = id
			v.maxFirst = max(v.maxFirst, len(p))
		}
		id++
	}
	var cls, sep, unk bool
	v.CLS, cls = v.first["[CLS]"]
	v.SEP, sep = v.first["[SEP]"]
	v.UNK, unk = v.first["[UNK]"]
	if !cls || !sep || !unk {
		return nil, errors.New("vocabulary lacks [CLS], [SEP] or [UNK]")
	}
	return v, nil
}

// Len returns the number of pieces.
func (v *Vocab) Len() int { return len(v.first) + len(v.rest) }

// Append appends the pieces of a word to ids: at least one, at most WordLimit.
func (v *Vocab) Append(ids []int32, word string) []int32 {
	if len(word) > maxWord {
		return append(ids, v.UNK)
	}
	from := len(ids)
	var buf [64]byte
	text := plain(buf[:0], word)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case isSpace(r):
		case isAlnum(r):
			for n < len(text) {
				r, k := utf8.DecodeRune(text[n:])
				if !isAlnum(r) {
					break
				}
				n += k
			}
			fallthrough
		default:
			ids = v.part(ids, text[:n])
		}
		text = text[n:]
	}
	return v.limit(ids, from)
}

// limit holds the pieces ids[from:] of one word to 1 … WordLimit.
func (v *Vocab) limit(ids []int32, from int) []int32 {
	n := len(ids) - from
	switch {
	case n == 0:
		return append(ids, v.UNK)
	case n > WordLimit:
		last := ids[len(ids)-1]
		return append(ids[:from+WordLimit-1], last)
	}
	return ids
}

// part appends the pieces of a part by the greedy longest match.
func (v *Vocab) part(ids []int32, part []byte) []int32 {
	from := len(ids)
	set, longest := v.first, v.maxFirst
	for i := 0; i < len(part); {
		j := min(len(part), i+longest)
		for ; j > i; j-- {
			if id, ok := set[string(part[i:j])]; ok {
				ids = append(ids, id)
				break
			}
		}
		if j == i {
			return append(ids[:from], v.UNK)
		}
		i, set, longest = j, v.rest, v.maxRest
	}
	return ids
}

// plain appends word in lower case without accents.
func plain(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return unaccent(dst, word[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

func unaccent(dst []byte, s string) []byte {
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func isAlnum(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isSpace agrees with Python, whose separators 1C … 1F are space.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F }
