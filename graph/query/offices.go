package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// An Office says that someone holds, held or is to hold a position.
type Office struct {
	Holder       Ref           `json:"holder"`
	Post         Ref           `json:"post"`
	Organization *Ref          `json:"organization,omitempty"` // or country
	Status       string        `json:"status"`                 // current former acting elect designate appointed resigned
	Asserted     bool          `json:"asserted"`
	Sources      int           `json:"sources"`
	Observations []Observation `json:"observations"`
}

// An Observation is one place where an article speaks of the office: it was so
// on that day, which says nothing about its beginning and end.
type Observation struct {
	Time     *When    `json:"time,omitempty"`
	As       string   `json:"as"` // the words for the post
	Evidence Evidence `json:"evidence"`
}

// Offices returns the offices of a person, the holders of a position, or the
// offices of an organization or country, best supported first.
func (q *Query) Offices(ctx context.Context, id graph.ID, f Filter) (Page[Office], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Office]{}, err
	}
	labels, err := q.officeLabels(ctx, id)
	if err != nil {
		return Page[Office]{}, err
	}
	items, err := q.items(ctx, labels, func(it item) bool { return it.cl != nil && it.cl.Relation == "holds_position" })
	if err != nil {
		return Page[Office]{}, err
	}
	rows, undated := map[string]*Office{}, 0
	for _, it := range items {
		e, err := q.evidence(ctx, it)
		if err != nil {
			return Page[Office]{}, err
		}
		in, dated := f.within(it.paper.when(it.cl.Time), []Evidence{e})
		if !dated {
			undated++
		}
		if in && f.counts(&e) {
			if err := q.observe(ctx, rows, it, e); err != nil {
				return Page[Office]{}, err
			}
		}
	}
	found := slices.DeleteFunc(finish(rows), func(o Office) bool { return o.Sources < f.MinSources })
	out, err := page(found, &f, (*Office).key)
	out.Undated = undated
	return out, err
}

func (o *Office) key() string {
	org := ""
	if o.Organization != nil {
		org = string(o.Organization.ID)
	}
	return fmt.Sprintf("%t %t %s %s %s %s %s %s %s", !o.Asserted, o.Status == "former", many(o.Sources),
		many(len(o.Observations)), o.Holder.Name, o.Holder.ID, o.Post.ID, org, o.Status)
}

// officeLabels returns the labels of the claims of offices in which id is the
// holder, the post or that to which the post belongs.
func (q *Query) officeLabels(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	quads, err := q.to(ctx, id)
	if err != nil {
		return nil, err
	}
	held, err := q.Quads(ctx, graph.Pattern{S: id, P: holdsIRI})
	if err != nil {
		return nil, err
	}
	out := labels(held)
	posts := map[graph.ID]bool{}
	for _, quad := range quads {
		switch {
		case quad.P == postInIRI && isPosition(quad.S):
			posts[quad.S] = true // of which every claim has a quad
		case quad.P == postInIRI, quad.P == holderIRI, quad.P == postIRI, quad.P == holdsIRI:
			out = append(out, quad.G)
		}
	}
	for _, post := range sortedKeys(posts) {
		quads, err := q.Quads(ctx, graph.Pattern{P: postIRI, O: &graph.Term{ID: post}})
		if err != nil {
			return nil, err
		}
		out = append(out, labels(quads)...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func isPosition(id graph.ID) bool { return strings.HasPrefix(string(id), "pos:") }

// observe adds one claim to the row of its holder, post and state.
func (q *Query) observe(ctx context.Context, rows map[string]*Office, it item, e Evidence) error {
	holder, err := q.refOf(ctx, it.paper, it.cl.Subject)
	if err != nil || holder == nil {
		return err
	}
	org, err := q.refOf(ctx, it.paper, it.cl.Object)
	if err != nil {
		return err
	}
	post, err := q.post(ctx, it.cl)
	if err != nil {
		return err
	}
	status := cmp.Or(it.cl.Occupancy, "current")
	key := fmt.Sprintf("%s|%s|%s", holder.ID, post.ID, status)
	o := rows[key]
	if o == nil {
		o = &Office{Holder: *holder, Post: post, Status: status}
		rows[key] = o
	}
	if o.Organization == nil || org != nil && org.ID < o.Organization.ID {
		o.Organization = org
	}
	o.Asserted = o.Asserted || e.Asserted
	o.Observations = append(o.Observations, Observation{Time: it.paper.when(it.cl.Time), As: it.cl.Post, Evidence: e})
	return nil
}

// post returns the position of a claim, named as the graph names it.
func (q *Query) post(ctx context.Context, cl *graph.Claim) (Ref, error) {
	if cl.Position == "" {
		return Ref{Name: cl.Post, Class: "Position"}, nil
	}
	ref, err := q.Ref(ctx, cl.Position)
	if err == nil && ref.Name == describe(Ref{ID: ref.ID, Class: ref.Class}) {
		ref.Name = cmp.Or(cl.Post, ref.Name)
	}
	ref.Class = cmp.Or(ref.Class, "Position")
	return ref, err
}

// finish sorts the observations of each row: the latest first.
func finish(rows map[string]*Office) []Office {
	var out []Office
	for _, key := range sortedKeys(rows) {
		o := rows[key]
		var all []Evidence
		for _, ob := range o.Observations {
			all = append(all, ob.Evidence)
		}
		o.Sources = Sources(all)
		slices.SortFunc(o.Observations, func(a, b Observation) int {
			return cmp.Or(strings.Compare(dated(a.day())+string(a.Evidence.Article), dated(b.day())+string(b.Evidence.Article)),
				strings.Compare(string(a.Evidence.Label), string(b.Evidence.Label)))
		})
		out = append(out, *o)
	}
	return out
}

// day returns the day of an observation: its own, or that of publication.
func (o *Observation) day() *When {
	if o.Time != nil && o.Time.Known() {
		return o.Time
	}
	return &When{Value: o.Evidence.Published}
}
