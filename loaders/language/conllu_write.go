package language

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteCoNLLU writes the sentences of a document in the CoNLL-U format of Universal
// Dependencies. The layers that have no column stand in MISC: Name=B-PER,
// Ment=person and, at a predicate, Frame=meet.03, Factuality=1200 and
// Args=ARG0:2:1-3,ARGM-TMP:7:6-8 (role, head, first and last word).
func WriteCoNLLU(w io.Writer, doc *Document) error {
	c := conlluWriter{Writer: bufio.NewWriter(w), doc: doc, names: map[int]string{}, frames: map[int]*Frame{}}
	for _, n := range doc.Names {
		for i := n.First; i < n.End; i++ {
			c.names[i] = "I-" + n.Type
		}
		c.names[n.First] = "B-" + n.Type
	}
	for i := range doc.Frames {
		c.frames[doc.Frames[i].Predicate] = &doc.Frames[i]
	}
	for i := range doc.Sentences {
		if i == 0 {
			c.WriteString("# newdoc\n")
		}
		c.sentence(i)
	}
	return c.Flush()
}

type conlluWriter struct {
	*bufio.Writer
	doc    *Document
	names  map[int]string // tag of a token
	frames map[int]*Frame // by predicate
}

func (c *conlluWriter) sentence(n int) {
	s := c.doc.Sentences[n]
	if n > 0 && strings.Count(c.doc.Text[c.doc.Sentences[n-1].E:s.B], "\n") > 1 {
		c.WriteString("# newpar\n")
	}
	fmt.Fprintf(c, "# sent_id = %d\n# text = %s\n", n+1, c.text(s))
	for i := s.First; i < s.End; {
		end := c.doc.fusedEnd(i, s.End)
		if end-i > 1 {
			e := c.doc.Tokens[end-1].E
			fmt.Fprintf(c, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, end-s.First,
				oneLine(c.doc.Text[c.doc.Tokens[i].B:e]), column(c.spacing(end-1, s)))
		}
		for ; i < end; i++ {
			c.token(i, s, i < end-1)
		}
	}
	c.WriteByte('\n')
}

// text returns the text of a sentence on one line. All that stands between words, be it
// a line break or a space of no width, is one space: that is what SpaceAfter can say.
func (c *conlluWriter) text(s Sentence) string {
	var b strings.Builder
	from := s.B
	for i := s.First; i < s.End; i++ {
		if e := c.doc.Tokens[i].E; c.spacing(i, s) == "" || i+1 == s.End {
			b.WriteString(oneLine(c.doc.Text[from:e]))
			if i+1 < s.End {
				b.WriteByte(' ')
				from = c.doc.Tokens[i+1].B
			}
		}
	}
	return b.String()
}

// token writes the line of token i; inside says that a fused token goes on behind it.
func (c *conlluWriter) token(i int, s Sentence, inside bool) {
	t := &c.doc.Tokens[i]
	head := 0
	if t.Head >= 0 {
		head = t.Head - s.First + 1
	}
	var misc []string
	if f := c.frames[i]; f != nil {
		misc = append(misc, c.frame(f, s)...)
	}
	if t.Ment != "" {
		misc = append(misc, "Ment="+t.Ment)
	}
	if n := c.names[i]; n != "" {
		misc = append(misc, "Name="+n)
	}
	if fused := inside || c.doc.fusedBefore(i, s.First); !fused && c.spacing(i, s) != "" {
		misc = append(misc, c.spacing(i, s))
	}
	sort.Strings(misc)
	fmt.Fprintf(c, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i-s.First+1, oneLine(c.doc.Form(i)),
		column(oneLine(t.Lemma)), column(t.UPOS), column(t.XPOS), column(t.Feats), head, column(t.Rel),
		column(strings.Join(misc, "|")))
}

func (c *conlluWriter) frame(f *Frame, s Sentence) []string {
	out := []string{"Frame=" + miscEscape.Replace(oneLine(f.Sense)), fmt.Sprintf("Factuality=%d", f.Factuality)}
	var args []string
	for _, a := range f.Args {
		args = append(args, fmt.Sprintf("%s:%d:%d-%d", a.Role, a.Head-s.First+1, a.First-s.First+1, a.End-s.First))
	}
	if args != nil {
		out = append(out, "Args="+strings.Join(args, ","))
	}
	return out
}

// The escapes that Universal Dependencies has for MISC.
var (
	miscEscape   = strings.NewReplacer(`\`, `\\`, "|", `\p`, " ", `\s`)
	miscUnescape = strings.NewReplacer(`\\`, `\`, `\p`, "|", `\s`, " ")
)

// spacing returns what MISC says of the space behind a token, "" if there is some.
func (c *conlluWriter) spacing(i int, s Sentence) string {
	if i+1 < len(c.doc.Tokens) && c.doc.Tokens[i].E == c.doc.Tokens[i+1].B {
		return "SpaceAfter=No"
	}
	return ""
}

// fusedEnd returns where the token that begins with word i ends: behind its clitics.
func (d *Document) fusedEnd(i, end int) int {
	for i++; i < end && d.fused(i); i++ {
	}
	return i
}

func (d *Document) fusedBefore(i, first int) bool { return i > first && d.fused(i) }

// fused says whether word i is written as one token with the word before it: "do" and
// "n't", "dog" and "'s", but not "20" and "km".
func (d *Document) fused(i int) bool {
	b := d.Tokens[i].B
	if d.Tokens[i-1].E != b {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(d.Text[:b])
	first, n := utf8.DecodeRuneInString(d.Text[b:d.Tokens[i].E])
	if !unicode.IsLetter(last) {
		return false
	}
	second, _ := utf8.DecodeRuneInString(d.Text[b+n : d.Tokens[i].E])
	return unicode.IsLetter(first) || strings.ContainsRune("'’`", first) && unicode.IsLetter(second)
}

func column(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// oneLine makes a text fit for a column: no tab or line break, no space at its ends, and
// U+FFFD for each byte that is not UTF-8, so that parts of a text are parts of its line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(string([]rune(s))), " ")
}
