package eval

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"newsgraph/loaders/language"
)

// coreference scores the chains of mentions on OntoGUM, without singletons: by exact
// spans, and by the heads of the mentions.
func coreference(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	files, err := filepath.Glob(filepath.Join(dir, gumGlob))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var spans, heads clusterScore
	for _, f := range files {
		t := &treebank{}
		if err := t.read(f); err != nil {
			return nil, err
		}
		if len(t.docs) != 1 {
			return nil, fmt.Errorf("%s: %d documents", f, len(t.docs))
		}
		gold := t.docs[0]
		name := strings.TrimSuffix(filepath.Base(f), ".conllu") + ".conll"
		want, err := readChains(filepath.Join(dir, "gum_clean/ontogum/dev", name), len(gold.Tokens))
		if missing(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		doc := bare(gold)
		if err := p.Parse(ctx, doc); err != nil {
			return nil, err
		}
		spans.add(want, systemChains(doc, func(m language.Mention) language.Span { return language.Span{B: m.First, E: m.End} }))
		head := func(s language.Span) language.Span {
			h := headOf(doc, s.B, s.E)
			return language.Span{B: h, E: h}
		}
		heads.add(mapChains(want, head), systemChains(doc, func(m language.Mention) language.Span { return language.Span{B: m.Head, E: m.Head} }))
	}
	return append(spans.rows("spans"), heads.rows("heads")...), nil
}

// A cluster is a set of mentions: token ranges, or a head twice.
type cluster map[language.Span]bool

func systemChains(doc *language.Document, key func(language.Mention) language.Span) []cluster {
	var out []cluster
	for _, chain := range doc.Chains() {
		c := cluster{}
		for _, i := range chain {
			c[key(doc.Mentions[i])] = true
		}
		out = append(out, c)
	}
	return out
}

// mapChains maps the mentions of gold chains; a mention belongs to the first chain that
// has it.
func mapChains(chains []cluster, key func(language.Span) language.Span) []cluster {
	var out []cluster
	seen := map[language.Span]bool{}
	for _, c := range chains {
		d := cluster{}
		for s := range c {
			if k := key(s); !seen[k] {
				d[k] = true
			}
		}
		for k := range d {
			seen[k] = true
		}
		if len(d) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// readChains reads a CoNLL file whose last column has "(3" and "3)" at the first and
// last word of a mention of entity 3; n is the number of words it must have.
func readChains(path string, n int) ([]cluster, error) {
	var order []string
	byID := map[string]cluster{}
	open := map[string][]int{}
	word := 0
	err := eachLine(path, func(line string) {
		col := strings.Split(line, "\t")
		if len(col) < 3 || strings.HasPrefix(line, "#") {
			return
		}
		for rest := col[len(col)-1]; rest != ""; {
			begins := rest[0] == '('
			rest = strings.TrimPrefix(rest, "(")
			digits := strings.TrimLeft(rest, "0123456789")
			id := rest[:len(rest)-len(digits)]
			closes := strings.HasPrefix(digits, ")")
			if rest = strings.TrimLeft(digits, ")|_-"); id == "" {
				rest = strings.TrimLeft(rest, "_-|)")
				if rest == digits {
					return
				}
				continue
			}
			if begins {
				open[id] = append(open[id], word)
			}
			if k := len(open[id]); closes && k > 0 {
				if byID[id] == nil {
					byID[id] = cluster{}
					order = append(order, id)
				}
				byID[id][language.Span{B: open[id][k-1], E: word + 1}] = true
				open[id] = open[id][:k-1]
			}
		}
		word++
	})
	if err == nil && word != n {
		err = fmt.Errorf("%s: %d words, %d in the treebank", path, word, n)
	}
	var out []cluster
	for _, id := range order {
		if len(byID[id]) > 1 {
			out = append(out, byID[id])
		}
	}
	return out, err
}

// A clusterScore sums MUC, B-cubed and CEAF-e over documents; r is for recall, p for
// precision.
type clusterScore struct {
	muc, b3, ceaf share
	gold          int
}

// A share has the numerators and denominators of recall and precision.
type share struct{ r, rAll, p, pAll float64 }

func (s share) f1() float64 {
	r, p := s.r/max(1, s.rAll), s.p/max(1, s.pAll)
	return 200 * r * p / max(1e-9, r+p)
}

func (c *clusterScore) rows(by string) Table {
	const set = "OntoGUM dev"
	muc, b3, ceaf := c.muc.f1(), c.b3.f1(), c.ceaf.f1()
	return Table{
		{"coreference", set, "CoNLL F1 by " + by, (muc + b3 + ceaf) / 3, c.gold},
		{"coreference", set, "MUC F1 by " + by, muc, c.gold},
		{"coreference", set, "B3 F1 by " + by, b3, c.gold},
		{"coreference", set, "CEAFe F1 by " + by, ceaf, c.gold},
	}
}

func (c *clusterScore) add(gold, found []cluster) {
	c.gold += len(gold)
	r, rAll, b, bAll := overlap(gold, found)
	c.muc.r, c.muc.rAll, c.b3.r, c.b3.rAll = c.muc.r+r, c.muc.rAll+rAll, c.b3.r+b, c.b3.rAll+bAll
	r, rAll, b, bAll = overlap(found, gold)
	c.muc.p, c.muc.pAll, c.b3.p, c.b3.pAll = c.muc.p+r, c.muc.pAll+rAll, c.b3.p+b, c.b3.pAll+bAll
	best := bestMatch(gold, found)
	c.ceaf.r, c.ceaf.rAll = c.ceaf.r+best, c.ceaf.rAll+float64(len(gold))
	c.ceaf.p, c.ceaf.pAll = c.ceaf.p+best, c.ceaf.pAll+float64(len(found))
}

// overlap returns the sums of MUC and B-cubed of one side: how far the other keeps the
// clusters together.
func overlap(clusters, other []cluster) (muc, mucAll, b3, b3All float64) {
	of := map[language.Span]int{}
	for i, c := range other {
		for m := range c {
			of[m] = i
		}
	}
	for _, c := range clusters {
		parts, lone := map[int]int{}, 0
		for m := range c {
			if i, ok := of[m]; ok {
				parts[i]++
			} else {
				lone++
			}
		}
		squares := 0
		for _, n := range parts {
			squares += n * n
		}
		muc += float64(len(c) - len(parts) - lone)
		mucAll += float64(len(c) - 1)
		b3 += float64(squares) / float64(len(c))
		b3All += float64(len(c))
	}
	return muc, mucAll, b3, b3All
}
