package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
)

// A judge keeps what it is told and has pairs to review.
type judge struct {
	log   []graph.Judgement
	pairs []api.Pair
}

func (j *judge) Judge(_ context.Context, g graph.Judgement) (api.Judged, error) {
	if g.Kind == "undo" && g.Undoes > len(j.log)+1 {
		return api.Judged{}, fmt.Errorf("undo %d: %w", g.Undoes, graph.ErrNotFound)
	}
	j.log = append(j.log, g)
	return api.Judged{Seq: len(j.log), Moved: []api.Move{}}, nil
}

func (j *judge) Why(_ context.Context, left, right graph.ID) (api.Comparison, error) {
	return api.Comparison{Left: left, Right: right, Features: []api.Feature{{Name: "names", Left: "a", Right: "b"}}}, nil
}

func (j *judge) Undecided(_ context.Context, limit int, cursor string) (query.Page[api.Pair], error) {
	return query.Cut(j.pairs, query.Filter{Limit: limit, Cursor: cursor}, func(p *api.Pair) string { return string(p.Left) })
}

func (j *judge) Lost(context.Context) ([]int, error) { return nil, nil }

func TestJudgements(t *testing.T) {
	j := &judge{}
	d := deps(t)
	d.Judge = j
	h := api.New(d)
	for name, tt := range map[string]struct {
		body string
		want int
		kind string
	}{
		"merge":                {`{"kind":"merge","left":"Anna Berg","right":"Omar Haddad","why":"same photo"}`, http.StatusCreated, "merge"},
		"with itself":          {`{"kind":"merge","left":"Anna Berg","right":"e:anna"}`, http.StatusUnprocessableEntity, ""},
		"unknown":              {`{"kind":"merge","left":"Anna Berg","right":"Nobody Atall"}`, http.StatusNotFound, ""},
		"unknown kind":         {`{"kind":"marry","left":"Anna Berg","right":"Omar Haddad"}`, http.StatusUnprocessableEntity, ""},
		"split of a stranger":  {`{"kind":"split","left":"Anna Berg","members":["m:0123456789abcdef.1-2"]}`, http.StatusUnprocessableEntity, ""},
		"malformed":            {`{"kind":`, http.StatusBadRequest, ""},
		"date of an article":   {`{"kind":"published","article":"doc:0123456789abcdef","date":"2024-01-02"}`, http.StatusCreated, "published"},
		"an undo has its path": {`{"kind":"undo"}`, http.StatusUnprocessableEntity, ""},
	} {
		t.Run(name, func(t *testing.T) {
			j.log = nil
			w := do(t, h, call{method: http.MethodPost, path: "/v1/judgements", body: tt.body, kind: "application/json"})
			if w.Code != tt.want {
				t.Fatalf("status %d, want %d: %s", w.Code, tt.want, w.Body)
			}
			if tt.kind != "" && (len(j.log) != 1 || j.log[0].Kind != tt.kind) {
				t.Errorf("judged %+v, want one %s", j.log, tt.kind)
			}
		})
	}
}

// TestPagesOfJudgements walks the log and the review queue by their cursors.
func TestPagesOfJudgements(t *testing.T) {
	s := memory.New()
	j := &judge{}
	var want, pairs []string
	for n := range 5 {
		batch := graph.Batch{Judge: []graph.Judgement{{Seq: n + 1, Kind: "published", Article: "doc:0123456789abcdef", Date: "2024-01-02"}}}
		if _, err := s.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		want = append([]string{fmt.Sprint(n + 1)}, want...)
		left := graph.ID(fmt.Sprintf("e:%d", n))
		j.pairs = append(j.pairs, api.Pair{Left: left, Right: "e:z", Why: api.Comparison{Features: []api.Feature{}}})
		pairs = append(pairs, string(left))
	}
	d := deps(t)
	d.Judge, d.Source = j, s.Snapshot
	h := api.New(d)
	for path, tt := range map[string]struct {
		key  string
		want []string
	}{"/v1/judgements": {"seq", want}, "/v1/review": {"left", pairs}} {
		var got []string
		for next := path + "?limit=2"; next != ""; {
			w := do(t, h, call{method: http.MethodGet, path: next})
			var page struct {
				Items []map[string]any
				Total int
				Next  string
			}
			if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != http.StatusOK || page.Total != 5 || w.Header().Get("X-Total-Count") != "5" || len(page.Items) > 2 {
				t.Fatalf("%s: status %d, %v: %s", next, w.Code, err, w.Body)
			}
			for _, row := range page.Items {
				got = append(got, fmt.Sprint(row[tt.key]))
			}
			if next = ""; page.Next != "" {
				next = path + "?limit=2&cursor=" + page.Next
			}
			if link := w.Header().Get("Link"); (link != "") != (next != "") {
				t.Errorf("%s: Link %q and next %q", path, link, next)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: pages hold %v, want %v", path, got, tt.want)
		}
		for _, wrong := range []string{"?cursor=AAAA", "?limit=0", "?limit=1001"} {
			if w := do(t, h, call{method: http.MethodGet, path: path + wrong}); w.Code != http.StatusUnprocessableEntity {
				t.Errorf("%s%s: status %d, want 422", path, wrong, w.Code)
			}
		}
		w := do(t, h, call{method: http.MethodGet, path: path + "?limit=2", header: map[string]string{"Accept": "application/jsonl"}})
		if n := strings.Count(w.Body.String(), "\n"); n != 2 {
			t.Errorf("%s as lines: %d of them, want 2: %s", path, n, w.Body)
		}
	}
}

func TestUndoOfNothing(t *testing.T) {
	d := deps(t)
	d.Judge = &judge{}
	if w := do(t, api.New(d), call{method: http.MethodDelete, path: "/v1/judgements/7"}); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `"code"`) {
		t.Errorf("status %d, want 404 as a problem: %s", w.Code, w.Body)
	}
}
