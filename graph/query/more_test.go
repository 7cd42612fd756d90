package query_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

func TestPaths(t *testing.T) {
	for _, tt := range []struct {
		from, to graph.ID
		opt      query.PathOptions
		want     []string
	}{
		{"e:tomas", "e:omar", query.PathOptions{Count: 1}, []string{
			"Tomas Berg -met, meeting- Anna Berg -met, meeting, news conference- Omar Haddad",
		}},
		{"e:evil", "e:lena", query.PathOptions{}, []string{"Eve -works for- World Fishery Board -is a member of- Lena Ortiz"}},
		{"e:evil", "e:oslo", query.PathOptions{}, nil},
		{"e:evil", "e:tomas", query.PathOptions{Length: 2}, nil},
	} {
		got, err := open(t).Paths(t.Context(), tt.from, tt.to, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, p := range got.Items {
			line := strings.Fields(p.Steps[0].From.Name)[0]
			if line != "Eve" {
				line = p.Steps[0].From.Name
			}
			for _, s := range p.Steps {
				var labels []string
				for _, l := range s.Links {
					labels = append(labels, l.Label)
					if len(l.Evidence) == 0 {
						t.Errorf("link %s without evidence", l.Label)
					}
				}
				line += fmt.Sprintf(" -%s- %s", strings.Join(labels, ", "), s.To.Name)
			}
			lines = append(lines, line)
		}
		if d := cmp.Diff(lines, tt.want); d != "" {
			t.Errorf("Paths(%s, %s): -got +want\n%s", tt.from, tt.to, d)
		}
	}
}

// TestPathsAssertedOnly finds no way over a denied meeting or a claimed call.
func TestPathsAssertedOnly(t *testing.T) {
	got, err := open(t).Paths(t.Context(), "e:lena", "e:anna", query.PathOptions{Count: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range got.Items {
		for _, s := range p.Steps {
			for _, l := range s.Links {
				for _, e := range l.Evidence {
					if !e.Asserted {
						t.Errorf("%s -%s- %s rests on a claim that is %s", s.From.Name, l.Label, s.To.Name, e.Status)
					}
				}
			}
		}
	}
}

// TestPathFilters looks at the links of the steps from Anna Berg to Omar Haddad.
func TestPathFilters(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    query.Filter
		want []string // labels of links
	}{
		{"none", query.Filter{}, []string{"met", "meeting", "news conference"}},
		{"meetings", query.Filter{Type: "Meeting"}, []string{"meeting"}},
		{"a place", query.Filter{Place: "e:oslo"}, []string{"meeting", "news conference"}},
		{"another place", query.Filter{Place: "e:amman"}, nil},
		{"before all", query.Filter{Until: "1990"}, nil},
		{"as of a day", query.Filter{AsOf: "2024-03-07"}, []string{"met", "meeting"}},
		{"one outlet", query.Filter{Outlet: "harbour post"}, []string{"met", "meeting"}},
		{"two sources", query.Filter{MinSources: 2}, nil},
		{"more sources than there are", query.Filter{MinSources: 99}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := open(t).Paths(t.Context(), "e:anna", "e:omar", query.PathOptions{Count: 1, Filter: tt.f})
			if err != nil {
				t.Fatal(err)
			}
			var links []string
			for _, p := range got.Items {
				for _, s := range p.Steps {
					for _, l := range s.Links {
						links = append(links, l.Label)
					}
				}
			}
			if !slices.Equal(links, tt.want) {
				t.Errorf("got %q, want %q", links, tt.want)
			}
		})
	}
}

// TestAllEvents lists the events of more articles than a question may read.
func TestAllEvents(t *testing.T) {
	few := query.New(open(t).Reader(), query.Limits{Articles: 2})
	page, err := few.Events(t.Context(), "", query.Filter{Limit: 1, Evidence: 1})
	if err != nil || len(page.Items) != 1 || page.Total < 5 {
		t.Errorf("%d events of %d, %v", len(page.Items), page.Total, err)
	}
}

func TestPathLimits(t *testing.T) {
	q := open(t)
	if _, err := q.Paths(t.Context(), "e:tomas", "e:wfb", query.PathOptions{Nodes: 2}); !errors.Is(err, graph.ErrTooLarge) {
		t.Errorf("two nodes: %v, want ErrTooLarge", err)
	}
	got, err := q.Paths(t.Context(), "e:tomas", "e:omar", query.PathOptions{Degree: 1})
	if err != nil || len(got.Items) != 0 || len(got.Hubs) == 0 {
		t.Errorf("no way through hubs: %d paths, hubs %v, %v", len(got.Items), got.Hubs, err)
	}
	if _, err := q.Paths(t.Context(), "e:anna", "e:anna", query.PathOptions{}); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("path to itself: %v", err)
	}
}

