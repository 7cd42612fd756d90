package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file writes a reading down as a graph.Report.

// A builder turns a reading into a report: it keeps the mentions that matter, in
// text order, and renumbers everything.
type builder struct {
	*reading
	rep     *graph.Report
	keep    []bool // chain
	mention []int  // reading's index -> report's, or None
	chain   []int
	event   []int
	state   []int
	labels  map[graph.ID]bool
}

func (r *reading) report() *graph.Report {
	b := &builder{reading: r, rep: &graph.Report{Article: r.art, Analysis: "extract/" + Version}, labels: map[graph.ID]bool{}}
	for _, s := range r.doc.Sentences {
		b.rep.Sentences = append(b.rep.Sentences, graph.Span{B: s.B, E: s.E})
	}
	for _, t := range r.times {
		b.rep.Times = append(b.rep.Times, t.Time)
	}
	b.choose()
	b.mentionsAndChains()
	b.number()
	b.addStatements()
	b.addEvents()
	b.linkRetold()
	b.addClaims()
	b.addTolls()
	b.addRejected()
	return b.rep
}

// choose marks the chains that the report keeps: named ones, and those that a
// statement, event or claim refers to.
func (b *builder) choose() {
	b.keep = make([]bool, len(b.chains))
	for c := range b.chains {
		b.keep[c] = b.chains[c].named
	}
	mark := func(m int) {
		if m != graph.None {
			b.keep[b.mentions[m].chain] = true
		}
	}
	for _, st := range b.statements {
		mark(st.Speaker)
		mark(st.Addressee)
		for _, m := range append(slices.Clone(st.Via), st.About...) {
			mark(m)
		}
	}
	for _, ev := range b.events {
		for _, role := range ev.Roles {
			mark(role.Mention)
		}
	}
	for _, c := range b.claims {
		mark(c.Subject)
		mark(c.Object)
	}
	for _, t := range b.tolls {
		mark(t.Place)
	}
}

// mentionsAndChains writes the kept mentions in text order and their chains in
// the order of their first mentions.
func (b *builder) mentionsAndChains() {
	order := b.inOrder(func(m *mention) bool { return b.keep[m.chain] })
	slices.SortStableFunc(order, func(x, y int) int {
		return b.spanOf(x).Compare(b.spanOf(y))
	})
	b.mention = fillNone(len(b.mentions))
	b.chain = fillNone(len(b.chains))
	for _, i := range order {
		m := &b.mentions[i]
		if b.chain[m.chain] == graph.None {
			b.chain[m.chain] = len(b.rep.Chains)
			b.rep.Chains = append(b.rep.Chains, b.newChain(m))
		}
		n, c := len(b.rep.Mentions), b.chain[m.chain]
		b.mention[i] = n
		b.rep.Chains[c].Mentions = append(b.rep.Chains[c].Mentions, n)
		head := b.span(m.head, m.head+1)
		if m.kind == "name" {
			head = b.spanOf(i)
		}
		b.rep.Mentions = append(b.rep.Mentions, graph.Mention{Span: b.spanOf(i), Head: head, Type: m.typ, Kind: m.kind, Chain: c})
	}
}

func fillNone(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = graph.None
	}
	return out
}

func (b *builder) spanOf(i int) graph.Span { return b.span(b.mentions[i].first, b.mentions[i].end) }

func (b *builder) newChain(first *mention) graph.Chain {
	ch := &b.chains[first.chain]
	out := graph.Chain{ID: graph.In("m", b.art.ID, b.span(first.first, first.end)), Class: ch.class, Name: ch.name, Named: ch.named,
		Ref: ch.known.Ref, Gender: ch.gender}
	if !ch.named {
		m := &b.mentions[ch.mentions[0]]
		out.Name, out.Class = m.name, m.class
	}
	if ch.class == "Country" && ch.known.Name != "" {
		out.Name = ch.known.Name
	}
	for _, n := range ch.names {
		if n != out.Name {
			out.Names = append(out.Names, n)
		}
	}
	if _, ok := ontologyClass(out.Class); !ok {
		out.Class = "Thing"
	}
	return out
}

// number decides the report's order of statements and events.
func (b *builder) number() {
	b.state = make([]int, len(b.statements))
	for s := range b.statements {
		b.state[s] = s
	}
	order := make([]int, len(b.events))
	for e := range order {
		order[e] = e
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.events[x].trigger, b.events[y].trigger) })
	b.event = fillNone(len(b.events))
	for n, e := range order {
		b.event[e] = n
	}
}

// renumber maps an index of the reading through table, None to None.
func renumber(table []int, i int) int {
	if i == graph.None || i >= len(table) {
		return graph.None
	}
	return table[i]
}

