package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

// A Scene says what is drawn.
type Scene struct {
	Kind   string     // one of Kinds, or "things" for those of IDs and what connects them
	Of     graph.ID   // ego: the centre; event: the event; path, why: where it begins; timeline, articles: of whom
	To     graph.ID   // path, why: where it ends
	IDs    []graph.ID // things: those that a query found
	Depth  int        // ego: edges away from the centre, 1 when 0
	Top    int        // nodes drawn, DefaultTop when 0; what is left out is counted in a node of its own
	Theme  string     // one of Themes, the first when empty
	Filter query.Filter
}

// Kinds are the kinds of pictures.
var Kinds = []string{"ego", "event", "path", "why", "timeline", "articles", "all"}

// Nodes of a picture. Beyond MaxTop one would see dust.
const (
	DefaultTop = 40
	MaxTop     = 5000
	maxDepth   = 3
)

// A Picture is a drawing before layout.
type Picture struct {
	Title string
	Dek   string // one line below the title
	Theme string
	Nodes []Node
	Edges []Edge
	Rows  []Row // of a timeline, which is drawn in rows
}

// A Node is a thing in a picture.
type Node struct {
	ID   graph.ID
	Kind string // key of a kind
	Name string
	Sub  string // second line, smaller
	Tip  string
	URL  string
	main bool // the picture is about it
	hop  int
	rank int // support, for the choice of what is drawn
}

// An Edge connects two nodes of a picture.
type Edge struct {
	From, To graph.ID
	Label    string
	Tip      string // the best sentence
	URL      string
	Sources  int  // independent ones
	Claimed  bool // no article itself asserts it as having happened
	Arrow    bool
	evidence []query.Evidence
}

// Draw makes the picture of a scene.
func Draw(ctx context.Context, q *query.Query, s Scene) (*Picture, error) {
	s.Depth, s.Top = cmp.Or(s.Depth, 1), cmp.Or(s.Top, DefaultTop)
	if s.Depth < 1 || s.Depth > maxDepth || s.Top < 1 || s.Top > MaxTop {
		return nil, fmt.Errorf("%w: depth is within 1 and %d, top within 1 and %d", graph.ErrInvalid, maxDepth, MaxTop)
	}
	if _, err := themeOf(s.Theme); err != nil {
		return nil, err
	}
	if s.Kind == "timeline" {
		return timeline(ctx, q, s)
	}
	c := newCanvas(q, s)
	if err := c.fill(ctx); err != nil {
		return nil, err
	}
	return c.picture(), nil
}

func newCanvas(q *query.Query, s Scene) *canvas {
	s.Filter.Evidence = query.AllEvidence // lines and parts are made of it
	return &canvas{
		q: q, scene: s, nodes: map[graph.ID]*Node{}, edges: map[edgeKey]*Edge{}, with: map[graph.ID][]int{},
		labels: map[edgeKey]map[graph.ID]bool{},
	}
}

// fill collects what the scene shows.
func (c *canvas) fill(ctx context.Context) error {
	switch c.scene.Kind {
	case "ego":
		return c.ego(ctx)
	case "event":
		return c.event(ctx)
	case "path":
		return c.path(ctx)
	case "why":
		return c.why(ctx)
	case "articles":
		return c.articles(ctx)
	case "things":
		return c.things(ctx)
	case "all":
		return c.all(ctx)
	}
	return fmt.Errorf("%w: picture %q is none of %s", graph.ErrInvalid, c.scene.Kind, strings.Join(Kinds, ", "))
}

// A canvas collects nodes and edges.
type canvas struct {
	q          *query.Query
	scene      Scene
	title      string
	nodes      map[graph.ID]*Node
	edges      map[edgeKey]*Edge
	labels     map[edgeKey]map[graph.ID]bool
	events     []query.Event
	with       map[graph.ID][]int // indexes of the events in which a thing has a part
	leftOut    int
	leftOutURL string
}

type edgeKey struct {
	from, to graph.ID
	label    string
}

// kindOfClass maps a class to the key of a kind.
func kindOfClass(class string) string {
	for _, k := range [...][2]string{
		{"Person", "person"}, {"Organization", "org"}, {"Place", "place"}, {"Position", "role"},
		{"Event", "event"}, {"Group", "group"},
	} {
		if ontology.Is(class, k[0]) {
			return k[1]
		}
	}
	return "thing"
}

