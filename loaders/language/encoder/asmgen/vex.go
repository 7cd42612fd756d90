package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// The Go assembler knows VPDPBUSD in its AVX-512 form only. Processors without
// AVX-512 but with AVX-VNNI have it in the VEX form
//
//	VEX.256.66.0F38.W0 50 /r: VPDPBUSD ymm1, ymm2, ymm3
//
// so that the instruction is written as bytes wherever its registers are Y0 to Y15.
var vpdpbusd = regexp.MustCompile(`(?m)^(\s*)VPDPBUSD\s+(.*)$`)

// encodeVEX rewrites the 256-bit VPDPBUSD of the assembly file.
func encodeVEX(file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var bad error
	out := vpdpbusd.ReplaceAllStringFunc(string(src), func(line string) string {
		m := vpdpbusd.FindStringSubmatch(line)
		ops := strings.Split(m[2], ", ")
		if strings.HasPrefix(ops[len(ops)-1], "Z") {
			return line
		}
		code, err := vexBytes(ops)
		if err != nil {
			bad = fmt.Errorf("%s: %q: %w", file, line, err)
		}
		return m[1] + code + " // VPDPBUSD " + m[2]
	})
	if bad != nil {
		return bad
	}
	return os.WriteFile(file, []byte(out), 0o644)
}

// vexBytes encodes operands in Go's order: third, second, first of the manual.
func vexBytes(ops []string) (string, error) {
	var n [3]int
	if len(ops) != 3 {
		return "", fmt.Errorf("want 3 operands")
	}
	for i, op := range ops {
		r, err := strconv.Atoi(strings.TrimPrefix(op, "Y"))
		if err != nil || r > 15 {
			return "", fmt.Errorf("%s is not one of Y0 to Y15", op)
		}
		n[i] = r
	}
	rm, vvvv, reg := n[0], n[1], n[2]
	b1 := 0x42 | (^reg>>3&1)<<7 | (^rm>>3&1)<<5 // inverted R, X, B; map 0F38
	b2 := (^vvvv&15)<<3 | 0x05                  // W0, inverted vvvv, L = 256, pp = 66
	modrm := 0xc0 | (reg&7)<<3 | rm&7
	return fmt.Sprintf("BYTE $0xC4; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x50; BYTE $0x%02X", b1, b2, modrm), nil
}
