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
		sents, err := readTagged(filepath.Join(dir, set.file), set.word, set.tag)
		if missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		rows, err := nameScores(ctx, p, sents, set.name, set.types)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// readTagged reads sentences of tab-separated lines, divided by empty ones.
func readTagged(path string, word, tag int) ([]tagged, error) {
	var out []tagged
	var cur tagged
	flush := func() {
		if len(cur.words) > 0 {
			out = append(out, cur)
		}
		cur = tagged{}
	}
	err := eachLine(path, func(line string) {
		col := strings.Split(line, "\t")
		switch {
		case strings.TrimSpace(line) == "":
			flush()
		case strings.HasPrefix(line, "# ") || len(col) <= max(word, tag):
		default:
			cur.words, cur.tags = append(cur.words, col[word]), append(cur.tags, strings.TrimSpace(col[tag]))
		}
	})
	flush()
	return out, err
}

// plain makes a document of words with single spaces between them.
func plain(words []string) *language.Document {
	doc := &language.Document{Text: strings.Join(words, " ")}
	at := 0
	for _, w := range words {
		doc.Tokens = append(doc.Tokens, language.Token{Span: language.Span{B: at, E: at + len(w)}, Head: -1})
		at += len(w) + 1
	}
	doc.Sentences = []language.Sentence{{Span: language.Span{E: len(doc.Text)}, End: len(words)}}
	return doc
}

// nameScores scores the names of the types that are values of types.
func nameScores(ctx context.Context, p *language.Pipeline, sents []tagged, set string, types map[string]string) (Table, error) {
	var all fscore
	per := map[string]*fscore{"PER": {}, "LOC": {}, "ORG": {}}
	for _, s := range sents {
		doc := plain(s.words)
		if err := p.Parse(ctx, doc); err != nil {
			return nil, err
		}
		gold, found := tagSpans(s.tags, types), map[language.Name]bool{}
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
