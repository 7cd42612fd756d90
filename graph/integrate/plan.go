package integrate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/resolve"
)

// A plan turns a change into a batch. Its steps advance the resolver and the
// things of the state; when one fails, the state is of no more use.
type plan struct {
	v    graph.Snapshot
	st   *state
	ch   *change
	opts *Options

	dates    map[graph.ID]graph.Date // judged dates after the change
	docs     map[graph.ID]doc        // kept reports that the change concerns, as they will be
	before   map[graph.ID]*graph.Report
	after    map[graph.ID]*graph.Report // reports of touched articles, nil if not an article
	moved    map[graph.ID]graph.ID      // members with another canonical id than before
	dragged  map[graph.ID]bool          // articles that change only by the ids of their members
	views    map[graph.ID]view          // of touched things, as they were
	articles int
	restored []graph.ID
	moves    []Move
	spoken   map[graph.ID]bool // things of which what is said changes, see Batch.Things
	batch    graph.Batch
}

func (p *plan) make(ctx context.Context) error {
	p.before, p.after = map[graph.ID]*graph.Report{}, map[graph.ID]*graph.Report{}
	p.moved, p.views, p.docs = map[graph.ID]graph.ID{}, map[graph.ID]view{}, map[graph.ID]doc{}
	p.dragged, p.spoken = map[graph.ID]bool{}, map[graph.ID]bool{}
	p.dates = graph.JudgedDates(slices.Concat(p.st.log, p.ch.judge))
	if err := p.versions(ctx); err != nil {
		return fmt.Errorf("choose versions: %w", err)
	}
	if err := p.identity(ctx); err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	articles := p.touched()
	p.articles = len(articles)
	for _, id := range slices.Sorted(maps.Keys(articles)) {
		if err := p.article(ctx, id); err != nil {
			return fmt.Errorf("derive %s: %w", id, err)
		}
	}
	p.things()
	p.batch.Judge = p.ch.judge
	for _, r := range p.batch.Put {
		delete(articles, r.Article.ID)
	}
	for _, id := range slices.Concat(p.batch.Superseded, p.batch.Remove) {
		delete(articles, id)
	}
	p.batch.Touched = slices.Sorted(maps.Keys(articles))
	p.batch.Things = slices.Sorted(maps.Keys(p.spoken))
	return nil
}

// speak notes of which things quads speak: of each that is new or gone both ends.
func (p *plan) speak(quads []graph.Quad) {
	for _, q := range quads {
		for _, id := range [...]graph.ID{q.S, q.O.ID} {
			if id.IsThing() {
				p.spoken[id] = true
			}
		}
	}
}

// versions decides which of the kept reports will be articles, for each address
// that the change concerns, and finds the articles that come, go or change.
func (p *plan) versions(ctx context.Context) error {
	changed := map[graph.ID]bool{} // reports with another content or date
	for id, r := range p.ch.put {
		changed[id] = true
		a := &dated(r, p.dates).Article
		p.docs[id] = doc{uri: a.URI, stamp: stamp(a)}
	}
	for id := range p.redated() {
		if _, ok := p.docs[id]; ok || slices.Contains(p.ch.remove, id) {
			continue
		}
		r, err := p.kept(ctx, id)
		if err != nil {
			return err
		}
		changed[id] = true
		a := &dated(r, p.dates).Article
		p.docs[id] = doc{uri: a.URI, stamp: stamp(a)}
	}
	p.elect()
	for _, id := range slices.Sorted(maps.Keys(p.docs)) {
		if err := p.version(ctx, id, changed[id]); err != nil {
			return err
		}
	}
	for _, id := range p.ch.remove {
		if p.st.docs[id].active {
			p.before[id], p.after[id] = p.st.effective(p.ch.kept[id]), nil
		}
	}
	p.batch.Remove = p.ch.remove
	return nil
}

// redated returns the kept reports whose judged date changes.
func (p *plan) redated() map[graph.ID]bool {
	out := map[graph.ID]bool{}
	for _, dates := range []map[graph.ID]graph.Date{p.dates, p.st.published} {
		for id := range dates {
			if _, kept := p.st.docs[id]; kept && p.dates[id] != p.st.published[id] {
				out[id] = true
			}
		}
	}
	return out
}

// elect makes, of each address that the change concerns, the version with the
// latest date an article, among equals the one with the larger id. A report
// without an address is always one.
func (p *plan) elect() {
	versions := map[string][]graph.ID{}
	for _, id := range p.ch.remove {
		versions[p.st.docs[id].uri] = nil
	}
	for id, d := range p.docs {
		if d.uri == "" {
			p.activate(id, true)
		} else {
			versions[d.uri] = append(versions[d.uri], id)
		}
	}
	for uri, ids := range versions {
		p.electOne(append(ids, p.others(uri)...))
	}
}

