//go:build !amd64

package encoder

// machineData is what a Linear keeps for the kernels of this architecture: nothing.
type machineData struct{}
