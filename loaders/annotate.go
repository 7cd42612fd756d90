package loaders

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// The JSON Lines of annotate: one article a line, offsets half-open. An absent key
// means none; for "source" it means that the article itself speaks.
type (
	annotation struct {
		ID         graph.ID     `json:"id"`
		URI        string       `json:"uri,omitempty"`
		Title      string       `json:"title,omitempty"`
		Published  graph.Date   `json:"published,omitempty"`
		Text       string       `json:"text"`
		Sentences  [][2]int     `json:"sentences"`
		Tokens     []token      `json:"tokens"`
		Mentions   []mention    `json:"mentions"`
		Roles      []frame      `json:"roles"`
		Times      []timex      `json:"times"`
		Events     []event      `json:"events"`
		Statements []statement  `json:"statements"`
		Claims     []annotClaim `json:"claims"`
		Rejected   []rejected   `json:"rejected,omitempty"`
	}
	token struct {
		B      int    `json:"b"`
		E      int    `json:"e"`
		POS    string `json:"pos"`
		XPOS   string `json:"xpos"`
		Lemma  string `json:"lemma"`
		Feats  string `json:"feats,omitempty"`
		Head   int    `json:"head"`
		Deprel string `json:"deprel"`
	}
	mention struct {
		B     int      `json:"b"`
		E     int      `json:"e"`
		Head  [2]int   `json:"head"`
		Type  string   `json:"type"`
		Kind  string   `json:"kind"`
		Chain int      `json:"chain"`
		Ref   graph.ID `json:"ref,omitempty"`
	}
	frame struct {
		Predicate int        `json:"predicate"`
		Sense     string     `json:"sense"`
		Args      []argument `json:"args"`
	}
	argument struct {
		Role string `json:"role"`
		B    int    `json:"b"`
		E    int    `json:"e"`
	}
	timex struct {
		B     int    `json:"b"`
		E     int    `json:"e"`
		Type  string `json:"type"`
		Value string `json:"value,omitempty"`
	}
	event struct {
		B          int    `json:"b"`
		E          int    `json:"e"`
		Type       string `json:"type"`
		Plover     string `json:"plover,omitempty"`
		PloverMode string `json:"ploverMode,omitempty"`
		Cameo      string `json:"cameo,omitempty"`
		Polarity   string `json:"polarity"`
		Certainty  string `json:"certainty"`
		Tense      string `json:"tense"`
		Status     string `json:"status"`
		Source     *int   `json:"source,omitempty"`
		Roles      []role `json:"roles"`
		Time       *int   `json:"time,omitempty"`
		Place      *int   `json:"place,omitempty"`
		Directness string `json:"directness,omitempty"`
	}
	role struct {
		Role    string `json:"role"`
		Mention int    `json:"mention"`
	}
	statement struct {
		Speaker   *int     `json:"speaker,omitempty"`
		Via       []int    `json:"via,omitempty"`
		Addressee *int     `json:"addressee,omitempty"`
		Cue       [2]int   `json:"cue,omitzero"`
		Content   [][2]int `json:"content"`
		Mode      string   `json:"mode"`
		Stance    string   `json:"stance"`
	}
	rejected struct {
		B       int    `json:"b"`
		E       int    `json:"e"`
		Kind    string `json:"kind"`
		Reading string `json:"reading"`
		Why     string `json:"why"`
	}
	annotClaim struct {
		Subject    int               `json:"subject"`
		Relation   string            `json:"relation"`
		Object     any               `json:"object,omitempty"` // mention or text
		Post       string            `json:"post,omitempty"`
		Org        *int              `json:"org,omitempty"`
		Status     string            `json:"status"`
		Evidence   [][2]int          `json:"evidence"`
		Rule       string            `json:"rule"`
		Confidence graph.Thousandths `json:"confidence"`
		Source     *int              `json:"source,omitempty"`
	}
)

// Offsets are the units in which annotations count.
type Offsets int

// Offsets count bytes of the text, or Unicode code points.
const (
	Bytes Offsets = iota
	Runes
)

// WriteAnnotation writes the layers and claims of one article as one line of JSON.
func WriteAnnotation(w io.Writer, doc *language.Document, rep *graph.Report, unit Offsets) error {
	a := annotator{rep: rep, doc: doc, at: counter(rep.Article.Text, unit)}
	b, err := json.Marshal(a.annotation())
	if err != nil {
		return fmt.Errorf("annotate %s: %w", rep.Article.ID, err)
	}
	if _, err := w.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("annotate %s: %w", rep.Article.ID, err)
	}
	return nil
}

// counter returns the function that turns byte offsets of text into the unit.
func counter(text string, unit Offsets) func(int) int {
	if unit == Bytes {
		return func(i int) int { return i }
	}
	runes := make([]int, len(text)+1)
	n := 0
	for i := range len(text) {
		if utf8.RuneStart(text[i]) && i > 0 {
			n++
		}
		runes[i] = n
	}
	runes[len(text)] = utf8.RuneCountInString(text)
	return func(i int) int { return runes[i] }
}

