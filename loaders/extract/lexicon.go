package extract

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

// This file reads the word lists that rules and stages share.

//go:embed lexicon/*.tsv lexicon/set/*.tsv rules/*.rule
var files embed.FS

// A lexicon holds the word lists that rules and stages share. Lists are data
// files: a word is one line there.
type lexicon struct {
	cues       map[string]cue    // verb -> how it reports
	cueNouns   map[string]string // "announcement" -> announce
	nouns      map[string]noun   // singular noun of a person, group, organization, place
	governors  map[string]string // "word slot" -> status of what it governs, "same" for its own
	adjectives map[string]string // adjective of an event noun -> status
	incumbency map[string]string // "former" -> former
	titles     map[string]string // "mr" -> gender or ""
	short      map[string]string // "sen." -> "senator"
	documents  map[string]bool   // "filing": says things for who issues it
	sport      map[string]bool   // "striker": of reports on sport
	causes     map[string]string // "blast" -> attack: what kills and injures
	bodies     map[string]string // nouns of bodies before a post, with the heads they keep to
	aliases    []officeAlias
	lays       map[string]string // "charge with" -> status of the deed: hypothetical
	past       map[string]bool   // "spoke": past forms that are no participle
	base       map[string]string // inflected verb -> base, for irregular ones and verbs of the lists
}

// A cue is a verb of speech.
type cue struct {
	verb, class, stance string
	takes               map[string]bool
}

// A noun is a common noun whose referents have a type.
type noun struct {
	kind   string // office occupation person people group organization place country
	gender string
}

// An officeAlias is a phrase that stands for one of several posts ("top diplomat").
type officeAlias struct {
	phrase string
	posts  []string
}

var lexica = sync.OnceValue(func() *lexicon {
	l := &lexicon{cues: map[string]cue{}, nouns: map[string]noun{}, governors: map[string]string{},
		past: map[string]bool{}, titles: map[string]string{}, short: map[string]string{}, base: map[string]string{}}
	for _, f := range table("irregular", 2) {
		forms := strings.Fields(f[1])
		for _, form := range forms {
			l.base[form] = f[0]
		}
		if len(forms) == 4 && strings.HasSuffix(forms[2], "s") && !strings.HasSuffix(forms[0], "ed") && forms[0] != f[0] {
			l.past[forms[0]] = true
		}
		l.base[f[0]] = f[0]
	}
	for _, f := range table("cue", 4) {
		l.cues[f[0]] = cue{verb: f[0], class: f[1], stance: f[2], takes: set(f[3])}
		l.verb(f[0])
	}
	for _, f := range table("noun", 3) {
		l.nouns[f[0]] = noun{kind: f[1], gender: f[2]}
	}
	for _, f := range table("governor", 3) {
		for _, slot := range strings.Fields(f[1]) {
			l.governors[f[0]+" "+slot] = f[2]
		}
		if word, _, _ := strings.Cut(f[0], " "); f[1] != "pred" {
			l.verb(word) // "works" in "is in the works" is no verb
		}
	}
	l.adjectives, l.incumbency, l.cueNouns = values("adjective"), values("incumbency"), values("cue_noun")
	l.bodies, l.causes = values("body"), values("cause")
	for _, f := range table("title", 3) {
		l.titles[f[0]] = f[1]
		if f[2] != "" {
			l.short[f[0]] = f[2]
		}
	}
	l.lays = map[string]string{}
	for _, f := range table("lay", 3) {
		l.lays[f[0]+" "+f[1]] = f[2]
		l.verb(f[0])
	}
	l.documents, l.sport = map[string]bool{}, map[string]bool{}
	for name, m := range map[string]map[string]bool{"document": l.documents, "sport": l.sport} {
		for _, f := range table(name, 1) {
			m[f[0]] = true
		}
	}
	for _, f := range table("office_alias", 2) {
		l.aliases = append(l.aliases, officeAlias{f[0], strings.Split(f[1], "|")})
	}
	for _, u := range Rules() {
		for _, v := range u.Verbs {
			base, _, _ := strings.Cut(v, "_") // the particle follows
			l.verb(base)
		}
		for v := range strings.SplitSeq(u.Under, "|") {
			l.verb(v)
		}
	}
	return l
})

