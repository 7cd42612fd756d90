package store

import (
	"context"
	"fmt"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"

	"newsgraph/graph"
)

// batchRows is how many quads are read before their values are fetched together.
const batchRows = 64

// cacheRows bounds the values that one read remembers: predicates and labels
// come again and again, and a scan of everything must not hold everything.
const cacheRows = 1 << 14

// Quads yields the quads that p selects, by our own orders where they lead to them and
// by Cayley's indexes otherwise.
func (v *snapshot) Quads(ctx context.Context, p graph.Pattern) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		if err := v.acquire(ctx); err != nil {
			yield(graph.Quad{}, fmt.Errorf("quads: %w", err))
			return
		}
		defer v.release()
		if v.ordered(ctx, p, yield) {
			return
		}
		yield = once(p, yield)
		r := &rows{v: v, cache: map[cayley.Ref]quad.Value{}}
		if err := r.open(p); err != nil {
			yield(graph.Quad{}, fmt.Errorf("quads: %w", err))
			return
		}
		defer r.close()
		for {
			batch, err := r.next(ctx)
			for _, q := range batch {
				if err := v.live(ctx); err != nil {
					yield(graph.Quad{}, fmt.Errorf("quads: %w", err))
					return
				}
				if !yield(q, nil) {
					return
				}
			}
			if err != nil {
				yield(graph.Quad{}, fmt.Errorf("quads: %w", err))
				return
			}
			if len(batch) == 0 {
				return
			}
		}
	}
}

// once returns a yield that passes each fact once, if p asks for that.
func once(p graph.Pattern, yield func(graph.Quad, error) bool) func(graph.Quad, error) bool {
	if !p.Once {
		return yield
	}
	seen := map[graph.Quad]bool{}
	return func(q graph.Quad, err error) bool {
		fact := graph.Quad{S: q.S, P: q.P, O: q.O}
		if err == nil && seen[fact] {
			return true
		}
		seen[fact] = true
		return yield(q, err)
	}
}

// rows reads the quads of one pattern.
type rows struct {
	v     *snapshot
	want  map[quad.Direction]kv.Int64Value
	scan  iterator.Scanner // nil: nothing is selected
	cache map[cayley.Ref]quad.Value
}

// open finds the nodes of p and the index to read.
func (r *rows) open(p graph.Pattern) (err error) {
	defer caught(&err)
	r.want = map[quad.Direction]kv.Int64Value{}
	for dir, term := range patternTerms(p) {
		id := r.v.kv.find(term)
		if id == 0 {
			return nil // no such node
		}
		r.want[dir] = kv.Int64Value(id)
	}
	r.scan = r.shape().Iterate()
	return nil
}

func patternTerms(p graph.Pattern) map[quad.Direction]graph.Term {
	out := map[quad.Direction]graph.Term{}
	for dir, id := range map[quad.Direction]graph.ID{quad.Subject: p.S, quad.Predicate: p.P, quad.Label: p.G} {
		if id != "" {
			out[dir] = graph.Term{ID: id}
		}
	}
	if p.O != nil {
		out[quad.Object] = *p.O
	}
	return out
}

// shape returns the iterator that reads least: the shortest list of an index
// whose whole key is known, else the quads of the object, else all.
func (r *rows) shape() iterator.Shape {
	best, size := -1, 0
	for i, ind := range indexes {
		key, ok := r.key(ind)
		if !ok {
			continue
		}
		k := ind.Key(key)
		if n := r.v.kv.length(string(k[0]), k[1]); best < 0 || n < size {
			best, size = i, n
		}
	}
	if best >= 0 {
		key, _ := r.key(indexes[best])
		return kv.IndexScan{Index: indexes[best], Values: key}.BuildIterator(r.v.qs)
	}
	if id, ok := r.want[quad.Object]; ok {
		return r.v.qs.QuadIterator(quad.Object, id)
	}
	return r.v.qs.QuadsAllIterator()
}

func (r *rows) key(ind kv.QuadIndex) ([]uint64, bool) {
	var out []uint64
	for _, dir := range ind.Dirs {
		id, ok := r.want[dir]
		if !ok {
			return nil, false
		}
		out = append(out, uint64(id))
	}
	return out, true
}

func (r *rows) close() {
	if r.scan != nil {
		_ = r.scan.Close() // of a read: its error was that of the last row
	}
}

// next returns the next quads, none at the end.
func (r *rows) next(ctx context.Context) (out []graph.Quad, err error) {
	defer caught(&err)
	if r.scan == nil {
		return nil, nil
	}
	var found [][4]cayley.Ref
	for len(found) < batchRows && r.scan.Next(ctx) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		refs, ok, err := r.directions(r.scan.Result())
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, refs)
		}
	}
	// Cayley ends silently when the context is done.
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := r.scan.Err(); err != nil {
		return nil, err
	}
	return r.values(ctx, found)
}

// directions returns the nodes of a quad and whether the pattern selects it.
func (r *rows) directions(q cayley.Ref) (out [4]cayley.Ref, ok bool, err error) {
	for i, dir := range quad.Directions {
		if out[i], err = r.v.qs.QuadDirection(q, dir); err != nil {
			return out, false, err
		}
		if want, given := r.want[dir]; given && out[i] != cayley.Ref(want) {
			return out, false, nil
		}
	}
	return out, true, nil
}

func (r *rows) values(ctx context.Context, found [][4]cayley.Ref) ([]graph.Quad, error) {
	if err := r.fetch(ctx, found); err != nil {
		return nil, err
	}
	out := make([]graph.Quad, len(found))
	for i, f := range found {
		s, p, o, g := r.cache[f[0]], r.cache[f[1]], r.cache[f[2]], r.cache[f[3]]
		term, ok := term(o)
		if !ok || s == nil || p == nil || g == nil {
			return nil, fmt.Errorf("quad %v %v %v %v: a node is missing", s, p, o, g)
		}
		out[i] = graph.Quad{S: iri(s), P: iri(p), O: term, G: iri(g)}
	}
	return out, nil
}

// fetch reads the values of nodes that are not yet known, in one go.
func (r *rows) fetch(ctx context.Context, found [][4]cayley.Ref) error {
	if len(r.cache) > cacheRows {
		clear(r.cache)
	}
	var missing []cayley.Ref
	for _, f := range found {
		for _, ref := range f {
			if _, ok := r.cache[ref]; !ok && ref != nil {
				r.cache[ref] = nil
				missing = append(missing, ref)
			}
		}
	}
	vals, err := refs.ValuesOf(ctx, r.v.qs, missing)
	if err != nil {
		return err
	}
	for i, ref := range missing {
		r.cache[ref] = vals[i]
	}
	return nil
}

func iri(v quad.Value) graph.ID {
	id, _ := v.(quad.IRI)
	return graph.ID(id)
}

func term(v quad.Value) (graph.Term, bool) {
	switch v := v.(type) {
	case quad.IRI:
		return graph.Term{ID: graph.ID(v)}, true
	case quad.String:
		return graph.Term{Literal: string(v)}, true
	case quad.TypedString:
		return graph.Term{Literal: string(v.Value), Type: graph.ID(v.Type)}, true
	}
	return graph.Term{}, false
}

// caught turns a panic of Cayley's into an error: its planner and its decoder
// panic on what they do not expect.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("cayley: %v", p)
	}
}