func (b *builder) addStatements() {
	ids := map[graph.ID]bool{}
	for s := range b.statements {
		st := b.statements[s]
		out := st.Statement
		out.Content = b.spans(st.tokens)
		at := out.Cue
		if st.cue == graph.None {
			at, out.Cue = out.Content[0], graph.Span{}
		}
		out.ID = graph.In("st", b.art.ID, at)
		if ids[out.ID] { // cannot be: a cue makes one statement
			out.ID = graph.In("st", b.art.ID, out.Content[0])
		}
		ids[out.ID] = true
		out.Speaker, out.Addressee = renumber(b.mention, st.Speaker), renumber(b.mention, st.Addressee)
		out.Via, out.About = b.renumberAll(st.Via), b.renumberAll(st.About)
		out.During = renumber(b.event, st.During)
		slices.SortFunc(out.Quotes, graph.Span.Compare)
		out.Evidence = b.statementEvidence(&out, &st)
		out.Label = b.label("statement", string(out.ID))
		out.Confidence = calibrated(out.Rule, out.Confidence)
		b.rep.Statements = append(b.rep.Statements, out)
	}
}

// statementEvidence covers cue, speaker and content.
func (b *builder) statementEvidence(out *graph.Statement, st *statement) []graph.Span {
	spans := append([]graph.Span{}, out.Content...)
	if out.Cue.Len() > 0 {
		spans = append(spans, out.Cue)
	}
	if out.Speaker != graph.None && !st.implied {
		spans = append(spans, b.rep.Mentions[out.Speaker].Span)
	}
	return []graph.Span{cover(spans)}
}

// cover returns the smallest span that holds all of spans.
func cover(spans []graph.Span) graph.Span {
	c := spans[0]
	for _, s := range spans[1:] {
		c.B, c.E = min(c.B, s.B), max(c.E, s.E)
	}
	return c
}

func (b *builder) spans(tokens [][2]int) []graph.Span {
	var out []graph.Span
	for _, t := range tokens {
		out = append(out, b.span(t[0], t[1]))
	}
	slices.SortFunc(out, graph.Span.Compare)
	return slices.Compact(out)
}

func (b *builder) renumberAll(ms []int) []int {
	var out []int
	for _, m := range ms {
		out = append(out, renumber(b.mention, m))
	}
	return out
}

func (b *builder) addEvents() {
	b.rep.Events = make([]graph.Event, len(b.events))
	for e := range b.events {
		out := b.events[e].Event
		out.ID = graph.In("ev", b.art.ID, out.Trigger)
		out.Roles = slices.Clone(out.Roles)
		parts := []string{"event", out.Class, string(out.ID)}
		for k := range out.Roles {
			out.Roles[k].Mention = renumber(b.mention, out.Roles[k].Mention)
			parts = append(parts, out.Roles[k].Name, b.chainID(out.Roles[k].Mention))
		}
		out.Links = slices.Clone(out.Links)
		for k := range out.Links {
			out.Links[k].Event = renumber(b.event, out.Links[k].Event)
		}
		out.Label = b.label(parts...)
		out.Confidence = calibrated(out.Rule, out.Confidence)
		b.rep.Events[b.event[e]] = out
	}
}

func (b *builder) chainID(m int) string {
	if m == graph.None {
		return ""
	}
	return string(b.rep.Chains[b.rep.Mentions[m].Chain].ID)
}

// addClaims writes the claims in text order, each once.
func (b *builder) addClaims() {
	claims := slices.Clone(b.claims)
	slices.SortStableFunc(claims, func(x, y graph.Claim) int {
		return cmp.Or(x.Evidence[0].Compare(y.Evidence[0]), strings.Compare(x.Relation, y.Relation))
	})
	for _, c := range claims {
		c.Subject, c.Object = renumber(b.mention, c.Subject), renumber(b.mention, c.Object)
		parts := []string{"claim", c.Relation, b.chainID(c.Subject), b.chainID(c.Object), c.Text, string(c.Position), c.Occupancy}
		for _, s := range c.Evidence {
			parts = append(parts, fmt.Sprintf("%d-%d", s.B, s.E))
		}
		l := graph.Label(b.art.ID, parts...)
		if b.labels[l] {
			continue
		}
		c.Label = b.label(parts...)
		c.Confidence = calibrated(c.Rule, c.Confidence)
		b.rep.Claims = append(b.rep.Claims, c)
	}
}

func (b *builder) addTolls() {
	for _, t := range b.tolls {
		t.Place = renumber(b.mention, t.Place)
		t.Label = b.label("toll", t.Kind, t.Whom, fmt.Sprintf("%d-%d %d-%d", t.Least, t.Most, t.Evidence[0].B, t.Evidence[0].E))
		b.rep.Tolls = append(b.rep.Tolls, t)
	}
}

// label returns the label of parts, made different from those given so far.
func (b *builder) label(parts ...string) graph.ID {
	l := graph.Label(b.art.ID, parts...)
	for n := 2; b.labels[l]; n++ {
		l = graph.Label(b.art.ID, append(parts, fmt.Sprint(n))...)
	}
	b.labels[l] = true
	return l
}
