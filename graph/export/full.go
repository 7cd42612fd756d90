package export

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// full yields what reports hold beyond quads: sentences, mentions with their
// offsets in code points as NIF wants them, times, and all facets of claims.
func full(ctx context.Context, r graph.Reader, put func(graph.Quad)) error {
	days := map[graph.ID][]dating{}
	for doc, err := range r.Articles(ctx, "") {
		if err != nil {
			return fmt.Errorf("list articles: %w", err)
		}
		rep, err := r.Report(ctx, doc)
		if err != nil {
			return fmt.Errorf("report of %s: %w", doc, err)
		}
		f := fuller{rep: rep, put: put, g: graph.ID("g:" + doc.Hex() + ".article"), runes: newRuneOffsets(rep.Article.Text)}
		f.literal(doc, "is_string", rep.Article.Text, "")
		f.literal(doc, "text_hash", rep.Article.TextHash(), "") // copies in other outlets have it too
		for n, s := range rep.Sentences {
			f.stretch(graph.ID(fmt.Sprintf("%s.s%d", doc, n)), "TextSentence", s)
		}
		if err := f.mentions(ctx, r); err != nil {
			return err
		}
		if err := f.times(ctx, r, days); err != nil {
			return err
		}
		f.claims()
		f.rejected()
	}
	tied(days, put)
	return nil
}

// A fuller writes one report.
type fuller struct {
	rep   *graph.Report
	put   func(graph.Quad)
	g     graph.ID
	runes runeOffsets
}

func (f *fuller) literal(s graph.ID, facet, text string, datatype graph.ID) {
	f.put(graph.Quad{S: s, P: ontology.IRI("facet", facet), O: graph.Term{Literal: text, Type: datatype}, G: f.g})
}

func (f *fuller) link(s graph.ID, facet string, o graph.ID) {
	f.put(graph.Quad{S: s, P: ontology.IRI("facet", facet), O: graph.Term{ID: o}, G: f.g})
}

// stretch writes a part of the text with its offsets.
func (f *fuller) stretch(id graph.ID, class string, s graph.Span) {
	text := f.rep.Article.Text
	if s.B < 0 || s.E > len(text) || s.B > s.E {
		return
	}
	f.link(id, "type", ontology.IRI("class", class))
	f.link(id, "reference_context", f.rep.Article.ID)
	f.literal(id, "begin_index", strconv.Itoa(f.runes.at(s.B)), "xsd:nonNegativeInteger")
	f.literal(id, "end_index", strconv.Itoa(f.runes.at(s.E)), "xsd:nonNegativeInteger")
	f.literal(id, "anchor_of", text[s.B:s.E], "")
}

// spot returns the id of a part of the article's text.
func (f *fuller) spot(s graph.Span) graph.ID {
	return graph.ID(fmt.Sprintf("%s.b%d-%d", f.rep.Article.ID, s.B, s.E))
}

func (f *fuller) mentions(ctx context.Context, r graph.Reader) error {
	for _, m := range f.rep.Mentions {
		f.stretch(f.spot(m.Span), "Mention", m.Span)
		id, err := canonical(ctx, r, f.rep.Chains[m.Chain].ID)
		if err != nil {
			return err
		}
		f.link(id, "denoted_by", f.spot(m.Span))
	}
	for _, ev := range f.rep.Events {
		id, err := canonical(ctx, r, ev.ID)
		if err != nil {
			return err
		}
		for _, s := range append([]graph.Span{ev.Trigger}, ev.Spans...) {
			f.stretch(f.spot(s), "Mention", s)
			f.link(id, "denoted_by", f.spot(s))
		}
	}
	return nil
}

// claims writes the facets of all claims, each under its own label.
func (f *fuller) claims() {
	for i := range f.rep.Events {
		f.facets(&f.rep.Events[i].Facets)
	}
	for i := range f.rep.Statements {
		f.facets(&f.rep.Statements[i].Facets)
	}
	for i := range f.rep.Claims {
		f.facets(&f.rep.Claims[i].Facets)
	}
}

func (f *fuller) facets(fac *graph.Facets) {
	own := *f
	own.g = fac.Label
	for name, value := range map[string]string{
		"polarity": fac.Polarity, "certainty": fac.Certainty, "tense": fac.Tense, "rule": fac.Rule,
	} {
		if value != "" {
			own.literal(fac.Label, name, value, "")
		}
	}
	for _, s := range fac.Evidence {
		own.link(fac.Label, "evidence", f.spot(s))
		f.stretch(f.spot(s), "Mention", s)
	}
}

// rejected writes how words could have been read and were not.
func (f *fuller) rejected() {
	for _, a := range f.rep.Rejected {
		f.stretch(f.spot(a.Span), "Mention", a.Span)
		f.literal(f.spot(a.Span), "rejected", a.Kind+" "+a.Reading+": "+a.Why, "")
	}
}

// canonical returns the canonical id of a member, the member's own where the
// graph does not know it.
func canonical(ctx context.Context, r graph.Reader, member graph.ID) (graph.ID, error) {
	id, err := r.Canonical(ctx, member)
	if errors.Is(err, graph.ErrNotFound) {
		return member, nil
	}
	if err != nil {
		return "", fmt.Errorf("canonical id of %s: %w", member, err)
	}
	return id, nil
}

// runeOffsets turns offsets in bytes into offsets in code points.
type runeOffsets struct {
	text  string
	every []int // code points before byte 64*i, so that no offset costs more than 64 bytes
}

func newRuneOffsets(text string) runeOffsets {
	o := runeOffsets{text: text}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%64 == 0 {
			o.every = append(o.every, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	o.every = append(o.every, n)
	return o
}

func (o runeOffsets) at(b int) int {
	if b >= len(o.text) {
		return o.every[len(o.every)-1]
	}
	n := o.every[b/64]
	for i := b / 64 * 64; i < b; i++ {
		if utf8.RuneStart(o.text[i]) {
			n++
		}
	}
	return n
}
