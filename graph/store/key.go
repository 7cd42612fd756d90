package store

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// Fields of the keys of our own orders of quads. A field bounds itself, so that the
// key of a quad begins with the key of what it has in common with others:
//
//	0     length, bytes                          any id
//	1     8 bytes                                doc:{hex}
//	2…5   8 bytes, begin, length of the span     m: ev: st: t:{hex}.{b}-{e}
//	6     8 bytes, 4 bytes                       g:{hex}.{8 hex}
//	7     8 bytes                                g:{hex}.article
//	8     number                                 an id of iris.txt
//	16    length, bytes                          literal
//	17    field of the type, length, bytes       typed literal
//	18    16 bytes                               hash of a long literal, which is the value
//
// Lengths and offsets are unsigned varints.
const (
	fieldID      = 0
	fieldDoc     = 1
	fieldSpan    = 2
	fieldLabel   = 6
	fieldAbout   = 7
	fieldIRI     = 8
	fieldLiteral = 16
	fieldTyped   = 17
	fieldLong    = 18

	// longLiteral is what a key does not hold: bbolt's keys are short.
	longLiteral = 128
)

var spanKinds = [...]string{"m:", "ev:", "st:", "t:"}

// iris are ids that quads have over and over, in keys by their number. The list is
// part of the format: it may grow at its end.
//
//go:embed iris.txt
var iriList string

var iris, iriNumbers = readIRIs()

func readIRIs() ([]graph.ID, map[graph.ID]uint64) {
	var list []graph.ID
	numbers := map[graph.ID]uint64{}
	for line := range strings.Lines(iriList) {
		id := graph.ID(strings.TrimSpace(line))
		numbers[id] = uint64(len(list))
		list = append(list, id)
	}
	return list, numbers
}

// aboutArticle ends the label of what is said of an article itself.
const aboutArticle = ".article"

var errKey = errors.New("key of a quad is broken")

// appendID appends the field of an id.
func appendID(b []byte, id graph.ID) []byte {
	digits := id.Hex()
	if digits == "" {
		if n, ok := iriNumbers[id]; ok {
			return binary.AppendUvarint(append(b, fieldIRI), n)
		}
		return appendText(append(b, fieldID), string(id))
	}
	kind, tail := string(id[:strings.IndexByte(string(id), ':')+1]), string(id[strings.Index(string(id), digits)+16:])
	var doc [8]byte
	_, _ = hex.Decode(doc[:], []byte(digits)) // Hex returns digits only
	switch {
	case kind == "doc:" && tail == "":
		return append(append(b, fieldDoc), doc[:]...)
	case kind == "g:" && tail == aboutArticle:
		return append(append(b, fieldAbout), doc[:]...)
	case kind == "g:" && len(tail) == 9 && tail[0] == '.':
		sum, err := hex.DecodeString(tail[1:])
		if err == nil && hex.EncodeToString(sum) == tail[1:] {
			return append(append(append(b, fieldLabel), doc[:]...), sum...)
		}
	}
	for i, k := range spanKinds {
		begin, length, ok := cutSpan(tail)
		if k == kind && ok {
			b = append(append(b, byte(fieldSpan+i)), doc[:]...)
			return binary.AppendUvarint(binary.AppendUvarint(b, begin), length)
		}
	}
	return appendText(append(b, fieldID), string(id))
}

// cutSpan reads ".12-34", written as strconv writes it.
func cutSpan(s string) (begin, length uint64, ok bool) {
	b, e, ok := strings.Cut(strings.TrimPrefix(s, "."), "-")
	if !ok {
		return 0, 0, false
	}
	begin, err1 := strconv.ParseUint(b, 10, 32)
	end, err2 := strconv.ParseUint(e, 10, 32)
	if err1 != nil || err2 != nil || end < begin || s != spanText(begin, end) {
		return 0, 0, false
	}
	return begin, end - begin, true
}

