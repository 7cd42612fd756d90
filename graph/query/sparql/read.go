package sparql

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"newsgraph/graph"
)

// everyGraph in a key asks for quads with their labels; 0 for the triples of the
// default graph, each once.
const everyGraph = ^uint32(0)

// A key selects quads: subject, predicate, object, label; 0 matches anything.
type key [4]uint32

// An evaluator runs one query once.
type evaluator struct {
	ctx    context.Context
	q      *Query
	r      graph.Reader
	limits Limits
	now    time.Time
	dict   *dict

	quads      int // read
	labels     int // of which quads were asked for
	bytes      int // of rows
	ticks      int
	correlated bool // within EXISTS, where outer variables are constants
	values     map[uint32]value
	regexps    map[string]*regexp.Regexp
	sets       map[node]sets
	memo       map[key][]key
	all        *index // every quad, once something asked for all
	triples    *index // of the default graph
}

type sets struct{ vars, certain set }

func newEvaluator(ctx context.Context, q *Query, r graph.Reader, opts Options) *evaluator {
	return &evaluator{
		ctx: ctx, q: q, r: r, limits: opts.Limits.withDefaults(), now: opts.Now, dict: q.dict.clone(),
		values: map[uint32]value{}, regexps: map[string]*regexp.Regexp{}, sets: map[node]sets{}, memo: map[key][]key{},
	}
}

func tooLarge(format string, args ...any) error {
	return fmt.Errorf("%w: %s", graph.ErrTooLarge, fmt.Sprintf(format, args...))
}

// charge counts bytes that were made. It is called in every loop, so it looks at
// the context as well.
func (e *evaluator) charge(n int) error {
	e.bytes += n
	if e.bytes+e.dict.bytes > e.limits.Bytes {
		return tooLarge("the query makes more than %d bytes of rows and terms", e.limits.Bytes)
	}
	if e.ticks++; e.ticks%256 == 0 {
		return e.ctx.Err()
	}
	return nil
}

// An index finds quads that are held in memory.
type index struct {
	rows []key
	by   [4]map[uint32][]int32
}

func (x *index) list(pos int, id uint32) []int32 {
	if x.by[pos] == nil {
		x.by[pos] = map[uint32][]int32{}
		for i, r := range x.rows {
			x.by[pos][r[pos]] = append(x.by[pos][r[pos]], int32(i))
		}
	}
	return x.by[pos][id]
}

// find returns the rows that k selects.
func (x *index) find(k key) []key {
	var best []int32
	bound := false
	for pos, id := range k {
		if id == 0 {
			continue
		}
		if l := x.list(pos, id); !bound || len(l) < len(best) {
			best, bound = l, true
		}
	}
	if !bound {
		return x.rows
	}
	var out []key
	for _, i := range best {
		if k.selects(x.rows[i]) {
			out = append(out, x.rows[i])
		}
	}
	return out
}

func (k key) selects(r key) bool {
	for pos, id := range k {
		if id != 0 && id != r[pos] {
			return false
		}
	}
	return true
}

// manyLabels is the number of labels from which it is quicker to read all quads than
// those of each: measured at 10 000 articles, where a label takes 60 us, a quad 1.
const manyLabels = 10_000

// match returns the quads that k selects. With nothing given, or once very many labels
// were asked for, all quads are read, once for the query; with a predicate alone, those
// that have it.
func (e *evaluator) match(k key) ([]key, error) {
	if out, ok := e.memo[k]; ok {
		return out, nil
	}
	labelled := k[3] != 0 && k[3] != everyGraph
	if labelled {
		e.labels++
	}
	if e.all == nil && (k[0] == 0 && k[1] == 0 && k[2] == 0 && !labelled || e.labels > manyLabels) {
		if err := e.load(); err != nil {
			return nil, err
		}
	}
	var out []key
	var err error
	switch in := k; {
	case e.all != nil && k[3] == 0:
		out = e.triples.find(k)
	case e.all != nil:
		if k[3] == everyGraph {
			in[3] = 0
		}
		out = e.all.find(in)
	default:
		out, err = e.fetch(k, 0)
	}
	if err != nil {
		return nil, err
	}
	e.memo[k] = out
	return out, e.charge(64 + 16*len(out))
}

