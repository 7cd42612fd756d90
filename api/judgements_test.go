package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
)

// A judge keeps what it is told and finds nothing to review.
type judge struct{ log []graph.Judgement }

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

func (j *judge) Undecided(context.Context, int) ([]api.Pair, error) { return nil, nil }

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

func TestUndoOfNothing(t *testing.T) {
	d := deps(t)
	d.Judge = &judge{}
	if w := do(t, api.New(d), call{method: http.MethodDelete, path: "/v1/judgements/7"}); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `"code"`) {
		t.Errorf("status %d, want 404 as a problem: %s", w.Code, w.Body)
	}
}
