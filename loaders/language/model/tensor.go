package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// A tensor is a row-major matrix (or vector: one column) inside the file.
type tensor struct {
	kind  string // "F32" or "I8"
	shape []int
	data  string
}

// maxHeader bounds the JSON header of the weights; ours has 15 KB.
const maxHeader = 1 << 20

// parseTensors reads a safetensors file: the length of the header in 8 bytes, the
// header, the data that it points into.
func parseTensors(file string) (map[string]tensor, error) {
	if len(file) < 8 {
		return nil, errors.New("shorter than its header")
	}
	n := binary.LittleEndian.Uint64(bytesOf(file[:8]))
	if n > maxHeader || int(n) > len(file)-8 {
		return nil, fmt.Errorf("header of %d bytes", n)
	}
	var head map[string]struct {
		DType string `json:"dtype"`
		Shape []int  `json:"shape"`
		Range [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal([]byte(file[8:8+n]), &head); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	body := file[8+n:]
	out := make(map[string]tensor, len(head))
	for name, h := range head {
		if name == "__metadata__" {
			continue
		}
		b, e := h.Range[0], h.Range[1]
		if b < 0 || e < b || e > len(body) {
			return nil, fmt.Errorf("tensor %s lies outside the file", name)
		}
		t := tensor{kind: h.DType, shape: h.Shape, data: body[b:e]}
		if err := t.check(); err != nil {
			return nil, fmt.Errorf("tensor %s: %w", name, err)
		}
		out[name] = t
	}
	return out, nil
}

func (t tensor) check() error {
	size := map[string]int{"F32": 4, "I8": 1}[t.kind]
	if size == 0 {
		return fmt.Errorf("unknown type %q", t.kind)
	}
	for _, d := range t.shape {
		if d < 0 || d > len(t.data) || size > len(t.data) { // each factor is small: no overflow
			return fmt.Errorf("shape %v", t.shape)
		}
		size *= d
	}
	if size != len(t.data) {
		return fmt.Errorf("shape %v does not fit %d bytes", t.shape, len(t.data))
	}
	return nil
}

// float32s copies a tensor of floats: its place in the file need not be aligned.
func (t tensor) float32s() []float32 {
	out := make([]float32, len(t.data)/4)
	b := bytesOf(t.data)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

// int8s views a tensor of bytes where it is; the result must not be written.
func (t tensor) int8s() []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(t.data))), len(t.data))
}

// Has says whether the model has the tensor.
func (m *Model) Has(name string) bool {
	_, ok := m.tensors[name]
	return ok
}

// Floats returns the values of a tensor of floats.
func (m *Model) Floats(name string) ([]float32, error) {
	t, ok := m.tensors[name]
	if !ok || t.kind != "F32" {
		return nil, fmt.Errorf("model has no tensor %s of floats", name)
	}
	return t.float32s(), nil
}

// A Codes is a matrix in 7 or 8 bits: value (r, c) is Q[r*Cols+c] * Scale[r].
type Codes struct {
	Q          []int8 // inside the model file: must not be written
	Scale      []float32
	Rows, Cols int
}

// Codes returns the quantised matrix of a name without its ending ".s7" or ".s8".
func (m *Model) Codes(name string) (Codes, error) {
	t, ok := m.tensors[name+".s7"]
	if !ok {
		t, ok = m.tensors[name+".s8"]
	}
	if !ok || t.kind != "I8" || len(t.shape) != 2 {
		return Codes{}, fmt.Errorf("model has no quantised matrix %s", name)
	}
	scale, err := m.Floats(name + ".scale")
	if err != nil {
		return Codes{}, err
	}
	c := Codes{Q: t.int8s(), Scale: scale, Rows: t.shape[0], Cols: t.shape[1]}
	if len(scale) != c.Rows {
		return Codes{}, fmt.Errorf("matrix %s has %d rows and %d scales", name, c.Rows, len(scale))
	}
	return c, nil
}
