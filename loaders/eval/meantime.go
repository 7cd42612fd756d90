package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"newsgraph/graph"
)

const (
	// meantimeFile has articles with the layers of MEANTIME, below the folder of
	// public development sets.
	meantimeFile = "meantime_apple/meantime_dev.jsonl"
	meantimeSet  = "MEANTIME apple"
)

// A meantimeArticle is one article with its gold layers; offsets are code points.
type meantimeArticle struct {
	ID       string            `json:"id"`
	Date     graph.Date        `json:"dct"`
	Text     string            `json:"text"`
	Entities []meantimeMention `json:"entity_mentions"`
	Events   []meantimeMention `json:"event_mentions"`
	Times    []meantimeTime    `json:"timex"`
	Roles    []meantimeRole    `json:"roles"`
	End      int               `json:"annotated_end"` // nothing after it is annotated
}

type meantimeMention struct {
	ID       string `json:"id"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Instance string `json:"instance"`
	// Spans are the pieces of one that is written in several.
	Spans [][2]int `json:"spans"`
}

// A meantimeTime is a time expression; one without words has no Start.
type meantimeTime struct {
	Start *int   `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

type meantimeRole struct {
	Event  string `json:"event_mention"`
	Entity string `json:"entity_mention"`
	Role   string `json:"role"`
	Kind   string `json:"target_kind"`
}

func (a *meantimeArticle) article() graph.Article {
	return graph.Article{ID: graph.ArticleID(a.ID, a.Text), URI: a.ID, Text: a.Text, Published: a.Date, Basis: "field"}
}

// span returns the bytes of a range of code points, false when it is not within the
// annotated part.
func (a *meantimeArticle) span(bytes []int, start, end int) (graph.Span, bool) {
	if start < 0 || start >= a.End || end < start || end >= len(bytes) {
		return graph.Span{}, false
	}
	return graph.Span{B: bytes[start], E: bytes[end]}, true
}

// limit returns the byte after which nothing is annotated.
func (a *meantimeArticle) limit(bytes []int) int {
	return bytes[min(a.End, len(bytes)-1)]
}

func readMeantime(dir string) ([]meantimeArticle, error) {
	var arts []meantimeArticle
	path := filepath.Join(dir, meantimeFile)
	var bad error
	err := eachLine(path, func(line string) {
		var a meantimeArticle
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			bad = fmt.Errorf("%s: %w", path, err)
			return
		}
		arts = append(arts, a)
	})
	return slices.Clip(arts), cmp.Or(err, bad)
}

// byteOffsets returns the byte at which each code point begins, and the end.
func byteOffsets(text string) []int {
	out := make([]int, 0, utf8.RuneCountInString(text)+1)
	for b := range text {
		out = append(out, b)
	}
	return append(out, len(text))
}
