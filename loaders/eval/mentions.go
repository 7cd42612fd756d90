package eval

import (
	"context"
	"path/filepath"
	"strings"

	"newsgraph/loaders/language"
)

// A mentionKey is a mention by its head word.
type mentionKey struct {
	head int
	typ  string
}

// mentions scores the heads of mentions, named or not, with their types.
func mentions(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	files, err := filepath.Glob(filepath.Join(dir, gumGlob))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var typed, heads fscore
	for _, f := range files {
		t := &treebank{}
		if err := t.read(f); err != nil {
			return nil, err
		}
		cells, err := entityCells(f)
		if err != nil {
			return nil, err
		}
		for _, g := range t.docs {
			n := len(g.Tokens)
			doc := bare(g)
			if err := p.Parse(ctx, doc); err != nil {
				return nil, err
			}
			found := map[mentionKey]bool{}
			for i, tok := range doc.Tokens {
				if tok.Ment != "" {
					found[mentionKey{i, tok.Ment}] = true
				}
			}
			gold := goldMentions(g, cells[:n])
			cells = cells[n:]
			compare(&typed, gold, found)
			compare(&heads, untyped(gold), untyped(found))
		}
	}
	return Table{typed.row("mentions", "GUM dev", "head and type F1"), heads.row("mentions", "GUM dev", "head F1")}, nil
}

func untyped(m map[mentionKey]bool) map[int]bool {
	out := map[int]bool{}
	for k := range m {
		out[k.head] = true
	}
	return out
}

// entityCells returns what MISC says of entities at each word of a file.
func entityCells(path string) ([]string, error) {
	var out []string
	err := eachLine(path, func(line string) {
		col := strings.Split(line, "\t")
		if len(col) != 10 || strings.ContainsAny(col[0], "-.") {
			return
		}
		cell := ""
		for kv := range strings.SplitSeq(col[9], "|") {
			if v, ok := strings.CutPrefix(kv, "Entity="); ok {
				cell = v
			}
		}
		out = append(out, cell)
	})
	return out, err
}

// An open bracket of a mention.
type openMention struct {
	id, typ string
	first   int
}

// goldMentions reads the brackets "(1-person-…", "1)", "(1-person-…)" of each word. Of
// mentions with the same head, the widest counts.
func goldMentions(g *language.Document, cells []string) map[mentionKey]bool {
	type span struct {
		first, end int
		typ        string
	}
	widest := map[int]span{} // by head
	var open []openMention
	add := func(first, end int, typ string) {
		h := headOf(g, first, end)
		if w, ok := widest[h]; !ok || end-first > w.end-w.first {
			widest[h] = span{first, end, typ}
		}
	}
	for i, cell := range cells {
		for cell != "" {
			begins := cell[0] == '('
			cell = strings.TrimPrefix(cell, "(")
			n := strings.IndexAny(cell, "()")
			if n < 0 {
				n = len(cell)
			}
			part := strings.Split(cell[:n], "-")
			closes := n < len(cell) && cell[n] == ')'
			cell = strings.TrimPrefix(cell[n:], ")")
			switch {
			case begins && len(part) > 1 && closes:
				add(i, i+1, part[1])
			case begins && len(part) > 1:
				open = append(open, openMention{part[0], part[1], i})
			case closes:
				for k := len(open) - 1; k >= 0; k-- {
					if open[k].id == part[0] {
						if g.Sentence(open[k].first) == g.Sentence(i) {
							add(open[k].first, i+1, open[k].typ)
						}
						open = append(open[:k], open[k+1:]...)
						break
					}
				}
			}
		}
	}
	out := map[mentionKey]bool{}
	for h, s := range widest {
		out[mentionKey{h, s.typ}] = true
	}
	return out
}
