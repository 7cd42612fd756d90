// Package querytest holds a small world of articles written by hand, with their
// reports, for the tests of questions, pictures and endpoints.
//
// It does not analyse text: mentions are marked in the text ("{anna:Anna Berg}
// met …") and claims are listed beside it. Start at World.
package querytest

import (
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// A Story is an article in the making: text with marked mentions, and what it says.
type Story struct {
	URI, Title, Outlet, Agency string
	Published                  graph.Date
	// Text marks mentions as {key:words}; one key is one chain of the article, and
	// the same key in two articles is one thing.
	Text   string
	Claims []Claim
}

// A Claim is an event, a statement or a relation, by its Class or Relation.
type Claim struct {
	Key      string // of events: equal keys in two articles are one event
	Class    string // event or statement class
	Relation string
	Words    string // evidence, as it stands in the text without marks
	Roles    string // "participant anna, place oslo"; of statements "speaker anna, addressee omar, about un"; of relations "subject anna, object un"
	Status   string // happened when empty
	Source   string // key of the statement whose content this is
	Cue      string
	Quote    string
	Stance   string
	Day      string // weekday as written, or a date
	Post     string
	Holding  string // state of an office
	Office   string // of holdings: key of an office that one person at a time holds
	Least    int    // of class Toll: how many a flood killed
	Link     string // of events: "after_event KEY", KEY of an event above in the story
}

// A Thing is what a key of Text stands for.
type Thing struct{ Class, Name string }

// builder makes a report of a story.
type builder struct {
	rep      *graph.Report
	things   map[string]Thing
	chains   map[string]int
	stations map[string]int // statements by key
}

// Report builds the report of s. It panics when the story contradicts itself,
// which is an error of the test that wrote it.
func (s *Story) Report(things map[string]Thing) *graph.Report {
	b := &builder{rep: &graph.Report{Analysis: "test"}, things: things, chains: map[string]int{}, stations: map[string]int{}}
	a := &b.rep.Article
	a.URI, a.Title, a.Outlet, a.Agency, a.Published = s.URI, s.Title, s.Outlet, s.Agency, s.Published
	type marked struct {
		span graph.Span
		key  string
	}
	var marks []marked
	rest := s.Text
	for {
		before, after, ok := strings.Cut(rest, "{")
		a.Text += before
		if !ok {
			break
		}
		inner, tail, _ := strings.Cut(after, "}")
		key, words, ok := strings.Cut(inner, ":")
		if !ok {
			panic("querytest: mark without key: " + inner)
		}
		marks = append(marks, marked{graph.Span{B: len(a.Text), E: len(a.Text) + len(words)}, key})
		a.Text += words
		rest = tail
	}
	a.ID = graph.ArticleID(a.URI, a.Text)
	b.sentences()
	for _, m := range marks {
		b.mention(m.span, m.key)
	}
	for _, c := range s.Claims {
		b.claim(c)
	}
	return b.rep
}

func (b *builder) sentences() {
	text, start := b.rep.Article.Text, 0
	for i := range text {
		if text[i] == '\n' || i == len(text)-1 {
			if s := (graph.Span{B: start, E: i + 1}); strings.TrimSpace(text[s.B:s.E]) != "" {
				if text[i] == '\n' {
					s.E = i
				}
				b.rep.Sentences = append(b.rep.Sentences, s)
			}
			start = i + 1
		}
	}
}

func (b *builder) mention(s graph.Span, key string) {
	words := b.rep.Article.Text[s.B:s.E]
	n, ok := b.chains[key]
	thing, known := b.things[key]
	if !known {
		panic("querytest: no thing " + key)
	}
	if !ok {
		n = len(b.rep.Chains)
		b.chains[key] = n
		b.rep.Chains = append(b.rep.Chains, graph.Chain{
			ID: graph.In("m", b.rep.Article.ID, s), Class: thing.Class, Name: thing.Name, Named: true, Ref: graph.ID(key),
		})
	}
	c := &b.rep.Chains[n]
	kind := "nominal"
	if strings.ToUpper(words[:1]) == words[:1] {
		kind = "name"
		if !slices.Contains(c.Names, words) {
			c.Names = append(c.Names, words)
		}
	}
	c.Mentions = append(c.Mentions, len(b.rep.Mentions))
	b.rep.Mentions = append(b.rep.Mentions, graph.Mention{Span: s, Head: s, Type: strings.ToLower(thing.Class), Kind: kind, Chain: n})
}

// span finds words in the text.
func (b *builder) span(words string) graph.Span {
	i := strings.Index(b.rep.Article.Text, words)
	if i < 0 {
		panic(fmt.Sprintf("querytest: %q is not in the text", words))
	}
	return graph.Span{B: i, E: i + len(words)}
}

// near returns the mention of key that lies in the evidence, or its first one.
func (b *builder) near(key string, in graph.Span) int {
	n, ok := b.chains[key]
	if !ok {
		panic("querytest: no mention of " + key)
	}
	for _, m := range b.rep.Chains[n].Mentions {
		if in.Contains(b.rep.Mentions[m].Span) {
			return m
		}
	}
	return b.rep.Chains[n].Mentions[0]
}

func (b *builder) time(day string) int {
	if day == "" {
		return graph.None
	}
	s := b.span(day)
	t := graph.Time{Span: s, ID: graph.In("t", b.rep.Article.ID, s), Type: "DATE"}
	if strings.HasSuffix(day, "day") {
		t.Weekday = strings.ToLower(day)
	} else {
		t.Value = day
	}
	b.rep.Times = append(b.rep.Times, t)
	return len(b.rep.Times) - 1
}

func (b *builder) facets(c Claim) graph.Facets {
	f := graph.Facets{
		Evidence: []graph.Span{b.span(c.Words)}, Source: graph.None, Polarity: "+", Certainty: "CT", Tense: "past",
		Status: graph.Happened, Rule: "test", Confidence: 900,
	}
	if c.Status != "" {
		f.Status = c.Status
	}
	if c.Status == "denied" || c.Status == "negated" {
		f.Polarity = "-"
	}
	if c.Source != "" {
		n, ok := b.stations[c.Source]
		if !ok {
			panic("querytest: no statement " + c.Source)
		}
		f.Source = n
	}
	f.Label = graph.Label(b.rep.Article.ID, c.Class, c.Relation, c.Words, c.Roles)
	return f
}

// roles parses "name key, name key".
func roles(s string) [][2]string {
	var out [][2]string
	for part := range strings.SplitSeq(s, ",") {
		if f := strings.Fields(part); len(f) == 2 {
			out = append(out, [2]string{f[0], f[1]})
		}
	}
	return out
}
