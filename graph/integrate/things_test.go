package integrate_test

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/world"
)

// TestThings: who follows the changes learns of each thing of which something is said,
// or mentioned, that is new or gone.
func TestThings(t *testing.T) {
	s := memory.New()
	i := integrator(t, s, resolver)
	w := world.New(3, world.Size{People: 12, Events: 8})
	was, checked := said(t, s), 0
	step := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		now := said(t, s)
		things := lastThings(t, s)
		for _, pair := range [...][2]map[graph.ID]string{{was, now}, {now, was}} {
			for id, quads := range pair[0] {
				checked++
				if _, named := slices.BinarySearch(things, id); !named && pair[1][id] != quads {
					t.Errorf("%s: %s changed and is not named:\n%s\nnow\n%s", what, id, quads, pair[1][id])
				}
			}
		}
		was = now
	}
	var reports []*graph.Report
	for n := range 40 {
		reports = append(reports, w.Report(n))
		_, err := i.Put(t.Context(), reports[n])
		step("put "+string(reports[n].Article.ID), err)
		if n%5 == 4 {
			gone := reports[n-3].Article.ID
			_, err = i.Retract(t.Context(), gone)
			step("retract "+string(gone), err)
		}
	}
	a, b := reports[0].Chains[0], reports[39].Chains[0]
	merge := graph.Judgement{Kind: "merge", Left: []graph.Anchor{{Member: a.ID, Name: a.Name}}, Right: []graph.Anchor{{Member: b.ID, Name: b.Name}}}
	for _, j := range []graph.Judgement{merge, {Kind: "published", Article: reports[7].Article.ID, Date: "2020-02-02"}, {Kind: "undo", Undoes: 1}} {
		_, err := i.Judge(t.Context(), j)
		step(j.Kind, err)
	}
	if checked < 1000 {
		t.Errorf("only %d things were looked at", checked)
	}
}

// said returns for each entity, event and position its quads and members, and for an
// event the dates of the articles that tell of it.
func said(t *testing.T, s graph.Store) map[graph.ID]string {
	t.Helper()
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	log, err := v.Judgements(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dates := graph.JudgedDates(log)
	out := map[graph.ID]string{}
	for q, err := range v.Quads(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range [...]graph.ID{q.S, q.O.ID} {
			if id.IsThing() {
				out[id] += string(q.S+" "+q.P+" "+q.O.ID+" "+q.G+" ") + q.O.Literal + string(dates[q.G.Doc()]) + "\n"
			}
		}
	}
	for id := range out {
		members, err := v.Members(t.Context(), id)
		if err == nil {
			out[id] += graphIDs(members)
		}
	}
	return out
}

func graphIDs(ids []graph.ID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + " ")
	}
	return b.String()
}

func lastThings(t *testing.T, s graph.Store) []graph.ID {
	t.Helper()
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for c, err := range v.Changes(t.Context(), v.Version()-1) {
		if err != nil {
			t.Fatal(err)
		}
		return c.Things
	}
	return nil
}
