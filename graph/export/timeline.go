package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A Row is a line of a timeline.
type Row struct {
	Node
	When    string // as far as it is known, "" for not at all
	Quote   string // the best sentence
	Claimed bool
	day     string // for the order
}

// timeline makes the picture of what a thing did and said, the earliest first; what
// has no date comes last and is shown without one.
func timeline(ctx context.Context, q *query.Query, s Scene) (*Picture, error) {
	ref, err := q.Ref(ctx, s.Of)
	if err != nil {
		return nil, err
	}
	p := &Picture{Title: ref.Name + ", in order", Theme: s.Theme}
	docs := map[graph.ID]bool{}
	err = query.Each(func(f query.Filter) (query.Page[query.Moment], error) { return q.Timeline(ctx, ref.ID, f) }, s.Filter, func(m query.Moment) {
		p.Rows = append(p.Rows, row(&m, ref.ID, docs))
	})
	if err != nil {
		return nil, err
	}
	all := len(p.Rows)
	slices.SortStableFunc(p.Rows, func(a, b Row) int { return cmp.Or(b.rank-a.rank, cmp.Compare(a.ID, b.ID)) })
	p.Rows = p.Rows[:min(all, s.Top)]
	slices.SortStableFunc(p.Rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.ID, b.ID)) })
	for i := range p.Rows {
		p.Nodes = append(p.Nodes, p.Rows[i].Node)
		if i > 0 {
			p.Edges = append(p.Edges, Edge{From: p.Rows[i-1].ID, To: p.Rows[i].ID, Tip: "in this order", URL: p.Rows[i].URL, Sources: 1, Arrow: true})
		}
	}
	p.Dek = fmt.Sprintf("%s from %s.", plural(len(p.Rows), "moment"), plural(len(docs), "article"))
	if all > len(p.Rows) {
		p.Rows = append(p.Rows, Row{Node: Node{
			ID: "more", Kind: "more", Name: fmt.Sprintf("+%d more", all-len(p.Rows)), Sub: "not drawn: less supported",
			Tip: fmt.Sprintf("%d further moments are not drawn; ask for more with top", all-len(p.Rows)), URL: "/v1/timeline?of=" + string(ref.ID),
		}})
		p.Nodes = append(p.Nodes, p.Rows[len(p.Rows)-1].Node)
	}
	return p, nil
}

// row makes a line of an event or a statement.
func row(m *query.Moment, of graph.ID, docs map[graph.ID]bool) Row {
	r := Row{day: "~~"}
	var evidence []query.Evidence
	if ev := m.Event; ev != nil {
		evidence = ev.Evidence
		r.Node = Node{ID: ev.ID, Kind: "event", Name: capital(ev.Label), URL: "/v1/events/" + string(ev.ID), rank: 2 * ev.Sources}
		r.Sub, r.Claimed, r.Quote = company(ev, of), !ev.Asserted, sentence(evidence)
		if ev.Status != graph.Happened {
			r.Name += " (" + ev.Status + ")"
		} else if !ev.Asserted {
			r.Name += " (claimed)"
		}
	} else {
		st := m.Statement
		evidence = st.Evidence
		r.Node = Node{ID: st.ID, Kind: "said", Name: capital(words(strings.ToLower(st.Class))), URL: "/v1/evidence/" + string(evidence[0].Label), rank: 1}
		if r.Name == "Say" {
			r.Name = "Statement"
		}
		if len(st.About) > 0 {
			var about []string
			for _, a := range st.About {
				about = append(about, a.Name)
			}
			r.Sub = "about " + strings.Join(about, ", ")
		}
		r.Quote = strings.Join(strings.Fields(st.Content), " ")
	}
	for _, e := range evidence {
		docs[e.Article] = true
	}
	if t := m.Time; t != nil {
		r.When = cmp.Or(string(t.Value), capital(t.Weekday), t.Text)
		if t.Known() {
			r.day = string(t.Value)
		} else {
			r.day = "~" + r.When
		}
	}
	r.Tip = r.Name + ": " + cmp.Or(sentence(evidence), r.Quote)
	return r
}

