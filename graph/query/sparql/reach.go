package sparql

import "slices"

// evalReach joins a property path that needs a search: from the bound end, or with
// neither end bound from every node of the graph.
func (e *evaluator) evalReach(r *reach, in *table) (*table, error) {
	out := e.table()
	vars := e.setsOf(r).vars
	out.sure, out.maybe = in.sure.or(vars), in.maybe.or(vars)
	w := &walker{e: e, seen: map[walk][]uint32{}}
	for i := range in.len() {
		row := in.row(i)
		graphs := []uint32{r.g.in(row)}
		if r.g.slot > 0 && graphs[0] == 0 {
			quads, err := e.match(key{3: everyGraph})
			if err != nil {
				return nil, err
			}
			graphs = distinct(quads, 3)
		}
		for _, g := range graphs {
			if err := w.join(r, g, row, out); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// A walker follows paths within graphs and remembers where they lead.
type walker struct {
	e    *evaluator
	seen map[walk][]uint32
}

type walk struct {
	p       *path
	from, g uint32
	back    bool
}

func (w *walker) join(r *reach, g uint32, row []uint32, out *table) error {
	s, o := r.s.in(row), r.o.in(row)
	put := func(s, o uint32) error {
		if r.s.slot > 0 && r.s.slot == r.o.slot && s != o {
			return nil
		}
		next, err := w.e.add(out, row)
		if err != nil {
			return err
		}
		for _, b := range [...]struct {
			o  operand
			id uint32
		}{{r.s, s}, {r.o, o}, {r.g, g}} {
			if b.o.slot > 0 {
				next[b.o.slot] = b.id
			}
		}
		return nil
	}
	var starts []uint32
	back := false
	switch {
	case s != 0:
		starts = []uint32{s}
	case o != 0:
		starts, back = []uint32{o}, true
	default:
		var err error
		if starts, err = w.nodes(g); err != nil {
			return err
		}
	}
	for _, from := range starts {
		ends, err := w.ends(r.path, from, g, back)
		if err != nil {
			return err
		}
		for _, to := range ends {
			a, b := from, to
			if back {
				a, b = to, from
			}
			if o != 0 && b != o {
				continue
			}
			if err := put(a, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// nodes returns every subject and object of a graph.
func (w *walker) nodes(g uint32) ([]uint32, error) {
	quads, err := w.e.match(key{3: g})
	if err != nil {
		return nil, err
	}
	var both []key
	for _, q := range quads {
		both = append(both, q, key{q[2]})
	}
	return distinct(both, 0), w.e.charge(32 * len(quads))
}

// ends returns where p leads from a node, or with back from where it leads there.
// A negation gives one end for each triple, everything else each end once.
func (w *walker) ends(p *path, from, g uint32, back bool) ([]uint32, error) {
	k := walk{p, from, g, back}
	if out, ok := w.seen[k]; ok {
		return out, nil
	}
	out, err := w.find(p, from, g, back)
	if err != nil {
		return nil, err
	}
	w.seen[k] = out
	return out, w.e.charge(64 + 4*len(out))
}

func (w *walker) find(p *path, from, g uint32, back bool) ([]uint32, error) {
	switch p.op {
	case pathLink:
		return w.link(p.id, from, g, back)
	case pathInverse:
		return w.ends(p.kids[0], from, g, !back)
	case pathNot:
		return w.not(p, from, g, back)
	case pathAlt:
		var out []uint32
		for _, k := range p.kids {
			to, err := w.ends(k, from, g, back)
			if err != nil {
				return nil, err
			}
			out = append(out, to...)
		}
		return once(out), nil
	case pathSeq:
		at := []uint32{from}
		kids := slices.Clone(p.kids)
		if back {
			slices.Reverse(kids)
		}
		for _, k := range kids {
			var next []uint32
			for _, n := range at {
				to, err := w.ends(k, n, g, back)
				if err != nil {
					return nil, err
				}
				next = append(next, to...)
			}
			at = once(next)
		}
		return at, nil
	case pathOpt:
		to, err := w.ends(p.kids[0], from, g, back)
		return once(append([]uint32{from}, to...)), err
	case pathStar:
		return w.closure(p.kids[0], []uint32{from}, g, back)
	}
	first, err := w.ends(p.kids[0], from, g, back)
	if err != nil {
		return nil, err
	}
	return w.closure(p.kids[0], once(first), g, back)
}

// closure returns the starts and all that lies behind them.
func (w *walker) closure(p *path, starts []uint32, g uint32, back bool) ([]uint32, error) {
	seen := map[uint32]bool{}
	queue := slices.Clone(starts)
	for _, n := range queue {
		seen[n] = true
	}
	for i := 0; i < len(queue); i++ {
		to, err := w.ends(p, queue[i], g, back)
		if err != nil {
			return nil, err
		}
		for _, n := range to {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
		if err := w.e.charge(16 * len(to)); err != nil {
			return nil, err
		}
	}
	return queue, nil
}

func (w *walker) link(id, from, g uint32, back bool) ([]uint32, error) {
	k, pos := key{from, id, 0, g}, 2
	if back {
		k, pos = key{0, id, from, g}, 0
	}
	quads, err := w.e.match(k)
	return distinct(quads, pos), err
}

// not follows every triple but those of some properties, in the directions that
// the negation speaks of.
func (w *walker) not(p *path, from, g uint32, back bool) ([]uint32, error) {
	forward, inverse := map[uint32]bool{}, map[uint32]bool{}
	for _, k := range p.kids {
		if k.op == pathInverse {
			inverse[k.kids[0].id] = true
		} else {
			forward[k.id] = true
		}
	}
	var out []uint32
	follow := func(but map[uint32]bool, back bool) error {
		k, pos := key{from, 0, 0, g}, 2
		if back {
			k, pos = key{0, 0, from, g}, 0
		}
		quads, err := w.e.match(k)
		for _, q := range quads {
			if !but[q[1]] {
				out = append(out, q[pos])
			}
		}
		return err
	}
	if len(forward) > 0 || len(p.kids) == 0 {
		if err := follow(forward, back); err != nil {
			return nil, err
		}
	}
	if len(inverse) > 0 {
		if err := follow(inverse, !back); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// once drops what comes again.
func once(ids []uint32) []uint32 {
	seen := make(map[uint32]bool, len(ids))
	out := ids[:0:0]
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
