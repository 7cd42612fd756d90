package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
)

// longestEvent bounds one event of a stream, in bytes.
const longestEvent = 8 << 20

// A watching is what to follow at a server: the client's side of /v1/watch.
type watching struct {
	url       string // of the server
	of, class string
	factsOnly bool
	token     string // "" for none
}

// follow calls tell with each piece of news until the stream or ctx ends, or tell
// fails. What the server refuses is graph.ErrInvalid with its words.
func (w *watching) follow(ctx context.Context, tell func(query.News) error) error {
	values := url.Values{}
	for k, v := range map[string]string{"of": w.of, "type": w.class} {
		if v != "" {
			values.Set(k, v)
		}
	}
	if w.factsOnly {
		values.Set("facts_only", "true")
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(w.url, "/")+"/v1/watch?"+values.Encode(), nil)
	if err != nil {
		return fmt.Errorf("watch %s: %w", w.url, err)
	}
	if w.token != "" {
		r.Header.Set("Authorization", "Bearer "+w.token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return fmt.Errorf("watch %s: %w", w.url, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		var p api.Problem
		if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&p); err != nil {
			return fmt.Errorf("watch %s: %s", w.url, res.Status)
		}
		return fmt.Errorf("watch %s: %w: %s", w.url, graph.ErrInvalid, p.Detail)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, longestEvent)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var n query.News
		if err := json.Unmarshal([]byte(data), &n); err != nil {
			return fmt.Errorf("watch %s: %w", w.url, err)
		}
		if err := tell(n); err != nil {
			return err
		}
	}
	return lines.Err()
}
