package eval

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"newsgraph/loaders/language"
)

// factuality correlates the factuality of predicates with the judgements of UDS.
func factuality(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	gold, err := readFactuality(filepath.Join(dir, "uds_ewt"))
	if missing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t, err := load(dir, ewtFile)
	if err != nil {
		return nil, err
	}
	var x, y []float64
	for k, g := range t.docs {
		doc, want := bare(g), map[int]float64{}
		doc.Frames = []language.Frame{}
		for i, s := range g.Sentences {
			for w, v := range gold[t.ids[k][i]] {
				if s.First+w < s.End {
					want[s.First+w] = v
					doc.Frames = append(doc.Frames, language.Frame{Predicate: s.First + w})
				}
			}
		}
		if err := p.Parse(ctx, doc); err != nil {
			return nil, err
		}
		for _, f := range doc.Frames {
			x, y = append(x, want[f.Predicate]), append(y, float64(f.Factuality))
		}
	}
	return Table{{"factuality", "UDS EWT dev", "Pearson r", pearson(x, y), len(x)}}, nil
}

// readFactuality returns, by sentence, the judgement of each predicate word.
func readFactuality(dir string) (map[string]map[int]float64, error) {
	var ids map[string]struct {
		Sentence string `json:"sentence_id"`
	}
	if err := readJSON(filepath.Join(dir, "ud_ids.json"), &ids); err != nil {
		return nil, err
	}
	var file struct {
		Data map[string]map[string]struct {
			Factuality struct {
				Factual *struct{ Value float64 }
			}
		}
	}
	if err := readJSON(filepath.Join(dir, "factuality.json"), &file); err != nil {
		return nil, err
	}
	out := map[string]map[int]float64{}
	for key, nodes := range file.Data {
		words := map[int]float64{}
		for node, v := range nodes {
			i := strings.LastIndexByte(node, '-')
			n, err := strconv.Atoi(node[i+1:])
			if err == nil && v.Factuality.Factual != nil && strings.Contains(node, "semantics-pred") {
				words[n-1] = v.Factuality.Factual.Value
			}
		}
		out[ids[key].Sentence] = words
	}
	return out, nil
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// pearson returns the correlation of two lists of equal length.
func pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	d := math.Sqrt((n*sxx - sx*sx) * (n*syy - sy*sy))
	if d == 0 {
		return 0
	}
	return (n*sxy - sx*sy) / d
}
