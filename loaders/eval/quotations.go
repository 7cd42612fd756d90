package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// A novel is one text of LitBank: its words written together again, its quotations with
// their speakers, and where each of its people is mentioned.
type novel struct {
	text     string
	tokens   [][]graph.Span // by sentence
	quotes   []attributed
	mentions map[string][]graph.Span // by the key of a person
}

// A attributed is a quotation with the key of who speaks.
type attributed struct {
	graph.Span
	speaker string
}

// Quotations scores who speaks the quotations of LitBank, in dir: of all, how many have a
// statement, and of how many a mention of its speaker is one of the right person. They are
// of novels, where most of a dialogue goes without "said".
func Quotations(ctx context.Context, l *loaders.Loader, dir string) (Table, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "litbank", "quotations", "tsv", "*.ann"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("score quotations: none in %s: %w", dir, err)
	}
	var found, right, named accuracy
	for _, path := range paths {
		nov, err := readNovel(dir, strings.TrimSuffix(filepath.Base(path), ".ann"))
		if err != nil {
			return nil, fmt.Errorf("score quotations: %w", err)
		}
		rep, err := analyse(ctx, l, nov.text)
		if err != nil {
			return nil, err
		}
		for _, q := range nov.quotes {
			st := statementOf(rep, q.Span)
			found.add(st != nil)
			ok := st != nil && nov.spokenBy(rep, st.Speaker, q.speaker)
			right.add(ok)
			if st != nil && st.Speaker != graph.None {
				named.add(ok)
			}
		}
	}
	return Table{found.row("quotations", "LitBank", "found"), right.row("quotations", "LitBank", "speaker recall"), named.row("quotations", "LitBank", "speaker precision")}, nil
}

// statementOf returns the statement with a quotation that covers most of s, or nil.
func statementOf(rep *graph.Report, s graph.Span) *graph.Statement {
	for i := range rep.Statements {
		for _, q := range rep.Statements[i].Quotes {
			if shared := min(q.E, s.E) - max(q.B, s.B); shared*10 > s.Len()*8 && shared*10 > q.Len()*8 {
				return &rep.Statements[i]
			}
		}
	}
	return nil
}

// spokenBy reports whether mention m, or one of its chain, stands where the person of that
// key is mentioned.
func (n *novel) spokenBy(rep *graph.Report, m int, key string) bool {
	if m == graph.None {
		return false
	}
	here := rep.Mentions[m]
	return slices.ContainsFunc(n.mentions[key], func(s graph.Span) bool { return s.E == here.E || s.B <= here.Head.B && here.Head.E == s.E })
}

// readNovel reads the quotations and mentions of one text.
func readNovel(dir, name string) (*novel, error) {
	b, err := os.ReadFile(filepath.Join(dir, "litbank", "quotations", "tsv", name+".txt"))
	if err != nil {
		return nil, err
	}
	n := &novel{mentions: map[string][]graph.Span{}}
	n.write(string(b))
	ids := map[string]graph.Span{}
	if err := n.annotations(filepath.Join(dir, "litbank", "quotations", "tsv", name+".ann"), "QUOTE", "ATTRIB", ids, func(s graph.Span, key string) {
		n.quotes = append(n.quotes, attributed{s, key})
	}); err != nil {
		return nil, err
	}
	return n, n.annotations(filepath.Join(dir, "litbank", "coref", "tsv", name+".ann"), "MENTION", "COREF", ids, func(s graph.Span, key string) {
		n.mentions[key] = append(n.mentions[key], s)
	})
}

// annotations reads the spans of kind and gives each with the key that link has for it.
func (n *novel) annotations(path, kind, link string, ids map[string]graph.Span, give func(graph.Span, string)) error {
	var bad error
	err := eachLine(path, func(line string) {
		f := strings.Split(line, "\t")
		switch {
		case f[0] == kind && len(f) > 6:
			s, err := n.span(f[2:6])
			if err != nil && bad == nil {
				bad = fmt.Errorf("%s: %w", path, err)
			}
			ids[f[1]] = s
		case f[0] == link && len(f) > 2:
			if s, ok := ids[f[1]]; ok {
				give(s, f[2])
			}
		}
	})
	if err == nil {
		err = bad
	}
	return err
}

// span reads "sentence token sentence token", both ends included.
func (n *novel) span(f []string) (graph.Span, error) {
	var at [4]int
	for i := range at {
		v, err := strconv.Atoi(f[i])
		if err != nil {
			return graph.Span{}, err
		}
		at[i] = v
	}
	if at[0] >= len(n.tokens) || at[2] >= len(n.tokens) || at[1] >= len(n.tokens[at[0]]) || at[3] >= len(n.tokens[at[2]]) {
		return graph.Span{}, fmt.Errorf("no token %v", at)
	}
	return graph.Span{B: n.tokens[at[0]][at[1]].B, E: n.tokens[at[2]][at[3]].E}, nil
}

// write sets the words of one sentence a line as they are printed: no space before a
// comma, and a paragraph for each quotation that follows another.
func (n *novel) write(lines string) {
	var b strings.Builder
	open, closed := false, false // within straight marks; after a closing mark
	for line := range strings.Lines(lines) {
		var spans []graph.Span
		glued := true // the next word takes no space
		for i, w := range strings.Fields(line) {
			opens := w == "“" || w == "\"" && !open || w == "``"
			if i == 0 && b.Len() > 0 {
				if opens && closed {
					b.WriteString("\n\n")
				} else {
					b.WriteString(" ")
				}
			} else if !glued && (opens || !tight(w)) && (w != "\"" || opens) {
				b.WriteString(" ")
			}
			spans = append(spans, graph.Span{B: b.Len(), E: b.Len() + len(w)})
			b.WriteString(w)
			if w == "\"" {
				open = !open
			}
			glued = opens || w == "(" || w == "$"
			closed = w == "”" || w == "\"" && !opens
		}
		n.tokens = append(n.tokens, spans)
	}
	n.text = b.String()
}

// tight reports whether word w stands right behind the one before it.
func tight(w string) bool {
	switch w {
	case ",", ".", ";", ":", "?", "!", ")", "”", "n't", "n’t", "%":
		return true
	}
	return strings.HasPrefix(w, "'") && len(w) > 1 || strings.HasPrefix(w, "’") && len(w) > len("’")
}
