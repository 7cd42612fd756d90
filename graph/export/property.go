package export

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A property graph is the resolved graph with one node a thing, event, statement,
// position and article, and one edge a pair and relation, for formats that know no
// quads. What all claims together say of an edge stands on it; each claim with its
// words is a proof.
type property struct {
	nodes, arcs, proofs *sorter
	full                bool
	withProofs          bool
	r                   graph.Reader
}

// A vertex is a node of the property graph.
type vertex struct {
	ID      graph.ID
	Kind    string // entity position event statement article
	Class   string
	Name    string
	Aliases []string
	Gender  string
	Facts   []string // relations to a text: "has the age 45"
	// Of events and statements.
	Time     string // date or weekday, as far as known
	Status   string
	Asserted bool
	Claims   int
	Sources  int
	Text     string // content of a statement, text of an article with Options.Full
	// Of articles.
	URI, Outlet, Published string
}

// An arc is an edge of the property graph. Of symmetric relations one direction is
// kept, from the smaller id.
type arc struct {
	From, To graph.ID
	Relation string // relation or role of the ontology, facet of a statement, reported_in
	Label    string // for people
	Status   string // of the best claim
	State    string // of an office: current, former, …
	Asserted bool   // an article itself says that it is or was so
	Claims   int
	Sources  int      // independent ones
	Evidence graph.ID // label of the best claim
}

