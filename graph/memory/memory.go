// Package memory keeps a graph in plain maps: the reference against which real
// stores are tested, and a store for tests and short-lived graphs.
//
// It does not persist, and it copies itself when a batch is applied while a
// snapshot is open, so it is not meant for large graphs. Start at New.
package memory

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"newsgraph/graph"
)

var errClosed = errors.New("store is closed")

// A Store is a graph.Store in memory.
type Store struct {
	mu     sync.Mutex
	state  *state
	shared bool // a snapshot may still look at state
	closed bool
}

// New returns an empty store.
func New() *Store { return &Store{state: newState()} }

// Snapshot returns a view of the store as it is now. It stays as it is while the
// store moves on.
func (s *Store) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fmt.Errorf("snapshot: %w", errClosed)
	}
	s.shared = true
	return &snapshot{state: s.state, done: ctx.Err}, nil
}

// Apply applies b whole or, with an error, not at all.
func (s *Store) Apply(ctx context.Context, b graph.Batch) (graph.Version, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("apply: %w", err)
	}
	encoded, err := encode(&b)
	if err != nil {
		return 0, fmt.Errorf("apply: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, fmt.Errorf("apply: %w", errClosed)
	}
	if err := s.state.check(&b); err != nil {
		return 0, fmt.Errorf("apply: %w", err)
	}
	if s.shared {
		s.state, s.shared = s.state.clone(), false
	}
	s.state.apply(&b, encoded)
	return s.state.version, nil
}

// Close ends the store; snapshots that are open stay readable.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

// encode checks b and returns its reports as bytes, so that no caller shares
// memory with the store.
func encode(b *graph.Batch) (map[graph.ID][]byte, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	out := map[graph.ID][]byte{}
	for _, r := range b.Put {
		text, err := r.Encode()
		if err != nil {
			return nil, err
		}
		out[r.Article.ID] = text
	}
	return out, nil
}
