package eval

import (
	"cmp"
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

// A mentionSpan is a mention by its words.
type mentionSpan struct {
	first, end int
	typ        string
}

// before says whether s is wider than other; of equally wide ones the first is.
func (s mentionSpan) before(other mentionSpan) bool {
	return cmp.Or(cmp.Compare(other.end-other.first, s.end-s.first), cmp.Compare(s.first, other.first), cmp.Compare(s.typ, other.typ)) < 0
}

// mentions scores mentions, named or not, with their types: their heads, and their
// spans if the model finds those.
func mentions(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	files, err := filepath.Glob(filepath.Join(dir, gumGlob))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var typed, heads, spans fscore
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
			all := goldMentions(g, cells[:n])
			cells = cells[n:]
			gold := widest(g, all)
			compare(&typed, gold, found)
			compare(&heads, untyped(gold), untyped(found))
			if doc.Mentions != nil {
				compare(&spans, all, foundSpans(doc))
			}
		}
	}
	const set = "GUM dev"
	out := Table{typed.row("mentions", set, "head and type F1"), heads.row("mentions", set, "head F1")}
	if spans.gold > 0 {
		out = append(out, spans.row("mentions", set, "span and type F1"))
	}
	return out, nil
}

func foundSpans(doc *language.Document) map[mentionSpan]bool {
	out := map[mentionSpan]bool{}
	for _, m := range doc.Mentions {
		if typ := doc.Tokens[m.Head].Ment; typ != "" {
			out[mentionSpan{m.First, m.End, typ}] = true
		}
	}
	return out
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

// goldMentions reads the brackets "(1-person-…", "1)", "(1-person-…)" of each word.
func goldMentions(g *language.Document, cells []string) map[mentionSpan]bool {
	out := map[mentionSpan]bool{}
	var open []openMention
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
				out[mentionSpan{i, i + 1, part[1]}] = true
			case begins && len(part) > 1:
				open = append(open, openMention{part[0], part[1], i})
			case closes:
				for k := len(open) - 1; k >= 0; k-- {
					if open[k].id == part[0] {
						if g.Sentence(open[k].first) == g.Sentence(i) {
							out[mentionSpan{open[k].first, i + 1, open[k].typ}] = true
						}
						open = append(open[:k], open[k+1:]...)
						break
					}
				}
			}
		}
	}
	return out
}

// widest returns the heads of mentions. Of mentions with the same head, the widest counts,
// of those the first.
func widest(g *language.Document, all map[mentionSpan]bool) map[mentionKey]bool {
	wide := map[int]mentionSpan{} // by head
	for s := range all {
		h := headOf(g, s.first, s.end)
		if w, ok := wide[h]; !ok || s.before(w) {
			wide[h] = s
		}
	}
	out := map[mentionKey]bool{}
	for h, s := range wide {
		out[mentionKey{h, s.typ}] = true
	}
	return out
}
