package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Masthead says of an article what stands above it.
type Masthead struct {
	ID        graph.ID   `json:"id"`
	Title     string     `json:"title,omitempty"`
	Lead      string     `json:"lead,omitempty"` // how the text begins
	URI       string     `json:"uri,omitempty"`
	Outlet    string     `json:"outlet,omitempty"`
	Agency    string     `json:"agency,omitempty"`
	Byline    string     `json:"byline,omitempty"`
	Published graph.Date `json:"published,omitempty"`
	Basis     string     `json:"basis,omitempty"` // how Published is known
	Mentions  int        `json:"mentions"`
}

// A Headline is an article in a list.
type Headline struct {
	Masthead
	Claims  int      `json:"claims"`
	Passage *Passage `json:"passage,omitempty"` // with the words asked for, where the text has them
}

// A View is an article's text with what was found in it.
type View struct {
	Masthead
	Text      string         `json:"text"`
	Margins   []graph.Margin `json:"margins,omitempty"`
	Sentences []graph.Span   `json:"sentences"`
	Marks     []Mark         `json:"marks"`
	Edges     [][]graph.ID   `json:"edges"` // for each sentence the labels of the claims that it gave
	Said      []Told         `json:"claims"`
}

// A Mark is a mention in an article's text.
type Mark struct {
	graph.Span
	Who  Ref    `json:"who"`
	Kind string `json:"kind"`
}

// Told is a claim of an article in one line.
type Told struct {
	Label    graph.ID     `json:"label"`
	Kind     string       `json:"kind"` // event statement relation
	Subject  graph.ID     `json:"subject,omitempty"`
	Summary  string       `json:"summary"`
	Status   string       `json:"status"`
	Asserted bool         `json:"asserted"`
	Spans    []graph.Span `json:"spans"`
	Edges    []Edge       `json:"edges,omitempty"` // direct edges that rest on it
}

// An Edge is a direct edge without its evidence.
type Edge struct {
	From     Ref    `json:"from"`
	Relation string `json:"relation"`
	Label    string `json:"label"`
	To       Ref    `json:"to"`
}

// Articles lists the present articles, the latest published first: all, or those that
// have the words of f.Text in title or text. Words in quotation marks stand one behind
// the other, a star stands for the rest of a word; neither case nor accents count.
func (q *Query) Articles(ctx context.Context, f Filter) (Page[Headline], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Headline]{}, err
	}
	rows, undated, err := q.dates(ctx, &f)
	if err != nil {
		return Page[Headline]{}, err
	}
	shown, err := page(rows, &f, func(h *Headline) string {
		return dated(&When{Value: h.Published}) + " " + string(h.ID)
	})
	if err != nil {
		return Page[Headline]{}, err
	}
	for i := range shown.Items { // only what is shown is read
		p, err := q.paper(ctx, shown.Items[i].ID)
		if err != nil {
			return Page[Headline]{}, err
		}
		shown.Items[i] = p.headline()
		if f.terms != nil {
			shown.Items[i].Passage = p.passage(f.terms)
		}
	}
	shown.Undated = undated
	return shown, nil
}

// dates returns the articles of f with nothing but their dates.
func (q *Query) dates(ctx context.Context, f *Filter) (rows []Headline, undated int, err error) {
	for doc, err := range q.docsWith(ctx, f.terms) {
		if err != nil {
			return nil, 0, fmt.Errorf("list articles: %w", err)
		}
		quads, err := q.Quads(ctx, graph.Pattern{S: doc, P: publishedIRI})
		if err != nil {
			return nil, 0, err
		}
		h := Headline{Masthead: Masthead{ID: doc}}
		if len(quads) > 0 {
			h.Published = graph.Date(quads[0].O.Literal)
		}
		if f.Outlet != "" {
			d, err := q.digest(ctx, doc)
			if err != nil {
				return nil, 0, err
			}
			if !f.printed(d.Outlet()) {
				continue
			}
		}
		in, dated := f.within(nil, h.Published)
		if in && f.knew(doc, h.Published) {
			rows = append(rows, h)
		}
		if !dated {
			undated++
		}
	}
	return rows, undated, nil
}

func (p *paper) headline() Headline {
	a := &p.head
	return Headline{Masthead{
		ID: a.ID, Title: a.Title, Lead: p.lead(), URI: a.URI, Outlet: a.Outlet, Agency: a.Agency, Byline: a.Byline,
		Published: a.Published, Basis: a.Basis, Mentions: p.Mentions(),
	}, p.Events() + p.Statements() + p.Claims(), nil}
}

// longestLead is about a line of a list, in characters.
const longestLead = 110

// lead returns the beginning of the first sentence that is long enough to be one,
// whole words, with an ellipsis where it is cut.
func (p *paper) lead() string {
	for _, s := range p.bounds {
		words := strings.Fields(p.text(s))
		if len(words) < 4 {
			continue
		}
		out := words[0]
		for _, w := range words[1:] {
			if utf8.RuneCountInString(out+w) > longestLead {
				return out + " …"
			}
			out += " " + w
		}
		return out
	}
	return ""
}

