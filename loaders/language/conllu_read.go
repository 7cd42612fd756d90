package language

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadCoNLLU reads documents from CoNLL-U with all that WriteCoNLLU writes. The text
// is put together from the forms; "# newpar" stands for a blank line, "# newdoc"
// begins a document.
func ReadCoNLLU(r io.Reader) ([]*Document, error) {
	c := conlluReader{glue: true}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		if err := c.line(in.Text()); err != nil {
			return nil, fmt.Errorf("read CoNLL-U: line %d: %w", n, err)
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	if err := c.endSentence(); err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	c.endDocument()
	return c.docs, nil
}

type conlluReader struct {
	docs   []*Document
	doc    Document
	text   strings.Builder
	first  int  // token of the sentence
	frames int  // those of the sentences before
	glue   bool // no space before the next token
	fused  int  // the words up to this number share one token
	space  bool // behind that token
}

func (c *conlluReader) line(s string) error {
	switch {
	case s == "":
		return c.endSentence()
	case strings.HasPrefix(s, "# newdoc"):
		c.endDocument()
	case strings.HasPrefix(s, "# newpar") && c.text.Len() > 0:
		c.text.WriteString("\n\n")
		c.glue = true
	case strings.HasPrefix(s, "#"):
	default:
		return c.word(strings.Split(s, "\t"))
	}
	return nil
}

func (c *conlluReader) word(col []string) error {
	if len(col) != 10 {
		return fmt.Errorf("%d columns", len(col))
	}
	if strings.Contains(col[0], ".") { // a node that is not in the text
		return nil
	}
	space := !strings.Contains("|"+col[9]+"|", "|SpaceAfter=No|")
	if _, last, ok := strings.Cut(col[0], "-"); ok {
		n, err := strconv.Atoi(last)
		c.fused, c.space = n, space
		return err
	}
	id, err := strconv.Atoi(col[0])
	if err != nil || id != len(c.doc.Tokens)-c.first+1 {
		return fmt.Errorf("word number %q", col[0])
	}
	head, err := strconv.Atoi(col[6])
	if err != nil && col[6] != "_" || head < 0 {
		return fmt.Errorf("head %q", col[6])
	}
	c.token(col, head)
	switch {
	case id < c.fused:
		space = false
	case id == c.fused:
		space = c.space
	}
	c.glue = !space
	return c.misc(col[9])
}

func (c *conlluReader) token(col []string, head int) {
	if !c.glue {
		c.text.WriteByte(' ')
	}
	b := c.text.Len()
	c.text.WriteString(col[1])
	t := Token{Span: Span{b, c.text.Len()}, Lemma: value(col[2]), UPOS: value(col[3]), XPOS: value(col[4]),
		Feats: value(col[5]), Rel: value(col[7]), Head: c.first + head - 1}
	if col[1] == "_" { // the underscore itself
		t.Lemma = col[2]
	}
	if head == 0 {
		t.Head = -1
	}
	c.doc.Tokens = append(c.doc.Tokens, t)
}

func value(col string) string {
	if col == "_" {
		return ""
	}
	return col
}

// misc reads the last column of the newest token.
func (c *conlluReader) misc(col string) error {
	i := len(c.doc.Tokens) - 1
	f := Frame{Predicate: i}
	for kv := range strings.SplitSeq(col, "|") {
		k, v, _ := strings.Cut(kv, "=")
		var err error
		switch k {
		case "Ment":
			c.doc.Tokens[i].Ment = v
		case "Name":
			err = c.name(i, v)
		case "Frame":
			f.Sense = miscUnescape.Replace(v)
		case "Factuality":
			f.Factuality, err = strconv.Atoi(v)
		case "Args":
			f.Args, err = c.args(v)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", kv, err)
		}
	}
	if f.Sense != "" {
		c.doc.Frames = append(c.doc.Frames, f)
	}
	return nil
}

func (c *conlluReader) name(i int, tag string) error {
	n := len(c.doc.Names)
	switch {
	case strings.HasPrefix(tag, "B-"):
		c.doc.Names = append(c.doc.Names, Name{First: i, End: i + 1, Type: tag[2:]})
	case strings.HasPrefix(tag, "I-") && n > 0 && c.doc.Names[n-1].End == i:
		c.doc.Names[n-1].End = i + 1
	default:
		return errors.New("name tag out of place")
	}
	return nil
}

func (c *conlluReader) args(list string) ([]Arg, error) {
	var out []Arg
	for s := range strings.SplitSeq(list, ",") {
		var a Arg
		part := strings.Split(s, ":")
		if len(part) != 3 {
			return nil, fmt.Errorf("argument %q", s)
		}
		a.Role = part[0]
		if _, err := fmt.Sscanf(part[1]+" "+part[2], "%d %d-%d", &a.Head, &a.First, &a.End); err != nil {
			return nil, fmt.Errorf("argument %q: %w", s, err)
		}
		if a.First < 1 || a.Head < a.First || a.End < a.Head {
			return nil, fmt.Errorf("argument %q", s)
		}
		a.Head, a.First, a.End = c.first+a.Head-1, c.first+a.First-1, c.first+a.End
		out = append(out, a)
	}
	return out, nil
}

func (c *conlluReader) endSentence() error {
	n := len(c.doc.Tokens)
	if n == c.first {
		return nil
	}
	toks := c.doc.Tokens[c.first:n]
	for i := range toks {
		if toks[i].Head >= n {
			return fmt.Errorf("head of word %d lies outside its sentence", i+1)
		}
	}
	for _, f := range c.doc.Frames[c.frames:] {
		for _, a := range f.Args {
			if a.End > n {
				return fmt.Errorf("argument of %s lies outside its sentence", f.Sense)
			}
		}
	}
	c.doc.Sentences = append(c.doc.Sentences, Sentence{Span: Span{toks[0].B, toks[len(toks)-1].E}, First: c.first, End: n})
	c.first, c.fused, c.frames = n, 0, len(c.doc.Frames)
	return nil
}

func (c *conlluReader) endDocument() {
	if len(c.doc.Tokens) == 0 {
		return
	}
	c.doc.Text = c.text.String()
	doc := c.doc
	c.docs = append(c.docs, &doc)
	c.doc, c.first, c.frames, c.glue = Document{}, 0, 0, true
	c.text.Reset()
}
