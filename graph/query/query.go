// Package query answers typed questions about one snapshot of the graph: who met
// whom, who said what, who holds which office, what happened, how two things are
// connected. Every row carries the sentences that say so.
//
// Quads find what belongs to a question, digests of the reports order, filter and count
// its rows, and the reports, in which mentions and offsets are kept, give the words of
// those that are shown. The package writes nothing and decides
// nothing about identity. A question that would read more than its Limits is
// refused with graph.ErrTooLarge; it is never answered in part.
//
// Start at New, then Find, Met, Said, Offices, Events and Card.
package query

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// Limits bound what one Query may read. A zero field stands for its default.
type Limits struct {
	Quads    int // quads read from the store
	Articles int // reports read from the store
	Names    int // entries of the name table looked at by a search
}

// The defaults let a question about the busiest entity of some ten thousand
// articles through and keep it within seconds.
const (
	defaultQuads    = 4_000_000
	defaultArticles = 20_000
	defaultNames    = 500_000
)

// A Query answers questions from one snapshot and remembers the reports it has
// read. It belongs to one request and is not safe for concurrent use.
type Query struct {
	r       graph.Reader
	cache   *Cache // nil: none
	limits  Limits
	quads   int // read so far
	papers  map[graph.ID]*paper
	digests map[uint64]*graph.Digest // that the cache does not keep
	judged  map[graph.ID]graph.Date  // nil: not read yet
	canon   map[graph.ID]graph.ID    // of members
	refs    map[graph.ID]Ref
	spoken  map[graph.ID]Evidence // by label
	memo    *memo                 // that the cache does not keep
	holders map[graph.ID]graph.ID // of occupancies
}

// New returns a Query over r.
func New(r graph.Reader, lim Limits) *Query {
	lim.Quads = cmp.Or(lim.Quads, defaultQuads)
	lim.Articles = cmp.Or(lim.Articles, defaultArticles)
	lim.Names = cmp.Or(lim.Names, defaultNames)
	return &Query{
		r: r, limits: lim,
		papers: map[graph.ID]*paper{}, digests: map[uint64]*graph.Digest{}, canon: map[graph.ID]graph.ID{},
		refs: map[graph.ID]Ref{}, spoken: map[graph.ID]Evidence{}, memo: newMemo(), holders: map[graph.ID]graph.ID{},
	}
}

// Reader returns the snapshot that q asks.
func (q *Query) Reader() graph.Reader { return q.r }

// Quads returns the quads that p selects, sorted, and counts them against the limit.
func (q *Query) Quads(ctx context.Context, p graph.Pattern) ([]graph.Quad, error) {
	out, err := q.unsorted(ctx, p)
	slices.SortFunc(out, graph.Quad.Compare)
	return out, err
}

func (q *Query) unsorted(ctx context.Context, p graph.Pattern) ([]graph.Quad, error) {
	var out []graph.Quad
	for quad, err := range q.r.Quads(ctx, p) {
		if err != nil {
			return nil, fmt.Errorf("read quads of %s%s: %w", p.S, p.G, err)
		}
		if q.quads++; q.quads > q.limits.Quads {
			return nil, fmt.Errorf("%w: the question reads more than %d quads", graph.ErrTooLarge, q.limits.Quads)
		}
		out = append(out, quad)
	}
	return out, ctx.Err()
}

// fewQuads is up to how many quads of a thing are read to look for some predicates: of a
// thing with more, looking for each predicate takes less.
const fewQuads = 64

// among returns the quads that p, which names no predicate, selects and whose predicate
// is one of some, in no stated order.
func (q *Query) among(ctx context.Context, p graph.Pattern, some []graph.ID) ([]graph.Quad, error) {
	var out []graph.Quad
	n := 0
	for quad, err := range q.r.Quads(ctx, p) {
		if err != nil {
			return nil, fmt.Errorf("read quads of %s: %w", p.S, err)
		}
		if n++; n > fewQuads {
			break
		}
		if _, ok := slices.BinarySearch(some, quad.P); ok {
			out = append(out, quad)
		}
	}
	q.quads += n
	if n <= fewQuads {
		return out, ctx.Err()
	}
	out = out[:0]
	for _, predicate := range some {
		p.P = predicate
		more, err := q.unsorted(ctx, p)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// articles yields the ids of all articles after the given one.
func (q *Query) articles(ctx context.Context, after graph.ID) iter.Seq2[graph.ID, error] {
	return q.r.Articles(ctx, after)
}

// A Ref names a thing of the graph.
type Ref struct {
	ID    graph.ID `json:"id"`
	Name  string   `json:"name"`
	Class string   `json:"class,omitempty"`
}

// Ref returns the name and class of a canonical entity, event or position.
func (q *Query) Ref(ctx context.Context, id graph.ID) (Ref, error) {
	if ref, ok := q.refs[id]; ok {
		return ref, nil
	}
	if ref, ok := q.cache.ref(id, q.r.Version()); ok {
		q.refs[id] = ref
		return ref, nil
	}
	quads, err := q.among(ctx, graph.Pattern{S: id}, titleIRIs)
	if err != nil {
		return Ref{}, err
	}
	ref := Ref{ID: id, Class: classOf(quads)}
	for _, quad := range quads {
		if quad.P == nameIRI && (ref.Name == "" || quad.O.Literal < ref.Name) {
			ref.Name = quad.O.Literal
		}
	}
	if ref.Name == "" {
		ref.Name = describe(ref)
	}
	q.refs[id] = ref
	q.cache.keepRef(ref, q.r.Version())
	return ref, nil
}

// describe names what has no name of its own by its class.
func describe(ref Ref) string {
	if t, ok := ontology.Lookup("class", ref.Class); ok {
		return t.Label
	}
	return string(ref.ID)
}

// classOf returns the most special class that quads give their subject, "" for
// none. Where two are equally special the first by name counts.
func classOf(quads []graph.Quad) string {
	var names []string
	for _, quad := range quads {
		if t, ok := ontology.ByIRI("class", quad.O.ID); ok && quad.P == typeIRI {
			names = append(names, t.Name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(depth(b)-depth(a), cmp.Compare(a, b))
	})
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// depth counts the ancestors of a class.
func depth(class string) int {
	n := 0
	for t, ok := ontology.Lookup("class", class); ok && t.Parent != ""; n++ {
		t, ok = ontology.Lookup("class", t.Parent)
	}
	return n
}
