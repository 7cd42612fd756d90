// Package eval compares what the pipeline says with what people annotated: scores
// for each layer of the language part on the development sets of public treebanks.
//
// The data is not part of this repository: callers give a folder that holds, as
// far as there, ud_ewt, uner_ewt, propbank_ewt, uds_ewt, gum_clean, crossner,
// meantime_apple, knowledgenet and litbank.
//
// Start at Language.
package eval

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"newsgraph/loaders/language"
)

// A Row is one score: Value is a percentage but for correlations.
type Row struct {
	Layer, Set, Measure string
	Value               float64
	Count               int // gold items it was measured on
}

// A Table is a list of scores.
type Table []Row

// Write writes the table in columns.
func (t Table) Write(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "layer\tset\tmeasure\tvalue\tgold")
	for _, r := range t {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%.2f\t%d\n", r.Layer, r.Set, r.Measure, r.Value, r.Count)
	}
	return tw.Flush()
}

// String returns the table in columns.
func (t Table) String() string {
	var b strings.Builder
	_ = t.Write(&b) // a Builder cannot fail
	return b.String()
}

// Get returns the score of a layer, set and measure.
func (t Table) Get(layer, set, measure string) (float64, bool) {
	for _, r := range t {
		if r.Layer == layer && r.Set == set && r.Measure == measure {
			return r.Value, true
		}
	}
	return 0, false
}

// Language scores every layer of p on the development sets in dir.
func Language(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	var out Table
	for _, set := range []struct {
		name string
		run  func(context.Context, *language.Pipeline, string) (Table, error)
	}{
		{"treebanks", treebanks}, {"names", names}, {"frames", frames}, {"factuality", factuality}, {"mentions", mentions}, {"coreference", coreference},
	} {
		t, err := set.run(ctx, p, dir)
		if err != nil {
			return nil, fmt.Errorf("score %s in %s: %w", set.name, dir, err)
		}
		out = append(out, t...)
	}
	return out, nil
}

// fscore counts what was found of a gold set.
type fscore struct{ hits, gold, found int }

// f1 returns the harmonic mean of precision and recall in percent.
func (f fscore) f1() float64 {
	if f.gold+f.found == 0 {
		return 0
	}
	return 200 * float64(f.hits) / float64(f.gold+f.found)
}

func (f fscore) row(layer, set, measure string) Row {
	return Row{layer, set, measure, f.f1(), f.gold}
}

// compare adds two sets to f.
func compare[K comparable](f *fscore, gold, found map[K]bool) {
	f.gold += len(gold)
	f.found += len(found)
	for k := range found {
		if gold[k] {
			f.hits++
		}
	}
}

// accuracy counts right answers.
type accuracy struct{ right, all int }

func (a *accuracy) add(right bool) {
	a.all++
	if right {
		a.right++
	}
}

func (a accuracy) row(layer, set, measure string) Row {
	return Row{layer, set, measure, 100 * float64(a.right) / float64(max(1, a.all)), a.all}
}