func TestTimeline(t *testing.T) {
	page, err := open(t).Timeline(t.Context(), "e:anna", query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	known := true
	for _, m := range page.Items {
		k := m.Time != nil && m.Time.Known()
		if k && !known {
			t.Error("a known date after an unknown one")
		}
		known = k
		if (m.Event == nil) == (m.Statement == nil) {
			t.Error("a moment is exactly one of event and statement")
		}
	}
	if len(page.Items) != 7 {
		t.Errorf("%d moments, want 5 events and 2 statements", len(page.Items))
	}
}

func TestWhy(t *testing.T) {
	c, err := open(t).Why(t.Context(), "e:anna", "e:omar", query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%d relations, %d events, %d statements, %d paths", len(c.Relations), len(c.Events), len(c.Statements), len(c.Paths))
	if want := "1 relations, 3 events, 1 statements, 2 paths"; got != want {
		t.Errorf("Why: %s, want %s", got, want)
	}
}

// TestArticleView holds marks and spans of an article against its text.
func TestArticleView(t *testing.T) {
	q := open(t)
	for _, rep := range querytest.Reports() {
		v, err := q.Article(t.Context(), rep.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Marks) != len(rep.Mentions) || v.Text != rep.Article.Text {
			t.Errorf("%s: %d marks, want %d", v.ID, len(v.Marks), len(rep.Mentions))
		}
		if len(v.Said) != len(rep.Events)+len(rep.Statements)+len(rep.Claims) {
			t.Errorf("%s: %d claims", v.ID, len(v.Said))
		}
		for _, c := range v.Said {
			if c.Summary == "" || len(c.Spans) == 0 {
				t.Errorf("%s: empty claim %+v", v.ID, c)
			}
		}
	}
}

// TestGone asks for a retracted article, its members and its labels.
func TestGone(t *testing.T) {
	s := memory.New()
	reports := querytest.Reports()
	first := reports[0]
	if _, err := s.Apply(t.Context(), querytest.Batch(reports[:1])); err != nil {
		t.Fatal(err)
	}
	cache := query.NewCache(1 << 20)
	ask := func(want error) {
		t.Helper()
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		q, err := cache.New(t.Context(), snap, query.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for name, ask := range map[string]func(context.Context) error{
			"article":  func(ctx context.Context) error { _, err := q.Article(ctx, first.Article.ID); return err },
			"member":   func(ctx context.Context) error { _, err := q.Resolve(ctx, string(first.Chains[0].ID)); return err },
			"evidence": func(ctx context.Context) error { _, err := q.Evidence(ctx, first.Events[0].Label); return err },
		} {
			if err := ask(t.Context()); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		}
	}
	ask(nil)
	b := querytest.Batch(reports[:1])
	gone := graph.Batch{Remove: []graph.ID{first.Article.ID}, Drop: b.Add, Unname: b.Names}
	for _, r := range b.Redirects {
		gone.Redirects = append(gone.Redirects, graph.Redirect{From: r.From})
	}
	if _, err := s.Apply(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	ask(graph.ErrGone) // and the cache follows
}

// TestGeneratedWorld asks about the best-known of a generated world, as integrated.
func TestGeneratedWorld(t *testing.T) {
	if testing.Short() {
		t.Skip("resolves some hundred articles")
	}
	r := generated(t, 300)
	popular, err := query.New(r, query.Limits{}).Popular(t.Context())
	if err != nil || len(popular) < 50 {
		t.Fatalf("%d things, %v", len(popular), err)
	}
	meetings := 0
	for _, p := range popular {
		if p.Class != "Person" || p.Articles < 3 {
			continue
		}
		q := query.New(r, query.Limits{})
		met, err := q.Met(t.Context(), p.ID, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		meetings += met.Total
		for _, m := range met.Items {
			if len(m.Evidence) == 0 || m.Evidence[0].Sentence() == "" || m.Other.Name == "" {
				t.Errorf("%s: meeting without other or words: %+v", p.Name, m)
			}
		}
		if _, err := q.Resolve(t.Context(), string(p.ID)); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		if _, err := q.Card(t.Context(), p.ID); err != nil {
			t.Error(err)
		}
	}
	if meetings == 0 {
		t.Error("nobody met anybody")
	}
}
