package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"newsgraph/graph/query"
)

// hookTime is how long the receiver of a webhook may take.
const hookTime = 10 * time.Second

// deliver prints news and posts it to an address. What the receiver does not take is told
// and does not end the watching.
func (a *app) deliver(ctx context.Context, to string) func(query.News) error {
	return func(n query.News) error {
		if err := post(ctx, to, n); err != nil {
			fmt.Fprintf(a.stderr, "newsgraph: warning: %v\n", err)
		}
		return a.printNews(n)
	}
}

// post sends a document as JSON.
func post(ctx context.Context, to string, doc any) (err error) {
	body, err := json.Marshal(doc)
	if err != nil {
		return fmt.Errorf("post to %s: %w", to, err)
	}
	ctx, cancel := context.WithTimeout(ctx, hookTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("post to %s: %w", to, err)
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return fmt.Errorf("post to %s: %w", to, err)
	}
	defer func() { err = errors.Join(err, res.Body.Close()) }()
	if _, err := io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20)); err != nil {
		return fmt.Errorf("post to %s: %w", to, err)
	}
	if res.StatusCode >= 300 {
		return fmt.Errorf("post to %s: %s", to, res.Status)
	}
	return nil
}