// Article returns an article with its mentions and claims.
func (q *Query) Article(ctx context.Context, doc graph.ID) (View, error) {
	v, p, err := q.marked(ctx, doc)
	if err != nil {
		return View{}, err
	}
	for _, it := range p.all() {
		told, err := q.told(ctx, it)
		if err != nil {
			return View{}, err
		}
		v.Said = append(v.Said, told)
	}
	v.Edges = bySentence(v.Sentences, v.Said)
	return v, nil
}

// Marked returns an article with its mentions alone: what rests on its claims is not read.
func (q *Query) Marked(ctx context.Context, doc graph.ID) (View, error) {
	v, _, err := q.marked(ctx, doc)
	return v, err
}

func (q *Query) marked(ctx context.Context, doc graph.ID) (View, *paper, error) {
	p, err := q.paper(ctx, doc)
	if err != nil {
		return View{}, nil, err
	}
	v := View{Masthead: p.headline().Masthead, Text: p.head.Text, Margins: p.head.Margins, Sentences: p.bounds}
	for i := range p.Mentions() {
		m := p.Mention(i)
		ref, err := q.chainRef(ctx, p, m.Chain)
		if err != nil {
			return View{}, nil, err
		}
		v.Marks = append(v.Marks, Mark{Span: m.Span, Who: ref, Kind: m.Kind})
	}
	return v, p, nil
}

// bySentence gives each sentence the claims whose evidence it holds, as sorted as
// the claims.
func bySentence(sentences []graph.Span, claims []Told) [][]graph.ID {
	out := make([][]graph.ID, len(sentences))
	for n, s := range sentences {
		out[n] = []graph.ID{}
		for _, c := range claims {
			if slices.ContainsFunc(c.Spans, s.Overlaps) {
				out[n] = append(out[n], c.Label)
			}
		}
	}
	return out
}

// edgesOf returns the direct edges that rest on a label, sorted.
func (q *Query) edgesOf(ctx context.Context, label graph.ID) ([]Edge, error) {
	quads, err := q.Quads(ctx, graph.Pattern{G: label})
	if err != nil {
		return nil, err
	}
	var out []Edge
	for _, quad := range quads {
		t, ok := ontology.ByIRI("relation", quad.P)
		if !ok || quad.O.IsLiteral() || t.Symmetric && quad.S > quad.O.ID {
			continue
		}
		e := Edge{Relation: t.Name, Label: t.Label}
		if e.From, err = q.Ref(ctx, quad.S); err != nil {
			return nil, err
		}
		if e.To, err = q.Ref(ctx, quad.O.ID); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// told puts a claim into a line.
func (q *Query) told(ctx context.Context, it item) (Told, error) {
	f := it.facets()
	out := Told{Label: f.Label, Status: f.Status, Asserted: f.Asserted(), Spans: f.Evidence}
	var err error
	switch {
	case it.ev != nil:
		out.Kind = "event"
		out.Summary, err = q.eventLine(ctx, it)
		if err == nil {
			out.Subject, err = q.event(ctx, it.paper, it.index)
		}
	case it.st != nil:
		out.Kind, out.Subject = "statement", it.st.ID
		out.Summary, err = q.statementLine(ctx, it)
	default:
		out.Kind = "relation"
		out.Summary, err = q.claimLine(ctx, it)
	}
	if err != nil {
		return out, err
	}
	out.Edges, err = q.edgesOf(ctx, f.Label)
	return out, err
}

func (q *Query) eventLine(ctx context.Context, it item) (string, error) {
	words := []string{describe(Ref{Class: it.ev.Class})}
	for _, r := range it.ev.Roles {
		ref, err := q.refOf(ctx, it.paper, r.Mention)
		if err != nil {
			return "", err
		}
		if ref != nil {
			words = append(words, r.Name+" "+ref.Name)
		}
	}
	return strings.Join(words, ", "), nil
}

func (q *Query) statementLine(ctx context.Context, it item) (string, error) {
	ref, err := q.refOf(ctx, it.paper, it.st.Speaker)
	if err != nil {
		return "", err
	}
	who := "someone"
	if ref != nil {
		who = ref.Name
	}
	return who + ": " + it.paper.join(it.st.Content), nil
}

func (q *Query) claimLine(ctx context.Context, it item) (string, error) {
	subject, err := q.refOf(ctx, it.paper, it.cl.Subject)
	if err != nil {
		return "", err
	}
	object, err := q.refOf(ctx, it.paper, it.cl.Object)
	if err != nil {
		return "", err
	}
	var words []string
	if subject != nil {
		words = append(words, subject.Name)
	}
	words = append(words, relationLabel(it.cl.Relation), it.cl.Post, it.cl.Text)
	if object != nil && it.cl.Post != "" && strings.HasSuffix(it.cl.Post, " "+object.Name) {
		object = nil // "Foreign Minister of Norway" says it
	}
	if object != nil {
		words = append(words, object.Name)
	}
	if o := it.cl.Occupancy; o != "" && o != "current" {
		words = append(words, "("+o+")")
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " "), nil
}
