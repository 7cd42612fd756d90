package encoder

import "golang.org/x/sys/cpu"

func machinePaths() []*path {
	if !cpu.ARM64.HasASIMDDP {
		return nil
	}
	return []*path{{
		name:      "neon",
		quantise:  quantiseWith(quantiseNEON),
		integers:  intTiles{16, []intKernel{intsNEONx1, intsNEONx2, intsNEONx3, intsNEONx4}}.run,
		floats:    floatTiles{16, []floatKernel{floatsNEONx1, floatsNEONx2, floatsNEONx3, floatsNEONx4}}.run,
		addNorm:   addNormWith(addNormNEON),
		gelu:      geluWith(geluNEON),
		softmax:   softmaxWith(softmaxNEON),
		transpose: transposeWith(transposeNEON),
	}}
}
