package integrate

import (
	"fmt"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// Validate returns ErrInvalid, and what is wrong, for a report that contradicts
// itself: ids that are not those of its own spans, indexes and spans that lie
// outside, names that the ontology does not have. Nothing else may enter the
// graph, because evidence that cannot be shown is no evidence. An article too
// large for a store is ErrTooLarge.
func Validate(r *graph.Report) error {
	if n := len(r.Article.Text) + len(r.Article.Title) + len(r.Article.URI); n > graph.MaxLiteral {
		return fmt.Errorf("report %s: article of %d bytes: %w", r.Article.ID, n, graph.ErrTooLarge)
	}
	if _, err := r.Encode(); err != nil {
		return err
	}
	for _, check := range []func(*graph.Report) error{
		validArticle, validMentions, validChains, validTimes, validEvents, validStatements, validClaims, validTolls, validRejected, validLabels,
	} {
		if err := check(r); err != nil {
			return fmt.Errorf("report %s: %w: %w", r.Article.ID, err, graph.ErrInvalid)
		}
	}
	return nil
}

func validArticle(r *graph.Report) error {
	a := &r.Article
	if a.ID != graph.ArticleID(a.URI, a.Text) {
		return fmt.Errorf("the id is not that of its address and text")
	}
	for i, m := range a.Margins {
		if err := inText(r, m.Span); err != nil {
			return fmt.Errorf("margin %d: %w", i, err)
		}
	}
	for i, s := range r.Sentences {
		if err := inText(r, s); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	return nil
}

// inText wants a span that is not empty, within the text and on whole characters.
func inText(r *graph.Report, s graph.Span) error {
	text := r.Article.Text
	if s.B < 0 || s.E > len(text) || s.B >= s.E {
		return fmt.Errorf("span %d-%d of a text of %d bytes", s.B, s.E, len(text))
	}
	if !utf8.RuneStart(text[s.B]) || s.E < len(text) && !utf8.RuneStart(text[s.E]) {
		return fmt.Errorf("span %d-%d cuts a character", s.B, s.E)
	}
	return nil
}

func inTexts(r *graph.Report, what string, spans []graph.Span) error {
	for _, s := range spans {
		if err := inText(r, s); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}

// index wants i to be one of n, or None where that is allowed.
func index(what string, i, n int, none bool) error {
	if none && i == graph.None || i >= 0 && i < n {
		return nil
	}
	return fmt.Errorf("%s %d of %d", what, i, n)
}

func indexes(what string, list []int, n int) error {
	for _, i := range list {
		if err := index(what, i, n, false); err != nil {
			return err
		}
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func known(kind, name string) error {
	if _, ok := ontology.Lookup(kind, name); !ok {
		return fmt.Errorf("unknown %s %q", kind, name)
	}
	return nil
}

// same wants the id that is derived from the place in the text.
func same(got, want graph.ID) error {
	if got != want {
		return fmt.Errorf("id %q should be %q", got, want)
	}
	return nil
}

func validMentions(r *graph.Report) error {
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if err := first(inText(r, m.Span), inText(r, m.Head), index("chain", m.Chain, len(r.Chains), false)); err != nil {
			return fmt.Errorf("mention %d: %w", i, err)
		}
	}
	return nil
}

func validChains(r *graph.Report) error {
	seen := map[graph.ID]bool{}
	for i := range r.Chains {
		c := &r.Chains[i]
		if err := validChain(r, c, i); err != nil {
			return fmt.Errorf("chain %d: %w", i, err)
		}
		if seen[c.ID] {
			return fmt.Errorf("chain %d: id %s again", i, c.ID)
		}
		seen[c.ID] = true
	}
	return nil
}

func validChain(r *graph.Report, c *graph.Chain, i int) error {
	if len(c.Mentions) == 0 {
		return fmt.Errorf("no mention")
	}
	if err := first(known("class", c.Class), indexes("mention", c.Mentions, len(r.Mentions))); err != nil {
		return err
	}
	for _, m := range c.Mentions {
		if r.Mentions[m].Chain != i {
			return fmt.Errorf("mention %d belongs to chain %d", m, r.Mentions[m].Chain)
		}
	}
	if c.Name == "" || c.Ref != "" && !graph.ValidID("e:"+string(c.Ref)) {
		return fmt.Errorf("name %q, knowledge id %q", c.Name, c.Ref)
	}
	for _, name := range append([]string{c.Name}, c.Names...) {
		if len(graph.NormalName(name)) > graph.MaxName {
			return fmt.Errorf("name of %d bytes", len(name))
		}
	}
	return same(c.ID, graph.In("m", r.Article.ID, r.Mentions[c.Mentions[0]].Span))
}

func validTimes(r *graph.Report) error {
	for i := range r.Times {
		t := &r.Times[i]
		if err := first(inText(r, t.Span), same(t.ID, graph.In("t", r.Article.ID, t.Span))); err != nil {
			return fmt.Errorf("time %d: %w", i, err)
		}
	}
	return nil
}

func validFacets(r *graph.Report, f *graph.Facets) error {
	if len(f.Evidence) == 0 {
		return fmt.Errorf("no evidence")
	}
	if f.Confidence < 0 || f.Confidence > 1000 {
		return fmt.Errorf("confidence %d", f.Confidence)
	}
	if f.Polarity != "+" && f.Polarity != "-" {
		return fmt.Errorf("polarity %q", f.Polarity)
	}
	return first(inTexts(r, "evidence", f.Evidence), known("status", f.Status),
		index("source", f.Source, len(r.Statements), true))
}

func validEvents(r *graph.Report) error {
	seen := map[graph.ID]bool{}
	for i := range r.Events {
		if err := validEvent(r, &r.Events[i]); err != nil {
			return fmt.Errorf("event %d: %w", i, err)
		}
		if id := r.Events[i].ID; seen[id] {
			return fmt.Errorf("event %d: id %s again", i, id)
		}
		seen[r.Events[i].ID] = true
	}
	return nil
}

func validEvent(r *graph.Report, ev *graph.Event) error {
	err := first(validFacets(r, &ev.Facets), inText(r, ev.Trigger), inTexts(r, "mention", ev.Spans),
		known("class", ev.Class), index("time", ev.Time, len(r.Times), true),
		same(ev.ID, graph.In("ev", r.Article.ID, ev.Trigger)))
	if err != nil {
		return err
	}
	for _, role := range ev.Roles {
		if err := first(known("role", role.Name), index("mention", role.Mention, len(r.Mentions), false)); err != nil {
			return err
		}
	}
	for _, l := range ev.Links {
		if linkIRI(l.Name) == "" {
			return fmt.Errorf("unknown link %q", l.Name)
		}
		if err := index("event", l.Event, len(r.Events), false); err != nil {
			return err
		}
	}
	return nil
}

func validStatements(r *graph.Report) error {
	for i := range r.Statements {
		if err := validStatement(r, &r.Statements[i], i); err != nil {
			return fmt.Errorf("statement %d: %w", i, err)
		}
	}
	return nil
}

func validStatement(r *graph.Report, st *graph.Statement, i int) error {
	if st.Source == i {
		return fmt.Errorf("is its own source")
	}
	place := st.Cue
	if place.Len() == 0 && len(st.Content) > 0 {
		place = st.Content[0]
	}
	n := len(r.Mentions)
	return first(validFacets(r, &st.Facets), inText(r, place), inTexts(r, "content", st.Content), inTexts(r, "quote", st.Quotes),
		known("class", st.Class), index("speaker", st.Speaker, n, true), index("addressee", st.Addressee, n, true),
		indexes("via", st.Via, n), indexes("about", st.About, n), index("event", st.During, len(r.Events), true),
		index("time", st.Time, len(r.Times), true), same(st.ID, graph.In("st", r.Article.ID, place)))
}

func validClaims(r *graph.Report) error {
	for i := range r.Claims {
		if err := validClaim(r, &r.Claims[i]); err != nil {
			return fmt.Errorf("claim %d: %w", i, err)
		}
	}
	return nil
}

func validClaim(r *graph.Report, cl *graph.Claim) error {
	n := len(r.Mentions)
	if err := first(validFacets(r, &cl.Facets), known("relation", cl.Relation), index("subject", cl.Subject, n, false),
		index("object", cl.Object, n, true), index("time", cl.Time, len(r.Times), true)); err != nil {
		return err
	}
	if cl.Object == graph.None && cl.Text == "" && cl.Position == "" {
		return fmt.Errorf("neither object nor text nor position")
	}
	if cl.Position == "" {
		return nil
	}
	// The longest id of a holder has 64 bytes; the id of an occupancy holds both.
	if !graph.ValidID(string(cl.Position)) || len(cl.Position) > 180 || cl.Post == "" {
		return fmt.Errorf("position %q named %q", cl.Position, cl.Post)
	}
	return nil
}

func validRejected(r *graph.Report) error {
	for i := range r.Rejected {
		if err := inText(r, r.Rejected[i].Span); err != nil {
			return fmt.Errorf("alternative %d: %w", i, err)
		}
	}
	return nil
}

func validTolls(r *graph.Report) error {
	for i := range r.Tolls {
		t := &r.Tolls[i]
		err := first(validFacets(r, &t.Facets), index("place", t.Place, len(r.Mentions), true), index("time", t.Time, len(r.Times), true))
		if err == nil && (t.Least < 0 || t.Most < 0 || t.Most > 0 && t.Most < t.Least) {
			err = fmt.Errorf("from %d to %d", t.Least, t.Most)
		}
		if err != nil {
			return fmt.Errorf("toll %d: %w", i, err)
		}
	}
	return nil
}

// validLabels wants each claim to have a label of this article and of its own.
func validLabels(r *graph.Report) error {
	seen := map[graph.ID]bool{}
	for _, f := range facets(r) {
		if f.Label.Doc() != r.Article.ID || !graph.ValidID(string(f.Label)) {
			return fmt.Errorf("label %q is of another article", f.Label)
		}
		if seen[f.Label] {
			return fmt.Errorf("label %s stands for two claims", f.Label)
		}
		seen[f.Label] = true
	}
	return nil
}

// facets returns the facets of all claims of a report.
func facets(r *graph.Report) []*graph.Facets {
	var out []*graph.Facets
	for i := range r.Events {
		out = append(out, &r.Events[i].Facets)
	}
	for i := range r.Statements {
		out = append(out, &r.Statements[i].Facets)
	}
	for i := range r.Claims {
		out = append(out, &r.Claims[i].Facets)
	}
	for i := range r.Tolls {
		out = append(out, &r.Tolls[i].Facets)
	}
	return out
}
