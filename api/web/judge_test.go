package web_test

import (
	"context"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
)

// judge lets two things be decided upon once; its log is that of the store.
type judge struct{ store store }

func (j judge) Judge(ctx context.Context, g graph.Judgement) (api.Judged, error) {
	snap, err := j.store.Snapshot(ctx)
	if err != nil {
		return api.Judged{}, err
	}
	log, err := snap.Judgements(ctx)
	if err != nil {
		return api.Judged{}, err
	}
	if err := snap.Close(); err != nil {
		return api.Judged{}, err
	}
	g.Seq = len(log) + 1
	_, err = j.store.Apply(ctx, graph.Batch{Judge: []graph.Judgement{g}})
	return api.Judged{Seq: g.Seq, Moved: []api.Move{}}, err
}

func (j judge) Lost(context.Context) ([]int, error) { return nil, nil }

func (j judge) Why(context.Context, graph.ID, graph.ID) (api.Comparison, error) {
	return api.Comparison{}, nil
}

func (j judge) Undecided(context.Context, int, string) (query.Page[api.Pair], error) {
	why := api.Comparison{Left: "e:anna", Right: "e:tomas", Features: []api.Feature{{Name: "names", Left: "anna berg", Right: "tomas berg"}}}
	return query.Page[api.Pair]{Items: []api.Pair{{Left: "e:anna", Right: "e:tomas", Score: 640, Members: 1, Why: why}}, Total: 1}, nil
}