// thing puts an entity or position onto the canvas.
func (c *canvas) thing(ref query.Ref, hop, rank int) *Node {
	n := c.nodes[ref.ID]
	if n == nil {
		n = &Node{ID: ref.ID, Kind: kindOfClass(ref.Class), Name: ref.Name, hop: hop, URL: "/v1/entities/" + string(ref.ID)}
		n.Tip = kindOf(n.Kind).Name + ": " + ref.Name
		if n.Kind == "role" {
			n.URL = "/v1/offices?of=" + string(ref.ID)
		}
		c.nodes[ref.ID] = n
	}
	n.hop, n.rank = min(n.hop, hop), n.rank+rank
	return n
}

// happening puts an event onto the canvas, with an edge from each who takes part.
func (c *canvas) happening(ev *query.Event, hop int) {
	if c.nodes[ev.ID] != nil {
		return
	}
	rank := 1
	if ev.Asserted {
		rank = 2 * ev.Sources
	}
	n := &Node{
		ID: ev.ID, Kind: "event", Name: capital(ev.Label), Sub: when(ev), hop: hop, rank: rank,
		URL: "/v1/events/" + string(ev.ID), Tip: ev.Label + ": " + sentence(ev.Evidence),
	}
	c.nodes[ev.ID] = n
	c.events = append(c.events, *ev)
	for _, r := range ev.Roles {
		if of := c.with[r.Who.ID]; len(of) == 0 || of[len(of)-1] != len(c.events)-1 {
			c.with[r.Who.ID] = append(of, len(c.events)-1)
		}
		c.thing(r.Who, hop+1, rank)
		c.part(ev, r)
	}
}

// part draws the edge between an event and one who has a part in it.
func (c *canvas) part(ev *query.Event, r query.Role) {
	from, to, label := r.Who.ID, ev.ID, r.Name
	if !fromWho(r.Name) {
		from, to = ev.ID, r.Who.ID
	}
	if label == "participant" {
		label = ""
	}
	c.edge(from, to, label, label != "", ev.Of(r))
}

// fromWho reports whether the arrow of a role begins at the one who has it.
func fromWho(role string) bool {
	switch role {
	case "actor", "speaker", "host", "visitor", "mediator", "participant":
		return true
	}
	return false
}

// edge puts an edge onto the canvas or adds to the one that is there.
func (c *canvas) edge(from, to graph.ID, label string, arrow bool, evidence []query.Evidence) {
	if len(evidence) == 0 {
		return
	}
	key := edgeKey{from, to, label}
	e := c.edges[key]
	if e == nil {
		e = &Edge{From: from, To: to, Label: words(label), Arrow: arrow, Claimed: true}
		e.Tip, e.URL = sentence(evidence), "/v1/evidence/"+string(evidence[0].Label)
		c.edges[key], c.labels[key] = e, map[graph.ID]bool{}
	}
	e.evidence = slices.Grow(e.evidence, len(evidence))
	for _, x := range evidence {
		e.Claimed = e.Claimed && !x.Asserted
		if !c.labels[key][x.Label] {
			c.labels[key][x.Label] = true
			e.evidence = append(e.evidence, x)
		}
	}
}

