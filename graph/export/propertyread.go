package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A reading takes one report apart into nodes, arcs and proofs.
type reading struct {
	*property
	ctx  context.Context // lives as long as one call of article
	rep  *graph.Report
	hash string
	ids  map[graph.ID]graph.ID // canonical ids of members
}

// article adds what one article says.
func (p *property) article(ctx context.Context, doc graph.ID, hashes map[graph.ID]string) error {
	rep, err := p.r.Report(ctx, doc)
	if err != nil {
		return fmt.Errorf("report of %s: %w", doc, err)
	}
	d := &reading{property: p, ctx: ctx, rep: rep, hash: rep.Article.TextHash(), ids: map[graph.ID]graph.ID{}}
	hashes[doc] = d.hash
	a := &rep.Article
	x := part{Kind: "article", Class: "Article", Name: a.Title, URI: a.URI, Outlet: cmp.Or(a.Outlet, a.Agency), Published: string(a.Published)}
	if p.full {
		x.Text = a.Text
	}
	if err := p.node(doc, x); err != nil {
		return err
	}
	for i := range rep.Events {
		if err := d.event(&rep.Events[i]); err != nil {
			return err
		}
	}
	for i := range rep.Statements {
		if err := d.statement(&rep.Statements[i]); err != nil {
			return err
		}
	}
	for i := range rep.Claims {
		if err := d.claim(&rep.Claims[i]); err != nil {
			return err
		}
	}
	return nil
}

func (d *reading) canonical(member graph.ID) (graph.ID, error) {
	if id, ok := d.ids[member]; ok {
		return id, nil
	}
	id, err := canonical(d.ctx, d.r, member)
	d.ids[member] = id
	return id, err
}

// who returns the canonical id behind a mention and makes sure that it is a node.
func (d *reading) who(m int) (graph.ID, error) {
	if m < 0 || m >= len(d.rep.Mentions) {
		return "", nil
	}
	c := &d.rep.Chains[d.rep.Mentions[m].Chain]
	id, err := d.canonical(c.ID)
	if err != nil {
		return "", err
	}
	return id, d.node(id, part{Kind: "entity", Class: c.Class, Name: c.Name, Fallback: true})
}

func (d *reading) strand(f *graph.Facets) strand {
	return strand{Hash: d.hash, Status: f.Status, Asserted: f.Asserted()}
}

// arc links from to what mention m stands for.
func (d *reading) arc(from graph.ID, relation string, m int, f *graph.Facets) error {
	to, err := d.who(m)
	if err != nil {
		return err
	}
	return d.link(from, relation, to, f.Label, d.strand(f))
}

// when returns a time as the graph has it: its value, else the weekday.
func (d *reading) when(i int) string {
	if i < 0 || i >= len(d.rep.Times) {
		return ""
	}
	return cmp.Or(d.rep.Times[i].Value, d.rep.Times[i].Weekday)
}

func (d *reading) event(ev *graph.Event) error {
	id, err := d.canonical(ev.ID)
	if err != nil {
		return err
	}
	err = d.node(id, part{
		Kind: "event", Class: ev.Class, Name: eventName(ev), Time: d.when(ev.Time), Status: ev.Status,
		Asserted: ev.Facets.Asserted(), Label: ev.Label, Hash: d.hash,
	})
	if err != nil {
		return err
	}
	for _, r := range ev.Roles {
		if err := d.arc(id, r.Name, r.Mention, &ev.Facets); err != nil {
			return err
		}
	}
	if err := d.link(id, "reported_in", d.rep.Article.ID, ev.Label, d.strand(&ev.Facets)); err != nil {
		return err
	}
	return d.proof("event", id, ev.Class, "", &ev.Facets)
}

// eventName is the words for its class, or the verb of a plain action.
func eventName(ev *graph.Event) string {
	t, _ := ontology.Lookup("class", ev.Class)
	name := t.Label
	if (ev.Class == "Action" || ev.Class == "Event") && ev.Lemma != "" {
		name = ev.Lemma
	}
	if ev.Aspect != "" {
		name += " " + ev.Aspect
	}
	return name
}

