package query_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A listing asks for a list and returns its rows as JSON, each with its evidence and the
// numbers that it states.
type listing func(context.Context, *query.Query, graph.ID, query.Filter) (rows []listed, total int, next string, err error)

type listed struct {
	json            string
	evidence        []query.Evidence
	sources, claims int
}

func listOf[T any](ask func(*query.Query, context.Context, graph.ID, query.Filter) (query.Page[T], error), of func(*T) ([]query.Evidence, int, int)) listing {
	return func(ctx context.Context, q *query.Query, id graph.ID, f query.Filter) ([]listed, int, string, error) {
		p, err := ask(q, ctx, id, f)
		var out []listed
		for i := range p.Items {
			b, err := json.Marshal(p.Items[i])
			if err != nil {
				return nil, 0, "", err
			}
			row := listed{json: string(b)}
			row.evidence, row.sources, row.claims = of(&p.Items[i])
			out = append(out, row)
		}
		return out, p.Total, p.Next, err
	}
}

var listings = map[string]listing{
	"met":       listOf((*query.Query).Met, func(m *query.Meeting) ([]query.Evidence, int, int) { return m.Evidence, m.Sources, m.Claims }),
	"events":    listOf((*query.Query).Events, func(ev *query.Event) ([]query.Evidence, int, int) { return ev.Evidence, ev.Sources, ev.Claims }),
	"relations": listOf((*query.Query).Relations, func(r *query.Relation) ([]query.Evidence, int, int) { return r.Evidence, r.Sources, r.Claims }),
	"offices": listOf((*query.Query).Offices, func(o *query.Office) ([]query.Evidence, int, int) {
		var all []query.Evidence
		for _, ob := range o.Observations {
			all = append(all, ob.Evidence)
		}
		return all, o.Sources, o.Claims
	}),
	"said":       listOf((*query.Query).Said, func(st *query.Statement) ([]query.Evidence, int, int) { return st.Evidence, 1, 1 }),
	"neighbours": listOf((*query.Query).Neighbours, func(*query.Neighbour) ([]query.Evidence, int, int) { return nil, 0, 0 }),
	"timeline":   listOf((*query.Query).Timeline, func(*query.Moment) ([]query.Evidence, int, int) { return nil, 0, 0 }),
	"places": listOf(func(q *query.Query, ctx context.Context, id graph.ID, f query.Filter) (query.Page[query.Site], error) {
		return q.Places(ctx, id, 2, f)
	}, func(*query.Site) ([]query.Evidence, int, int) { return nil, 0, 0 }),
}

// TestRows asks for lists about the best known of a generated world: pages one after the
// other are the whole list, the numbers of a row are those of all that it rests on, and
// what it shows is the beginning of that.
func TestRows(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for hundreds of lists")
	}
	r := generated(t, 400)
	popular, err := query.New(r, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cut := 0
	for name, list := range listings {
		for _, f := range []query.Filter{{}, {FactsOnly: true}, {MinSources: 2}, {Since: "2023-06", Until: "2024-06"}, {AsOf: "2023-12-31"}, {Outlet: "daily ledger"}} {
			for i := 0; i < 60; i += 3 {
				id := popular[i].ID
				q := query.New(r, query.Limits{})
				ask := func(f query.Filter) []listed {
					rows, total, next, err := list(t.Context(), q, id, f)
					if err != nil {
						t.Fatal(err)
					}
					if f.Limit == query.MaxLimit && (total != len(rows) || next != "") {
						t.Errorf("%s of %s: %d rows of %d", name, id, len(rows), total)
					}
					return rows
				}
				f.Limit = query.MaxLimit
				whole := ask(f)
				all := f
				all.Evidence = query.AllEvidence
				for k, row := range ask(all) {
					cut += compareRows(t, fmt.Sprintf("%s of %s, %+v, row %d", name, id, f, k), whole[k], row)
				}
				f.Limit = 7
				var paged []listed
				for {
					rows, _, next, err := list(t.Context(), q, id, f)
					if err != nil {
						t.Fatal(err)
					}
					paged = append(paged, rows...)
					if f.Cursor = next; next == "" {
						break
					}
				}
				if !slices.EqualFunc(paged, whole, func(a, b listed) bool { return a.json == b.json }) {
					t.Errorf("%s of %s, %+v: %d rows in pages, %d at once, or others", name, id, f, len(paged), len(whole))
				}
			}
		}
	}
	if cut < 50 {
		t.Errorf("only %d rows show less than they rest on", cut)
	}
}

// compareRows compares a row with the same one with all its evidence, and returns 1 if it
// shows less of it.
func compareRows(t *testing.T, what string, row, whole listed) int {
	t.Helper()
	if whole.evidence == nil {
		return 0
	}
	if n := query.Sources(whole.evidence); len(whole.evidence) != whole.claims || n != whole.sources {
		t.Errorf("%s says %d claims of %d sources, not %d of %d", what, whole.claims, whole.sources, len(whole.evidence), n)
	}
	if row.claims != whole.claims || row.sources != whole.sources || len(row.evidence) != min(whole.claims, query.DefaultEvidence) {
		t.Errorf("%s shows %d of %d claims of %d sources; all are %d of %d", what, len(row.evidence), row.claims, row.sources, whole.claims, whole.sources)
	}
	for i := range row.evidence {
		got, _ := json.Marshal(row.evidence[i])
		want, _ := json.Marshal(whole.evidence[i])
		if string(got) != string(want) {
			t.Errorf("%s: evidence %d is %s, of all %s", what, i, got, want)
		}
	}
	if len(row.evidence) < whole.claims {
		return 1
	}
	return 0
}