type annotator struct {
	rep *graph.Report
	doc *language.Document
	at  func(int) int
}

func (a *annotator) pair(s graph.Span) [2]int { return [2]int{a.at(s.B), a.at(s.E)} }

func (a *annotator) pairs(ss []graph.Span) [][2]int {
	out := make([][2]int, 0, len(ss))
	for _, s := range ss {
		out = append(out, a.pair(s))
	}
	return out
}

// index returns i, or nil for none.
func index(i int) *int {
	if i == graph.None {
		return nil
	}
	return &i
}

// source returns the mention of who claims it, or nil for the article itself.
func (a *annotator) source(f *graph.Facets) *int {
	if f.Source == graph.None {
		return nil
	}
	return index(a.rep.Statements[f.Source].Speaker)
}

func (a *annotator) annotation() annotation {
	art := &a.rep.Article
	out := annotation{ID: art.ID, URI: art.URI, Title: art.Title, Published: art.Published, Text: art.Text,
		Sentences: a.pairs(a.rep.Sentences), Tokens: []token{}, Mentions: []mention{}, Roles: []frame{}, Times: []timex{},
		Events: []event{}, Statements: []statement{}, Claims: []annotClaim{}}
	for _, t := range a.doc.Tokens {
		out.Tokens = append(out.Tokens, token{a.at(t.B), a.at(t.E), t.UPOS, t.XPOS, t.Lemma, t.Feats, t.Head, t.Rel})
	}
	for _, m := range a.rep.Mentions {
		out.Mentions = append(out.Mentions, mention{a.at(m.B), a.at(m.E), a.pair(m.Head), m.Type, m.Kind, m.Chain, a.rep.Chains[m.Chain].Ref})
	}
	for _, f := range a.doc.Frames {
		out.Roles = append(out.Roles, a.frame(f))
	}
	for _, t := range a.rep.Times {
		out.Times = append(out.Times, timex{a.at(t.B), a.at(t.E), t.Type, t.Value})
	}
	for i := range a.rep.Events {
		out.Events = append(out.Events, a.event(&a.rep.Events[i]))
	}
	for i := range a.rep.Statements {
		out.Statements = append(out.Statements, a.statement(&a.rep.Statements[i]))
	}
	for i := range a.rep.Claims {
		out.Claims = append(out.Claims, a.claim(&a.rep.Claims[i]))
	}
	for _, x := range a.rep.Rejected {
		out.Rejected = append(out.Rejected, rejected{a.at(x.B), a.at(x.E), x.Kind, x.Reading, x.Why})
	}
	return out
}

func (a *annotator) frame(f language.Frame) frame {
	out := frame{Predicate: f.Predicate, Sense: f.Sense, Args: []argument{}}
	for _, x := range f.Args {
		out.Args = append(out.Args, argument{x.Role, a.at(a.doc.Tokens[x.First].B), a.at(a.doc.Tokens[x.End-1].E)})
	}
	return out
}

func (a *annotator) event(ev *graph.Event) event {
	out := event{B: a.at(ev.Trigger.B), E: a.at(ev.Trigger.E), Type: ev.Class, Plover: ev.Plover, PloverMode: ev.PloverMode, Cameo: ev.Cameo,
		Polarity: ev.Polarity, Certainty: ev.Certainty, Tense: ev.Tense, Status: ev.Status, Source: a.source(&ev.Facets),
		Roles: []role{}, Time: index(ev.Time), Directness: ev.Directness}
	for _, r := range ev.Roles {
		if r.Name == "place" && out.Place == nil {
			out.Place = index(r.Mention)
		}
		out.Roles = append(out.Roles, role{r.Name, r.Mention})
	}
	return out
}

func (a *annotator) statement(st *graph.Statement) statement {
	out := statement{Speaker: index(st.Speaker), Via: st.Via, Addressee: index(st.Addressee), Content: a.pairs(st.Content), Mode: st.Mode, Stance: st.Stance}
	if st.Cue.Len() > 0 {
		out.Cue = a.pair(st.Cue)
	}
	return out
}

func (a *annotator) claim(c *graph.Claim) annotClaim {
	out := annotClaim{Subject: c.Subject, Relation: c.Relation, Status: c.Status, Evidence: a.pairs(c.Evidence), Rule: c.Rule,
		Confidence: c.Confidence, Source: a.source(&c.Facets)}
	switch {
	case c.Relation == "holds_position":
		out.Post, out.Org, out.Status = c.Post, index(c.Object), c.Occupancy
	case c.Object != graph.None:
		out.Object = c.Object
	default:
		out.Object = c.Text
	}
	return out
}
