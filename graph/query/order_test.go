package query_test

import (
	"errors"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// TestFilters counts the meetings of Anna Berg that each filter leaves.
func TestFilters(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    query.Filter
		want []string // the others
	}{
		{"as of a day", query.Filter{AsOf: "2024-03-07"}, []string{"Omar Haddad"}},
		{"as of a month", query.Filter{AsOf: "2024-02"}, nil},
		{"as of a version", query.Filter{AsOf: "v0"}, nil},
		{"as of this version", query.Filter{AsOf: "v1", FactsOnly: true}, []string{"Omar Haddad", "Tomas Berg", "Lena Ortiz", "Omar Haddad"}},
		{"two sources", query.Filter{MinSources: 2}, []string{"Lena Ortiz", "Omar Haddad"}},
		{"of one outlet", query.Filter{Outlet: "courier"}, []string{"Lena Ortiz", "Omar Haddad"}},
		{"by name", query.Filter{Sort: "name", FactsOnly: true}, []string{"Lena Ortiz", "Omar Haddad", "Omar Haddad", "Tomas Berg"}},
		{"by time, unknown last", query.Filter{Sort: "time", FactsOnly: true}, []string{"Omar Haddad", "Lena Ortiz", "Omar Haddad", "Tomas Berg"}},
		{"by sources", query.Filter{Sort: "sources"}, []string{"Lena Ortiz", "Omar Haddad", "Omar Haddad", "Tomas Berg", "Lena Ortiz", "Omar Haddad"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := open(t).Met(t.Context(), "e:anna", tt.f)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range page.Items {
				got = append(got, m.Other.Name)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestSortPages reads a sorted list in pages of one and gets the list.
func TestSortPages(t *testing.T) {
	q := open(t)
	for _, by := range query.Sorts {
		whole, err := q.Met(t.Context(), "e:anna", query.Filter{Sort: by})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = query.Each(func(f query.Filter) (query.Page[query.Meeting], error) { return q.Met(t.Context(), "e:anna", f) },
			query.Filter{Sort: by, Limit: 1}, func(m query.Meeting) {
				if n < len(whole.Items) && line(m) != line(whole.Items[n]) {
					t.Errorf("sort %s, row %d: %s", by, n, line(m))
				}
				n++
			})
		if err != nil || n != whole.Total {
			t.Errorf("sort %s: %d rows of %d, %v", by, n, whole.Total, err)
		}
	}
	if _, err := q.Mentions(t.Context(), "e:anna", query.Filter{Sort: "sources"}); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("a list that has no such order: %v", err)
	}
}

func TestPlaces(t *testing.T) {
	page, err := open(t).Places(t.Context(), "e:omar", 1, query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range page.Items {
		got = append(got, s.Name+" "+strings.Repeat("*", s.Events))
	}
	if want := []string{"Amman **", "Oslo **"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestPlacesCountCopiesOnce has one wire story in two papers, each with words of its
// own around it, and another story.
func TestPlacesCountCopiesOnce(t *testing.T) {
	wire := "{a:Anna Berg} met {b:Omar Haddad} in {p:Oslo} on 2024-03-05. The ministers of the five northern states agreed to close the strait to trawlers from April until the end of August, after a night of talks in which the islands had threatened to leave the fishing union. Scientists had warned in January that the stocks would not recover without a pause of at least two seasons."
	things := map[string]querytest.Thing{"a": {Class: "Person", Name: "Anna Berg"}, "b": {Class: "Person", Name: "Omar Haddad"}, "p": {Class: "City", Name: "Oslo"}}
	var reports []*graph.Report
	for outlet, text := range []string{
		wire, wire + "\nA reporter of this paper was there.", "Yesterday {a:Anna Berg} met {b:Omar Haddad} in {p:Oslo} again, and nothing came of it.",
	} {
		name := "Paper " + string(rune('A'+outlet))
		s := querytest.Story{URI: "https://" + name, Outlet: name, Text: text, Claims: []querytest.Claim{
			{Key: "meet", Class: "Meeting", Words: "Anna Berg met Omar Haddad in Oslo", Cue: "met", Roles: "participant a, participant b, place p"},
		}}
		reports = append(reports, s.Report(things))
	}
	page, err := query.New(querytest.Hold(t, querytest.Batch(reports)), query.Limits{}).Places(t.Context(), "", 0, query.Filter{})
	if err != nil || len(page.Items) != 1 || page.Items[0].Sources != 2 {
		t.Errorf("got %+v, want one place with two sources, %v", page.Items, err)
	}
}

// TestCompare sets two outlets side by side on the news conference and on a meeting
// that only one tells of.
func TestCompare(t *testing.T) {
	q := open(t)
	events, err := q.Events(t.Context(), "e:anna", query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]graph.ID{}
	for _, ev := range events.Items {
		by[ev.Class+" "+ev.Status] = ev.ID
	}
	for _, tt := range []struct {
		event   string
		outlets []string
		want    string
	}{
		{"NewsConference happened", nil, "Dagsnytt asserts 1, Levant Daily asserts 1"},
		{"NewsConference happened", []string{"Levant Daily", "Courier"}, "Courier omits 1, Levant Daily asserts 1"},
		{"Meeting denied", nil, "Courier denies 1"},
		{"Meeting planned", []string{"Odd", "Courier"}, "Courier announces 1, Odd omits 0"},
	} {
		c, err := q.Compare(t.Context(), by[tt.event], tt.outlets)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range c.Outlets {
			got = append(got, o.Outlet+" "+o.How+" "+string(rune('0'+o.Articles)))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s %v: got %v, want %s", tt.event, tt.outlets, got, tt.want)
		}
	}
	c, err := q.Compare(t.Context(), by["NewsConference happened"], nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Roles {
		if r.Who.Name == "Lena Ortiz" && !(slices.Equal(r.Told, []string{"Levant Daily"}) && slices.Equal(r.Omits, []string{"Dagsnytt"})) {
			t.Errorf("Lena Ortiz: %+v", r)
		}
	}
	if _, err := q.Compare(t.Context(), by["Meeting denied"], []string{"No Such Paper"}); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("unknown outlet: %v", err)
	}
}

// TestArticleEdges gives each sentence its claims and each claim its edges.
func TestArticleEdges(t *testing.T) {
	v, err := open(t).Article(t.Context(), querytest.Reports()[0].Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	labels := map[graph.ID]bool{}
	for _, of := range v.Edges {
		for _, l := range of {
			labels[l] = true
		}
	}
	if len(v.Edges) != len(v.Sentences) || len(labels) != len(v.Said) {
		t.Errorf("%d of %d sentences, %d of %d claims", len(v.Edges), len(v.Sentences), len(labels), len(v.Said))
	}
	met := false
	for _, c := range v.Said {
		for _, e := range c.Edges {
			met = met || e.Relation == "met" && e.From.ID == "e:anna" && e.To.ID == "e:omar"
		}
	}
	if !met {
		t.Error("no claim gives the edge met")
	}
}

// TestPathsPreferTheObscure lists the way over a thing that few articles mention
// before the one over a thing that all do, and in time only what is dated in order.
func TestPathsPreferTheObscure(t *testing.T) {
	r := generated(t, 600)
	popular, err := query.New(r, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	articles := map[graph.ID]int{}
	var people []graph.ID
	for _, p := range popular {
		articles[p.ID] = p.Articles
		if p.Class == "Person" {
			people = append(people, p.ID)
		}
	}
	cost := func(p query.Path) (n int) {
		for _, s := range p.Steps[1:] {
			n += bits.Len(uint(articles[s.From.ID]))
		}
		return n
	}
	pairs, dated := 0, 0
	for i := range min(40, len(people)/3) {
		a, b := people[i], people[2*i+5]
		found, err := query.New(r, query.Limits{}).Paths(t.Context(), a, b, query.PathOptions{Count: 20})
		if err != nil {
			t.Fatal(err)
		}
		for k, p := range found.Items {
			if k > 0 && len(p.Steps) == len(found.Items[k-1].Steps) {
				pairs++
				if before, now := cost(found.Items[k-1]), cost(p); before > now {
					t.Errorf("%s to %s: path %d weighs %d, path %d %d", a, b, k-1, before, k, now)
				}
			}
		}
		inTime, err := query.New(r, query.Limits{}).Paths(t.Context(), a, b, query.PathOptions{InTime: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range inTime.Items {
			dated++
			last := ""
			for _, s := range p.Steps {
				best := ""
				for _, l := range s.Links {
					if l.Time == nil || l.Time.Value == "" {
						t.Fatalf("a link without a date: %+v", l)
					}
					if v := string(l.Time.Value); best == "" || v < best {
						best = v
					}
				}
				if n := min(len(best), len(last)); best[:n] < last[:n] {
					t.Errorf("%s to %s: %s after %s", a, b, best, last)
				}
				last = max(last, best)
			}
		}
	}
	if pairs < 10 || dated == 0 {
		t.Errorf("only %d pairs and %d dated paths were compared", pairs, dated)
	}
}

// TestOutlet counts what two lists without evidence keep of one outlet.
func TestOutlet(t *testing.T) {
	q, f := open(t), query.Filter{Outlet: "Dagsnytt"}
	arts, err := q.Articles(t.Context(), f)
	if err != nil || arts.Total != 1 || arts.Items[0].Outlet != "Dagsnytt" {
		t.Errorf("articles: %+v, %v", arts.Items, err)
	}
	named, err := q.Mentions(t.Context(), "e:anna", f)
	if err != nil || named.Total != 2 {
		t.Errorf("mentions: %d, %v", named.Total, err)
	}
	around, err := q.Neighbours(t.Context(), "e:anna", f)
	if err != nil || around.Total != 2 {
		t.Errorf("neighbours: %+v, %v", around.Items, err)
	}
}
