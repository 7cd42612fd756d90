package extract

import (
	"fmt"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file checks a report before anybody gets it.

func ontologyClass(name string) (ontology.Term, bool) { return ontology.Lookup("class", name) }

// Validate reports the first thing in a report that does not hold: a span outside
// the text or inside a character, an index out of range, a label given twice, a
// claim without evidence. The error wraps graph.ErrInvalid.
func Validate(rep *graph.Report) error {
	v := validator{rep: rep, labels: map[graph.ID]bool{}}
	for i, m := range rep.Mentions {
		v.span("mention", i, m.Span)
		v.index("mention", i, m.Chain, len(rep.Chains), false)
	}
	for i, t := range rep.Times {
		v.span("time", i, t.Span)
	}
	for i := range rep.Statements {
		v.statement(i, &rep.Statements[i])
	}
	for i := range rep.Events {
		v.event(i, &rep.Events[i])
	}
	for i, c := range rep.Claims {
		v.facets("claim", i, &c.Facets)
		v.index("claim", i, c.Subject, len(rep.Mentions), false)
		v.index("claim", i, c.Object, len(rep.Mentions), true)
		v.index("claim", i, c.Time, len(rep.Times), true)
		if _, ok := ontology.Lookup("relation", c.Relation); !ok {
			v.fail("claim %d: unknown relation %q", i, c.Relation)
		}
	}
	for i, t := range rep.Tolls {
		v.facets("toll", i, &t.Facets)
		v.index("toll", i, t.Place, len(rep.Mentions), true)
		v.index("toll", i, t.Time, len(rep.Times), true)
	}
	return v.err
}

type validator struct {
	rep    *graph.Report
	labels map[graph.ID]bool
	err    error
}

func (v *validator) fail(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf(format+": %w", append(args, graph.ErrInvalid)...)
	}
}

func (v *validator) span(kind string, i int, s graph.Span) {
	text := v.rep.Article.Text
	if s.B < 0 || s.E > len(text) || s.B >= s.E {
		v.fail("%s %d: span %d-%d of %d bytes", kind, i, s.B, s.E, len(text))
		return
	}
	if !utf8.RuneStart(text[s.B]) || s.E < len(text) && !utf8.RuneStart(text[s.E]) {
		v.fail("%s %d: span %d-%d cuts a character", kind, i, s.B, s.E)
	}
}

func (v *validator) index(kind string, i, n, limit int, none bool) {
	if n == graph.None && none {
		return
	}
	if n < 0 || n >= limit {
		v.fail("%s %d: index %d of %d", kind, i, n, limit)
	}
}

func (v *validator) facets(kind string, i int, f *graph.Facets) {
	if len(f.Evidence) == 0 {
		v.fail("%s %d: no evidence", kind, i)
	}
	for _, s := range f.Evidence {
		v.span(kind, i, s)
	}
	if f.Label == "" || v.labels[f.Label] {
		v.fail("%s %d: label %q missing or given twice", kind, i, f.Label)
	}
	v.labels[f.Label] = true
	v.index(kind, i, f.Source, len(v.rep.Statements), true)
	if _, ok := ontology.Lookup("status", f.Status); !ok {
		v.fail("%s %d: unknown status %q", kind, i, f.Status)
	}
	if f.Confidence < 0 || f.Confidence > 1000 {
		v.fail("%s %d: confidence %d", kind, i, f.Confidence)
	}
}

func (v *validator) statement(i int, st *graph.Statement) {
	v.facets("statement", i, &st.Facets)
	v.index("statement", i, st.Speaker, len(v.rep.Mentions), false)
	v.index("statement", i, st.Addressee, len(v.rep.Mentions), true)
	v.index("statement", i, st.During, len(v.rep.Events), true)
	v.index("statement", i, st.Time, len(v.rep.Times), true)
	if len(st.Content) == 0 {
		v.fail("statement %d: no content", i)
	}
	for _, s := range st.Content {
		v.span("statement", i, s)
	}
	for _, s := range st.Quotes {
		v.span("statement", i, s)
	}
	for _, m := range append(append([]int{}, st.Via...), st.About...) {
		v.index("statement", i, m, len(v.rep.Mentions), false)
	}
	if _, ok := ontologyClass(st.Class); !ok {
		v.fail("statement %d: unknown class %q", i, st.Class)
	}
}

func (v *validator) event(i int, ev *graph.Event) {
	v.facets("event", i, &ev.Facets)
	v.span("event", i, ev.Trigger)
	v.index("event", i, ev.Time, len(v.rep.Times), true)
	for _, role := range ev.Roles {
		v.index("event", i, role.Mention, len(v.rep.Mentions), false)
		if _, ok := ontology.Lookup("role", role.Name); !ok {
			v.fail("event %d: unknown role %q", i, role.Name)
		}
	}
	for _, l := range ev.Links {
		v.index("event", i, l.Event, len(v.rep.Events), false)
	}
	if _, ok := ontologyClass(ev.Class); !ok {
		v.fail("event %d: unknown class %q", i, ev.Class)
	}
}
