//go:build !amd64 && !arm64

package encoder

func machinePaths() []*path { return nil }
