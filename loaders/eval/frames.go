package eval

import (
	"context"
	"path/filepath"
	"strings"

	"newsgraph/loaders/language"
)

const propbankFile = "propbank_ewt/ewt_propbank_dev.tsv"

// frames scores predicates, senses and arguments: predicates as found, the rest with
// the gold predicates given, as is usual.
func frames(ctx context.Context, p *language.Pipeline, dir string) (Table, error) {
	gold, err := readPropBank(filepath.Join(dir, propbankFile))
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
	var s frameScores
	for k, g := range t.docs {
		if err := s.document(ctx, p, g, t.ids[k], gold); err != nil {
			return nil, err
		}
	}
	const set = "PropBank EWT dev"
	return Table{
		s.predicates.row("predicates", set, "F1"), s.senses.row("senses", set, "accuracy"),
		s.heads.row("arguments", set, "head F1"), s.spans.row("arguments", set, "span F1"),
		s.system.row("arguments", set, "span F1, own predicates"),
	}, nil
}

type frameScores struct {
	predicates, heads, spans, system fscore
	senses                           accuracy
}

// An argKey is an argument in a document: its predicate and role with its words, or
// its head twice.
type argKey struct {
	predicate, first, end int
	role                  string
}

func (s *frameScores) document(ctx context.Context, p *language.Pipeline, g *language.Document, ids []string, gold map[string][]language.Frame) error {
	want := goldFrames(g, ids, gold)
	own := bare(g)
	if err := p.Parse(ctx, own); err != nil {
		return err
	}
	known := map[int]bool{} // tokens of the sentences that are annotated
	for i, sent := range g.Sentences {
		if _, ok := gold[ids[i]]; ok {
			for t := sent.First; t < sent.End; t++ {
				known[t] = true
			}
		}
	}
	var mine []language.Frame
	for _, f := range own.Frames {
		if known[f.Predicate] {
			mine = append(mine, f)
		}
	}
	compare(&s.predicates, predicateSet(want), predicateSet(mine))
	compare(&s.system, spanSet(want), spanSet(mine))

	given := bare(g)
	given.Frames = append([]language.Frame{}, want...)
	if err := p.Parse(ctx, given); err != nil {
		return err
	}
	compare(&s.heads, headSet(want), headSet(given.Frames))
	compare(&s.spans, spanSet(want), spanSet(given.Frames))
	sense := map[int]string{}
	for _, f := range given.Frames {
		sense[f.Predicate] = f.Sense
	}
	for _, f := range want {
		s.senses.add(sense[f.Predicate] == f.Sense)
	}
	return nil
}

func predicateSet(fs []language.Frame) map[int]bool {
	m := map[int]bool{}
	for _, f := range fs {
		m[f.Predicate] = true
	}
	return m
}

func spanSet(fs []language.Frame) map[argKey]bool {
	return argSet(fs, func(a language.Arg) (first, end int) { return a.First, a.End })
}

func headSet(fs []language.Frame) map[argKey]bool {
	return argSet(fs, func(a language.Arg) (first, end int) { return a.Head, a.Head })
}

// argSet returns the arguments of fs, each known by the tokens that at gives.
func argSet(fs []language.Frame, at func(language.Arg) (first, end int)) map[argKey]bool {
	m := map[argKey]bool{}
	for _, f := range fs {
		for _, a := range f.Args {
			first, end := at(a)
			m[argKey{f.Predicate, first, end, a.Role}] = true
		}
	}
	return m
}

// goldFrames places the frames of the sentences in a document and finds the heads of
// their arguments in its gold trees.
func goldFrames(g *language.Document, ids []string, gold map[string][]language.Frame) []language.Frame {
	var out []language.Frame
	for i, sent := range g.Sentences {
		for _, f := range gold[ids[i]] {
			f.Predicate += sent.First
			args := make([]language.Arg, len(f.Args))
			for k, a := range f.Args {
				a.First, a.End = min(a.First+sent.First, sent.End-1), min(a.End+sent.First, sent.End)
				a.Head = headOf(g, a.First, a.End)
				args[k] = a
			}
			f.Args = args
			if f.Predicate < sent.End {
				out = append(out, f)
			}
		}
	}
	return out
}

// headOf returns the first of the words first … end-1 whose head lies outside them.
func headOf(g *language.Document, first, end int) int {
	for i := first; i < end; i++ {
		if h := g.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// readPropBank reads the frames of each sentence by its name: a line a word, the sense
// of a predicate in the sixth column, then a column of brackets for each predicate.
func readPropBank(path string) (map[string][]language.Frame, error) {
	out := map[string][]language.Frame{}
	id := ""
	var rows [][]string
	flush := func() {
		if len(rows) > 0 {
			out[id] = bracketFrames(rows)
		}
		rows = nil
	}
	err := eachLine(path, func(line string) {
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "# doc"):
			if _, name, ok := strings.Cut(line, "ud_sent_id = "); ok {
				id = name
			}
		default:
			rows = append(rows, strings.Split(line, "\t"))
		}
	})
	flush()
	return out, err
}

// sameRole maps the rare spellings of roles to the usual ones.
var sameRole = map[string]string{"ARG1-DSP": "ARG1", "ARGA": "ARG0", "C-ARG1-DSP": "C-ARG1"}

func bracketFrames(rows [][]string) []language.Frame {
	var out []language.Frame
	for i, r := range rows {
		if len(r) < 6 || r[5] == "-" {
			continue
		}
		f := language.Frame{Predicate: i, Sense: r[5]}
		f.Args = brackets(rows, 6+len(out))
		out = append(out, f)
	}
	return out
}

// brackets reads one column of arguments: "(ARG0*" opens, ")" closes.
func brackets(rows [][]string, col int) []language.Arg {
	var out []language.Arg
	role, first := "", 0
	for i, r := range rows {
		if col >= len(r) {
			return out
		}
		cell := r[col]
		if name, _, ok := strings.Cut(strings.TrimPrefix(cell, "("), "*"); ok && strings.HasPrefix(cell, "(") {
			role, first = name, i
		}
		if strings.HasSuffix(cell, ")") && role != "" {
			if s := sameRole[role]; s != "" {
				role = s
			}
			if role != "V" {
				out = append(out, language.Arg{Role: role, First: first, End: i + 1})
			}
			role = ""
		}
	}
	return out
}
