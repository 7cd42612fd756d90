package encoder

import "golang.org/x/sys/cpu"

func machinePaths() []*path {
	x := cpu.X86
	var found []*path
	if x.HasAVX2 {
		found = append(found, narrowPath("avx2", pairTiles(pairs256Tiles).run))
	}
	if x.HasAVX2 && x.HasAVXVNNI {
		found = append(found, narrowPath("avxvnni", intTiles{16, vnni256Tiles}.run))
	}
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI {
		found = append(found, &path{
			name:      "avx512vnni",
			quantise:  quantiseWith(quantise512),
			integers:  intTiles{32, vnni512Tiles}.run,
			floats:    floatTiles{32, floats512Tiles}.run,
			addNorm:   addNormWith(addNorm512),
			gelu:      geluWith(gelu512),
			softmax:   softmaxWith(softmax512),
			transpose: transposeWith(transpose256),
		})
	}
	return found
}

// narrowPath has registers of 256 bits.
func narrowPath(name string, integers func(*Linear, []float32, int, []uint8, []rowScale)) *path {
	return &path{
		name:      name,
		quantise:  quantiseWith(quantise256),
		integers:  integers,
		floats:    floatTiles{16, floats256Tiles}.run,
		addNorm:   addNormWith(addNorm256),
		gelu:      geluWith(gelu256),
		softmax:   softmaxWith(softmax256),
		transpose: transposeWith(transpose256),
	}
}

type pairKernel = func(order *uint32, pairs, singles int, a *uint8, lda int, b *int8, c *float32, ldc int, scale, bias *float32, sum *int32, row *float32)

// The kernels by number of rows, from one on.
var (
	pairs256Tiles = []pairKernel{pairs256x1, pairs256x2, pairs256x3, pairs256x4}
	vnni256Tiles  = []intKernel{vnni256x1, vnni256x2, vnni256x3, vnni256x4, vnni256x5, vnni256x6}
	vnni512Tiles  = []intKernel{
		vnni512x1, vnni512x2, vnni512x3, vnni512x4, vnni512x5, vnni512x6, vnni512x7,
		vnni512x8, vnni512x9, vnni512x10, vnni512x11, vnni512x12, vnni512x13, vnni512x14,
	}
	floats256Tiles = []floatKernel{floats256x1, floats256x2, floats256x3, floats256x4, floats256x5, floats256x6}
	floats512Tiles = []floatKernel{
		floats512x1, floats512x2, floats512x3, floats512x4, floats512x5, floats512x6, floats512x7,
		floats512x8, floats512x9, floats512x10, floats512x11, floats512x12, floats512x13, floats512x14,
	}
)

// pairTiles does the same with kernels of 16 columns that take pairs of steps.
type pairTiles []pairKernel

func (t pairTiles) run(l *Linear, dst []float32, ldd int, q []uint8, rows []rowScale) {
	l.order.prepare(l)
	m := len(rows)
	_, _ = q[m*l.in-1], dst[(m-1)*ldd+l.padded-1]
	for j := 0; j < l.padded; j += orderColumns {
		b := &l.panel(j)[j%panel*4]
		order, pairs, singles := l.order.of(j)
		for i, tiles := 0, tileCount(m, len(t)); tiles > 0; tiles-- {
			n := (m - i + tiles - 1) / tiles
			t[n-1](order, pairs, singles, &q[i*l.in], l.in, b, &dst[i*ldd+j], ldd, &l.scale[j], &l.bias[j], &l.sum[j], &rows[i].scale)
			i += n
		}
	}
}
