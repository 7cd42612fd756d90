package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

// A dossier is what Markdown and HTML tell of a part of the graph, in the order of
// the page.
type dossier struct {
	Title    string
	Picture  *Picture
	Things   []profile
	Meetings []query.Event
	Events   []query.Event
	Links    []query.Relation
	Said     []query.Statement
	Articles []query.Headline
	number   map[graph.ID]int // of articles, from 1
}

// A profile is a person, organization or place with offices.
type profile struct {
	query.Ref
	Offices  []query.Office
	Articles int
}

// newDossier reads the scene of o: for the whole graph its best supported part.
func newDossier(ctx context.Context, r graph.Reader, o Options) (*dossier, error) {
	s := o.Scene
	if s.Kind == "" {
		s = Scene{Kind: "all"}
	}
	if r, ok := r.(*partReader); ok {
		return readDossier(ctx, query.New(r.Reader, query.Limits{}), r, s)
	}
	q := query.New(r, query.Limits{})
	part, err := best(ctx, q, s)
	if err != nil {
		return nil, err
	}
	return readDossier(ctx, q, part, s)
}

// best returns the part that a picture of the scene shows.
func best(ctx context.Context, q *query.Query, s Scene) (*partReader, error) {
	if s.Kind == "all" {
		p, err := Draw(ctx, q, s)
		if err != nil {
			return nil, err
		}
		s.Kind = "things"
		for i := range p.Nodes {
			if k := p.Nodes[i].Kind; k != "more" && k != "role" {
				s.IDs = append(s.IDs, p.Nodes[i].ID)
			}
		}
	}
	r, err := Part(ctx, q, s)
	if err != nil {
		return nil, err
	}
	return r.(*partReader), nil
}

func readDossier(ctx context.Context, whole *query.Query, part *partReader, s Scene) (*dossier, error) {
	d := &dossier{number: map[graph.ID]int{}}
	var err error
	if d.Picture, err = Draw(ctx, whole, s); err != nil {
		return nil, err
	}
	d.Title = d.Picture.Title
	q := query.New(part, query.Limits{})
	f := query.Filter{Limit: query.MaxLimit, Evidence: query.AllEvidence}
	err = query.Each(func(f query.Filter) (query.Page[query.Event], error) { return q.Events(ctx, "", f) }, f, func(ev query.Event) {
		if ontology.Is(ev.Class, "Encounter") {
			d.Meetings = append(d.Meetings, ev)
		} else {
			d.Events = append(d.Events, ev)
		}
	})
	if err != nil {
		return nil, err
	}
	err = query.Each(func(f query.Filter) (query.Page[query.Statement], error) { return q.Statements(ctx, f) }, f,
		func(st query.Statement) { d.Said = append(d.Said, st) })
	if err != nil {
		return nil, err
	}
	if err := d.things(ctx, q, part); err != nil {
		return nil, err
	}
	err = query.Each(func(f query.Filter) (query.Page[query.Headline], error) { return q.Articles(ctx, f) }, f, func(h query.Headline) {
		d.Articles = append(d.Articles, h)
		d.number[h.ID] = len(d.Articles)
	})
	return d, err
}

// things reads profiles and relations, each relation once.
func (d *dossier) things(ctx context.Context, q *query.Query, part *partReader) error {
	seen := map[string]bool{}
	for id := range part.things {
		if strings.HasPrefix(string(id), "pos:") || strings.HasPrefix(string(id), "ev:") || strings.HasPrefix(string(id), "st:") {
			continue
		}
		p, ok, err := newProfile(ctx, q, part, id)
		if err != nil {
			return err
		}
		if !ok {
			continue // a mention without a name
		}
		d.Things = append(d.Things, p)
		err = query.Each(func(f query.Filter) (query.Page[query.Relation], error) { return q.Relations(ctx, id, f) },
			query.Filter{Limit: query.MaxLimit, Evidence: query.AllEvidence}, func(r query.Relation) {
				from, to := r.From.ID, r.To.ID
				if t, _ := ontology.Lookup("relation", r.Relation); t.Symmetric && to < from {
					from, to = to, from
					r.From, r.To = r.To, r.From
				}
				key := fmt.Sprint(from, " ", r.Relation, " ", to)
				if !seen[key] && r.Relation != "holds_position" {
					seen[key] = true
					d.Links = append(d.Links, r)
				}
			})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(d.Things, func(a, b profile) int {
		return cmp.Or(b.Articles-a.Articles, cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(d.Links, func(a, b query.Relation) int {
		return cmp.Or(b.Sources-a.Sources, cmp.Compare(a.From.Name, b.From.Name), cmp.Compare(a.From.ID, b.From.ID),
			cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.To.ID, b.To.ID))
	})
	return nil
}

// newProfile reads what the part knows of a thing; false if it has no name.
func newProfile(ctx context.Context, q *query.Query, part *partReader, id graph.ID) (profile, bool, error) {
	ref, err := q.Ref(ctx, id)
	if err != nil || ref.Class == "" {
		return profile{}, false, err
	}
	p := profile{Ref: ref}
	page, err := q.Offices(ctx, id, query.Filter{Limit: query.MaxLimit, Evidence: query.AllEvidence})
	if err != nil {
		return profile{}, false, err
	}
	p.Offices = page.Items
	members, err := part.Members(ctx, id)
	if err != nil && !errors.Is(err, graph.ErrNotFound) {
		return profile{}, false, fmt.Errorf("members of %s: %w", id, err)
	}
	docs := map[graph.ID]bool{}
	for _, m := range members {
		if part.docs[m.Doc()] {
			docs[m.Doc()] = true
		}
	}
	p.Articles = len(docs)
	return p, true, nil
}

// who names those who take part in an event, then the others by their roles.
func who(ev *query.Event) string {
	var with, rest []string
	for _, r := range ev.Roles {
		t, _ := ontology.Lookup("role", r.Name)
		if r.Name == "participant" || t.Parent == "participant" {
			if !slices.Contains(with, r.Who.Name) {
				with = append(with, r.Who.Name)
			}
			continue
		}
		rest = append(rest, words(r.Name)+" "+r.Who.Name)
	}
	out := list(with)
	if len(rest) > 0 {
		out = strings.TrimSpace(out + " (" + strings.Join(rest, ", ") + ")")
	}
	return out
}

// list joins names as a sentence does.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// office says a post in a few words.
func office(o *query.Office) string {
	out := o.Post.Name
	if o.Organization != nil && !strings.Contains(out, o.Organization.Name) {
		out += ", " + o.Organization.Name
	}
	if o.Status != "current" {
		out += " (" + o.Status + ")"
	}
	return out
}

// standing says how an event is meant, "" for what simply happened.
func standing(ev *query.Event) string {
	switch {
	case ev.Status != graph.Happened:
		return ev.Status
	case !ev.Asserted:
		return "claimed"
	}
	return ""
}

// said names those who make a claim, "" for the article itself.
func said(e *query.Evidence) string {
	var out []string
	for _, c := range e.Source {
		if c.Speaker.Name != "" {
			out = append(out, c.Speaker.Name)
		}
	}
	return strings.Join(out, ", by ")
}
