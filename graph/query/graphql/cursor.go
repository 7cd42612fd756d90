package graphql

import (
	"encoding/base64"
	"fmt"
	"strings"

	"newsgraph/graph"
)

// writeCursor names a term of a list, so that what follows it can be asked for.
func writeCursor(t graph.Term) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(t.ID) + "\x00" + string(t.Type) + "\x00" + t.Literal))
}

func readCursor(s string) (graph.Term, error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	id, rest, ok := strings.Cut(string(b), "\x00")
	kind, literal, whole := strings.Cut(rest, "\x00")
	if err != nil || !ok || !whole {
		return graph.Term{}, fmt.Errorf("%w: %.100q is no cursor", graph.ErrInvalid, s)
	}
	return graph.Term{ID: graph.ID(id), Type: graph.ID(kind), Literal: literal}, nil
}