// others returns the kept versions of an address that the change leaves as they are.
func (p *plan) others(uri string) []graph.ID {
	var out []graph.ID
	for _, id := range p.st.byURI[uri] {
		if _, ok := p.docs[id]; !ok && !slices.Contains(p.ch.remove, id) {
			p.docs[id] = p.st.docs[id]
			out = append(out, id)
		}
	}
	return out
}

func (p *plan) electOne(ids []graph.ID) {
	var best graph.ID
	for _, id := range ids {
		if best == "" || cmp.Or(cmp.Compare(p.docs[id].stamp, p.docs[best].stamp), cmp.Compare(id, best)) > 0 {
			best = id
		}
	}
	for _, id := range ids {
		p.activate(id, id == best)
	}
}

func (p *plan) activate(id graph.ID, active bool) {
	d := p.docs[id]
	d.active = active
	p.docs[id] = d
}

// version takes up what becomes of one kept report.
func (p *plan) version(ctx context.Context, id graph.ID, changed bool) error {
	was, is := p.st.docs[id], p.docs[id]
	if !changed && was.active == is.active {
		return nil
	}
	put := p.ch.put[id]
	if put != nil || is.active && !was.active {
		r := put
		if r == nil {
			var err error
			if r, err = p.kept(ctx, id); err != nil {
				return err
			}
			p.restored = append(p.restored, id)
		}
		p.batch.Put = append(p.batch.Put, r)
	}
	if !is.active && (was.active || put != nil) {
		p.batch.Superseded = append(p.batch.Superseded, id)
	}
	if was.active {
		r, err := p.kept(ctx, id)
		if err != nil {
			return err
		}
		p.before[id], p.after[id] = p.st.effective(r), nil
	}
	if is.active {
		r := put
		if r == nil {
			var err error
			if r, err = p.kept(ctx, id); err != nil {
				return err
			}
		}
		p.after[id] = dated(r, p.dates)
	}
	return nil
}

// kept returns a report as the store has it.
func (p *plan) kept(ctx context.Context, id graph.ID) (*graph.Report, error) {
	if r := p.ch.kept[id]; r != nil {
		return r, nil
	}
	r, err := p.v.Report(ctx, id)
	if err == nil {
		p.ch.kept[id] = r
	}
	return r, err
}

// identity lets the resolver take up what comes and goes.
func (p *plan) identity(ctx context.Context) error {
	var add, remove []resolve.Member
	gone := map[graph.ID]bool{}
	for _, id := range slices.Sorted(maps.Keys(p.touched())) {
		if r := p.before[id]; r != nil {
			for _, m := range resolve.Members(r) {
				remove = append(remove, m)
				gone[m.ID] = true
			}
		}
		if r := p.after[id]; r != nil {
			add = append(add, resolve.Members(r)...)
		}
	}
	for _, r := range p.st.resolver.Update(add, remove, p.ch.judge) {
		if r.To != "" {
			p.moved[r.From] = r.To
		}
	}
	for n := range add {
		delete(gone, add[n].ID)
		p.moved[add[n].ID] = p.st.resolver.Canonical(add[n].ID)
	}
	for id := range gone {
		p.moved[id] = ""
	}
	return p.redirects(ctx)
}

// redirects keeps of the moved members those that are so in the store too.
func (p *plan) redirects(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(p.moved)) {
		was, err := p.was(ctx, id)
		if err != nil {
			return err
		}
		for _, thing := range [...]graph.ID{was, p.moved[id]} {
			if thing != "" {
				p.spoken[thing] = true
			}
		}
		if was == p.moved[id] {
			delete(p.moved, id)
			continue
		}
		p.batch.Redirects = append(p.batch.Redirects, graph.Redirect{From: id, To: p.moved[id]})
		if was != "" && p.moved[id] != "" {
			p.moves = append(p.moves, Move{id, was, p.moved[id]})
		}
		if d := id.Doc(); p.before[d] == nil && p.after[d] == nil {
			p.dragged[d] = true
		}
	}
	return nil
}

// was returns the canonical id that a member has in the store, "" for none.
func (p *plan) was(ctx context.Context, member graph.ID) (graph.ID, error) {
	id, err := p.v.Canonical(ctx, member)
	if errors.Is(err, graph.ErrNotFound) || errors.Is(err, graph.ErrGone) {
		return "", nil
	}
	return id, err
}

func (p *plan) touched() map[graph.ID]bool {
	out := map[graph.ID]bool{}
	for id := range p.before {
		out[id] = true
	}
	for id := range p.after {
		out[id] = true
	}
	for id := range p.dragged {
		out[id] = true
	}
	return out
}

