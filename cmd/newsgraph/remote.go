package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"newsgraph/api"
	"newsgraph/graph"
)

// A remote is a server to ask.
type remote struct {
	url   string
	token string // "" for none
}

// get returns the body of what is at path. What the server refuses is graph.ErrInvalid with
// its words.
func (r *remote) get(ctx context.Context, path string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(r.url, "/")+path, nil)
	if err != nil {
		return nil, err
	}
	if r.token != "" {
		req.Header.Set("Authorization", "Bearer "+r.token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusOK {
		return res.Body, nil
	}
	defer res.Body.Close()
	var p api.Problem
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&p); err != nil {
		return nil, fmt.Errorf("the server answers %s", res.Status)
	}
	return nil, fmt.Errorf("%w: %s", graph.ErrInvalid, p.Detail)
}
