package language

import (
	"fmt"
	"strings"
)

// A nameTag is a label of the name head: outside, or the begin or inside of a type.
type nameTag struct {
	typ    string // "" outside
	inside bool
	begin  int // of an inside tag: the tag that begins its type
}

func nameTags(labels []string) ([]nameTag, error) {
	out := make([]nameTag, len(labels))
	begin := map[string]int{}
	for i, l := range labels {
		if t, ok := strings.CutPrefix(l, "B-"); ok {
			out[i].typ, begin[t] = t, i
		}
	}
	for i, l := range labels {
		t, inside := strings.CutPrefix(l, "I-")
		b, ok := begin[t]
		if inside && !ok || !inside && out[i].typ == "" && l != "O" {
			return nil, fmt.Errorf("name tag %q", l)
		}
		if inside {
			out[i] = nameTag{typ: t, inside: true, begin: b}
		}
	}
	return out, nil
}

// scoreUnit is the number of integer steps of a score of 1: decoding works on integers
// so that equal sums are equal.
const scoreUnit = 4096

func integer(score float32) int64 {
	x := float64(score) * scoreUnit
	if x < 0 {
		return int64(x - 0.5)
	}
	return int64(x + 0.5)
}

// bestTags returns the best sequence of tags in which an inside tag follows only its
// own type (Viterbi); of equal ones, that with the lowest tags from the end.
func bestTags(tags []nameTag, score []float32) []int {
	k := len(tags)
	n := len(score) / k
	const never = -1 << 50
	sum, next := make([]int64, k), make([]int64, k)
	back := make([]int16, n*k)
	for i := range n {
		top := 0 // the best tag before
		for t := range sum {
			if sum[t] > sum[top] {
				top = t
			}
		}
		for t, tag := range tags {
			from := top
			switch {
			case tag.inside && i == 0:
				next[t] = never
				continue
			case tag.inside && sum[tag.begin] >= sum[t] && (sum[tag.begin] > sum[t] || tag.begin < t):
				from = tag.begin
			case tag.inside:
				from = t
			}
			next[t] = sum[from] + integer(score[i*k+t])
			back[i*k+t] = int16(from)
		}
		sum, next = next, sum
	}
	out := make([]int, n)
	best := 0
	for t := range sum {
		if sum[t] > sum[best] {
			best = t
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = best
		best = int(back[i*k+best])
	}
	return out
}

// names turns tags into names.
func (h *heads) names(score []float32) []Name {
	var out []Name
	for i, t := range bestTags(h.tags, score) {
		switch tag := h.tags[t]; {
		case tag.inside:
			out[len(out)-1].End = i + 1
		case tag.typ != "":
			out = append(out, Name{First: i, End: i + 1, Type: tag.typ})
		}
	}
	return out
}