// A proof is one claim of one article with its words.
type proof struct {
	Label     graph.ID `json:"label"`
	Kind      string   `json:"kind"` // event statement relation
	Subject   graph.ID `json:"subject"`
	Relation  string   `json:"relation"` // class of an event or statement, relation of a claim
	Object    graph.ID `json:"object,omitempty"`
	Article   graph.ID `json:"article"`
	Title     string   `json:"title,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Published string   `json:"published,omitempty"`
	Status    string   `json:"status"`
	Asserted  bool     `json:"asserted"`
	Polarity  string   `json:"polarity"`
	Certainty string   `json:"certainty"`
	Source    graph.ID `json:"source,omitempty"` // who claims it, "" for the article itself
	Conf      int      `json:"confidence"`
	Rule      string   `json:"rule"`
	B         int      `json:"b"`
	E         int      `json:"e"`
	Words     string   `json:"words"`
	Sentence  string   `json:"sentence"`
}

// part is what one claim, quad or mention adds to a node; records of one node are
// joined when all are there.
type part struct {
	Kind, Class, Name string   `json:",omitempty"`
	Alias, Gender     string   `json:",omitempty"`
	Fact              string   `json:",omitempty"`
	Time, Status      string   `json:",omitempty"`
	Asserted          bool     `json:",omitempty"`
	Label             graph.ID `json:",omitempty"` // set where it is a claim
	Hash              string   `json:",omitempty"` // of the article's text
	Text              string   `json:",omitempty"`
	URI, Outlet       string   `json:",omitempty"`
	Published         string   `json:",omitempty"`
	Fallback          bool     `json:",omitempty"` // counts only where nothing else is said
}

// strand is what one claim or quad adds to an arc.
type strand struct {
	Hash, Status, State string `json:",omitempty"`
	Asserted            bool   `json:",omitempty"`
}

// newProperty reads the graph once. The caller closes it.
func newProperty(ctx context.Context, r graph.Reader, o Options, withProofs bool) (*property, error) {
	p := &property{nodes: newSorter(), arcs: newSorter(), proofs: newSorter(), full: o.Full, withProofs: withProofs, r: r}
	hashes := map[graph.ID]string{}
	for doc, err := range r.Articles(ctx, "") {
		if err != nil {
			p.close()
			return nil, fmt.Errorf("list articles: %w", err)
		}
		if err := p.article(ctx, doc, hashes); err != nil {
			p.close()
			return nil, err
		}
	}
	for quad, err := range r.Quads(ctx, graph.Pattern{}) {
		if err == nil {
			err = p.quad(quad, hashes)
		}
		if err != nil {
			p.close()
			return nil, fmt.Errorf("read quads: %w", err)
		}
	}
	return p, nil
}

func (p *property) close() {
	p.nodes.close()
	p.arcs.close()
	p.proofs.close()
}

// add puts a record under a key.
func add(s *sorter, key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.add(key + "\x00" + string(b))
}

func (p *property) node(id graph.ID, x part) error {
	if id == "" {
		return nil
	}
	return add(p.nodes, string(id), x)
}

// link adds a claim to an arc. An arc to an unknown end is none.
func (p *property) link(from graph.ID, relation string, to, label graph.ID, x strand) error {
	if from == "" || to == "" {
		return nil
	}
	if t, _ := ontology.Lookup("relation", relation); t.Symmetric && to < from {
		from, to = to, from
	}
	return add(p.arcs, strings.Join([]string{string(from), relation, string(to), string(label)}, "\x00"), x)
}

// quad takes names, types and direct edges from the resolved graph; all else is
// taken from the reports.
func (p *property) quad(q graph.Quad, hashes map[graph.ID]string) error {
	if t, ok := ontology.ByIRI("relation", q.P); ok {
		if q.O.IsLiteral() {
			return p.node(q.S, part{Fact: t.Label + " " + q.O.Literal})
		}
		return p.link(q.S, t.Name, q.O.ID, q.G, strand{Asserted: true, Hash: hashes[q.G.Doc()]})
	}
	switch kind, _, _ := strings.Cut(string(q.S), ":"); kind {
	case "ev", "st", "occ", "g", "doc", "t":
		return nil
	case "pos":
		return p.thing(q, "position")
	}
	return p.thing(q, "entity")
}

func (p *property) thing(q graph.Quad, kind string) error {
	switch q.P {
	case typeIRI:
		if t, ok := ontology.ByIRI("class", q.O.ID); ok {
			return p.node(q.S, part{Kind: kind, Class: t.Name})
		}
	case nameIRI:
		return p.node(q.S, part{Kind: kind, Name: q.O.Literal})
	case aliasIRI:
		return p.node(q.S, part{Kind: kind, Alias: q.O.Literal})
	case genderIRI:
		return p.node(q.S, part{Kind: kind, Gender: q.O.Literal})
	}
	return nil
}

var (
	nameIRI   = ontology.IRI("facet", "name")
	aliasIRI  = ontology.IRI("facet", "alias")
	genderIRI = ontology.IRI("facet", "gender")
)

// groups yields the records of a sorter by the part of the key before the nth NUL.
func groups(s *sorter, n int) iter.Seq2[[][]string, error] {
	return func(yield func([][]string, error) bool) {
		var group [][]string
		for rec, err := range s.all() {
			if err != nil {
				yield(nil, err)
				return
			}
			f := strings.SplitN(rec, "\x00", n+1)
			if len(group) > 0 && !slices.Equal(group[0][:min(n, 3)], f[:min(n, 3)]) {
				if !yield(group, nil) {
					return
				}
				group = nil
			}
			group = append(group, f)
		}
		if len(group) > 0 {
			yield(group, nil)
		}
	}
}

// vertices yields the nodes by id.
func (p *property) vertices() iter.Seq2[*vertex, error] {
	return func(yield func(*vertex, error) bool) {
		for group, err := range groups(p.nodes, 1) {
			if err != nil {
				yield(nil, err)
				return
			}
			v := &vertex{ID: graph.ID(group[0][0])}
			if err := v.join(group); err != nil {
				yield(nil, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}

// join makes a vertex of what is said of it. The records are sorted, so that the
// first of several names is the same at every time.
func (v *vertex) join(group [][]string) error {
	var weak part
	hashes, labels := map[string]bool{}, map[graph.ID]bool{}
	for _, f := range group {
		var x part
		if err := json.Unmarshal([]byte(f[1]), &x); err != nil {
			return errors.New("sort: a record is damaged")
		}
		if x.Fallback {
			weak.Kind, weak.Class, weak.Name = cmp.Or(weak.Kind, x.Kind), cmp.Or(weak.Class, x.Class), cmp.Or(weak.Name, x.Name)
			continue
		}
		v.put(&x)
		if x.Label != "" {
			labels[x.Label], hashes[x.Hash] = true, true
		}
	}
	v.Kind, v.Class, v.Name = cmp.Or(v.Kind, weak.Kind), cmp.Or(v.Class, weak.Class), cmp.Or(v.Name, weak.Name)
	v.Claims, v.Sources = len(labels), len(hashes)
	slices.Sort(v.Aliases)
	slices.Sort(v.Facts)
	v.Aliases, v.Facts = slices.Compact(v.Aliases), slices.Compact(v.Facts)
	if v.Name == "" {
		t, _ := ontology.Lookup("class", v.Class)
		v.Name = cmp.Or(t.Label, string(v.ID))
	}
	return nil
}

func (v *vertex) put(x *part) {
	v.Kind = cmp.Or(v.Kind, x.Kind)
	if x.Class != "" && (v.Class == "" || ontology.Is(x.Class, v.Class)) {
		v.Class = x.Class
	}
	v.Name, v.Gender = cmp.Or(v.Name, x.Name), cmp.Or(v.Gender, x.Gender)
	if x.Alias != "" {
		v.Aliases = append(v.Aliases, x.Alias)
	}
	if x.Fact != "" {
		v.Facts = append(v.Facts, x.Fact)
	}
	if len(x.Time) > len(v.Time) || len(x.Time) == len(v.Time) && x.Time < v.Time { // the more exact
		v.Time = x.Time
	}
	if v.Status == "" || x.Asserted && !v.Asserted {
		v.Status = cmp.Or(x.Status, v.Status)
	}
	v.Asserted = v.Asserted || x.Asserted
	v.Text = cmp.Or(v.Text, x.Text)
	v.URI, v.Outlet, v.Published = cmp.Or(v.URI, x.URI), cmp.Or(v.Outlet, x.Outlet), cmp.Or(v.Published, x.Published)
}

// edges yields the arcs by their ends.
func (p *property) edges() iter.Seq2[*arc, error] {
	return func(yield func(*arc, error) bool) {
		for group, err := range groups(p.arcs, 4) {
			if err != nil {
				yield(nil, err)
				return
			}
			f := group[0]
			a := &arc{From: graph.ID(f[0]), Relation: f[1], To: graph.ID(f[2]), Label: arcLabel(f[1])}
			if err := a.join(group); err != nil {
				yield(nil, err)
				return
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (a *arc) join(group [][]string) error {
	hashes, labels := map[string]bool{}, map[string]bool{}
	best := ""
	for _, f := range group {
		var x strand
		if err := json.Unmarshal([]byte(f[4]), &x); err != nil {
			return errors.New("sort: a record is damaged")
		}
		labels[f[3]], hashes[x.Hash] = true, true
		if better := x.Asserted && !a.Asserted; best == "" || better {
			best = f[3]
			a.Status = x.Status
		}
		if f[3] == best {
			a.Status, a.State = cmp.Or(a.Status, x.Status), cmp.Or(a.State, x.State)
		}
		a.Asserted = a.Asserted || x.Asserted
	}
	a.Status = cmp.Or(a.Status, graph.Happened)
	a.Claims, a.Sources, a.Evidence = len(labels), len(hashes), graph.ID(best)
	return nil
}

// arcLabel returns the words for a relation, role or facet.
func arcLabel(name string) string {
	for _, kind := range []string{"relation", "role", "facet"} {
		if t, ok := ontology.Lookup(kind, name); ok {
			return t.Label
		}
	}
	return words(name)
}

// claims yields the proofs by label.
func (p *property) claims() iter.Seq2[*proof, error] {
	return func(yield func(*proof, error) bool) {
		for rec, err := range p.proofs.all() {
			x := &proof{}
			if err == nil {
				_, body, _ := strings.Cut(rec, "\x00")
				err = json.Unmarshal([]byte(body), x)
			}
			if !yield(x, err) || err != nil {
				return
			}
		}
	}
}
