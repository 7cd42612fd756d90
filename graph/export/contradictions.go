package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A contradictionLine is a line of the format "contradictions": claims that
// cannot all be so. Outside scorers read members.
type contradictionLine struct {
	Kind    string  `json:"kind"` // see query.Contradiction
	Members []place `json:"members"`
}

// A place is a stretch of an article with what it says.
type place struct {
	Article   graph.ID   `json:"article"`
	B         int        `json:"b"`
	E         int        `json:"e"`
	Words     string     `json:"words"` // the sentence
	Says      string     `json:"says,omitempty"`
	Source    string     `json:"source,omitempty"`
	Published graph.Date `json:"published,omitempty"`
}

// Contradictions writes the groups of claims that cannot all be so, one a line; see
// query.Query.Contradictions.
func Contradictions(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	q := query.New(r, query.Limits{Quads: math.MaxInt, Articles: math.MaxInt, Names: math.MaxInt})
	all, err := q.Contradictions(ctx)
	if err != nil {
		return fmt.Errorf("export contradictions: %w", err)
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, c := range all {
		line := contradictionLine{Kind: c.Kind}
		for _, m := range c.Members {
			p, err := placeOf(ctx, r, m, o.Runes)
			if err != nil {
				return fmt.Errorf("export contradictions: %w", err)
			}
			line.Members = append(line.Members, p)
		}
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("export contradictions: %w", err)
		}
	}
	return out.Flush()
}

func placeOf(ctx context.Context, r graph.Reader, m query.Side, runes bool) (place, error) {
	p := place{m.Article, m.B, m.E, m.Words, m.Says, m.Source, m.Published}
	if !runes {
		return p, nil
	}
	rep, err := r.Report(ctx, m.Article)
	if err != nil {
		return p, fmt.Errorf("report of %s: %w", m.Article, err)
	}
	at := newRuneOffsets(rep.Article.Text).at
	p.B, p.E = at(m.B), at(m.E)
	return p, nil
}
