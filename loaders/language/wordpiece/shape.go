package wordpiece

import (
	"unicode"
)

// The case shapes of words. The vocabulary is uncased, so the encoder is told the
// case of a word beside its pieces.
const (
	ShapeNone    uint8 = iota // of [CLS] and [SEP]
	ShapeLower                // word
	ShapeTitle                // Word
	ShapeUpper                // WORD
	ShapeMixed                // iPhone, McDonald
	ShapeCapital              // A
	ShapeDigit                // 42
	ShapeOther                // ?!
)

// Shape returns the case shape of a word.
func Shape(word string) uint8 {
	var letters, upper, digits int
	firstUpper := false
	for _, r := range word {
		switch {
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				upper++
				firstUpper = firstUpper || letters == 0
			}
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	switch {
	case letters == 0 && digits > 0:
		return ShapeDigit
	case letters == 0:
		return ShapeOther
	case upper == 0:
		return ShapeLower
	case letters == 1:
		return ShapeCapital
	case upper == letters:
		return ShapeUpper
	case upper == 1 && firstUpper:
		return ShapeTitle
	}
	return ShapeMixed
}
