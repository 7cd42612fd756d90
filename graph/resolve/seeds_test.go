package resolve_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/source"
)

// seeds returns the reports of the articles in the folder NEWSGRAPH_SEEDS, sorted
// by file, or skips.
func seeds(t *testing.T) []*graph.Report {
	t.Helper()
	dir := os.Getenv("NEWSGRAPH_SEEDS")
	if dir == "" || testing.Short() {
		t.Skip("NEWSGRAPH_SEEDS is not set, or -short")
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []*graph.Report
	for art, err := range source.Open(t.Context(), []string{dir}, nil, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Analyse(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// TestSeeds: the identities of the worked example, in every order of loading.
func TestSeeds(t *testing.T) {
	reports := seeds(t)
	if len(reports) != 3 {
		t.Fatalf("%d articles, want 3", len(reports))
	}
	var first map[graph.ID]graph.ID
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		s := resolve.New(knowledge.Default())
		present := map[int][]resolve.Member{}
		for _, n := range order {
			present[n] = resolve.Members(reports[n])
			s.Update(present[n], nil, nil)
		}
		got := dump(s, present)
		if first == nil {
			first = got
			checkSeeds(t, s, reports)
		} else if d := cmp.Diff(first, got); d != "" {
			t.Errorf("order %v: %s", order, d)
		}
		s.Update(nil, present[1], nil)
		without := map[int][]resolve.Member{0: present[0], 2: present[2]}
		never := resolve.New(knowledge.Default())
		never.Update(append(resolve.Members(reports[2]), present[0]...), nil, nil)
		if d := cmp.Diff(dump(never, without), dump(s, without)); d != "" {
			t.Errorf("order %v: without the second article: %s", order, d)
		}
	}
}

func checkSeeds(t *testing.T, s *resolve.State, reports []*graph.Report) {
	t.Helper()
	event := func(n int, class string, want int) graph.ID {
		for _, e := range reports[n].Events {
			if e.Class == class && len(e.Roles) >= want {
				return e.ID
			}
		}
		t.Fatalf("no %s in article %d", class, n)
		return ""
	}
	a, b := event(0, "NewsConference", 1), event(1, "NewsConference", 1)
	if s.Canonical(a) != s.Canonical(b) {
		t.Errorf("the two press conferences are two: %+v", s.Why(a, b))
	}
	said := func(n int, words string) graph.ID {
		for _, st := range reports[n].Statements {
			for _, q := range st.Quotes {
				if strings.Contains(reports[n].Article.Text[q.B:q.E], words) {
					return st.ID
				}
			}
		}
		t.Fatalf("nobody says %q in article %d", words, n)
		return ""
	}
	x, y := said(0, "put a premium on civilian protection"), said(1, "put a premium on civilian protection")
	if pairs := s.SameUtterance(s.Canonical(a)); !slices.Contains(pairs, [2]graph.ID{min(x, y), max(x, y)}) {
		t.Errorf("%s and %s are not one utterance: %v", x, y, pairs)
	}
	for _, e := range reports[0].Events {
		if e.Class == "Operation" && s.Canonical(e.ID) != s.Canonical(event(0, "Operation", 2)) {
			t.Errorf("%s is another operation: %+v", reports[0].Article.Text[e.Trigger.B:e.Trigger.E], s.Why(e.ID, event(0, "Operation", 2)))
		}
	}
	resumed, op := event(0, "Operation", 2), event(1, "Operation", 2)
	if s.Canonical(resumed) != s.Canonical(op) {
		t.Errorf("the operation in Gaza is two: %+v", s.Why(resumed, op))
	}
	for n, r := range reports[:2] {
		for _, e := range r.Events {
			if e.ID == []graph.ID{resumed, op}[n] && !e.Asserted() {
				t.Errorf("article %d does not assert the operation", n)
			}
		}
	}
	if x, y := event(1, "Meeting", 2), event(2, "Meeting", 2); s.Canonical(x) == s.Canonical(y) {
		t.Errorf("the meetings of the second and third article are one: %+v", s.Why(x, y))
	}
	for _, family := range []string{"Blinken", "Netanya"} {
		ids := map[graph.ID]bool{}
		for _, r := range reports {
			for _, c := range r.Chains {
				if c.Named && c.Class == "Person" && strings.Contains(c.Name, family) {
					ids[s.Canonical(c.ID)] = true
				}
			}
		}
		if len(ids) != 1 {
			t.Errorf("%s is %d people: %v", family, len(ids), ids)
		}
	}
}