// article derives the quads of an article before and after, and writes down the
// difference.
func (p *plan) article(ctx context.Context, id graph.ID) error {
	var old, now []graph.Quad
	before, after := p.before[id], p.after[id]
	if p.dragged[id] { // read here and let go: a hub can drag thousands along
		r, err := p.v.Report(ctx, id)
		if err != nil {
			return err
		}
		before = p.st.effective(r)
		after = before
	}
	if r := before; r != nil {
		canonical, err := p.canonicalBefore(ctx, r)
		if err != nil {
			return err
		}
		old = Quads(r, canonical)
		p.share(r, canonical, -1)
	}
	if r := after; r != nil {
		now = Quads(r, p.st.resolver.Canonical)
		p.share(r, p.st.resolver.Canonical, 1)
	}
	drop, add := difference(old, now, graph.Quad.Compare)
	p.batch.Drop = append(p.batch.Drop, drop...)
	p.batch.Add = append(p.batch.Add, add...)
	if p.dragged[id] { // the rest of it stays as it is
		old, now = drop, add
	}
	p.speak(old)
	p.speak(now)
	return nil
}

// canonicalBefore returns the canonical ids that the members of r have in the store.
func (p *plan) canonicalBefore(ctx context.Context, r *graph.Report) (func(graph.ID) graph.ID, error) {
	ids := map[graph.ID]graph.ID{}
	add := func(id graph.ID) (err error) {
		ids[id], err = p.v.Canonical(ctx, id)
		return err
	}
	for i := range r.Chains {
		if err := add(r.Chains[i].ID); err != nil {
			return nil, err
		}
	}
	for i := range r.Events {
		if err := add(r.Events[i].ID); err != nil {
			return nil, err
		}
	}
	return func(id graph.ID) graph.ID { return ids[id] }, nil
}

// share adds what a report says of things, or takes it away.
func (p *plan) share(r *graph.Report, canonical func(graph.ID) graph.ID, n int) {
	for _, s := range shares(r) {
		id := s.canonical(canonical)
		t := p.st.thing(id)
		if !p.dragged[r.Article.ID] {
			p.spoken[id] = true
		}
		if _, ok := p.views[id]; !ok {
			p.views[id] = t.view(id, p.known(id))
		}
		t.add(&s, n)
	}
}

func (p *plan) known(id graph.ID) string {
	if p.opts.Known == nil {
		return ""
	}
	return p.opts.Known(id)
}

// things writes down what differs of the types and names of touched things.
func (p *plan) things() {
	for _, id := range slices.Sorted(maps.Keys(p.views)) {
		t := p.st.things[id]
		was, now := p.views[id], t.view(id, p.known(id))
		drop, add := difference(was.quads, now.quads, graph.Quad.Compare)
		p.batch.Drop = append(p.batch.Drop, drop...)
		p.batch.Add = append(p.batch.Add, add...)
		p.speak(drop)
		p.speak(add)
		unname, name := difference(was.names, now.names, compareNames)
		p.batch.Unname = append(p.batch.Unname, unname...)
		p.batch.Names = append(p.batch.Names, name...)
		if t.empty() {
			delete(p.st.things, id)
		}
	}
}

// difference returns what only a and what only b has; both are sorted.
func difference[T any](a, b []T, compare func(x, y T) int) (onlyA, onlyB []T) {
	for len(a) > 0 && len(b) > 0 {
		switch c := compare(a[0], b[0]); {
		case c < 0:
			onlyA, a = append(onlyA, a[0]), a[1:]
		case c > 0:
			onlyB, b = append(onlyB, b[0]), b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return append(onlyA, a...), append(onlyB, b...)
}

// commit describes the batch.
func (p *plan) commit() Commit {
	c := Commit{Articles: p.articles, QuadsAdded: len(p.batch.Add), QuadsDropped: len(p.batch.Drop), Moves: p.moves}
	for _, r := range p.batch.Redirects {
		if r.To != "" && r.To != r.From {
			c.Moved = append(c.Moved, r)
		}
	}
	return c
}

// settle takes the change into the state once it is written.
func (p *plan) settle(version graph.Version) {
	st := p.st
	st.version, st.published = version, p.dates
	st.log = append(st.log, p.ch.judge...)
	for id, d := range p.docs {
		if _, ok := st.docs[id]; !ok && d.uri != "" {
			st.byURI[d.uri] = append(st.byURI[d.uri], id)
		}
		st.docs[id] = d
	}
	for _, id := range p.ch.remove {
		p.forget(id)
		delete(st.docs, id)
	}
}

func (p *plan) forget(id graph.ID) {
	uri := p.st.docs[id].uri
	rest := slices.DeleteFunc(p.st.byURI[uri], func(d graph.ID) bool { return d == id })
	if p.st.byURI[uri] = rest; len(rest) == 0 {
		delete(p.st.byURI, uri)
	}
}

// uri returns the address of a report that the change concerns.
func (p *plan) uri(id graph.ID) string {
	if d, ok := p.docs[id]; ok {
		return d.uri
	}
	return p.st.docs[id].uri
}
