package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"newsgraph/graph/query"
)

// longestEvent bounds one event of a stream, in bytes.
const longestEvent = 8 << 20

// A watching is what to follow at a server: the client's side of /v1/watch.
type watching struct {
	remote
	of, class string
	factsOnly bool
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
	body, err := w.get(ctx, "/v1/watch?"+values.Encode())
	if err != nil {
		return fmt.Errorf("watch %s: %w", w.url, err)
	}
	defer body.Close()
	lines := bufio.NewScanner(body)
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
