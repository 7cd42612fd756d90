package source

import (
	"bytes"
	"context"
	"iter"

	"newsgraph/graph"
)

// textFormat reads a plain text as one article.
type textFormat struct{}

func (textFormat) Name() string         { return "text" }
func (textFormat) MediaTypes() []string { return []string{"text/plain", "text/markdown"} }

// Sniff takes what is not binary and not markup, with the least of all scores.
func (textFormat) Sniff(head []byte) int {
	if binaryAt(head) >= 0 || bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")) {
		return 0
	}
	return 10
}

func (textFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return in.one(readText(in))
}

func readText(in *Input) (graph.Article, error) {
	body, err := in.all()
	if err != nil {
		return graph.Article{}, err
	}
	text, err := decode(body, in.charset)
	if err != nil {
		return graph.Article{}, err
	}
	return in.finish(graph.Article{Text: text})
}
