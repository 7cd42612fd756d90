package integrate

import (
	"context"
	"fmt"

	"newsgraph/graph"
	"newsgraph/graph/resolve"
)

// A state is what writing needs to know of all articles: it is read from the
// store once and follows the writes.
type state struct {
	version   graph.Version
	resolver  Resolver
	docs      map[graph.ID]doc
	byURI     map[string][]graph.ID   // kept versions of an address
	published map[graph.ID]graph.Date // judged dates
	log       []graph.Judgement
	things    map[graph.ID]*thing
}

// A doc is a kept report.
type doc struct {
	uri    string
	stamp  string
	active bool // an article of the graph, not superseded
}

// load reads the state from a snapshot.
func (i *Integrator) load(ctx context.Context, v graph.Snapshot) (*state, error) {
	st := &state{
		version: v.Version(), resolver: i.opts.Resolver(), docs: map[graph.ID]doc{}, byURI: map[string][]graph.ID{},
		things: map[graph.ID]*thing{},
	}
	var err error
	if st.log, err = v.Judgements(ctx); err != nil {
		return nil, err
	}
	st.published = judgedDates(st.log)
	var members []resolve.Member
	var all []share
	err = each(ctx, v, func(r *graph.Report, active bool) {
		r = st.effective(r)
		st.keep(r, active)
		if active {
			members = append(members, resolve.Members(r)...)
			all = append(all, shares(r)...)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read kept reports: %w", err)
	}
	st.resolver.Update(members, nil, st.log)
	for n := range all {
		st.thing(all[n].canonical(st.resolver.Canonical)).add(&all[n], 1)
	}
	return st, nil
}

// each calls visit with every kept report, articles and superseded ones.
func each(ctx context.Context, v graph.Snapshot, visit func(r *graph.Report, active bool)) error {
	read := func(id graph.ID, active bool) error {
		r, err := v.Report(ctx, id)
		if err == nil {
			visit(r, active)
		}
		return err
	}
	for id, err := range v.Articles(ctx, "") {
		if err != nil {
			return err
		}
		if err := read(id, true); err != nil {
			return err
		}
	}
	for id, err := range v.Superseded(ctx) {
		if err != nil {
			return err
		}
		if err := read(id, false); err != nil {
			return err
		}
	}
	return nil
}

func (st *state) keep(r *graph.Report, active bool) {
	a := &r.Article
	if _, ok := st.docs[a.ID]; !ok && a.URI != "" {
		st.byURI[a.URI] = append(st.byURI[a.URI], a.ID)
	}
	st.docs[a.ID] = doc{uri: a.URI, stamp: stamp(a), active: active}
}

func (st *state) thing(id graph.ID) *thing {
	t := st.things[id]
	if t == nil {
		t = &thing{}
		st.things[id] = t
	}
	return t
}

// effective returns r with the judged date of publication, if there is one.
func (st *state) effective(r *graph.Report) *graph.Report { return dated(r, st.published) }

func dated(r *graph.Report, dates map[graph.ID]graph.Date) *graph.Report {
	date, ok := dates[r.Article.ID]
	if !ok {
		return r
	}
	c := *r
	c.Article.Published, c.Article.Basis = date, "judgement"
	return &c
}

// judgedDates returns the dates of publication that judgements give: of each
// article the latest that was not undone. An undo can be undone.
func judgedDates(log []graph.Judgement) map[graph.ID]graph.Date {
	undone := map[int]bool{}
	for n := len(log) - 1; n >= 0; n-- {
		if j := &log[n]; j.Kind == "undo" && !undone[j.Seq] {
			undone[j.Undoes] = true
		}
	}
	out := map[graph.ID]graph.Date{}
	for n := range log {
		if j := &log[n]; j.Kind == "published" && !undone[j.Seq] {
			out[j.Article] = j.Date
		}
	}
	return out
}

// stamp is what versions of one address are ordered by: the later of the two
// dates. Dates are prefixes of one form, so a less precise one is the earlier.
func stamp(a *graph.Article) string { return string(max(a.Published, a.Modified)) }