func (d *reading) statement(st *graph.Statement) error {
	t, _ := ontology.Lookup("class", st.Class)
	var content []string
	for _, s := range st.Content {
		content = append(content, d.text(s))
	}
	err := d.node(st.ID, part{
		Kind: "statement", Class: st.Class, Name: t.Label, Time: d.when(st.Time), Status: st.Status,
		Asserted: st.Facets.Asserted(), Label: st.Label, Hash: d.hash, Text: strings.Join(content, " … "),
	})
	if err != nil {
		return err
	}
	roles := []graph.Role{{Name: "speaker", Mention: st.Speaker}, {Name: "addressee", Mention: st.Addressee}}
	for _, m := range st.Via {
		roles = append(roles, graph.Role{Name: "reported_via", Mention: m})
	}
	for _, m := range st.About {
		roles = append(roles, graph.Role{Name: "about", Mention: m})
	}
	for _, r := range roles {
		if err := d.arc(st.ID, r.Name, r.Mention, &st.Facets); err != nil {
			return err
		}
	}
	if err := d.link(st.ID, "reported_in", d.rep.Article.ID, st.Label, d.strand(&st.Facets)); err != nil {
		return err
	}
	return d.proof("statement", st.ID, st.Class, "", &st.Facets)
}

// claim adds what an article claims of two things. That it is a direct edge of
// the graph is said by its quad, so this alone asserts nothing.
func (d *reading) claim(cl *graph.Claim) error {
	subject, err := d.who(cl.Subject)
	if err != nil {
		return err
	}
	object, err := d.who(cl.Object)
	if err != nil {
		return err
	}
	s := d.strand(&cl.Facets)
	s.Asserted, s.State = false, cl.Occupancy
	if cl.Position != "" {
		if err := d.node(cl.Position, part{Kind: "position", Class: "Position", Name: cl.Post, Fallback: true}); err != nil {
			return err
		}
		if err := d.link(cl.Position, "post_in", object, cl.Label, d.strand(&cl.Facets)); err != nil {
			return err
		}
		object = cl.Position
	}
	if err := d.link(subject, cl.Relation, object, cl.Label, s); err != nil {
		return err
	}
	if subject != "" && object < subject && object != "" {
		if t, _ := ontology.Lookup("relation", cl.Relation); t.Symmetric {
			subject, object = object, subject
		}
	}
	return d.proof("relation", subject, cl.Relation, object, &cl.Facets)
}

// proof keeps the words of a claim.
func (d *reading) proof(kind string, subject graph.ID, relation string, object graph.ID, f *graph.Facets) error {
	if !d.withProofs {
		return nil
	}
	a := &d.rep.Article
	x := proof{
		Label: f.Label, Kind: kind, Subject: subject, Relation: relation, Object: object,
		Article: a.ID, Title: a.Title, Outlet: cmp.Or(a.Outlet, a.Agency), Published: string(a.Published),
		Status: f.Status, Asserted: f.Asserted(), Polarity: f.Polarity, Certainty: f.Certainty, Conf: int(f.Confidence), Rule: f.Rule,
	}
	if f.Source >= 0 && f.Source < len(d.rep.Statements) {
		var err error
		if x.Source, err = d.who(d.rep.Statements[f.Source].Speaker); err != nil {
			return err
		}
	}
	var words []string
	for i, s := range f.Evidence {
		if i == 0 || s.B < x.B {
			x.B = s.B
		}
		x.E = max(x.E, s.E)
		words = append(words, d.text(s))
	}
	x.Words, x.Sentence = strings.Join(words, " … "), d.sentence(f.Evidence)
	return add(d.proofs, string(f.Label), x)
}

func (d *reading) text(s graph.Span) string {
	t := d.rep.Article.Text
	if s.B < 0 || s.E > len(t) || s.B > s.E {
		return ""
	}
	return t[s.B:s.E]
}

// sentence returns the first sentence that holds evidence.
func (d *reading) sentence(evidence []graph.Span) string {
	if len(evidence) == 0 {
		return ""
	}
	i := slices.IndexFunc(d.rep.Sentences, func(s graph.Span) bool { return s.Overlaps(evidence[0]) })
	if i < 0 {
		return d.text(evidence[0])
	}
	return strings.TrimSpace(d.text(d.rep.Sentences[i]))
}
