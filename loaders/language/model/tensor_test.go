package model

import (
	"encoding/binary"
	"testing"
)

// file is a safetensors file with a header and n bytes of data.
func file(header string, n int) string {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return string(append(append(b, header...), make([]byte, n)...))
}

func TestParseTensors(t *testing.T) {
	good := `{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"q.s7":{"dtype":"I8","shape":[3,1],"data_offsets":[16,19]}}`
	m, err := parseTensors(file(good, 19))
	if err != nil || len(m) != 2 || len(m["w"].float32s()) != 4 || len(m["q.s7"].int8s()) != 3 {
		t.Errorf("got %v, %v", m, err)
	}
	for name, f := range map[string]string{
		"empty":    "",
		"cut":      file(good, 10),
		"header":   file(good, 0)[:20],
		"JSON":     file("{", 0),
		"length":   "\xff\xff\xff\xff\xff\xff\xff\xff{}",
		"type":     file(`{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`, 8),
		"shape":    file(`{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}`, 8),
		"negative": file(`{"w":{"dtype":"I8","shape":[-2,-4],"data_offsets":[0,8]}}`, 8),
		"range":    file(`{"w":{"dtype":"I8","shape":[8],"data_offsets":[8,0]}}`, 8),
		"overflow": file(`{"w":{"dtype":"I8","shape":[8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8],"data_offsets":[0,8]}}`, 8),
	} {
		if _, err := parseTensors(f); err == nil {
			t.Errorf("%s: is taken", name)
		}
	}
}

func FuzzParseTensors(f *testing.F) {
	f.Add(file(`{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 8))
	f.Fuzz(func(t *testing.T, s string) {
		m, err := parseTensors(s)
		if err != nil {
			return
		}
		for _, v := range m {
			if v.kind == "F32" {
				v.float32s()
			} else {
				v.int8s()
			}
		}
	})
}
