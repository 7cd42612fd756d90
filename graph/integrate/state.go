package integrate

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
	st.published = graph.JudgedDates(st.log)
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

// readAhead is how many reports are decoded together: decoding is most of the
// time that reading a whole store takes.
const readAhead = 64

// each calls visit with every kept report, articles and superseded ones, in the
// order of their ids.
func each(ctx context.Context, v graph.Snapshot, visit func(r *graph.Report, active bool)) error {
	for _, kind := range []struct {
		ids    iter.Seq2[graph.ID, error]
		active bool
	}{{v.Articles(ctx, ""), true}, {v.Superseded(ctx), false}} {
		ids, err := collect(kind.ids)
		if err != nil {
			return err
		}
		for chunk := range slices.Chunk(ids, readAhead) {
			reports, err := decode(ctx, v, chunk)
			if err != nil {
				return err
			}
			for _, r := range reports {
				visit(r, kind.active)
			}
		}
	}
	return nil
}

// decode reads reports on all processors.
func decode(ctx context.Context, v graph.Reader, ids []graph.ID) ([]*graph.Report, error) {
	out, errs := make([]*graph.Report, len(ids)), make([]error, len(ids))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(ids)) {
		wg.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(ids) {
					return
				}
				out[n], errs[n] = v.Report(ctx, ids[n])
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
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
	return r.Dated(date)
}

// stamp is what versions of one address are ordered by: the later of the two
// dates. Dates are prefixes of one form, so a less precise one is the earlier.
func stamp(a *graph.Article) string { return string(max(a.Published, a.Modified)) }