// company names the others who take part, and the place.
func company(ev *query.Event, of graph.ID) string {
	var with, in []string
	for _, r := range ev.Roles {
		switch {
		case r.Who.ID == of:
		case r.Name == "place":
			in = append(in, r.Who.Name)
		case !slices.Contains(with, r.Who.Name):
			with = append(with, r.Who.Name)
		}
	}
	var out []string
	if len(with) > 0 {
		out = append(out, "with "+strings.Join(with, ", "))
	}
	if len(in) > 0 {
		out = append(out, "in "+strings.Join(in, ", "))
	}
	return strings.Join(out, " ")
}

// Places of a timeline's columns.
const (
	whenColumn  = 120 * unit
	markColumn  = 150 * unit
	textColumn  = 176 * unit
	rowsWidth   = 860 * unit
	quoteLines  = 3
	quoteSize   = 11 * unit
	rowsLeading = 16 * unit
)

// timeline draws the rows below each other along a line.
func (a *artist) timeline() {
	a.width = rowsWidth
	heights := make([]int, len(a.p.Rows))
	quotes := make([][]string, len(a.p.Rows))
	for i := range a.p.Rows {
		r := &a.p.Rows[i]
		quotes[i] = wrap(r.Quote, rowsWidth-textColumn, quoteSize, quoteLines)
		heights[i] = 20*unit + len(quotes[i])*rowsLeading + 18*unit
		if r.Sub != "" {
			heights[i] += rowsLeading
		}
		a.boxes[i] = frame{x: markColumn, y: a.height + 10*unit}
		a.height += heights[i]
	}
	a.frame()
	s := &a.sheet
	if n := len(a.boxes); n > 1 {
		first, last := a.boxes[0], a.boxes[n-1]
		s.draw(path{steps: []step{moveTo(first.x, first.y), lineTo(last.x, last.y)}, stroke: a.t.Line, width: 15})
	}
	for i := range a.p.Rows {
		a.row(&a.p.Rows[i], a.boxes[i], quotes[i])
	}
}

func (a *artist) row(r *Row, f frame, quote []string) {
	s, l := &a.sheet, a.t.look(r.Kind)
	left := f.x - markColumn
	s.group(group0(&r.Node))
	s.write(label{x: left + whenColumn, y: f.y + 4*unit, size: 12 * unit, font: fontBold, anchor: 2, fill: a.t.Text, text: cmp.Or(r.When, "no date")})
	s.draw(path{steps: disc(f.x, f.y, 11*unit), fill: a.t.Paper})
	if r.Claimed {
		s.draw(path{steps: mark(r.Kind, f.x, f.y, 6*unit), fill: a.t.Paper, stroke: l.Stroke, width: 15})
	} else {
		s.draw(path{steps: mark(r.Kind, f.x, f.y, 6*unit), fill: l.Stroke})
	}
	x, y := left+textColumn, f.y+4*unit
	name := shorten(r.Name, 60)
	s.write(label{x: x, y: y, size: nameSize, font: fontBold, fill: a.t.Ink, text: name})
	if r.Sub != "" {
		y += rowsLeading
		s.write(label{x: x, y: y, size: 12 * unit, fill: a.t.Text, text: shorten(r.Sub, 110)})
	}
	for _, line := range quote {
		y += rowsLeading
		s.write(label{x: x, y: y, size: quoteSize, fill: a.t.Faint, text: line})
	}
	s.end()
}

// wrap breaks a text into at most so many lines of a width; an ellipsis says that
// there is more.
func wrap(s string, width, size, most int) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + w)
		if measure(next, size, fontPlain) <= width || line == "" {
			line = next
			continue
		}
		if len(lines) == most-1 {
			return append(lines, line+" …")
		}
		lines, line = append(lines, line), w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
