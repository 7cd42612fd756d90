package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// MaxLiteral is the longest literal, in bytes, that a quad may hold.
const MaxLiteral = 16 << 20

// MaxName is the longest normalised name, in bytes, that can be looked up.
const MaxName = 1 << 10

// Check returns ErrInvalid for a batch that no store can hold, ErrTooLarge for
// one with an oversized literal, ErrConflict for one that contradicts itself. It
// says nothing about what the store already holds.
func (b *Batch) Check() error {
	if err := checkReports(b); err != nil {
		return err
	}
	if err := checkQuads(b); err != nil {
		return err
	}
	for _, r := range b.Redirects {
		if !ValidID(string(r.From)) || r.To != "" && !ValidID(string(r.To)) {
			return fmt.Errorf("redirect %.80q to %.80q: %w", r.From, r.To, ErrInvalid)
		}
	}
	for _, names := range [...][]NameEntry{b.Names, b.Unname} {
		for _, n := range names {
			if n.Name == "" || len(n.Name) > MaxName || strings.Contains(n.Name, "\x00") || !ValidID(string(n.ID)) {
				return fmt.Errorf("name %.80q of %.80q: %w", n.Name, n.ID, ErrInvalid)
			}
		}
	}
	return nil
}

func checkReports(b *Batch) error {
	put := map[ID]bool{}
	for _, r := range b.Put {
		id := r.Article.ID
		if id == "" || id.Doc() != id || put[id] {
			return fmt.Errorf("put %.80q: not an article id, or twice: %w", id, ErrInvalid)
		}
		put[id] = true
	}
	for _, id := range b.Remove {
		if put[id] {
			return fmt.Errorf("%s put and removed: %w", id, ErrConflict)
		}
	}
	return nil
}

func checkQuads(b *Batch) error {
	seen := make(map[Quad]bool, len(b.Add)+len(b.Drop))
	for _, quads := range [...][]Quad{b.Add, b.Drop} {
		for _, q := range quads {
			if err := q.check(); err != nil {
				return err
			}
			if seen[q] {
				return fmt.Errorf("quad %s %s under %s twice: %w", q.S, q.P, q.G, ErrConflict)
			}
			seen[q] = true
		}
	}
	return nil
}

func (q Quad) check() error {
	ok := ValidID(string(q.S)) && ValidID(string(q.P)) && ValidID(string(q.G))
	if q.O.IsLiteral() {
		ok = ok && (q.O.Type == "" || ValidID(string(q.O.Type)))
	} else {
		ok = ok && ValidID(string(q.O.ID)) && q.O.Literal == "" && q.O.Type == ""
	}
	if !ok {
		return fmt.Errorf("quad %.80q %.80q under %.80q: %w", q.S, q.P, q.G, ErrInvalid)
	}
	if len(q.O.Literal) > MaxLiteral {
		return fmt.Errorf("quad %s %s: literal of %d bytes: %w", q.S, q.P, len(q.O.Literal), ErrTooLarge)
	}
	return nil
}

// Encode returns r as JSON, the same bytes for equal reports. Text that is not
// UTF-8 is ErrInvalid: JSON would replace it and so move every offset.
func (r *Report) Encode() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Article.ID, err)
	}
	if replaced(buf.Bytes()) {
		return nil, fmt.Errorf("encode %s: text is not UTF-8: %w", r.Article.ID, ErrInvalid)
	}
	return buf.Bytes(), nil
}

// replaced reports whether the JSON encoder had to replace an invalid byte: it
// writes the escape then, and a U+FFFD of the text itself as it is.
func replaced(b []byte) bool {
	for {
		i := bytes.Index(b, []byte(`\ufffd`))
		if i < 0 {
			return false
		}
		slashes := 0
		for i-slashes > 0 && b[i-slashes-1] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return true
		}
		b = b[i+1:]
	}
}

// DecodeReport is the inverse of Report.Encode.
func DecodeReport(b []byte) (*Report, error) {
	var r Report
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("decode report: %w", err)
	}
	return &r, nil
}
