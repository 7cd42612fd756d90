package language

import (
	"fmt"
	"strings"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// heads are the small networks that read the layers of a document off the vectors of
// its words. What each computes, model/FORMAT.md says under the same name.
type heads struct {
	labels                *model.Labels
	ranker                *ranker     // nil: the model has none
	encounters, relations *pairScorer // nil: the model has none
	hidden                int

	words                                              *encoder.Dense // upos, ment and pred in one
	ner, arcB, factO                                   *encoder.Dense
	xpos, feats, lemma, nerH, arcD, arcH, arcU         *encoder.Linear
	relD, relH, relLeft, roleP, roleA, roleLeft, factH *encoder.Linear
	sense                                              model.Codes
	senseBias                                          []float32
	rolesets                                           map[string]int
	pathE, pathB                                       []float32 // nil: the model knows no paths
	other                                              int       // the path that stands for all others
	rootArc                                            []float32 // the virtual root as a head
	rootBias                                           float32
	tags                                               []nameTag
	types                                              []string // of names
	lemmas                                             *lemmatizer
}

func newHeads(m *model.Model, hidden int) (*heads, error) {
	h := &heads{labels: m.Labels, hidden: hidden, rolesets: map[string]int{}}
	for i, r := range m.Labels.Roleset {
		h.rolesets[r] = i
	}
	if err := h.layers(m); err != nil {
		return nil, err
	}
	if err := h.tables(m); err != nil {
		return nil, err
	}
	var err error
	if h.tags, err = nameTags(m.Labels.NER); err != nil {
		return nil, err
	}
	for _, t := range h.tags {
		if t.typ != "" && !t.inside {
			h.types = append(h.types, t.typ)
		}
	}
	if h.ranker, err = newRanker(m); err != nil {
		return nil, err
	}
	if h.encounters, err = newEncounterScorer(m); err != nil {
		return nil, err
	}
	if h.relations, err = newRelationScorer(m); err != nil {
		return nil, err
	}
	if h.lemmas, err = newLemmatizer(m.Labels); err != nil {
		return nil, err
	}
	return h, h.root(m)
}

// layers builds the layers and compares their sizes with the labels.
func (h *heads) layers(m *model.Model) error {
	l := m.Labels
	for _, d := range []struct {
		name string
		dst  **encoder.Dense
		out  int
	}{
		{"upos ment pred", &h.words, len(l.UPOS) + len(l.Ment) + 1},
		{"ner", &h.ner, len(l.NER)}, {"arc_b", &h.arcB, 1}, {"fact.2", &h.factO, 1},
	} {
		layer, err := m.Dense(strings.Fields(d.name)...)
		if err != nil {
			return err
		}
		if *d.dst = layer; layer.Out() != d.out {
			return fmt.Errorf("layer %s has %d outputs for %d labels", d.name, layer.Out(), d.out)
		}
	}
	for _, d := range []struct {
		name string
		dst  **encoder.Linear
		out  int // 0: any
	}{
		{"xpos", &h.xpos, len(l.XPOS)}, {"feats", &h.feats, len(l.Feats)}, {"lemma", &h.lemma, len(l.Lemma)},
		{"ner_h.0", &h.nerH, 0}, {"fact.0", &h.factH, 0},
		{"arc_d.0", &h.arcD, 0}, {"arc_h.0", &h.arcH, 0}, {"arc_u", &h.arcU, 0},
		{"rel_d.0", &h.relD, 0}, {"rel_h.0", &h.relH, 0}, {"role_p.0", &h.roleP, 0}, {"role_a.0", &h.roleA, 0},
	} {
		layer, err := m.Linear(d.name)
		if err != nil {
			return err
		}
		if *d.dst = layer; d.out > 0 && layer.Out() != d.out {
			return fmt.Errorf("layer %s has %d outputs for %d labels", d.name, layer.Out(), d.out)
		}
	}
	return h.bilinear(m)
}

// bilinear builds the layers whose result is a matrix [labels][size+1] for each word.
func (h *heads) bilinear(m *model.Model) error {
	for _, d := range []struct {
		name  string
		dst   **encoder.Linear
		right *encoder.Linear
		out   int
	}{
		{"rel.left", &h.relLeft, h.relH, len(m.Labels.Rel)}, {"role.left", &h.roleLeft, h.roleA, len(m.Labels.Role)},
	} {
		c, err := m.Codes(d.name + ".weight")
		if err != nil {
			return err
		}
		if c.Rows != d.out*(d.right.Out()+1) {
			return fmt.Errorf("layer %s has %d outputs for %d labels", d.name, c.Rows, d.out)
		}
		if *d.dst, err = m.Wide(d.name); err != nil {
			return err
		}
	}
	return nil
}

// tables reads the senses and the dependency paths.
func (h *heads) tables(m *model.Model) error {
	var err error
	if h.sense, err = m.Codes("sense.weight"); err != nil {
		return err
	}
	if h.senseBias, err = m.Floats("sense.bias"); err != nil {
		return err
	}
	if h.sense.Rows != len(h.rolesets) || len(h.senseBias) != h.sense.Rows || h.sense.Cols != h.hidden {
		return fmt.Errorf("layer sense has %d outputs for %d labels", h.sense.Rows, len(h.rolesets))
	}
	n := len(m.Labels.Paths)
	h.other = m.Labels.Paths["_other"]
	if n == 0 {
		return nil
	}
	if h.pathE, err = m.Floats("path_e.weight"); err != nil {
		return err
	}
	if h.pathB, err = m.Floats("path_b.weight"); err != nil {
		return err
	}
	if len(h.pathE) != n*h.roleA.Out() || len(h.pathB) != n*len(m.Labels.Role) {
		return fmt.Errorf("path tables of %d and %d values for %d paths", len(h.pathE), len(h.pathB), n)
	}
	return nil
}

// root computes what the virtual root looks like to the parser.
func (h *heads) root(m *model.Model) error {
	root, err := m.Floats("root")
	if err != nil {
		return err
	}
	if len(root) != h.hidden {
		return fmt.Errorf("root vector of %d values", len(root))
	}
	h.rootArc = mlp(h.arcH, root, 1)
	bias := []float32{0}
	h.arcB.Apply(bias, h.rootArc, 1)
	h.rootBias = bias[0]
	return nil
}

// mlp returns gelu(l(x)).
func mlp(l *encoder.Linear, x []float32, rows int) []float32 {
	out := make([]float32, rows*l.Out())
	l.Apply(out, x, rows)
	encoder.GELU(out)
	return out
}

// argmax returns the index of the largest value, the lowest among equals.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
