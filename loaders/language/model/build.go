package model

import (
	"fmt"
	"strings"

	"newsgraph/loaders/language/encoder"
)

// attentionHeads is the number of heads of the encoder (FORMAT.md).
const attentionHeads = 12

// Linear returns the layer NAME.weight, NAME.bias with quantised weights.
func (m *Model) Linear(name string) (*encoder.Linear, error) { return m.linear(name, 1) }

// Wide is Linear with outputs added, all 0, up to a multiple of 32: results of that
// width need no copying.
func (m *Model) Wide(name string) (*encoder.Linear, error) { return m.linear(name, 32) }

// linear returns the layer with a number of outputs that is a multiple of step.
func (m *Model) linear(name string, step int) (*encoder.Linear, error) {
	c, err := m.Codes(name + ".weight")
	if err != nil {
		return nil, err
	}
	bias, err := m.bias(name)
	if err != nil {
		return nil, err
	}
	if add := (step - c.Rows%step) % step; add > 0 {
		c.Q = append(c.Q[:len(c.Q):len(c.Q)], make([]int8, add*c.Cols)...)
		c.Scale = append(c.Scale, make([]float32, add)...)
		if bias != nil {
			bias = append(bias, make([]float32, add)...)
		}
	}
	l, err := encoder.NewLinear(c.Q, c.Scale, bias, c.Cols)
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", name, err)
	}
	return l, nil
}

// Dense returns the layer NAME.weight, NAME.bias with weights in floats. Of several
// names it makes one layer, with their outputs one after the other.
func (m *Model) Dense(names ...string) (*encoder.Dense, error) {
	var weights, biases []float32
	in := 0
	for _, name := range names {
		w, err := m.Floats(name + ".weight")
		if err != nil {
			return nil, err
		}
		bias, err := m.bias(name)
		if err != nil {
			return nil, err
		}
		shape := m.tensors[name+".weight"].shape
		if in > 0 && shape[len(shape)-1] != in {
			return nil, fmt.Errorf("layer %s has %d inputs beside one of %d", name, shape[len(shape)-1], in)
		}
		in = shape[len(shape)-1]
		weights, biases = append(weights, w...), append(biases, bias...)
	}
	d, err := encoder.NewDense(weights, biases, in)
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", strings.Join(names, ", "), err)
	}
	return d, nil
}

// bias returns the bias of a layer, nil if it has none.
func (m *Model) bias(name string) ([]float32, error) {
	if !m.Has(name + ".bias") {
		return nil, nil
	}
	return m.Floats(name + ".bias")
}

// Encoder returns the encoder of the model.
func (m *Model) Encoder() (*encoder.Encoder, error) {
	var w encoder.Weights
	word, err := m.Codes("enc.word.weight")
	if err != nil {
		return nil, err
	}
	w.Word, w.WordScale, w.Heads = word.Q, word.Scale, attentionHeads
	if w.Position, err = m.positions(); err != nil {
		return nil, err
	}
	for name, dst := range map[string]*[]float32{
		"enc.shape.weight": &w.Shape, "enc.ln.weight": &w.Gain, "enc.ln.bias": &w.Bias,
	} {
		if *dst, err = m.Floats(name); err != nil {
			return nil, err
		}
	}
	if w.Layers, err = m.layers(); err != nil {
		return nil, err
	}
	return encoder.New(w)
}

// positions returns the position table with the segment vector added to each row.
func (m *Model) positions() ([]float32, error) {
	c, err := m.Codes("enc.pos.weight")
	if err != nil {
		return nil, err
	}
	seg, err := m.Floats("enc.seg")
	if err != nil {
		return nil, err
	}
	if len(seg) != c.Cols {
		return nil, fmt.Errorf("segment vector of %d values, positions of %d", len(seg), c.Cols)
	}
	out := make([]float32, len(c.Q))
	for i, q := range c.Q {
		out[i] = float32(float32(q)*c.Scale[i/c.Cols]) + seg[i%c.Cols]
	}
	return out, nil
}

// layers builds the layers side by side: packing their weights is most of a start.
func (m *Model) layers() ([]encoder.Layer, error) {
	n := 0
	for m.Has(fmt.Sprintf("enc.layers.%d.ln1.weight", n)) {
		n++
	}
	out := make([]encoder.Layer, n)
	errs := make(chan error, n)
	for i := range out {
		go func() { errs <- m.layer(&out[i], fmt.Sprintf("enc.layers.%d.", i)) }()
	}
	var first error
	for range n {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return out, first
}

func (m *Model) layer(l *encoder.Layer, prefix string) error {
	var err error
	for name, dst := range map[string]**encoder.Linear{
		"qkv": &l.QKV, "out": &l.Out, "up": &l.Up, "down": &l.Down,
	} {
		if *dst, err = m.Linear(prefix + name); err != nil {
			return err
		}
	}
	for name, dst := range map[string]*[]float32{
		"ln1.weight": &l.Gain1, "ln1.bias": &l.Bias1, "ln2.weight": &l.Gain2, "ln2.bias": &l.Bias2,
	} {
		if *dst, err = m.Floats(prefix + name); err != nil {
			return err
		}
	}
	return nil
}