// table reads lexicon/name.tsv, of the stated number of columns.
func table(name string, columns int) [][]string {
	b, err := files.ReadFile("lexicon/" + name + ".tsv")
	if err != nil {
		panic(err) // embedded: a missing table is a build error
	}
	var out [][]string
	for n, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			panic(fmt.Sprintf("extract: lexicon/%s.tsv:%d: %d columns, want %d", name, n+1, len(f), columns))
		}
		out = append(out, f)
	}
	return out
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// verb makes the regular forms of a base verb known.
func (l *lexicon) verb(base string) {
	if _, irregular := l.base[base]; irregular {
		return
	}
	for _, form := range regularForms(base) {
		if _, taken := l.base[form]; !taken {
			l.base[form] = base
		}
	}
}

// regularForms returns base and its -s, -ed and -ing forms, both spellings where
// a final consonant may double.
func regularForms(base string) []string {
	stem, s := base, base+"s"
	n := len(base)
	if n < 2 {
		return []string{base}
	}
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	switch last := base[n-1]; {
	case last == 'e':
		stem = base[:n-1]
		if base[n-2] == 'e' || base[n-2] == 'o' {
			return []string{base, s, base + "d", base + "ing"}
		}
	case last == 'y' && !vowel(base[n-2]):
		return []string{base, base[:n-1] + "ies", base[:n-1] + "ied", base + "ing"}
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(base, "ch") || strings.HasSuffix(base, "sh"):
		s = base + "es"
	}
	forms := []string{base, s, stem + "ed", stem + "ing"}
	if last := base[n-1]; n > 2 && stem == base && vowel(base[n-2]) && !vowel(base[n-3]) && strings.IndexByte("bdgklmnprt", last) >= 0 {
		double := base + string(last)
		forms = append(forms, double+"ed", double+"ing")
	}
	return forms
}

// lemma returns the base form of verb token i: from the verb lists when they
// hold its form, else as the tagger said.
func (l *lexicon) lemma(t *tree, i int) string {
	if b, ok := l.base[t.low[i]]; ok {
		// "found" is a form of find and a verb of its own; "left" may be an adjective.
		if t.low[i] == "found" && t.tok(i).XPOS != "VB" && t.tok(i).XPOS != "VBP" {
			return "find"
		}
		return b
	}
	return strings.ToLower(t.tok(i).Lemma)
}

// title reports whether w is a title that is no office: "Dr", "Mrs".
func (l *lexicon) title(w string) bool {
	_, ok := l.titles[w]
	return ok
}

// singular returns the singular of noun form w as far as the noun list knows it.
func (l *lexicon) singular(w string) string {
	if _, ok := l.nouns[w]; ok {
		return w
	}
	for _, s := range singulars(w) {
		if _, ok := l.nouns[s]; ok {
			return s
		}
	}
	if _, base, ok := strings.Cut(w, "-"); ok && l.nouns[base].kind != "" {
		return base // "ex-minister", "co-chair"
	} else if ok {
		for _, s := range singulars(base) {
			if l.nouns[s].kind != "" {
				return s // "co-leaders"
			}
		}
	}
	return w
}

// singulars returns the words of which w may be the regular plural, likeliest first.
func singulars(w string) []string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return []string{w[:len(w)-3] + "y", w[:len(w)-1]}
	case strings.HasSuffix(w, "men"):
		return []string{w[:len(w)-3] + "man"}
	case w == "children":
		return []string{"child"}
	case w == "wives":
		return []string{"wife"}
	case strings.HasSuffix(w, "es") && len(w) > 3:
		return []string{w[:len(w)-1], w[:len(w)-2]}
	case strings.HasSuffix(w, "s") && len(w) > 2:
		return []string{w[:len(w)-1]}
	}
	return nil
}

// plans reports whether noun form w is one for what is asked, planned or promised.
func (l *lexicon) plans(w string) bool {
	for _, s := range append(singulars(w), w) {
		if l.governors[s+" noun"] != "" {
			return true
		}
	}
	return false
}

// nounOf returns what the noun list says of noun token i.
func (l *lexicon) nounOf(t *tree, i int) (noun, bool) {
	m := &t.nouns[i]
	if !m.read {
		m.noun, m.listed = l.nouns[l.singular(t.low[i])]
		m.read = true
	}
	return m.noun, m.listed
}
