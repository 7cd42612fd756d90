package language

import (
	"context"
	"fmt"
	"time"

	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
	"newsgraph/loaders/language/wordpiece"
)

// Options choose a model. The zero value is the embedded one.
type Options struct {
	// ModelDir is a folder with another packed model.
	ModelDir string
}

// A Pipeline adds the layers to documents. It is safe for concurrent use.
type Pipeline struct {
	version string
	vocab   *wordpiece.Vocab
	enc     *encoder.Encoder
	heads   *heads
	cache   cache
	spent   spent
}

// New returns a pipeline. It reads and checks the model, which takes some 30 ms.
func New(opt Options) (*Pipeline, error) {
	m, err := openModel(opt.ModelDir)
	if err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	p := &Pipeline{version: m.Version}
	if p.vocab, err = wordpiece.New(m.Vocab); err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	if p.enc, err = m.Encoder(); err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	if p.heads, err = newHeads(m, p.enc.Hidden()); err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	return p, nil
}

// Version names the model that p runs.
func (p *Pipeline) Version() string { return p.version }

func openModel(dir string) (*model.Model, error) {
	if dir == "" {
		return model.Embedded()
	}
	return model.Open(dir)
}

// Annotate fills all layers of doc from its text and the parts to skip. When ctx ends
// it stops with the error of ctx and leaves doc without sentences.
func (p *Pipeline) Annotate(ctx context.Context, doc *Document) error {
	start := time.Now()
	Segment(doc)
	doc.clear()
	p.splitLong(doc)
	since(&p.spent.segment, start)
	if err := p.parseAll(ctx, doc, nil); err != nil {
		doc.clear()
		doc.Tokens, doc.Sentences = nil, nil
		return fmt.Errorf("annotate text of %d bytes: %w", len(doc.Text), err)
	}
	return nil
}

// Parse fills the layers of doc that lie above its sentences and tokens, which it has.
// If doc has frames, their predicates are given and no others are looked for.
func (p *Pipeline) Parse(ctx context.Context, doc *Document) error {
	var given []bool
	if doc.Frames != nil {
		given = make([]bool, len(doc.Tokens))
	}
	for _, f := range doc.Frames {
		if f.Predicate < 0 || f.Predicate >= len(given) {
			return fmt.Errorf("parse: predicate %d of %d tokens", f.Predicate, len(given))
		}
		given[f.Predicate] = true
	}
	doc.clear()
	p.splitLong(doc)
	if err := p.parseAll(ctx, doc, given); err != nil {
		return fmt.Errorf("parse text of %d bytes: %w", len(doc.Text), err)
	}
	return nil
}

// batchPieces is how many pieces go through the encoder at a time: enough to fill it,
// few enough that memory does not grow with the article.
const batchPieces = 2048

// parseAll parses the sentences in batches and adds their layers in order. given marks
// the predicates, nil to find them.
func (p *Pipeline) parseAll(ctx context.Context, doc *Document, given []bool) error {
	var fits []nameFit // of all names
	var ms []mention
	for at := 0; at < len(doc.Sentences); {
		if err := ctx.Err(); err != nil {
			return err
		}
		start := time.Now()
		b := batch{doc: doc, given: given, offs: []int{0}}
		end := at
		for end < len(doc.Sentences) && len(b.ids) < batchPieces {
			b.add(p, end)
			end++
		}
		since(&p.spent.encoder, start)
		if err := b.run(p); err != nil {
			return err
		}
		for i := at; i < end; i++ {
			doc.place(b.parses[i-at], doc.Sentences[i])
			fits = append(fits, b.parses[i-at].fits...)
			for _, m := range b.parses[i-at].mentions {
				m.sent = i
				ms = append(ms, m)
			}
		}
		at = end
	}
	start := time.Now()
	p.heads.agree(doc, fits)
	start = since(&p.spent.heads, start)
	if r := p.heads.ranker; r != nil {
		r.resolve(doc, ms)
		agreeTypes(doc, ms, p.heads.labels.Ment)
		since(&p.spent.coreference, start)
	}
	return nil
}

// place writes a parse over the tokens of sentence s.
func (d *Document) place(p *parse, s Sentence) {
	for i, t := range p.tokens {
		t.Span = d.Tokens[s.First+i].Span
		if t.Head >= 0 {
			t.Head += s.First
		}
		d.Tokens[s.First+i] = t
	}
	for _, n := range p.names {
		n.First, n.End = n.First+s.First, n.End+s.First
		d.Names = append(d.Names, n)
	}
	for _, f := range p.frames {
		f.Predicate += s.First
		args := make([]Arg, len(f.Args))
		for i, a := range f.Args {
			a.Head, a.First, a.End = a.Head+s.First, a.First+s.First, a.End+s.First
			args[i] = a
		}
		f.Args = args
		d.Frames = append(d.Frames, f)
	}
	for _, e := range p.encounters {
		e.A, e.B, e.Trigger = e.A+s.First, e.B+s.First, e.Trigger+s.First
		d.Encounters = append(d.Encounters, e)
	}
	for _, r := range p.relations {
		r.A, r.B, r.Trigger = r.A+s.First, r.B+s.First, r.Trigger+s.First
		d.Relations = append(d.Relations, r)
	}
}

// clear drops the layers above the tokens.
func (d *Document) clear() {
	d.Names, d.Frames, d.Mentions, d.Encounters, d.Relations = nil, nil, nil, nil, nil
}
