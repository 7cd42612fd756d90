package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// output runs write with standard output, or with the file path. The file appears
// under its name only when it is complete.
func (a *app) output(path string, write func(io.Writer) error) (err error) {
	if path == "" || path == "-" {
		return write(a.stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignore(os.Remove(f.Name()), os.ErrNotExist))
		}
	}()
	if err = errors.Join(write(f), f.Chmod(0o644), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// ignore returns err unless it is of that kind.
func ignore(err, kind error) error {
	if errors.Is(err, kind) {
		return nil
	}
	return err
}
