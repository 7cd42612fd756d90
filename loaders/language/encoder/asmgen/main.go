// Command asmgen writes the kernels of package encoder for amd64 and, beside the file
// given, for arm64. From the folder above:
//
//	go generate
//
// which runs
//
//	go -C asmgen run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg encoder
//
// It is a module of its own, so that the generator's dependencies are not those of
// newsgraph. Every kernel repeats the operations of ../portable.go in their order:
// no fused multiply-add, sums in 32 lanes. What changes here must change there.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mmcloughlin/avo/build"
)

func main() {
	build.ConstraintExpr("amd64")
	wide, narrow := vectors{512}, vectors{256}
	for rows := 1; rows <= 14; rows++ {
		floatTile(wide, rows)
		vnniTile(wide, rows)
	}
	for rows := 1; rows <= 6; rows++ {
		floatTile(narrow, rows)
		vnniTile(narrow, rows)
	}
	for rows := 1; rows <= 4; rows++ {
		pairTile(rows)
	}
	for _, v := range []vectors{wide, narrow} {
		addNorm(v)
		gelu(v)
		softmax(v)
		quantise(v)
	}
	transpose()
	build.Generate()
	out := flag.Lookup("out").Value.String()
	err := encodeVEX(out)
	if err == nil {
		err = armKernels(filepath.Join(filepath.Dir(out), "kernels_arm64"), flag.Lookup("pkg").Value.String())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "asmgen:", err)
		os.Exit(1)
	}
}
