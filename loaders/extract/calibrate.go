package extract

import (
	"strconv"
	"sync"

	"newsgraph/graph"
)

// This file gives claims the confidence that was measured of their rule.

// A Measure says how often what a rule found was right in texts with gold.
type Measure struct{ Right, Of int }

// Measured returns how often what the rule of that name found was right on the development
// sets: gold sentences and articles, and KnowledgeNet. False for a rule that found nothing
// there.
func Measured(rule string) (Measure, bool) {
	m, ok := measures()[rule]
	return m, ok
}

var measures = sync.OnceValue(func() map[string]Measure {
	out := map[string]Measure{}
	for _, f := range table("confidence", 3) {
		right, err := strconv.Atoi(f[1])
		if err != nil {
			panic(err) // embedded: a table that is none is a build error
		}
		of, err := strconv.Atoi(f[2])
		if err != nil {
			panic(err)
		}
		out[f[0]] = Measure{right, of}
	}
	return out
})

// priorWeight is how many judged findings the confidence that a rule states is worth.
const priorWeight = 10

// surest bounds the confidence of what nobody has checked.
const surest = 980

// calibrated moves the confidence that a rule states to what was measured of it.
func calibrated(rule string, stated graph.Thousandths) graph.Thousandths {
	m, ok := Measured(rule)
	if !ok {
		return stated
	}
	return min(surest, (graph.Thousandths(1000*m.Right)+priorWeight*stated)/graph.Thousandths(m.Of+priorWeight))
}
