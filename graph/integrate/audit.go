package integrate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"newsgraph/graph"
)

// A Finding is something that is not as it should be.
type Finding struct {
	Article graph.ID // "" when it concerns none or several
	What    string
}

// String returns the finding in a line.
func (f Finding) String() string {
	if f.Article == "" {
		return f.What
	}
	return string(f.Article) + ": " + f.What
}

// maxFindings bounds what Check returns in full; the rest is counted.
const maxFindings = 100

// Check audits a snapshot: the ids and every span of every kept report, and that
// quads, redirects and names are those that derive from the reports and the log.
// It returns what it finds, nothing for a sound store; an error only says that
// it could not go on. It reads everything, once or twice.
func Check(ctx context.Context, v graph.Snapshot, opts Options) ([]Finding, error) {
	i := &Integrator{opts: opts}
	f := &findings{}
	err := each(ctx, v, func(r *graph.Report, _ bool) {
		if err := Validate(r); err != nil {
			f.add(r.Article.ID, "%v", err)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("check reports: %w", err)
	}
	if len(f.list) > 0 {
		// A report that contradicts itself cannot be derived from.
		return f.all(), nil
	}
	st, err := i.load(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	a := &audit{v: v, st: st, opts: &opts, labels: map[graph.ID]bool{}}
	if err := a.run(ctx); err != nil {
		return nil, fmt.Errorf("check quads: %w", err)
	}
	a.report(f)
	return f.all(), nil
}

type findings struct {
	list []Finding
	more int
}

func (f *findings) add(doc graph.ID, format string, args ...any) {
	if len(f.list) == maxFindings {
		f.more++
		return
	}
	f.list = append(f.list, Finding{doc, fmt.Sprintf(format, args...)})
}

func (f *findings) all() []Finding {
	if f.more > 0 {
		return append(f.list, Finding{What: fmt.Sprintf("and %d more", f.more)})
	}
	return f.list
}

// An audit compares what a snapshot holds with what derives from its reports.
type audit struct {
	v    graph.Snapshot
	st   *state
	opts *Options

	labels map[graph.ID]bool // of what derives
	batch  graph.Batch       // what would have to be written
}

func (a *audit) run(ctx context.Context) error {
	var failed error
	err := each(ctx, a.v, func(r *graph.Report, active bool) {
		if active && failed == nil {
			failed = a.article(ctx, a.st.effective(r))
		}
	})
	if err := errors.Join(err, failed); err != nil {
		return err
	}
	if err := a.things(ctx); err != nil {
		return err
	}
	return a.strays(ctx)
}

// article compares the quads under the labels of one article, and its redirects.
func (a *audit) article(ctx context.Context, r *graph.Report) error {
	now := Quads(r, a.st.resolver.Canonical)
	var stored []graph.Quad
	for _, q := range now {
		if a.labels[q.G] {
			continue
		}
		a.labels[q.G] = true
		more, err := collect(a.v.Quads(ctx, graph.Pattern{G: q.G}))
		if err != nil {
			return err
		}
		stored = append(stored, more...)
	}
	a.compare(stored, now)
	for i := range r.Chains {
		if err := a.redirect(ctx, r.Chains[i].ID); err != nil {
			return err
		}
	}
	for i := range r.Events {
		if err := a.redirect(ctx, r.Events[i].ID); err != nil {
			return err
		}
	}
	return nil
}

func (a *audit) compare(stored, now []graph.Quad) {
	slices.SortFunc(stored, graph.Quad.Compare)
	drop, add := difference(stored, now, graph.Quad.Compare)
	a.batch.Drop = append(a.batch.Drop, drop...)
	a.batch.Add = append(a.batch.Add, add...)
}

func (a *audit) redirect(ctx context.Context, member graph.ID) error {
	want := a.st.resolver.Canonical(member)
	got, err := a.v.Canonical(ctx, member)
	if err != nil && !errors.Is(err, graph.ErrNotFound) && !errors.Is(err, graph.ErrGone) {
		return err
	}
	if got != want || err != nil {
		a.batch.Redirects = append(a.batch.Redirects, graph.Redirect{From: member, To: want})
	}
	return nil
}

// things compares the types and names of all things.
func (a *audit) things(ctx context.Context) error {
	var quads []graph.Quad
	var names []graph.NameEntry
	for id, t := range a.st.things {
		known := ""
		if a.opts.Known != nil {
			known = a.opts.Known(id)
		}
		view := t.view(id, known)
		quads = append(quads, view.quads...)
		names = append(names, view.names...)
	}
	slices.SortFunc(quads, graph.Quad.Compare)
	slices.SortFunc(names, compareNames)
	stored, err := collect(a.v.Quads(ctx, graph.Pattern{G: namesLabel}))
	if err != nil {
		return err
	}
	a.labels[namesLabel] = true
	a.compare(stored, quads)
	kept, err := collect(a.v.Names(ctx, ""))
	if err != nil {
		return err
	}
	slices.SortFunc(kept, compareNames)
	a.batch.Unname, a.batch.Names = difference(kept, names, compareNames)
	return nil
}

// strays finds quads under labels that nothing derives.
func (a *audit) strays(ctx context.Context) error {
	for q, err := range a.v.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return err
		}
		if !a.labels[q.G] {
			a.batch.Drop = append(a.batch.Drop, q)
		}
	}
	return nil
}

func collect[T any](seq func(func(T, error) bool)) ([]T, error) {
	var out []T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func (a *audit) report(f *findings) {
	for _, q := range a.batch.Add {
		f.add(q.G.Doc(), "quad %s %s %v under %s is missing", q.S, q.P, q.O, q.G)
	}
	for _, q := range a.batch.Drop {
		f.add(q.G.Doc(), "quad %s %s %v under %s derives from nothing", q.S, q.P, q.O, q.G)
	}
	for _, r := range a.batch.Redirects {
		f.add(r.From.Doc(), "%s does not lead to %s", r.From, r.To)
	}
	for _, n := range a.batch.Names {
		f.add(n.ID.Doc(), "name %q of %s is missing", n.Name, n.ID)
	}
	for _, n := range a.batch.Unname {
		f.add(n.ID.Doc(), "name %q of %s derives from nothing", n.Name, n.ID)
	}
}

// rebuild writes what an audit finds.
func (i *Integrator) rebuild(ctx context.Context, v graph.Snapshot) (Commit, error) {
	st, err := i.load(ctx, v)
	if err != nil {
		return Commit{}, err
	}
	a := &audit{v: v, st: st, opts: &i.opts, labels: map[graph.ID]bool{}}
	if err := a.run(ctx); err != nil {
		return Commit{}, err
	}
	i.state = st
	b := &a.batch
	c := Commit{Version: v.Version(), Articles: len(st.docs), QuadsAdded: len(b.Add), QuadsDropped: len(b.Drop), Moved: b.Redirects}
	if len(b.Add)+len(b.Drop)+len(b.Redirects)+len(b.Names)+len(b.Unname) == 0 {
		return c, nil
	}
	if c.Version, err = i.store.Apply(ctx, *b); err != nil {
		return Commit{}, err
	}
	st.version = c.Version
	return c, nil
}
