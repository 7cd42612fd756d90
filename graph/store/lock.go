package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"newsgraph/graph"
)

// lockTimeout is how long Open waits for another process to end.
const lockTimeout = 500 * time.Millisecond

// A BusyError says that another process holds the store. It is graph.ErrConflict.
type BusyError struct {
	Dir     string
	PID     int    // 0 if unknown
	Address string // where the holder answers, "" if it does not serve
}

func (e *BusyError) Error() string {
	switch {
	case e.Address != "":
		return fmt.Sprintf("in use by process %d, which answers at %s", e.PID, e.Address)
	case e.PID != 0:
		return fmt.Sprintf("in use by process %d", e.PID)
	}
	return "in use by another process"
}

// Unwrap returns graph.ErrConflict.
func (e *BusyError) Unwrap() error { return graph.ErrConflict }

// A holder is what the process that has the lock says of itself beside the file.
// The lock itself is bbolt's: a holder file that was left behind locks nothing.
type holder struct {
	PID     int    `json:"pid"`
	Address string `json:"address,omitempty"`
}

func holderPath(path string) string { return filepath.Join(filepath.Dir(path), "holder.json") }

// busy describes the process that holds the file at path, as far as it says.
func busy(path string) *BusyError {
	e := &BusyError{Dir: filepath.Dir(path)}
	if b, err := os.ReadFile(holderPath(path)); err == nil {
		var h holder
		if json.Unmarshal(b, &h) == nil {
			e.PID, e.Address = h.PID, h.Address
		}
	}
	return e
}

// Announce tells other processes at which address this one answers for the store.
func (s *Store) Announce(address string) error {
	b, err := json.Marshal(holder{PID: os.Getpid(), Address: address})
	if err != nil {
		return fmt.Errorf("announce %s: %w", address, err)
	}
	path := holderPath(s.path)
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, b, 0o644); err != nil {
		return fmt.Errorf("announce %s: %w", address, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("announce %s: %w", address, err)
	}
	return nil
}

func forgetHolder(path string) error {
	err := os.Remove(holderPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
