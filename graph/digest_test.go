package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/world"
)

// digested compares a digest with its report.
func digested(t *testing.T, r *graph.Report) {
	t.Helper()
	d, err := graph.OpenDigest(r.Digest())
	if err != nil {
		t.Fatal(err)
	}
	eq := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	eq("article", d.Article(), r.Article.ID)
	eq("published", d.Published(), r.Article.Published)
	eq("outlet", d.Outlet(), r.Article.Outlet)
	eq("hash", d.TextHash(), r.Article.TextHash())
	var runs []uint64
	for i := range d.Runs() {
		runs = append(runs, d.Run(i))
	}
	eq("runs", slices.Equal(runs, r.Article.Print().Runs), true)
	common := func(f *graph.Facets, kind, index int, class string, time int) int {
		n := d.Of(f.Label)
		if n == graph.None {
			t.Fatalf("%s is not there", f.Label)
		}
		eq("kind", d.Kind(n), kind)
		eq("index", d.Index(n), index)
		eq("asserted", d.Asserted(n), f.Asserted())
		eq("claimed", d.Claimed(n), f.Source != graph.None)
		eq("confidence", d.Confidence(n), f.Confidence)
		eq("status", d.Status(n), f.Status)
		eq("class", d.Class(n), class)
		eq("time", d.Time(n), time)
		return n
	}
	for i := range r.Events {
		ev := &r.Events[i]
		n := common(&ev.Facets, graph.IsEvent, i, ev.Class, ev.Time)
		eq("event", fmt.Sprint(d.Member(n), d.Lemma(n), d.Aspect(n), d.Directness(n), d.Plover(n), d.PloverMode(n), d.Cameo(n)),
			fmt.Sprint(ev.ID, ev.Lemma, ev.Aspect, ev.Directness, ev.Plover, ev.PloverMode, ev.Cameo))
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		eq("statement", d.Member(common(&st.Facets, graph.IsStatement, i, st.Class, st.Time)), st.ID)
	}
	for i := range r.Claims {
		cl := &r.Claims[i]
		n := common(&cl.Facets, graph.IsClaim, i, cl.Relation, cl.Time)
		eq("claim", fmt.Sprint(d.Position(n), d.Post(n), d.Occupancy(n)), fmt.Sprint(cl.Position, cl.Post, cl.Occupancy))
	}
	eq("times", d.Times(), len(r.Times))
	for i := range r.Times {
		value, weekday, words := d.TimeAt(i)
		eq("time", value+weekday+words, r.Times[i].Value+r.Times[i].Weekday+r.Times[i].Text(r.Article.Text))
	}
	eq("no claim", d.Of("g:0123456789abcdef.none"), graph.None)
}

// TestDigest: a digest says what the report says, of a long one with wider numbers too.
func TestDigest(t *testing.T) {
	w := world.New(3, world.Size{})
	for i := range 60 {
		r := w.Report(i)
		for k := range r.Events {
			r.Events[k].Aspect, r.Events[k].Plover, r.Events[k].Cameo = "resumed", "CONSULT", "040"
		}
		if i%2 > 0 && len(r.Claims) > 0 {
			r.Claims[0].Source, r.Claims[0].Status = 0, "denied"
		}
		digested(t, r)
	}
	long := w.Report(1)
	long.Events[0].Lemma = strings.Repeat("long", 1<<15)
	digested(t, long)
	digested(t, &graph.Report{})
}

// FuzzDigest: no bytes bring a reader down.
func FuzzDigest(f *testing.F) {
	f.Add(world.New(1, world.Size{}).Report(2).Digest(), "g:0123456789abcdef.none")
	f.Fuzz(func(t *testing.T, b []byte, label string) {
		d, err := graph.OpenDigest(b)
		if err != nil {
			return
		}
		n := max(d.Of(graph.ID(label)), 0)
		d.Asserted(n)
		d.Member(n)
		d.Outlet()
		d.TimeAt(d.Time(n))
		for i := range d.Runs() {
			d.Run(i)
		}
	})
}
