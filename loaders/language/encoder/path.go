package encoder

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
)

// pathVariable names the path to use; meant for tests and for finding out
// whether a fault lies in the kernels.
const pathVariable = "NEWSGRAPH_KERNELS"

// A path is one implementation of the inner loops; portable.go says what each does.
type path struct {
	name      string
	quantise  func(q []uint8, x []float32, r *rowScale)
	integers  func(l *Linear, dst []float32, ldd int, q []uint8, rows []rowScale)
	floats    func(p *product)
	addNorm   func(y, x, add, gain, bias []float32)
	gelu      func(x []float32)
	softmax   func(x []float32, n int, scale float32)
	transpose func(dst []float32, ldd int, src []float32, lds int)
}

// A rowScale says how a row of activations was quantised. The kernels read it
// as it lies in memory.
type rowScale struct {
	scale   float32
	negZero int32 // minus the byte that stands for 0
}

// A product is a matrix product c[m][n] = init[n] + a[m][k] * b[k][n], with b in
// panels of 32 columns. The strides lda, ldb and ldc are those of rows; panel is
// the distance between panels of b.
type product struct {
	c, a, b, init  []float32 // init may be nil
	ldc, lda, ldb  int
	m, n, k, panel int
}

// paths lists what this machine can run, slowest first.
var paths = append([]*path{portable}, machinePaths()...)

// current is the path in use. All paths give the same bits, so that it is a
// matter of speed alone which one it is, and changing it is safe at any time.
var current atomic.Pointer[path]

// errVariable is the fault in pathVariable, reported by New.
var errVariable = useVariable()

func useVariable() error {
	current.Store(paths[len(paths)-1])
	name := os.Getenv(pathVariable)
	if name == "" {
		return nil
	}
	if err := UsePath(name); err != nil {
		return fmt.Errorf("%s: %w", pathVariable, err)
	}
	return nil
}

// Paths lists the names of the paths that this machine can run, slowest first.
func Paths() []string {
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = p.name
	}
	return names
}

// Path returns the name of the path in use: at the start the fastest, or what the
// environment variable NEWSGRAPH_KERNELS says.
func Path() string { return current.Load().name }

// UsePath makes the whole process use the path of the given name. Results do not
// depend on it.
func UsePath(name string) error {
	i := slices.IndexFunc(paths, func(p *path) bool { return p.name == name })
	if i < 0 {
		return fmt.Errorf("no path %q on this machine, only %s", name, strings.Join(Paths(), ", "))
	}
	current.Store(paths[i])
	return nil
}
