package encoder_test

import (
	"fmt"

	"newsgraph/loaders/language/encoder"
)

// A head on top of vectors: a layer of integer weights, then GELU.
func ExampleLinear() {
	weights := []int8{ // two outputs of three inputs, in units of 1/64
		32, 0, -16,
		0, 63, 1,
	}
	l, err := encoder.NewLinear(weights, []float32{1. / 64, 1. / 64}, []float32{0, 1}, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	y := make([]float32, 2)
	l.Apply(y, []float32{1, -1, 2}, 1)
	fmt.Printf("%.2f\n", y)
	encoder.GELU(y)
	fmt.Printf("%.2f\n", y)
	// Output:
	// [0.00 0.05]
	// [0.00 0.02]
}