func spanText(begin, end uint64) string {
	b := strconv.AppendUint([]byte{'.'}, begin, 10)
	return string(strconv.AppendUint(append(b, '-'), end, 10))
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendTerm appends the field of an object; long is what the key does not hold of it.
func appendTerm(b []byte, t graph.Term) (key, long []byte) {
	switch {
	case !t.IsLiteral():
		return appendID(b, t.ID), nil
	case len(t.Literal) > longLiteral:
		long = appendWhole(nil, t)
		sum := sha256.Sum256(long)
		return append(append(b, fieldLong), sum[:16]...), long
	}
	return appendWhole(b, t), nil
}

// appendWhole appends the field of a literal of any length.
func appendWhole(b []byte, t graph.Term) []byte {
	if t.Type == "" {
		return appendText(append(b, fieldLiteral), t.Literal)
	}
	return appendText(appendID(append(b, fieldTyped), t.Type), t.Literal)
}

// cutField returns the first field of a key and the rest, nil for a broken one.
func cutField(k []byte) (field, rest []byte) {
	n := fieldLen(k)
	if n <= 0 || n > len(k) {
		return nil, nil
	}
	return k[:n], k[n:]
}

func fieldLen(k []byte) int {
	if len(k) == 0 {
		return 0
	}
	switch k[0] {
	case fieldDoc, fieldAbout:
		if len(k) < 9 {
			return 0
		}
		return 9
	case fieldIRI:
		n, width := binary.Uvarint(k[1:])
		if width <= 0 || n >= uint64(len(iris)) {
			return 0
		}
		return 1 + width
	case fieldLabel:
		return 13
	case fieldLong:
		return 17
	case fieldID, fieldLiteral:
		return textLen(k, 1)
	case fieldTyped:
		n := fieldLen(k[1:])
		if n <= 0 || n >= len(k) {
			return 0
		}
		return textLen(k, 1+n)
	}
	if k[0] < fieldSpan || k[0] >= fieldSpan+byte(len(spanKinds)) || len(k) < 11 {
		return 0
	}
	_, n := binary.Uvarint(k[9:])
	_, m := binary.Uvarint(k[9+max(n, 0):])
	if n <= 0 || m <= 0 {
		return 0
	}
	return 9 + n + m
}

// textLen returns where a text ends that begins at i with its length.
func textLen(k []byte, i int) int {
	size, n := binary.Uvarint(k[i:])
	if n <= 0 || size > uint64(len(k)) {
		return 0
	}
	return i + n + int(size)
}

// fieldText returns the text at the end of a field.
func fieldText(f []byte, i int) string {
	_, n := binary.Uvarint(f[i:])
	return string(f[i+n:])
}

// readID returns the id of a whole field.
func readID(f []byte) graph.ID {
	switch k := f[0]; {
	case k == fieldID:
		return graph.ID(fieldText(f, 1))
	case k == fieldDoc:
		return graph.ID("doc:" + hex.EncodeToString(f[1:9]))
	case k == fieldAbout:
		return graph.ID("g:" + hex.EncodeToString(f[1:9]) + aboutArticle)
	case k == fieldIRI:
		n, _ := binary.Uvarint(f[1:])
		return iris[n]
	case k == fieldLabel:
		var b [27]byte
		copy(b[:], "g:")
		hex.Encode(b[2:], f[1:9])
		b[18] = '.'
		hex.Encode(b[19:], f[9:13])
		return graph.ID(b[:])
	}
	return readSpan(f)
}

func readSpan(f []byte) graph.ID {
	var buf [48]byte
	b := append(buf[:0], spanKinds[f[0]-fieldSpan]...)
	b = hex.AppendEncode(b, f[1:9])
	begin, n := binary.Uvarint(f[9:])
	length, _ := binary.Uvarint(f[9+n:])
	b = strconv.AppendUint(append(b, '.'), begin, 10)
	return graph.ID(strconv.AppendUint(append(b, '-'), begin+length, 10))
}

// readTerm returns the object of a whole field; long is the value of its key.
func readTerm(f, long []byte) (graph.Term, error) {
	switch {
	case f[0] == fieldLong:
		if whole, rest := cutField(long); whole != nil && len(rest) == 0 && whole[0] != fieldLong {
			return readTerm(whole, nil)
		}
		return graph.Term{}, errKey
	case f[0] == fieldLiteral:
		return graph.Term{Literal: fieldText(f, 1)}, nil
	case f[0] == fieldTyped:
		n := fieldLen(f[1:])
		if f[1] >= fieldLiteral {
			return graph.Term{}, errKey
		}
		return graph.Term{Literal: fieldText(f, 1+n), Type: readID(f[1 : 1+n])}, nil
	}
	return graph.Term{ID: readID(f)}, nil
}

// A quadReader reads quads from keys. Neighbouring keys have most fields in common,
// so it remembers the last of each.
type quadReader struct {
	last [4][]byte // fields in the order of the key
	ids  [4]graph.ID
}

// read returns the fields of a key as ids, but the field at literal, -1 for none, which
// it leaves to the caller.
func (r *quadReader) read(k []byte, literal int) (fields [4][]byte, err error) {
	for i := range fields {
		if fields[i], k = cutField(k); fields[i] == nil || i != literal && fields[i][0] >= fieldLiteral {
			return fields, errKey
		}
		if i != literal && !bytes.Equal(fields[i], r.last[i]) {
			r.last[i], r.ids[i] = fields[i], readID(fields[i])
		}
	}
	if len(k) > 0 {
		return fields, errKey
	}
	return fields, nil
}
