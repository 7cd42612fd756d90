package language

import (
	"slices"
	"strings"
)

// A nameFit says how well each type of names fits a name: the sum of the scores of its
// tags, less the best of these sums, so that the type of the name itself has 0.
type nameFit []int64

// fit returns the nameFit of the words first … end-1 of a sentence with the scores of
// its tags.
func (h *heads) fit(score []float32, first, end int) nameFit {
	k := len(h.tags)
	out := make(nameFit, len(h.types))
	for t, tag := range h.tags {
		typ := slices.Index(h.types, tag.typ)
		for i := first; i < end && typ >= 0; i++ {
			if tag.inside == (i > first) {
				out[typ] += integer(score[i*k+t])
			}
		}
	}
	top := slices.Max(out)
	for t := range out {
		out[t] -= top
	}
	return out
}

// The weight of what other mentions say of a name, in thousandths, and the most that
// one of them can say against a type. UNER EWT dev gains 1.0 F1 by them, organizations
// 3.8; weights of 200 to 1000 and limits of 6 to 12 differ by at most 0.3.
const (
	others   = 500
	maxDoubt = 8 * scoreUnit
)

// agree lets the names of a document that are written alike have one type, and a
// surname that of the full name, where the sentences by themselves are unsure: an
// article seldom means two things by one name.
func (h *heads) agree(doc *Document, fits []nameFit) {
	sums := map[string][]int64{}
	add := func(key string, f nameFit) {
		if sums[key] == nil {
			sums[key] = make([]int64, len(f))
		}
		for t, v := range f {
			sums[key][t] += max(v, -maxDoubt)
		}
	}
	person := slices.Index(h.types, "PER")
	for i, n := range doc.Names {
		add(doc.nameKey(n.First, n.End), fits[i])
		if n.End-n.First > 1 && person >= 0 && fits[i][person] == 0 {
			add(doc.nameKey(n.End-1, n.End), fits[i])
		}
	}
	for i, n := range doc.Names {
		sum := sums[doc.nameKey(n.First, n.End)]
		best, top := 0, int64(0)
		for t, own := range fits[i] {
			v := own*1000 + others*(sum[t]-max(own, -maxDoubt))
			if t == 0 || v > top {
				best, top = t, v
			}
		}
		doc.Names[i].Type = h.types[best]
	}
}

// nameKey is how a name is written, but for case and spaces.
func (d *Document) nameKey(first, end int) string {
	var b strings.Builder
	for i := first; i < end; i++ {
		b.WriteString(strings.ToLower(d.Form(i)))
		b.WriteByte(' ')
	}
	return b.String()
}