// pattern returns k for the store; false when the store cannot have such a quad.
func (e *evaluator) selector(k key) (p graph.Pattern, ok bool) {
	for pos, id := range k {
		if id == 0 || id == everyGraph {
			continue
		}
		t, ok := toStore(e.dict.terms[id])
		if !ok || t.IsLiteral() && pos != 2 {
			return p, false
		}
		switch pos {
		case 0:
			p.S = t.ID
		case 1:
			p.P = t.ID
		case 2:
			p.O = &t
		case 3:
			p.G = t.ID
		}
	}
	return p, true
}

// fetch reads what k selects from the store, sorted, or with most > 0 the first
// rows only, as the store has them.
func (e *evaluator) fetch(k key, most int) ([]key, error) {
	p, ok := e.selector(k)
	if !ok {
		return nil, nil
	}
	var found []graph.Quad
	seen := map[graph.Quad]bool{}
	for quad, err := range e.r.Quads(e.ctx, p) {
		if err != nil {
			return nil, err
		}
		if e.quads++; e.quads > e.limits.Quads {
			return nil, tooLarge("the query reads more than %d quads", e.limits.Quads)
		}
		if k[3] == 0 { // a triple that many claims state is one
			quad.G = ""
			if most > 0 && seen[quad] {
				continue
			}
			seen[quad] = most > 0
		}
		if found = append(found, quad); most > 0 && len(found) == most {
			break
		}
		if err := e.charge(0); err != nil {
			return nil, err
		}
	}
	if most == 0 {
		slices.SortFunc(found, graph.Quad.Compare)
		found = slices.Compact(found)
	}
	out := make([]key, len(found))
	for i, quad := range found {
		out[i] = e.intern(quad)
	}
	return out, e.charge(0)
}

func (e *evaluator) intern(quad graph.Quad) key {
	k := key{e.dict.id(Term{ID: quad.S}), e.dict.id(Term{ID: quad.P}), e.dict.id(fromStore(quad.O))}
	if quad.G != "" {
		k[3] = e.dict.id(Term{ID: quad.G})
	}
	return k
}

// load reads all quads.
func (e *evaluator) load() error {
	all, triples := &index{}, &index{}
	seen := map[[3]uint32]struct{}{}
	for quad, err := range e.r.Quads(e.ctx, graph.Pattern{}) {
		if err != nil {
			return err
		}
		if e.quads++; e.quads > e.limits.Quads {
			return tooLarge("the query reads more than %d quads: give a pattern an IRI or a name to begin with", e.limits.Quads)
		}
		k := e.intern(quad)
		all.rows = append(all.rows, k)
		if _, ok := seen[[3]uint32(k[:3])]; !ok {
			seen[[3]uint32(k[:3])] = struct{}{}
			k[3] = 0
			triples.rows = append(triples.rows, k)
		}
		if err := e.charge(80); err != nil {
			return err
		}
	}
	e.all, e.triples = all, triples
	return nil
}

// probed bounds how many quads are read to choose the order of joins.
const probed = 256

// count estimates how many quads k selects.
func (e *evaluator) count(k key) (int, error) {
	if out, ok := e.memo[k]; ok {
		return len(out), nil
	}
	if e.all != nil {
		out, err := e.match(k)
		return len(out), err
	}
	open := k[0] == 0 && k[2] == 0 && (k[3] == 0 || k[3] == everyGraph)
	if open && k[1] == 0 {
		return 2_000_000, nil
	}
	out, err := e.fetch(k, probed)
	if err != nil {
		return 0, err
	}
	if len(out) < probed {
		return len(out), nil
	}
	if open {
		return 1_000_000, nil
	}
	return 10_000, nil
}
