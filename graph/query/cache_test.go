package query

import (
	"fmt"
	"strings"
	"testing"

	"newsgraph/graph"
)

// TestCacheBound: reports beyond the bytes of a cache go, the longest unused first.
func TestCacheBound(t *testing.T) {
	c := NewCache(20_000)
	for i := range 50 {
		text := strings.Repeat("word ", 100*(i%7+1))
		rep := graph.Report{Article: graph.Article{ID: graph.ArticleID("", fmt.Sprint(i)), Text: text}}
		packed, err := graph.OpenPacked(rep.Pack())
		if err != nil {
			t.Fatal(err)
		}
		c.put(newPaper(packed), 0)
		if c.get(rep.Article.ID, 0) == nil {
			t.Errorf("report %d is not kept", i)
		}
		sum := 0
		for el := c.recent.Front(); el != nil; el = el.Next() {
			sum += el.Value.(*paper).size()
		}
		if sum != c.held || sum > c.size || len(c.byDoc) != c.recent.Len() {
			t.Fatalf("%d reports of %d bytes, counted as %d", c.recent.Len(), sum, c.held)
		}
	}
	if n := c.recent.Len(); n < 3 || n > 20 {
		t.Errorf("%d reports are kept", n)
	}
}
