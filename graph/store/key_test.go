package store

import (
	"bytes"
	"strings"
	"testing"

	"newsgraph/graph"
)

func keySeeds() []graph.Quad {
	var out []graph.Quad
	for _, id := range []graph.ID{
		"e:Q30", "doc:0123456789abcdef", "doc:0123456789abcdef.x", "m:0123456789abcdef.0-7", "ev:0123456789abcdef.12-340", "st:0123456789abcdef.9-7",
		"t:0123456789abcdef.01-7", "m:0123456789abcdef.5", "m:0123456789abcdef.4294967296-4294967299", "m:0123456789abcdef", "g:0123456789abcdef.0badcafe",
		"g:0123456789abcdef.article", "g:0123456789abcdef.0badcaf", "g:infer.names", "pos:a", "ng:met", "g:", ":",
	} {
		for _, o := range []graph.Term{{ID: id}, {Literal: ""}, {Literal: string(id)}, {Literal: "12", Type: "xsd:integer"}, {Literal: strings.Repeat("é", 99)}, {Literal: strings.Repeat("x", 129), Type: id}} {
			out = append(out, graph.Quad{S: id, P: "ng:met", O: o, G: id})
		}
	}
	return out
}

// TestKeys: a key gives back its quad, no two quads share one, and none begins with
// another's subject unless that is its own.
func TestKeys(t *testing.T) {
	seen := map[string]graph.Quad{}
	for _, q := range keySeeds() {
		k, long := outKey(q)
		if other, ok := seen[string(k)]; ok {
			t.Errorf("%v and %v share a key", q, other)
		}
		seen[string(k)] = q
		checkKey(t, q, k, long)
		for _, r := range keySeeds() {
			if bytes.HasPrefix(k, appendID(nil, r.S)) != (q.S == r.S) {
				t.Errorf("the key of %v and the subject %s", q, r.S)
			}
		}
	}
}

func checkKey(t *testing.T, q graph.Quad, k, long []byte) {
	t.Helper()
	var r quadReader
	f, err := r.read(k, 2)
	if err != nil {
		t.Fatalf("%v: %v", q, err)
	}
	o, err := readTerm(f[2], long)
	if got := (graph.Quad{S: r.ids[0], P: r.ids[1], O: o, G: r.ids[3]}); err != nil || got != q {
		t.Errorf("%v came back as %v, %v", q, got, err)
	}
}

// FuzzKey reads keys of any bytes without a panic, and those that can be read come
// from their quad.
func FuzzKey(f *testing.F) {
	for _, q := range keySeeds() {
		k, long := outKey(q)
		f.Add(k, long)
	}
	f.Fuzz(func(t *testing.T, k, long []byte) {
		var r quadReader
		fields, err := r.read(k, 2)
		if err != nil {
			return
		}
		o, err := readTerm(fields[2], long)
		if err != nil {
			return
		}
		q := graph.Quad{S: r.ids[0], P: r.ids[1], O: o, G: r.ids[3]}
		again, whole := outKey(q)
		checkKey(t, q, again, whole)
	})
}

// TestIRIs: the list gives each id one number, and an id that has a field of its own none.
func TestIRIs(t *testing.T) {
	if len(iris) != len(iriNumbers) {
		t.Errorf("%d ids have %d numbers", len(iris), len(iriNumbers))
	}
	for n, id := range iris {
		if !graph.ValidID(string(id)) || id.Hex() != "" || iriNumbers[id] != uint64(n) {
			t.Errorf("%q is number %d", id, n)
		}
	}
}
