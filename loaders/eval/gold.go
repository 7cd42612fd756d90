package eval

import (
	"bufio"
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

//go:embed testdata/*.jsonl
var gold embed.FS

// A Split says which half of the gold sentences: rules may be tuned on Dev; of
// Unseen only the score is ever shown.
type Split string

// The two halves.
const (
	Dev    Split = "dev"
	Unseen Split = "unseen"
)

// A Miss is a gold sentence with what was missed, what was wrongly found, or both.
type Miss struct {
	Text          string
	Missed, Wrong []string
}

// readGold reads the lines of one file of gold sentences that belong to split.
func readGold[T any](name string, split Split) ([]T, error) {
	b, err := gold.ReadFile("testdata/" + name)
	if err != nil {
		return nil, fmt.Errorf("gold %s: %w", name, err)
	}
	var out []T
	sc := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; sc.Scan(); n++ {
		var line struct{ Split Split }
		if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("gold %s:%d: %w", name, n, err)
		}
		if line.Split != split {
			continue
		}
		var item T
		if err := json.Unmarshal(sc.Bytes(), &item); err != nil {
			return nil, fmt.Errorf("gold %s:%d: %w", name, n, err)
		}
		out = append(out, item)
	}
	return out, sc.Err()
}

// A tally counts what is right, missed and wrong, and keeps the sentences.
type tally struct {
	fscore
	misses []Miss
	grades []Grade
}

// A listing is what the gold says of one kind of thing: what a reader would sign, and
// what is neither asked for nor wrong.
type listing[E any] struct{ Expect, Allow []E }

// all returns what may be found.
func (l listing[E]) all() []E { return slices.Concat(l.Expect, l.Allow) }

// A sentence is a line of a gold file about one kind of thing.
type sentence[E any] struct {
	Text string
	listing[E]
}

// eachSentence analyses the gold sentences of a file and hands them to score.
func eachSentence[E any](ctx context.Context, l *loaders.Loader, name string, split Split, score func(sentence[E], *graph.Report)) error {
	all, err := readGold[sentence[E]](name, split)
	if err != nil {
		return err
	}
	for _, s := range all {
		rep, err := analyse(ctx, l, s.Text)
		if err != nil {
			return err
		}
		score(s, rep)
	}
	return nil
}

// count compares what was found with what was expected: each expected item takes
// one found item; found items left over are wrong unless allowed.
func count[E, F any](t *tally, text string, gold listing[E], found []F, same func(E, F) bool, show func(F) string) {
	used := make([]bool, len(found))
	miss := Miss{Text: text}
	take := func(e E) int {
		for i, f := range found {
			if !used[i] && same(e, f) {
				used[i] = true
				return i
			}
		}
		return graph.None
	}
	t.gold += len(gold.Expect)
	for _, e := range gold.Expect {
		if i := take(e); i != graph.None {
			t.hits++
			t.found++
			t.grade(found[i], true)
		} else {
			miss.Missed = append(miss.Missed, fmt.Sprintf("%+v", e))
		}
	}
	for _, a := range gold.Allow {
		take(a)
	}
	for i, f := range found {
		if !used[i] {
			t.found++
			t.grade(f, false)
			miss.Wrong = append(miss.Wrong, show(f))
		}
	}
	if len(miss.Missed)+len(miss.Wrong) > 0 {
		t.misses = append(t.misses, miss)
	}
}

// rows gives precision and recall in percent.
func (t *tally) rows(layer string, split Split) Table {
	row := func(measure string, part, whole int) Row {
		value := 100.0
		if whole > 0 {
			value = 100 * float64(part) / float64(whole)
		}
		return Row{Layer: layer, Set: string(split), Measure: measure, Value: value, Count: t.gold}
	}
	return Table{row("precision", t.hits, t.found), row("recall", t.hits, t.gold)}
}

// forms returns the normalised names under which a report knows the thing of a
// mention: its own words, and the names and words of its chain.
func forms(rep *graph.Report, m int) map[string]bool {
	out := map[string]bool{}
	add := func(s string) { out[nameKey(s)] = true }
	ch := rep.Chains[rep.Mentions[m].Chain]
	add(ch.Name)
	for _, n := range ch.Names {
		add(n)
	}
	for _, i := range ch.Mentions {
		if rep.Mentions[i].Kind != "pronoun" {
			add(rep.Article.Text[rep.Mentions[i].B:rep.Mentions[i].E])
		}
	}
	return out
}

// nameKey normalises a name and cuts its article.
func nameKey(s string) string {
	n := graph.NormalName(s)
	for _, article := range []string{"the ", "a ", "an "} {
		n = strings.TrimPrefix(n, article)
	}
	return strings.TrimSuffix(n, " s")
}

func analyse(ctx context.Context, l *loaders.Loader, text string) (*graph.Report, error) {
	rep, err := l.Analyse(ctx, graph.Article{Text: text})
	if err != nil {
		return nil, fmt.Errorf("gold sentence %q: %w", text, err)
	}
	return rep, nil
}
