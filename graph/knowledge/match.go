package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// A Hit is a stretch of words, Words[First:End], that bears known names.
type Hit struct {
	First, End int
	Candidates []Candidate
}

// Match finds the longest known names in the words of a sentence, from left to
// right, without overlaps. Only stretches that carry a capital or a digit count,
// and an acronym must be written in capitals: "us" is no country, "Who" no
// organization. Demonyms count as names do.
func (t *Tables) Match(words []string) []Hit {
	x := t.entries()
	normal := make([]string, len(words))
	for i, w := range words {
		normal[i] = graph.NormalName(w)
	}
	var hits []Hit
	for i := 0; i < len(words); {
		end, cs := x.longestAt(words, normal, i)
		if cs == nil {
			i++
			continue
		}
		hits = append(hits, Hit{First: i, End: end, Candidates: cs})
		i = end
	}
	return hits
}

// longestAt returns the candidates of the longest key that begins at word i.
func (x *entryIndex) longestAt(words, normal []string, i int) (int, []Candidate) {
	if normal[i] == "" {
		return 0, nil
	}
	var ends []int
	var hashes []uint64
	h := uint64(hashStart)
	for j := i; j < len(words) && j-i < x.longest; j++ {
		if normal[j] != "" { // a hyphen or quotation mark that is a word of its own
			if j > i {
				h = hashOn(h, " ")
			}
			h = hashOn(h, normal[j])
			if x.has(h) {
				ends, hashes = append(ends, j+1), append(hashes, h)
			}
		}
	}
	for n := len(ends) - 1; n >= 0; n-- {
		if !written(words[i:ends[n]]) {
			continue
		}
		key := joinNormal(normal[i:ends[n]])
		cs := x.candidates(hashes[n], func(k string) bool { return k == key })
		if cs = spelled(cs, words[i:ends[n]]); len(cs) > 0 {
			return ends[n], cs
		}
	}
	return 0, nil
}

func joinNormal(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
	}
	return b.String()
}

// written reports whether words begin with a capital or digit and end with one,
// as names do.
func written(words []string) bool {
	first, _ := utf8.DecodeRuneInString(words[0])
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	up := func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }
	return up(first) && (up(last) || len(words) > 1) || len(words) == 1 && strings.ToLower(words[0]) != words[0]
}

// spelled drops acronyms, and two-letter aliases, that are not written in capitals.
func spelled(cs []Candidate, words []string) []Candidate {
	capitals := true
	letters := 0
	for _, w := range words {
		for _, r := range w {
			capitals = capitals && !unicode.IsLower(r)
			letters++
		}
	}
	if capitals {
		return cs
	}
	kept := cs[:0]
	for _, c := range cs {
		if c.Form != FormAcronym && letters > 2 {
			kept = append(kept, c)
		}
	}
	return kept
}