// capital begins a label with a capital letter.
func capital(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// words writes a name of the vocabulary for people.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

func sentence(evidence []query.Evidence) string {
	for i := range evidence {
		if s := evidence[i].Sentence(); s != "" {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return ""
}

// when writes the second line of an event: its day as far as known, and its
// status unless it simply happened.
func when(ev *query.Event) string {
	var parts []string
	if t := ev.Time; t != nil {
		parts = append(parts, cmp.Or(string(t.Value), capital(t.Weekday), t.Text))
	}
	switch {
	case ev.Status != graph.Happened:
		parts = append(parts, ev.Status)
	case !ev.Asserted:
		parts = append(parts, "claimed")
	}
	return strings.Join(parts, " · ")
}

// picture orders what is on the canvas.
func (c *canvas) picture() *Picture {
	p := &Picture{Title: c.title, Theme: c.scene.Theme}
	for _, n := range c.nodes {
		n.main = n.ID == c.scene.Of || n.ID == c.scene.To
		p.Nodes = append(p.Nodes, *n)
	}
	slices.SortFunc(p.Nodes, func(a, b Node) int {
		return cmp.Or(a.hop-b.hop, b.rank-a.rank, cmp.Compare(a.ID, b.ID))
	})
	for _, e := range c.edges {
		if c.nodes[e.From] != nil && c.nodes[e.To] != nil {
			e.Sources = max(e.Sources, query.Sources(e.evidence))
			p.Edges = append(p.Edges, *e)
		}
	}
	slices.SortFunc(p.Edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), b.Sources-a.Sources, cmp.Compare(a.Label, b.Label))
	})
	p.Edges = bundle(p.Edges)
	if len(p.Nodes) > mostBoxes {
		c.leftOut += p.fold()
	}
	p.Dek = c.dek(p)
	if c.leftOut > 0 {
		p.Nodes = append(p.Nodes, Node{
			ID: "more", Kind: "more", Name: fmt.Sprintf("+%d more", c.leftOut), Sub: "less supported or unconnected",
			Tip: fmt.Sprintf("%d further nodes are not drawn: they are less supported, which top changes, or nothing connects them", c.leftOut), URL: c.leftOutURL,
		})
	}
	return p
}

// dek says how much is drawn and on how many articles it rests.
func (c *canvas) dek(p *Picture) string {
	docs := map[graph.ID]bool{}
	for i := range p.Nodes {
		if p.Nodes[i].Kind == "article" {
			docs[p.Nodes[i].ID] = true
		}
	}
	for i := range p.Edges {
		for _, x := range p.Edges[i].evidence {
			docs[x.Article] = true
		}
	}
	return fmt.Sprintf("%s and %s from %s.", plural(len(p.Nodes), "node"), plural(len(p.Edges), "line"), plural(len(docs), "article"))
}

// maxBundle is the number of labels that one line can carry.
const maxBundle = 3

// bundle joins edges that run from one node to the same other one and differ only
// in what they are called: lines side by side hide each other's labels. The edges
// are sorted.
func bundle(edges []Edge) []Edge {
	var out []Edge
	for first := 0; first < len(edges); {
		last := first + 1
		for last < len(edges) && edges[last].From == edges[first].From && edges[last].To == edges[first].To {
			last++
		}
		out = append(out, joined(edges[first:last])...)
		first = last
	}
	return out
}

// joined makes one edge of what is asserted between two nodes, and one of what is
// only claimed if nothing is.
func joined(edges []Edge) []Edge {
	kept := slices.DeleteFunc(slices.Clone(edges), func(e Edge) bool { return e.Claimed })
	if len(kept) == 0 {
		kept = edges
	}
	into := kept[0]
	into.evidence = nil
	var labels, tips []string
	times := map[string]int{}
	for _, e := range kept {
		if times[e.Label]++; e.Label != "" && times[e.Label] == 1 { // to take part is said by the line itself
			labels = append(labels, e.Label)
		}
		tips = append(tips, e.Tip)
		into.Arrow = into.Arrow || e.Arrow
		into.evidence = append(into.evidence, e.evidence...)
	}
	for i, l := range labels {
		if n := times[l]; n > 1 {
			labels[i] = fmt.Sprintf("%s ×%d", l, n)
		}
	}
	into.Sources = max(into.Sources, query.Sources(into.evidence))
	into.Label = strings.Join(labels[:min(maxBundle, len(labels))], " · ")
	if len(labels) > maxBundle {
		into.Label += fmt.Sprintf(" +%d", len(labels)-maxBundle)
	}
	slices.Sort(tips)
	tips = slices.Compact(tips)
	into.Tip = strings.Join(tips[:min(maxTips, len(tips))], " / ")
	if len(tips) > maxTips {
		into.Tip += fmt.Sprintf(" / and %d more", len(tips)-maxTips)
	}
	return []Edge{into}
}

// maxTips is the number of sentences that a tooltip can show.
const maxTips = 5

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// lower begins a label with a small letter.
func lower(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
