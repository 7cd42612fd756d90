package query_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// open returns a Query over the hand-made world.
func open(t testing.TB) *query.Query {
	t.Helper()
	return query.New(querytest.Open(t), query.Limits{})
}

func line(m query.Meeting) string {
	places := []string{}
	for _, p := range m.Place {
		places = append(places, p.Name)
	}
	when := ""
	if m.Time != nil {
		when = string(m.Time.Value) + m.Time.Weekday
	}
	by := ""
	for _, c := range m.Source {
		by += c.Speaker.Name
	}
	return fmt.Sprintf("%s %s %s asserted=%t by=%q in=%v on=%s %dx", m.Other.Name, m.Directness, m.Status, m.Asserted, by, places, when, len(m.Evidence))
}

func TestMet(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    query.Filter
		want []string
	}{
		{"Anna Berg", query.Filter{}, []string{
			`Omar Haddad asserted-meeting happened asserted=true by="" in=[Oslo] on=2024-03-05 1x`,
			`Tomas Berg asserted-meeting happened asserted=true by="" in=[] on= 1x`,
			`Lena Ortiz asserted-meeting denied asserted=false by="" in=[] on= 1x`,
			`Omar Haddad asserted-meeting planned asserted=false by="" in=[Amman] on= 1x`,
			`Lena Ortiz inferred happened asserted=false by="" in=[Oslo] on=2024-03-05 2x`,
			`Omar Haddad inferred happened asserted=false by="" in=[Oslo] on=2024-03-05 2x`,
		}},
		{"Anna Berg", query.Filter{FactsOnly: true, Since: "2024"}, []string{
			`Omar Haddad asserted-meeting happened asserted=true by="" in=[Oslo] on=2024-03-05 1x`,
			`Lena Ortiz inferred happened asserted=false by="" in=[Oslo] on=2024-03-05 2x`,
			`Omar Haddad inferred happened asserted=false by="" in=[Oslo] on=2024-03-05 2x`,
		}},
		{"Lena Ortiz", query.Filter{Type: "PhoneCall"}, []string{
			`Omar Haddad call happened asserted=false by="Kestrel News" in=[] on=monday 1x`,
		}},
		{"Anna Berg", query.Filter{Status: "planned", Place: "e:amman"}, []string{
			`Omar Haddad asserted-meeting planned asserted=false by="" in=[Amman] on= 1x`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := open(t)
			id, err := q.Resolve(t.Context(), tt.name)
			if err != nil {
				t.Fatal(err)
			}
			page, err := q.Met(t.Context(), id, tt.f)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range page.Items {
				got = append(got, line(m))
			}
			if d := cmp.Diff(got, tt.want); d != "" {
				t.Errorf("Met(%s, %+v): -got +want\n%s", tt.name, tt.f, d)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		name string
		want graph.ID
		err  error
		hint string
	}{
		{"Anna Berg", "e:anna", nil, ""},
		{"ANNA  berg", "e:anna", nil, ""},
		{"Berg", "e:anna", nil, ""}, // an exact alias of one of the two
		{"e:omar", "e:omar", nil, ""},
		{"ortiz", "e:lena", nil, ""},
		{"WFB", "e:wfb", nil, ""},
		{"Hadad", "", graph.ErrNotFound, "Omar Haddad"},
		{"Nobody Atall", "", graph.ErrNotFound, ""},
		{"o", "", graph.ErrInvalid, "may be"},
		{"?!", "", graph.ErrInvalid, "no letter"},
		{"pos:foreign-minister-of-norway", "pos:foreign-minister-of-norway", nil, ""},
		{"pos:none", "", graph.ErrNotFound, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := open(t).Resolve(t.Context(), tt.name)
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("Resolve(%q) = %q, %v; want %q, %v", tt.name, got, err, tt.want, tt.err)
			}
			if err != nil && !strings.Contains(err.Error(), tt.hint) {
				t.Errorf("Resolve(%q): %v; want it to mention %q", tt.name, err, tt.hint)
			}
		})
	}
}

