package eval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// A Grade is one thing found in gold texts: the rule that found it, how sure it was, and
// whether it is right.
type Grade struct {
	Rule       string
	Confidence graph.Thousandths
	Right      bool
}

// scored is what a scorer of gold texts gives.
type scored struct {
	rows   Table
	misses []Miss
	grades []Grade
}

// graded is what was found by a rule.
type graded interface{ facets() *graph.Facets }

func (t *tally) grade(f any, right bool) {
	if g, ok := f.(graded); ok {
		x := g.facets()
		t.grades = append(t.grades, Grade{x.Rule, x.Confidence, right})
	}
}

func (f foundMeeting) facets() *graph.Facets  { return &f.ev.Facets }
func (f foundOffice) facets() *graph.Facets   { return &f.claim.Facets }
func (f foundSaying) facets() *graph.Facets   { return &f.st.Facets }
func (f foundRelation) facets() *graph.Facets { return &f.claim.Facets }
func (f foundEvent) facets() *graph.Facets    { return &f.ev.Facets }

// learnedPrefix begins the names of rules that stand for a scorer which has learned from
// folds 1 and 2 of KnowledgeNet.
const learnedPrefix = "relation.learned-"

// Grades judges all that is found in the gold texts of split and, where dir is not "", in
// KnowledgeNet: in its folds 1 and 2 for Dev, but for what was learned from them, in fold 3
// for Unseen.
func Grades(ctx context.Context, l *loaders.Loader, split Split, dir string) ([]Grade, error) {
	var out []Grade
	for _, score := range []func(context.Context, *loaders.Loader, Split) (scored, error){
		scoreEncounters, scoreOffices, scoreStatements, scoreArticles,
	} {
		s, err := score(ctx, l, split)
		if err != nil {
			return nil, err
		}
		out = append(out, s.grades...)
	}
	if dir == "" {
		return out, nil
	}
	folds := []int{1, 2}
	if split == Unseen {
		folds = []int{relationFold}
	}
	sums, err := relationSums(ctx, l, dir, folds)
	if err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(sums) {
		for _, g := range sums[name].grades {
			if split == Unseen || !strings.HasPrefix(g.Rule, learnedPrefix) {
				out = append(out, g)
			}
		}
	}
	return out, nil
}

// Reliability compares how sure with how often right: by tenths of confidence, the stated
// mean and the share that is right, and in all the expected calibration error.
func Reliability(ctx context.Context, l *loaders.Loader, split Split, dir string) (Table, error) {
	grades, err := Grades(ctx, l, split, dir)
	if err != nil {
		return nil, fmt.Errorf("reliability: %w", err)
	}
	return reliabilityRows(grades, split), nil
}

func reliabilityRows(grades []Grade, split Split) Table {
	var bins [10]struct{ n, right, stated int }
	for _, g := range grades {
		b := &bins[min(int(g.Confidence)/100, len(bins)-1)]
		b.n++
		b.stated += int(g.Confidence)
		if g.Right {
			b.right++
		}
	}
	var out Table
	off := 0.0 // sum over bins of |stated - right|, in thousandths
	for i, b := range bins {
		if b.n == 0 {
			continue
		}
		tenth := fmt.Sprintf("0.%d-%.1f ", i, float64(i+1)/10)
		stated, right := float64(b.stated)/10/float64(b.n), percent(b.right, b.n)
		out = append(out, Row{"reliability", string(split), tenth + "stated", stated, b.n}, Row{"reliability", string(split), tenth + "right", right, b.n})
		off += float64(b.n) * max(stated-right, right-stated)
	}
	return append(out, Row{"reliability", string(split), "expected calibration error", off / float64(max(1, len(grades))), len(grades)})
}

// ByRule counts, by rule, what was right and what was found, as lexicon/confidence.tsv of
// package extract has it.
func ByRule(grades []Grade) string {
	type sum struct{ right, n int }
	sums := map[string]*sum{}
	for _, g := range grades {
		s := sums[g.Rule]
		if s == nil {
			s = &sum{}
			sums[g.Rule] = s
		}
		s.n++
		if g.Right {
			s.right++
		}
	}
	var b strings.Builder
	b.WriteString("#rule\tright\tof\n")
	for _, rule := range sortedKeys(sums) {
		fmt.Fprintf(&b, "%s\t%d\t%d\n", rule, sums[rule].right, sums[rule].n)
	}
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return keys
}
