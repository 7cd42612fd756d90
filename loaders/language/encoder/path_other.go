//go:build !amd64

package encoder

func machinePaths() []*path { return nil }
