package extract

import (
	"fmt"
	"strings"
	"sync"
)

// This file reads sets of words and maps of words to values, which serve one stage each.

// wordSets holds the sets of words of lexicon/set, which are filed by subject. A
// set is a line there: its name, its words (a word with a space has "_" for it) and
// a sentence in which one of them does what the set is for.
var wordSets = sync.OnceValue(func() map[string]map[string]bool {
	dir, err := files.ReadDir("lexicon/set")
	if err != nil {
		panic(err) // embedded: a missing folder is a build error
	}
	sets := map[string]map[string]bool{}
	for _, file := range dir {
		for _, f := range table("set/"+strings.TrimSuffix(file.Name(), ".tsv"), 3) {
			if sets[f[0]] != nil {
				panic(fmt.Sprintf("extract: lexicon/set/%s: %s is the name of another set", file.Name(), f[0]))
			}
			s := map[string]bool{}
			for w := range strings.FieldsSeq(f[1]) {
				s[strings.ReplaceAll(w, "_", " ")] = true
			}
			sets[f[0]] = s
		}
	}
	return sets
})

// words returns the set of that name. Like a regular expression it is read when the
// program starts, so that a wrong name shows at once.
func words(name string) map[string]bool {
	s := wordSets()[name]
	if s == nil {
		panic("extract: no set of words " + name)
	}
	return s
}

// values returns the words of a lexicon of two columns, each with what it stands for.
func values(name string) map[string]string {
	m := map[string]string{}
	for _, f := range table(name, 2) {
		if _, twice := m[f[0]]; twice {
			panic(fmt.Sprintf("extract: lexicon/%s.tsv: %s stands twice", name, f[0]))
		}
		m[f[0]] = f[1]
	}
	return m
}
