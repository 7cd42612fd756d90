package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"newsgraph/graph"
)

// A mentionLine is a line of the format "mentions". Outside scorers read it.
type mentionLine struct {
	Article graph.ID `json:"article"`
	B       int      `json:"b"`
	E       int      `json:"e"`
	Kind    string   `json:"kind"` // entity event
	ID      graph.ID `json:"id"`   // canonical
}

// Mentions writes one line a mention, sorted by article and offsets.
func Mentions(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	for doc, err := range r.Articles(ctx, "") {
		if err != nil {
			return fmt.Errorf("export mentions: %w", err)
		}
		lines, err := mentionLines(ctx, r, doc, o.Runes)
		if err != nil {
			return fmt.Errorf("export mentions: %w", err)
		}
		for _, line := range lines {
			if err := enc.Encode(line); err != nil {
				return fmt.Errorf("export mentions: %w", err)
			}
		}
	}
	return out.Flush()
}

func mentionLines(ctx context.Context, r graph.Reader, doc graph.ID, runes bool) ([]mentionLine, error) {
	rep, err := r.Report(ctx, doc)
	if err != nil {
		return nil, fmt.Errorf("report of %s: %w", doc, err)
	}
	at := func(b int) int { return b }
	if runes {
		at = newRuneOffsets(rep.Article.Text).at
	}
	var out []mentionLine
	put := func(s graph.Span, kind string, member graph.ID) error {
		id, err := canonical(ctx, r, member)
		out = append(out, mentionLine{doc, at(s.B), at(s.E), kind, id})
		return err
	}
	for _, m := range rep.Mentions {
		if err := put(m.Span, "entity", rep.Chains[m.Chain].ID); err != nil {
			return nil, err
		}
	}
	for _, ev := range rep.Events {
		for _, s := range append([]graph.Span{ev.Trigger}, ev.Spans...) {
			if err := put(s, "event", ev.ID); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(out, func(a, b mentionLine) int {
		return cmp.Or(a.B-b.B, a.E-b.E, cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}
