package knowledge

import (
	"strings"

	"newsgraph/graph"
)

// A Title is a title, rank or occupation: what a person is.
type Title struct {
	Key   string // normalised words
	Head  string // lemma of the head noun: "secretary" of "secretary of state"
	Kind  string // government military police company party religion court sport other
	Words int    // how many of the words given
	// Honorific titles ("Mr", "Dr", "Sir") say nothing of an office; they may tell
	// the gender.
	Honorific bool
	Gender    string
}

type titleTable struct {
	heads  map[string]head
	titles map[string]Title
}

type head struct {
	kind, gender string
	honorific    bool
}

func loadTitles() *titleTable {
	t := &titleTable{heads: map[string]head{}, titles: map[string]Title{}}
	for _, f := range readPlain("heads.tsv") {
		for w := range strings.FieldsSeq(f[1]) {
			h := head{kind: f[0]}
			if f[0] == "honorific" || f[0] == "honorific-m" || f[0] == "honorific-f" {
				h = head{kind: "other", honorific: true, gender: strings.TrimPrefix(strings.TrimPrefix(f[0], "honorific"), "-")}
			}
			if w = strings.ReplaceAll(w, "_", " "); t.heads[w] == (head{}) {
				t.heads[w] = h
			}
		}
	}
	for line := range strings.Lines(read("titles.tsv")) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		h, ok := t.heads[f[1]]
		switch {
		case f[2] != "other":
			h.kind = f[2]
		case !ok:
			h.kind = "other"
		}
		t.titles[f[0]] = Title{Key: f[0], Head: f[1], Kind: h.kind}
	}
	return t
}

// Title returns the longest title that the words begin with: a known title of
// several words ("minister of foreign affairs") or a head noun ("minister").
// Words are as written; a title of unknown modifiers ("deputy transport
// secretary") is the caller's to compose of its head noun.
func (t *Tables) Title(words []string) (Title, bool) {
	table := t.titles()
	var best Title
	key := ""
	for i, w := range words[:min(len(words), 8)] {
		n := graph.NormalName(w)
		if n == "" {
			break
		}
		key = strings.TrimPrefix(key+" "+n, " ")
		if found, ok := table.lookup(key); ok {
			best, best.Words = found, i+1
		}
	}
	return best, best.Words > 0
}

func (t *titleTable) lookup(key string) (Title, bool) {
	if found, ok := t.titles[key]; ok {
		return found, true
	}
	h, ok := t.heads[key]
	lemma := key
	if !ok {
		lemma = singular(key)
		h, ok = t.heads[lemma]
	}
	words := strings.Fields(lemma)
	if !ok || len(words) == 0 {
		return Title{}, false
	}
	return Title{Key: key, Head: words[len(words)-1], Kind: h.kind, Honorific: h.honorific, Gender: h.gender}, true
}

// TitleHead returns the kind of a head noun given as a lemma: "minister" is
// government, "coach" sport.
func (t *Tables) TitleHead(lemma string) (kind string, ok bool) {
	h, ok := t.titles().heads[lemma]
	return h.kind, ok && !h.honorific
}

// singular undoes the regular plurals.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-3] + "man"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
