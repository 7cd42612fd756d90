package language

import (
	"fmt"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// Sizes of the tables of a scorer of encounters (model/FORMAT.md, Encounters).
const (
	spots      = 7 // where a word stands to the pair
	branches   = 4 // where it hangs in the tree
	pathBins   = 10
	apartBins  = 6
	sorts      = 3
	pairRels   = 11
	pathSteps  = 4
	nearWords  = 3
	apartWords = 3
)

// An encounterScorer looks at pairs of persons. What it computes, model/FORMAT.md says
// under Encounters.
type encounterScorer struct {
	a, b, key, val                                *encoder.Linear
	queryA, queryB, hidden, out                   *encoder.Dense
	spot, branch, path, apart, sorts, rels, steps []float32
	kinds, statuses                               []string
	rel                                           map[string]int
	attends                                       int // attention heads
}

// newEncounterScorer returns that of a model, nil if it has none.
func newEncounterScorer(m *model.Model) (*encounterScorer, error) {
	if !m.Has("encounter.a.weight.s7") {
		return nil, nil
	}
	s := &encounterScorer{kinds: m.Labels.Encounter, statuses: m.Labels.Status, rel: map[string]int{}}
	for i, r := range m.Labels.Rel {
		s.rel[r] = i
	}
	if err := s.layers(m); err != nil {
		return nil, err
	}
	return s, s.tables(m)
}

func (s *encounterScorer) layers(m *model.Model) error {
	for _, d := range []struct {
		name string
		dst  **encoder.Linear
	}{{"a", &s.a}, {"b", &s.b}, {"key", &s.key}, {"val", &s.val}} {
		var err error
		if *d.dst, err = m.Linear("encounter." + d.name); err != nil {
			return err
		}
	}
	for _, d := range []struct {
		name string
		dst  **encoder.Dense
	}{{"query_a", &s.queryA}, {"query_b", &s.queryB}, {"hidden", &s.hidden}, {"out", &s.out}} {
		var err error
		if *d.dst, err = m.Dense("encounter." + d.name); err != nil {
			return err
		}
	}
	k, v := s.key.Out(), s.val.Out()
	if s.a.Out() != s.b.Out() || k != v || s.queryA.Out() != k || s.queryB.Out() != k || s.out.Out() != len(s.kinds)+len(s.statuses) {
		return fmt.Errorf("layers of encounters of %d, %d, %d and %d values for %d labels", s.a.Out(), k, v, s.out.Out(), len(s.kinds)+len(s.statuses))
	}
	return nil
}

func (s *encounterScorer) tables(m *model.Model) error {
	spot, err := m.Floats("encounter.spot.weight")
	if err != nil {
		return err
	}
	s.attends = len(spot) / spots
	if s.attends == 0 || s.key.Out()%s.attends != 0 {
		return fmt.Errorf("encounters: %d attention heads over %d values", s.attends, s.key.Out())
	}
	width := s.hidden.Out()
	for _, d := range []struct {
		name       string
		dst        *[]float32
		rows, cols int
	}{
		{"spot", &s.spot, spots, s.attends}, {"branch", &s.branch, branches, s.attends},
		{"path", &s.path, pathBins, width}, {"apart", &s.apart, apartBins, width}, {"sorts", &s.sorts, sorts * sorts, width},
		{"rels", &s.rels, pairRels * pairRels, width}, {"steps", &s.steps, 2 * pathSteps * len(s.rel), width},
	} {
		if *d.dst, err = table(m, "encounter."+d.name, d.rows, d.cols); err != nil {
			return err
		}
	}
	return nil
}
