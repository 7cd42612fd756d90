package querytest

import (
	"slices"
	"strconv"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// Batch derives the quads, redirects and names of reports in the plainest way:
// chains with one Ref are one entity, events with one Sense one event.
func Batch(reports []*graph.Report) graph.Batch {
	d := deriver{events: map[string]graph.ID{}, names: map[graph.NameEntry]bool{}, quads: map[graph.Quad]bool{}}
	for _, rep := range reports {
		for _, ev := range rep.Events {
			if id, ok := d.events[ev.Sense]; ev.Sense != "" && (!ok || ev.ID < id) {
				d.events[ev.Sense] = ev.ID
			}
		}
	}
	for _, rep := range reports {
		d.report(rep)
	}
	b := graph.Batch{Put: reports, Redirects: d.redirects}
	for quad := range d.quads {
		b.Add = append(b.Add, quad)
	}
	slices.SortFunc(b.Add, graph.Quad.Compare)
	for n := range d.names {
		b.Names = append(b.Names, n)
	}
	slices.SortFunc(b.Names, func(x, y graph.NameEntry) int { return compare(x.Name+string(x.ID), y.Name+string(y.ID)) })
	return b
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

type deriver struct {
	events    map[string]graph.ID
	names     map[graph.NameEntry]bool
	quads     map[graph.Quad]bool
	redirects []graph.Redirect
}

func (d *deriver) id(s, p, o, g graph.ID) {
	d.quads[graph.Quad{S: s, P: p, O: graph.Term{ID: o}, G: g}] = true
}

func (d *deriver) text(s, p graph.ID, o string, g graph.ID) {
	if o != "" {
		d.quads[graph.Quad{S: s, P: p, O: graph.Term{Literal: o}, G: g}] = true
	}
}

func facet(name string) graph.ID { return ontology.IRI("facet", name) }

func (d *deriver) report(rep *graph.Report) {
	doc := rep.Article.ID
	label := graph.ID("g:" + doc.Hex() + ".article")
	d.id(doc, facet("type"), ontology.IRI("class", "Article"), label)
	d.text(doc, facet("name"), rep.Article.Title, label)
	d.text(doc, facet("uri"), rep.Article.URI, label)
	d.text(doc, facet("outlet"), rep.Article.Outlet, label)
	d.text(doc, facet("agency"), rep.Article.Agency, label)
	d.text(doc, facet("published"), string(rep.Article.Published), label)
	entity := func(m int) graph.ID { return "e:" + rep.Chains[rep.Mentions[m].Chain].Ref }
	for _, c := range rep.Chains {
		id := "e:" + c.Ref
		d.redirects = append(d.redirects, graph.Redirect{From: c.ID, To: id})
		d.id(id, facet("type"), ontology.IRI("class", c.Class), "g:infer.names")
		d.text(id, facet("name"), c.Name, "g:infer.names")
		for _, n := range append(slices.Clone(c.Names), c.Name) {
			d.names[graph.NameEntry{Name: graph.NormalName(n), ID: id}] = true
			if n != c.Name {
				d.text(id, facet("alias"), n, "g:infer.names")
			}
		}
	}
	for _, ev := range rep.Events {
		d.event(rep, ev, entity)
	}
	for _, st := range rep.Statements {
		d.statement(rep, st, entity)
	}
	for _, cl := range rep.Claims {
		d.claim(rep, cl, entity)
	}
}

func (d *deriver) facets(rep *graph.Report, f *graph.Facets) {
	d.id(f.Label, facet("derived_from"), rep.Article.ID, f.Label)
	d.id(f.Label, facet("status"), ontology.IRI("status", f.Status), f.Label)
	d.quads[graph.Quad{S: f.Label, P: facet("confidence"), O: graph.Term{Literal: strconv.Itoa(int(f.Confidence)), Type: "xsd:integer"}, G: f.Label}] = true
	if f.Source != graph.None {
		d.id(f.Label, facet("source"), rep.Statements[f.Source].ID, f.Label)
	}
}

func (d *deriver) event(rep *graph.Report, ev graph.Event, entity func(int) graph.ID) {
	id := d.known(&ev)
	d.redirects = append(d.redirects, graph.Redirect{From: ev.ID, To: id})
	d.id(id, facet("type"), ontology.IRI("class", ev.Class), ev.Label)
	d.id(id, facet("status"), ontology.IRI("status", ev.Status), ev.Label)
	for _, r := range ev.Roles {
		d.id(id, ontology.IRI("role", r.Name), entity(r.Mention), ev.Label)
	}
	if ev.Time != graph.None {
		d.text(id, facet("time"), rep.Times[ev.Time].Value, ev.Label)
	}
	for _, l := range ev.Links {
		d.id(id, facet(l.Name), d.known(&rep.Events[l.Event]), ev.Label)
	}
	d.facets(rep, &ev.Facets)
}

// known returns the id of an event that several articles may tell of.
func (d *deriver) known(ev *graph.Event) graph.ID {
	if ev.Sense != "" {
		return d.events[ev.Sense]
	}
	return ev.ID
}

func (d *deriver) statement(rep *graph.Report, st graph.Statement, entity func(int) graph.ID) {
	d.id(st.ID, facet("type"), ontology.IRI("class", st.Class), st.Label)
	if st.Speaker != graph.None {
		d.id(st.ID, facet("speaker"), entity(st.Speaker), st.Label)
	}
	for _, m := range st.About {
		d.id(st.ID, facet("about"), entity(m), st.Label)
	}
	for _, s := range st.Quotes {
		d.text(st.ID, facet("quote"), rep.Article.Text[s.B:s.E], st.Label)
	}
	d.facets(rep, &st.Facets)
}

func (d *deriver) claim(rep *graph.Report, cl graph.Claim, entity func(int) graph.ID) {
	holder := entity(cl.Subject)
	object := cl.Position
	if cl.Relation == "holds_position" {
		occ := "occ:" + graph.ID(graph.Slug(string(holder))) + "." + graph.ID(graph.Slug(string(cl.Position)))
		d.id(occ, facet("type"), ontology.IRI("class", "Occupancy"), cl.Label)
		d.id(occ, facet("holder"), holder, cl.Label)
		d.id(occ, facet("post"), cl.Position, cl.Label)
		d.text(occ, facet("occupancy"), cl.Occupancy, cl.Label)
		d.id(cl.Position, facet("type"), ontology.IRI("class", "Position"), cl.Label)
		d.text(cl.Position, facet("name"), cl.Post, cl.Label)
		d.id(cl.Position, facet("post_in"), entity(cl.Object), cl.Label)
	} else {
		object = entity(cl.Object)
	}
	if cl.Asserted() && cl.Occupancy != "former" {
		d.id(holder, ontology.IRI("relation", cl.Relation), object, cl.Label)
		if t, _ := ontology.Lookup("relation", cl.Relation); t.Symmetric {
			d.id(object, ontology.IRI("relation", cl.Relation), holder, cl.Label)
		}
	}
	d.facets(rep, &cl.Facets)
}
