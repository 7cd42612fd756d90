package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Evidence is one claim of one article with the words that make it.
type Evidence struct {
	Label      graph.ID          `json:"label"`
	Article    graph.ID          `json:"article"`
	Title      string            `json:"title,omitempty"`
	Outlet     string            `json:"outlet,omitempty"`
	Published  graph.Date        `json:"published,omitempty"`
	Status     string            `json:"status"`
	Asserted   bool              `json:"asserted"` // by the article itself, as something that is or was so
	Certainty  string            `json:"certainty,omitempty"`
	Polarity   string            `json:"polarity,omitempty"`
	Tense      string            `json:"tense,omitempty"`
	Source     []Claimant        `json:"source,omitempty"` // who says so, the outermost first; none: the article
	Confidence graph.Thousandths `json:"confidence"`
	Rule       string            `json:"rule,omitempty"`
	Passages   []Passage         `json:"passages"`
	// CopyOf is another article above whose text this one's article repeats: the two
	// count as one source.
	CopyOf graph.ID `json:"copy_of,omitempty"`
	// Rejected are other readings of its words; told of one claim alone.
	Rejected []Rejected `json:"rejected,omitempty"`
	// Copies are the articles that repeat the text of this one and count with it as one
	// source; told of one claim alone.
	Copies []Masthead    `json:"copies,omitempty"`
	digest *graph.Digest // of the article
}

// A Passage is one or more whole sentences with the words marked that count.
type Passage struct {
	Text  string       `json:"text"`
	Span  graph.Span   `json:"span"`  // of Text, in the article's text
	Marks []graph.Span `json:"marks"` // within Text
	Quote string       `json:"quote"` // the marked words
}

// Rejected is how the words Text could have been read and were not.
type Rejected struct {
	graph.Alternative
	Text string `json:"text"`
}

// A Claimant is someone whose statement a claim is.
type Claimant struct {
	Statement graph.ID `json:"statement"`
	Speaker   Ref      `json:"speaker"`
	Via       []Ref    `json:"via,omitempty"` // by whom the article has the statement
	Cue       string   `json:"cue,omitempty"`
	Stance    string   `json:"stance,omitempty"`
}

// Sentence returns the sentences of the evidence in one line, in the order of the text:
// who "the leaders" of the second are, the first says.
func (e *Evidence) Sentence() string {
	said := make([]string, len(e.Passages))
	for i := range e.Passages {
		said[i] = strings.TrimSpace(e.Passages[i].Text)
	}
	return strings.Join(said, " … ")
}

// evidence returns the words of a claim.
func (q *Query) evidence(ctx context.Context, it item) (Evidence, error) {
	p, f := it.paper, it.facets()
	source, err := q.claimants(ctx, p, f.Source)
	if err != nil {
		return Evidence{}, err
	}
	d, err := q.digest(ctx, p.head.ID)
	if err != nil {
		return Evidence{}, err
	}
	e := Evidence{
		Label: f.Label, Article: p.head.ID, Title: p.head.Title, Outlet: cmp.Or(p.head.Outlet, p.head.Agency),
		Published: p.head.Published, Status: f.Status, Asserted: f.Asserted(),
		Certainty: f.Certainty, Polarity: f.Polarity, Tense: f.Tense, Source: source,
		Confidence: f.Confidence, Rule: f.Rule, Passages: p.passages(f.Evidence),
		digest: d,
	}
	return e, nil
}

// claimants follows the statements whose content a claim is, from the innermost
// out, and returns them outermost first.
func (q *Query) claimants(ctx context.Context, p *paper, source int) ([]Claimant, error) {
	var out []Claimant
	for n := 0; source >= 0 && source < p.Statements() && n < p.Statements(); n++ {
		st := p.Statement(source)
		speaker, err := q.refOf(ctx, p, st.Speaker)
		if err != nil {
			return nil, err
		}
		if speaker == nil {
			speaker = &Ref{}
		}
		via, err := q.refsOf(ctx, p, st.Via)
		if err != nil {
			return nil, err
		}
		out = append(out, Claimant{
			Statement: st.ID, Speaker: *speaker, Via: via, Cue: p.text(st.Cue), Stance: st.Stance,
		})
		source = st.Source
	}
	slices.Reverse(out)
	return out, nil
}