// TestEvidence holds every marked span of every row against the article's text.
func TestEvidence(t *testing.T) {
	q := open(t)
	texts := map[graph.ID]string{}
	for _, rep := range querytest.Reports() {
		texts[rep.Article.ID] = rep.Article.Text
	}
	check := func(what string, ev []query.Evidence) {
		if len(ev) == 0 {
			t.Errorf("%s: no evidence", what)
		}
		for _, e := range ev {
			if len(e.Passages) == 0 {
				t.Errorf("%s: %s shows no words", what, e.Label)
			}
			for _, p := range e.Passages {
				if got := texts[e.Article][p.Span.B:p.Span.E]; got != p.Text {
					t.Errorf("%s: passage %q, text has %q", what, p.Text, got)
				}
				for _, m := range p.Marks {
					if !strings.Contains(p.Quote, p.Text[m.B:m.E]) {
						t.Errorf("%s: mark %q not in quote %q", what, p.Text[m.B:m.E], p.Quote)
					}
				}
			}
		}
	}
	for _, e := range []graph.ID{"e:anna", "e:omar", "e:lena", "e:oslo", "e:wfb", "e:evil", "e:kestr"} {
		met, err := q.Met(t.Context(), e, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range met.Items {
			check("met "+m.Other.Name, m.Evidence)
		}
		events, err := q.Events(t.Context(), e, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, ev := range events.Items {
			check("event "+ev.Label, ev.Evidence)
		}
		rel, err := q.Neighbours(t.Context(), e, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range rel.Items {
			check("neighbour "+n.Name, n.Evidence)
		}
	}
}

func TestSaid(t *testing.T) {
	q := open(t)
	page, err := q.Said(t.Context(), "e:anna", query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, st := range page.Items {
		quote := ""
		if len(st.Quotes) > 0 {
			quote = st.Quotes[0].Text
		}
		got = append(got, fmt.Sprintf("%s as %q cue %q %s %q about %d", st.Class, st.As, st.Cue, st.Mode, quote, len(st.About)))
	}
	want := []string{
		`Say as "Berg" cue "said after" direct "“The sea belongs to those who live from it,”" about 0`,
		`Say as "Anna Berg" cue "said Haddad" indirect "" about 1`,
	}
	if d := cmp.Diff(got, want); d != "" {
		t.Errorf("Said: -got +want\n%s", d)
	}
	about, err := q.Statements(t.Context(), query.Filter{About: "e:omar"})
	if err != nil || len(about.Items) != 1 || about.Items[0].Speaker.ID != "e:anna" {
		t.Errorf("Statements about Haddad = %+v, %v", about.Items, err)
	}
}

func TestOffices(t *testing.T) {
	for _, tt := range []struct {
		id   graph.ID
		want []string
	}{
		{"e:anna", []string{"Anna Berg: Foreign Minister of Norway (Norway) current 1"}},
		{"pos:foreign-minister-of-norway", []string{
			"Anna Berg: Foreign Minister of Norway (Norway) current 1",
			"Tomas Berg: Foreign Minister of Norway (Norway) former 1",
		}},
		{"e:jordan", []string{"Omar Haddad: Trade Minister of Jordan (Jordan) current 1"}},
		{"e:oslo", nil},
	} {
		page, err := open(t).Offices(t.Context(), tt.id, query.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range page.Items {
			got = append(got, fmt.Sprintf("%s: %s (%s) %s %d", o.Holder.Name, o.Post.Name, o.Organization.Name, o.Status, len(o.Observations)))
		}
		if d := cmp.Diff(got, tt.want); d != "" {
			t.Errorf("Offices(%s): -got +want\n%s", tt.id, d)
		}
	}
}

// TestPages walks all pages of one row and gets each row once, in order.
func TestPages(t *testing.T) {
	q := open(t)
	all, err := q.Met(t.Context(), "e:anna", query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []query.Meeting
	for f := (query.Filter{Limit: 1}); ; {
		page, err := q.Met(t.Context(), "e:anna", f)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page.Items...)
		if f.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	if len(got) != len(all.Items) {
		t.Fatalf("%d rows by pages of one, %d at once", len(got), len(all.Items))
	}
	for i := range got {
		if line(got[i]) != line(all.Items[i]) {
			t.Errorf("row %d: %s, want %s", i, line(got[i]), line(all.Items[i]))
		}
	}
}

func TestFilterErrors(t *testing.T) {
	q := open(t)
	for _, f := range []query.Filter{
		{Since: "yesterday"}, {Until: "2024-3"}, {Type: "Dragon"}, {Status: "maybe"},
		{Limit: -1}, {Limit: 5000}, {Cursor: "!!"},
	} {
		if _, err := q.Met(t.Context(), "e:anna", f); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("Met with %+v: %v, want ErrInvalid", f, err)
		}
	}
}

func TestLimits(t *testing.T) {
	r := open(t).Reader()
	for _, lim := range []query.Limits{{Quads: 3}, {Articles: 1}} {
		q := query.New(r, lim)
		if _, err := q.Met(t.Context(), "e:anna", query.Filter{}); !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("Met with %+v: %v, want ErrTooLarge", lim, err)
		}
	}
	if _, err := query.New(r, query.Limits{Names: 2}).Find(t.Context(), "berg", query.Filter{}); !errors.Is(err, graph.ErrTooLarge) {
		t.Errorf("Find over two names: %v, want ErrTooLarge", err)
	}
}
