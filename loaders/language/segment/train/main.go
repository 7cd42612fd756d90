// Command train writes the table of sentence boundaries from treebanks: an averaged
// perceptron over the features of package segment.
//
//	go run ./loaders/language/segment/train FILE.conllu ... > loaders/language/segment/boundary.tsv
//
// The same files in the same order give the same table.
package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"sort"

	"newsgraph/loaders/language"
	"newsgraph/loaders/language/segment"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// An example is a place with its features and whether a sentence ends there.
type example struct {
	features []string
	end      bool
}

func run(files []string, w io.Writer) error {
	var data []example
	for _, f := range files {
		docs, err := read(f)
		if err != nil {
			return err
		}
		for _, d := range docs {
			data = append(data, examples(d)...)
		}
	}
	return write(w, train(frequent(data)))
}

func read(path string) ([]*language.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return language.ReadCoNLLU(f)
}

func examples(doc *language.Document) []example {
	ends := map[int]bool{}
	for _, s := range doc.Sentences {
		ends[s.E] = true
	}
	var out []example
	segment.Places(doc.Text, func(end int, features []string) bool {
		out = append(out, example{features, ends[end]})
		return ends[end]
	})
	return out
}

// minCount is how often a feature must occur to have a weight: rarer ones only learn
// single texts by heart.
const minCount = 5

func frequent(data []example) []example {
	count := map[string]int{}
	for _, e := range data {
		for _, f := range e.features {
			count[f]++
		}
	}
	for i := range data {
		var keep []string
		for _, f := range data[i].features {
			if count[f] >= minCount {
				keep = append(keep, f)
			}
		}
		data[i].features = keep
	}
	return data
}

// epochs and margin were chosen on EWT dev.
const (
	epochs = 6
	margin = 4
)

// train returns the averaged weights of a perceptron with a margin.
func train(data []example) map[string]float64 {
	w, sum := map[string]float64{}, map[string]float64{}
	rng := rand.New(rand.NewPCG(1, 2))
	step := 0.0
	for range epochs {
		rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		for _, e := range data {
			step++
			score, y := 0.0, -1.0
			for _, f := range e.features {
				score += w[f]
			}
			if e.end {
				y = 1
			}
			if y*score > margin {
				continue
			}
			for _, f := range e.features {
				w[f] += y
				sum[f] += y * step
			}
		}
	}
	for f := range w {
		w[f] -= sum[f] / (step + 1)
	}
	return w
}

// write writes the weights in thousandths of a margin, without those that do nothing.
func write(out io.Writer, w map[string]float64) error {
	names := make([]string, 0, len(w))
	for f := range w {
		names = append(names, f)
	}
	sort.Strings(names)
	b := bufio.NewWriter(out)
	for _, f := range names {
		if n := int(w[f] * 100); n != 0 {
			fmt.Fprintf(b, "%s\t%d\n", f, n)
		}
	}
	return b.Flush()
}
