package eval

import (
	"context"
	"path/filepath"
	"strings"

	"newsgraph/loaders/language"
)

// A tagged sentence is words with the tags of names on them (BIO).
type tagged struct{ words, tags []string }

// coarse maps the types of CrossNER to those that the other sets share.
var coarse = map[string]string{
	"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
	"country": "LOC", "location": "LOC",
}

func names(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	same := map[string]string{"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
	var out Table
	for _, set := range []struct {
		name, file string
		word, tag  int // columns
		types      map[string]string
	}{
		{"UNER EWT dev", "uner_ewt/en_ewt-ud-dev.iob2", 1, 2, same},
		{"CrossNER politics dev", "crossner/politics_dev.txt", 0, 1, coarse},
	} {
		docs, err := readTagged(filepath.Join(dir, set.file), set.word, set.tag)
		if missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		rows, err := nameScores(ctx, p, docs, set.name, set.types)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// readTagged reads documents of sentences: tab-separated lines, divided by empty ones;
// "# newdoc" begins a document. Without it each sentence is one.
func readTagged(path string, word, tag int) ([][]tagged, error) {
	var out [][]tagged
	var doc []tagged
	var cur tagged
	whole := false
	endSentence := func() {
		if len(cur.words) > 0 {
			doc = append(doc, cur)
		}
		cur = tagged{}
		if !whole {
			out, doc = append(out, doc), nil
		}
	}
	err := eachLine(path, func(line string) {
		col := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			out, doc, whole = append(out, doc), nil, true
		case strings.TrimSpace(line) == "":
			endSentence()
		case strings.HasPrefix(line, "# ") || len(col) <= max(word, tag):
		default:
			cur.words, cur.tags = append(cur.words, col[word]), append(cur.tags, strings.TrimSpace(col[tag]))
		}
	})
	endSentence()
	return append(out, doc), err
}

// plain makes a document of sentences with single spaces between the words.
func plain(sents []tagged) (doc *language.Document, tags []string) {
	doc = &language.Document{}
	var text strings.Builder
	for _, s := range sents {
		first := len(doc.Tokens)
		for _, w := range s.words {
			b := text.Len()
			text.WriteString(w + " ")
			doc.Tokens = append(doc.Tokens, language.Token{Span: language.Span{B: b, E: b + len(w)}, Head: -1})
		}
		end := len(doc.Tokens)
		doc.Sentences = append(doc.Sentences, language.Sentence{
			Span: language.Span{B: doc.Tokens[first].B, E: doc.Tokens[end-1].E}, First: first, End: end,
		})
		tags = append(tags, s.tags...)
	}
	doc.Text = text.String()
	return doc, tags
}

// nameScores scores the names of the types that are values of types.
func nameScores(ctx context.Context, p *language.Pipeline, docs [][]tagged, set string, types map[string]string) (Table, error) {
	var all fscore
	per := map[string]*fscore{"PER": {}, "LOC": {}, "ORG": {}}
	for _, sents := range docs {
		doc, tags := plain(sents)
		if err := p.Parse(ctx, doc); err != nil {
			return nil, err
		}
		gold, found := tagSpans(tags, types), map[language.Name]bool{}
		for _, n := range doc.Names {
			if per[n.Type] != nil {
				found[n] = true
			}
		}
		compare(&all, gold, found)
		for t, f := range per {
			compare(f, only(gold, t), only(found, t))
		}
	}
	return Table{
		all.row("names", set, "F1"), per["PER"].row("names", set, "F1 PER"),
		per["LOC"].row("names", set, "F1 LOC"), per["ORG"].row("names", set, "F1 ORG"),
	}, nil
}

func only(names map[language.Name]bool, typ string) map[language.Name]bool {
	m := map[language.Name]bool{}
	for n := range names {
		if n.Type == typ {
			m[n] = true
		}
	}
	return m
}

// tagSpans reads names from BIO tags; an inside tag that follows no name of its type
// begins one.
func tagSpans(tags []string, types map[string]string) map[language.Name]bool {
	out := map[language.Name]bool{}
	for i := 0; i < len(tags); {
		pos, typ, _ := strings.Cut(tags[i], "-")
		end := i + 1
		for pos != "O" && end < len(tags) && tags[end] == "I-"+typ {
			end++
		}
		if t := types[typ]; pos != "O" && t != "" {
			out[language.Name{First: i, End: end, Type: t}] = true
		}
		i = end
	}
	return out
}
