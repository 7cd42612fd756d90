package language

import (
	"fmt"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// Sizes of the tables of a scorer of pairs (model/FORMAT.md, Pairs).
const (
	spots      = 7 // where a word stands to the pair
	branches   = 4 // where it hangs in the tree
	pathBins   = 10
	apartBins  = 6
	pairRels   = 11
	pathSteps  = 4
	nearWords  = 3
	apartWords = 3
)

// A pairScorer looks at pairs of mentions in a sentence. What it computes, model/FORMAT.md
// says under Pairs.
type pairScorer struct {
	a, b, key, val                                *encoder.Linear
	queryA, queryB, hidden, out                   *encoder.Dense
	spot, branch, path, apart, sorts, rels, steps []float32
	kinds, statuses                               []string
	rel                                           map[string]int
	attends                                       int // attention heads
	sortCount                                     int // sorts of mentions
}

// A pairTask says which scorer of a model to read.
type pairTask struct {
	name            string // of its tensors: "encounter"
	kinds, statuses []string
	sorts           int
	turned          bool // whether the second mention may stand before the first
}

// newPairScorer returns that of a model, nil if it has none.
func newPairScorer(m *model.Model, task pairTask) (*pairScorer, error) {
	if !m.Has(task.name + ".a.weight.s7") {
		return nil, nil
	}
	s := &pairScorer{kinds: task.kinds, statuses: task.statuses, rel: map[string]int{}, sortCount: task.sorts}
	for i, r := range m.Labels.Rel {
		s.rel[r] = i
	}
	if err := s.layers(m, task.name); err != nil {
		return nil, err
	}
	return s, s.tables(m, task)
}

func (s *pairScorer) layers(m *model.Model, name string) error {
	for _, d := range []struct {
		name string
		dst  **encoder.Linear
	}{{"a", &s.a}, {"b", &s.b}, {"key", &s.key}, {"val", &s.val}} {
		var err error
		if *d.dst, err = m.Linear(name + "." + d.name); err != nil {
			return err
		}
	}
	for _, d := range []struct {
		name string
		dst  **encoder.Dense
	}{{"query_a", &s.queryA}, {"query_b", &s.queryB}, {"hidden", &s.hidden}, {"out", &s.out}} {
		var err error
		if *d.dst, err = m.Dense(name + "." + d.name); err != nil {
			return err
		}
	}
	k, v := s.key.Out(), s.val.Out()
	if s.a.Out() != s.b.Out() || k != v || s.queryA.Out() != k || s.queryB.Out() != k || s.out.Out() != len(s.kinds)+len(s.statuses) {
		return fmt.Errorf("layers of %s of %d, %d, %d and %d values for %d labels", name, s.a.Out(), k, v, s.out.Out(), len(s.kinds)+len(s.statuses))
	}
	return nil
}

func (s *pairScorer) tables(m *model.Model, task pairTask) error {
	spot, err := m.Floats(task.name + ".spot.weight")
	if err != nil {
		return err
	}
	s.attends = len(spot) / spots
	if s.attends == 0 || s.key.Out()%s.attends != 0 {
		return fmt.Errorf("%s: %d attention heads over %d values", task.name, s.attends, s.key.Out())
	}
	width, aparts := s.hidden.Out(), apartBins
	if task.turned {
		aparts = 2 * apartBins
	}
	for _, d := range []struct {
		name       string
		dst        *[]float32
		rows, cols int
	}{
		{"spot", &s.spot, spots, s.attends}, {"branch", &s.branch, branches, s.attends},
		{"path", &s.path, pathBins, width}, {"apart", &s.apart, aparts, width}, {"sorts", &s.sorts, task.sorts * task.sorts, width},
		{"rels", &s.rels, pairRels * pairRels, width}, {"steps", &s.steps, 2 * pathSteps * len(s.rel), width},
	} {
		if *d.dst, err = table(m, task.name+"."+d.name, d.rows, d.cols); err != nil {
			return err
		}
	}
	return nil
}
