package eval_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/graph/ontology"
)

// A sentence is a line of either file of testdata; see its README.
type sentence struct {
	Text   string     `json:"text"`
	Split  string     `json:"split"`
	Expect []expected `json:"expect"`
	Allow  []expected `json:"allow"`
}

type expected struct {
	A, B, Class, Directness, Source string
	Person, Post, Org               string
	Speaker, Cue, Mode, Via         string
	Content                         []string
	Status                          string
	Or                              []string
}

func readSentences(t *testing.T, name string) []sentence {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []sentence
	for s := bufio.NewScanner(f); s.Scan(); {
		var l sentence
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatalf("%s:%d: %v", name, len(lines)+1, err)
		}
		lines = append(lines, l)
	}
	return lines
}

// words are what an item takes from its text.
func (e *expected) words() []string {
	return append([]string{e.A, e.B, e.Person, e.Org, e.Source, e.Speaker, e.Cue, e.Via}, e.Content...)
}

// statuses are those of an item; of a statement, its mode.
func (e *expected) statuses() []string {
	if e.Mode != "" {
		return []string{e.Mode}
	}
	return append([]string{e.Status}, e.Or...)
}

// TestSentencesAreAsTheReadmeSays holds what the README of testdata promises.
func TestSentencesAreAsTheReadmeSays(t *testing.T) {
	offices := map[string]bool{"current": true, "former": true, "acting": true, "elect": true, "designate": true, "appointed": true, "resigned": true}
	for _, tt := range []struct {
		file        string
		dev, unseen int
		status      func(string) bool
	}{
		{"encounters.jsonl", 851, 200, func(s string) bool { _, ok := ontology.Lookup("status", s); return ok }},
		{"offices.jsonl", 578, 150, func(s string) bool { return offices[s] }},
		{"statements.jsonl", 220, 70, func(s string) bool { return s == "direct" || s == "mixed" || s == "indirect" }},
	} {
		t.Run(tt.file, func(t *testing.T) {
			lines := readSentences(t, tt.file)
			splits, texts := map[string]int{}, map[string]bool{}
			for _, l := range lines {
				splits[l.Split]++
				if texts[l.Text] {
					t.Errorf("twice: %s", l.Text)
				}
				texts[l.Text] = true
				for _, item := range append(l.Expect, l.Allow...) {
					for _, words := range item.words() {
						if !strings.Contains(strings.ToLower(l.Text), strings.ToLower(words)) {
							t.Errorf("%q is not in: %s", words, l.Text)
						}
					}
					for _, s := range item.statuses() {
						if !tt.status(s) {
							t.Errorf("status %q: %s", s, l.Text)
						}
					}
				}
			}
			if len(lines) != tt.dev+tt.unseen || splits["dev"] != tt.dev || splits["unseen"] != tt.unseen {
				t.Errorf("%d lines, splits %v, want %d and %d", len(lines), splits, tt.dev, tt.unseen)
			}
		})
	}
}

// TestGoldArticlesNameWhatTheyHold does the same for articles.jsonl.
func TestGoldArticlesNameWhatTheyHold(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "articles.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	splits := map[string]int{}
	for line := range strings.Lines(string(b)) {
		type part struct {
			Expect, Allow []struct {
				expected
				Subject, Relation, Object string
			}
		}
		var art struct {
			Text, Split                             string
			Encounters, Offices, Statements, Claims part
			Events                                  goldEvents
		}
		if err := json.Unmarshal([]byte(line), &art); err != nil {
			t.Fatal(err)
		}
		splits[art.Split]++
		for _, p := range []part{art.Encounters, art.Offices, art.Statements, art.Claims} {
			for _, item := range append(p.Expect, p.Allow...) {
				for _, words := range append(item.words(), item.Subject, item.Object) {
					if !strings.Contains(strings.ToLower(art.Text), strings.ToLower(words)) {
						t.Errorf("%q is not in: %s", words, art.Text)
					}
				}
				if _, ok := ontology.Lookup("relation", item.Relation); !ok && item.Relation != "" {
					t.Errorf("relation %q", item.Relation)
				}
			}
		}
		art.Events.check(t, art.Text)
	}
	if splits["dev"] != 40 || splits["unseen"] != 16 {
		t.Errorf("splits %v, want 40 and 16", splits)
	}
}

// goldEvents are the events of a gold article.
type goldEvents struct {
	Expect, Allow []struct {
		Class, Trigger, Status, Time, Source string
		Or                                   []string
		Roles                                []struct{ Role, Who string }
	}
}

// check holds the events to the words of the text and of the ontology.
func (g *goldEvents) check(t *testing.T, text string) {
	t.Helper()
	for _, ev := range append(g.Expect, g.Allow...) {
		words := append(strings.Split(ev.Trigger, "|"), ev.Time, ev.Source)
		terms := [][2]string{}
		for _, c := range strings.Split(ev.Class, "|") {
			terms = append(terms, [2]string{"class", c})
		}
		for _, s := range append(ev.Or, ev.Status) {
			terms = append(terms, [2]string{"status", s})
		}
		for _, r := range ev.Roles {
			words, terms = append(words, r.Who), append(terms, [2]string{"role", r.Role})
		}
		for _, w := range words {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
				t.Errorf("%q is not in: %s", w, text)
			}
		}
		for _, term := range terms {
			if _, ok := ontology.Lookup(term[0], term[1]); !ok {
				t.Errorf("%s %q: %s", term[0], term[1], text)
			}
		}
	}
}