// claimed names those who make a claim, for grouping: "" is the article itself.
func (e *Evidence) claimed() string {
	var b strings.Builder
	for _, c := range e.Source {
		b.WriteString(string(c.Speaker.ID) + " ")
	}
	return b.String()
}

// passages returns the sentences that hold the spans, adjoining ones joined.
func (p *paper) passages(spans []graph.Span) []Passage {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, graph.Span.Compare)
	var out []Passage
	for _, s := range spans {
		if p.text(s) == "" {
			continue
		}
		around := p.sentences(s)
		if n := len(out); n > 0 && out[n-1].Span.Overlaps(around) {
			out[n-1].Span.E = max(out[n-1].Span.E, around.E)
			out[n-1].Marks = append(out[n-1].Marks, s)
			continue
		}
		out = append(out, Passage{Span: around, Marks: []graph.Span{s}})
	}
	for i := range out {
		p.fill(&out[i])
	}
	return out
}

// fill sets the words of a passage and moves its marks from the article's text
// to its own.
func (p *paper) fill(pas *Passage) {
	pas.Text = p.text(pas.Span)
	var words []string
	for i, m := range pas.Marks {
		words = append(words, p.text(m))
		pas.Marks[i] = graph.Span{B: m.B - pas.Span.B, E: m.E - pas.Span.B}
	}
	pas.Quote = strings.Join(words, " … ")
}

// sentences returns the span of all sentences that share a byte with s, and s
// itself where there is none.
func (p *paper) sentences(s graph.Span) graph.Span {
	i, _ := slices.BinarySearchFunc(p.bounds, s.B, func(t graph.Span, b int) int { return t.E - b - 1 })
	around := s
	for ; i < len(p.bounds) && p.bounds[i].B < s.E; i++ {
		around.B, around.E = min(around.B, p.bounds[i].B), max(around.E, p.bounds[i].E)
	}
	if p.text(around) == "" {
		return s
	}
	return around
}

// Sources counts independent sources: copies of one text, and texts that repeat most
// of another, count once.
func Sources(evidence []Evidence) int {
	n := 0
	for i, first := range sources(evidence) {
		if i == first {
			n++
		}
	}
	return n
}

// sortEvidence puts what the article asserts first, then the surer, the earlier
// published and the smaller label.
func sortEvidence(evidence []Evidence) {
	slices.SortFunc(evidence, func(a, b Evidence) int {
		switch {
		case a.Asserted != b.Asserted:
			return order(a.Asserted)
		case a.Confidence != b.Confidence:
			return int(b.Confidence - a.Confidence)
		case a.Published != b.Published:
			return strings.Compare(string(a.Published), string(b.Published))
		}
		return strings.Compare(string(a.Label), string(b.Label))
	})
	markCopies(evidence)
}

func order(first bool) int {
	if first {
		return -1
	}
	return 1
}

// Evidence returns the words of the claim with that label, and the copies of its article.
func (q *Query) Evidence(ctx context.Context, label graph.ID) (Evidence, error) {
	b, ok, err := q.brief(ctx, label)
	if err != nil {
		return Evidence{}, err
	}
	if !ok {
		return Evidence{}, fmt.Errorf("label %s: %w", label, graph.ErrNotFound)
	}
	e, err := q.words(ctx, &b)
	if err == nil {
		e.Copies, err = q.CopiesOf(ctx, e.Article)
	}
	return e, err
}

// maxSpoken bounds the evidence that a Query remembers, half a kilobyte each.
const maxSpoken = 1 << 15

// words returns the evidence of a claim. It is remembered, since one claim speaks for an
// event, for all who take part and for the edges between them.
func (q *Query) words(ctx context.Context, b *brief) (Evidence, error) {
	if e, ok := q.spoken[b.label]; ok {
		return e, nil
	}
	it, err := q.item(ctx, b)
	if err != nil {
		return Evidence{}, err
	}
	e, err := q.evidence(ctx, it)
	if err != nil {
		return Evidence{}, err
	}
	for _, a := range it.paper.RejectedIn(it.facets().Evidence) {
		e.Rejected = append(e.Rejected, Rejected{a, it.paper.text(a.Span)})
	}
	if len(q.spoken) < maxSpoken {
		q.spoken[b.label] = e
	}
	return e, nil
}
