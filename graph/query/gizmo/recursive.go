package gizmo

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"newsgraph/graph"
)

// followRecursive follows a morphism or predicate again and again until it leads
// to nothing new, or as often as the second argument says; a third names tags for
// the number of times. The beginning is an answer only where a way leads back.
func (m *machine) followRecursive(ctx context.Context, in []row, s *step) ([]row, error) {
	again, depth := s.args[0].path, math.MaxInt
	if again == nil {
		again = &path{steps: []step{{name: "Out", args: s.args[:1], where: s.where}}}
	}
	p := *again
	p.morph = true
	var tags []string
	for _, a := range s.args[1:] {
		if a.num != nil {
			depth = *a.num
		} else {
			tags, _ = a.strings()
		}
	}
	var out []row
	for _, r := range in {
		reached, err := m.closure(ctx, &p, r, depth, tags)
		if err != nil {
			return nil, err
		}
		if out = append(out, reached...); len(out) > m.between {
			return nil, fmt.Errorf("%w: it leads to more than %d rows", graph.ErrTooLarge, m.between)
		}
	}
	return out, nil
}

// closure returns what p leads to from one row, nearest first, each once.
func (m *machine) closure(ctx context.Context, p *path, from row, depth int, tags []string) ([]row, error) {
	seen := map[graph.Term]bool{}
	var out []row
	for at, n := []row{from}, 1; len(at) > 0 && n <= depth; n++ {
		next, err := m.run(ctx, p, at)
		if err != nil {
			return nil, err
		}
		at = nil
		for _, r := range next {
			if seen[r.term] {
				continue
			}
			seen[r.term] = true
			at = append(at, r)
			for _, name := range tags {
				r.tags = &tagged{name, graph.Term{Literal: strconv.Itoa(n)}, r.tags}
			}
			out = append(out, r)
		}
	}
	return out, nil
}
