package graph_test

import (
	"errors"
	"strings"
	"testing"

	"newsgraph/graph"
)

// TestEncode: text comes back as it was, or is refused.
func TestEncode(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"plain":                      {"He said “no” & left. <b>\u2028", nil},
		"replacement character":      {"a\ufffdb", nil},
		"escape written out":         {`a\ufffdb`, nil},
		"two backslashes before it":  {`a\\ufffdb`, nil},
		"NUL":                        {"a\x00b", nil},
		"not UTF-8":                  {"a\xffb", graph.ErrInvalid},
		"not UTF-8 after an escape":  {`\ufffd` + "\xff", graph.ErrInvalid},
		"not UTF-8 after backslash":  {"\\\xff", graph.ErrInvalid},
		"half a character at an end": {"caf\xc3", graph.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			r := &graph.Report{Article: graph.Article{ID: graph.ArticleID("", tt.text), Text: tt.text}}
			b, err := r.Encode()
			if !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if err != nil {
				return
			}
			back, err := graph.DecodeReport(b)
			if err != nil || back.Article.Text != tt.text {
				t.Errorf("%q came back as %q, %v", tt.text, back.Article.Text, err)
			}
		})
	}
}

func TestBatchCheck(t *testing.T) {
	q := graph.Quad{S: "e:a", P: "ng:met", O: graph.Term{ID: "e:b"}, G: "g:1"}
	long := q
	long.O = graph.Term{Literal: strings.Repeat("x", graph.MaxLiteral+1)}
	for name, tt := range map[string]struct {
		b    graph.Batch
		want error
	}{
		"empty":         {graph.Batch{}, nil},
		"good":          {graph.Batch{Add: []graph.Quad{q}}, nil},
		"twice":         {graph.Batch{Add: []graph.Quad{q, q}}, graph.ErrConflict},
		"both ways":     {graph.Batch{Add: []graph.Quad{q}, Drop: []graph.Quad{q}}, graph.ErrConflict},
		"no quad":       {graph.Batch{Drop: []graph.Quad{{}}}, graph.ErrInvalid},
		"long":          {graph.Batch{Add: []graph.Quad{long}}, graph.ErrTooLarge},
		"no article":    {graph.Batch{Put: []*graph.Report{{}}}, graph.ErrInvalid},
		"bad redirect":  {graph.Batch{Redirects: []graph.Redirect{{From: "m 1"}}}, graph.ErrInvalid},
		"nameless name": {graph.Batch{Unname: []graph.NameEntry{{ID: "e:a"}}}, graph.ErrInvalid},
	} {
		if err := tt.b.Check(); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
}
