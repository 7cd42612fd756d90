// Package graph holds the domain of newsgraph: what an article says (Report),
// the mentions, claims and events it says it with, the quads that are made of
// them, and the store they live in.
//
// It holds types, identifiers and interfaces, and nothing that decides: package
// resolve decides who is who, package integrate writes, package query asks.
// It imports nothing else of this module.
//
// Start at Report (what one article says, mention by mention, before any
// identity decision), then Quad and Reader (what the resolved graph holds).
// Offsets everywhere are bytes of Article.Text, half-open.
package graph

import "errors"

// Error kinds that cross packages; test with errors.Is. Everything else is an
// internal error and is shown to nobody but the log.
var (
	ErrNotFound = errors.New("not found")
	ErrInvalid  = errors.New("invalid")
	ErrConflict = errors.New("conflict")
	// ErrGone is the answer for an identifier whose article was retracted.
	ErrGone = errors.New("gone")
	// ErrTooLarge is the answer when a result or an input exceeds its stated
	// limit. A limit refuses; it never cuts silently.
	ErrTooLarge = errors.New("too large")
)

// A Span is a half-open range of bytes of an article's text.
type Span struct {
	B int `json:"b"`
	E int `json:"e"`
}

// Len returns the number of bytes of s.
func (s Span) Len() int { return s.E - s.B }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.B <= t.B && t.E <= s.E }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.B < t.E && t.B < s.E }

// Compare orders spans by beginning, then by end.
func (s Span) Compare(t Span) int {
	if s.B != t.B {
		return s.B - t.B
	}
	return s.E - t.E
}

// A Date is an ISO 8601 prefix whose length is its precision: "2023", "2023-11",
// "2023-11-03", "2023-11-03T14:05Z". The empty Date is unknown.
type Date string

// Thousandths is a score or confidence: 0 to 1000. Scores that can reach the
// graph are integers, so that every processor computes the same ones.
type Thousandths int
