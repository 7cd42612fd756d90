package eval

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"newsgraph/loaders/language"
)

// The development files of the treebanks, below the folder of the data.
const (
	ewtFile = "ud_ewt/en_ewt-ud-dev.conllu"
	gumGlob = "gum_clean/dep/dev/*.conllu"
)

// A treebank is a list of gold documents and the names of their sentences.
type treebank struct {
	docs []*language.Document
	ids  [][]string // of each document
}

// load reads the files that match a pattern; none is no error, but an empty treebank.
func load(dir, pattern string) (*treebank, error) {
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, err
	}
	t := &treebank{}
	for _, f := range files {
		if err := t.read(f); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *treebank) read(path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	docs, err := language.ReadCoNLLU(in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var ids []string
	if err := eachLine(path, func(line string) {
		if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			ids = append(ids, id)
		}
	}); err != nil {
		return err
	}
	for _, d := range docs {
		n := len(d.Sentences)
		if n > len(ids) {
			return fmt.Errorf("%s: more sentences than sentence names", path)
		}
		t.docs, t.ids = append(t.docs, d), append(t.ids, ids[:n])
		ids = ids[n:]
	}
	return nil
}

func eachLine(path string, visit func(line string)) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	s := bufio.NewScanner(in)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		visit(s.Text())
	}
	return s.Err()
}

// missing says whether a data set is not there, which is no error.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// bare returns a copy of a gold document with its words and sentences only.
func bare(gold *language.Document) *language.Document {
	doc := &language.Document{Text: gold.Text, Sentences: append([]language.Sentence(nil), gold.Sentences...)}
	for _, t := range gold.Tokens {
		doc.Tokens = append(doc.Tokens, language.Token{Span: t.Span, Head: -1})
	}
	return doc
}

func treebanks(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	var out Table
	for _, set := range []struct{ name, pattern string }{
		{"EWT dev", ewtFile}, {"GUM dev", gumGlob}, {"GUM dev news", "gum_clean/dep/dev/GUM_news_*.conllu"},
	} {
		t, err := load(dir, set.pattern)
		if err != nil {
			return nil, err
		}
		if len(t.docs) == 0 {
			continue
		}
		out = append(out, segmentation(t, set.name)...)
		rows, err := parses(ctx, p, t, set.name)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// segmentation scores words and sentences found in the text by their spans.
func segmentation(t *treebank, set string) Table {
	var words, sentences fscore
	for _, gold := range t.docs {
		doc := &language.Document{Text: gold.Text}
		language.Segment(doc)
		compare(&words, wordSpans(gold), wordSpans(doc))
		compare(&sentences, sentenceSpans(gold), sentenceSpans(doc))
	}
	return Table{words.row("words (raw)", set, "F1"), sentences.row("sentences (raw)", set, "F1")}
}

func wordSpans(doc *language.Document) map[language.Span]bool {
	m := map[language.Span]bool{}
	for _, t := range doc.Tokens {
		m[t.Span] = true
	}
	return m
}

func sentenceSpans(doc *language.Document) map[language.Span]bool {
	m := map[language.Span]bool{}
	for _, s := range doc.Sentences {
		m[s.Span] = true
	}
	return m
}

// parses scores the layers of words on gold words and sentences. Relations are
// compared without subtypes, as in LAS of the CoNLL shared tasks.
func parses(ctx context.Context, p *language.Pipeline, t *treebank, set string) (Table, error) {
	var upos, xpos, feats, lemma, uas, las accuracy
	for _, gold := range t.docs {
		doc := bare(gold)
		if err := p.Parse(ctx, doc); err != nil {
			return nil, err
		}
		for i, g := range gold.Tokens {
			w := doc.Tokens[i]
			upos.add(g.UPOS == w.UPOS)
			xpos.add(g.XPOS == w.XPOS)
			feats.add(g.Feats == w.Feats)
			lemma.add(g.Lemma == w.Lemma)
			uas.add(g.Head == w.Head)
			las.add(g.Head == w.Head && base(g.Rel) == base(w.Rel))
		}
	}
	return Table{
		upos.row("UPOS", set, "accuracy"), xpos.row("XPOS", set, "accuracy"), feats.row("features", set, "accuracy"),
		lemma.row("lemma", set, "accuracy"), uas.row("dependencies", set, "UAS"), las.row("dependencies", set, "LAS"),
	}, nil
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}
