package store

import (
	"encoding/binary"
	"errors"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	hkv "github.com/hidal-go/hidalgo/kv"
)

// Cayley's primitives are packed: a node is the whole field of its term (key.go), a quad
// the numbers of its nodes, one that was dropped nothing. The time at which it was made,
// which nobody asks for, is left out.
const (
	packedQuad = 32 // four unsigned varints: subject, predicate, object, label
	packedGone = 33
)

var errPrimitive = errors.New("primitive is broken")

func packQuad(nodes [4]*node) []byte {
	out := []byte{packedQuad}
	for _, n := range nodes {
		out = binary.AppendUvarint(out, n.id)
	}
	return out
}

// expand returns a packed primitive as Cayley reads it, nil for a broken one.
func expand(key, v []byte) hkv.Value {
	if len(v) == 0 {
		return nil
	}
	p, err := unpack(v)
	if err != nil {
		return nil
	}
	p.ID = number(key)
	out, err := p.Marshal()
	if err != nil {
		return nil
	}
	return out
}

func unpack(v []byte) (p proto.Primitive, err error) {
	switch v[0] {
	case packedGone:
		p.Deleted = true
	case packedQuad:
		v = v[1:]
		for _, dir := range quad.Directions {
			id, width := binary.Uvarint(v)
			if width <= 0 {
				return p, errPrimitive
			}
			p.SetDirection(dir, id)
			v = v[width:]
		}
	default:
		if fieldLen(v) != len(v) {
			return p, errPrimitive
		}
		term, err := readTerm(v, nil)
		if err != nil {
			return p, err
		}
		p.Value, err = pquads.MarshalValue(termValue(term))
		return p, err
	}
	return p, nil
}
