package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsgraph/graph/query"
)

// path draws the shortest ways between two things.
func (c *canvas) path(ctx context.Context) error {
	paths, err := c.q.Paths(ctx, c.scene.Of, c.scene.To, query.PathOptions{Filter: query.Filter{Evidence: query.AllEvidence}})
	if err != nil {
		return err
	}
	from, err := c.q.Ref(ctx, c.scene.Of)
	if err != nil {
		return err
	}
	to, err := c.q.Ref(ctx, c.scene.To)
	if err != nil {
		return err
	}
	c.title = fmt.Sprintf("How %s and %s are connected", from.Name, to.Name)
	if len(paths.Items) == 0 {
		c.title = fmt.Sprintf("No way from %s to %s within %d steps", from.Name, to.Name, paths.MaxLength)
	}
	c.thing(from, 0, 0)
	c.thing(to, 0, 0)
	if err := c.ways(ctx, paths.Items); err != nil {
		return err
	}
	c.cut(c.scene.Of, c.scene.To)
	return c.offices(ctx)
}

// step draws one step of a path.
func (c *canvas) step(ctx context.Context, s *query.Step, hop int) error {
	// Events first: a relation that one of them tells of is not drawn again.
	slices.SortStableFunc(s.Links, func(a, b query.Link) int { return cmp.Compare(a.Relation, b.Relation) })
	for _, l := range s.Links {
		if err := c.link(ctx, s, &l, hop); err != nil {
			return err
		}
	}
	return nil
}

// link draws one link of a step: an event with the two, or a direct edge.
func (c *canvas) link(ctx context.Context, s *query.Step, l *query.Link, hop int) error {
	if l.Event == "" {
		from, to := s.From, s.To
		if l.Reverse {
			from, to = to, from
		}
		c.relation(&query.Relation{From: from, To: to, Relation: l.Relation, Label: l.Label, Sources: l.Sources, Evidence: l.Evidence}, hop)
		return nil
	}
	ev, err := c.q.Event(ctx, l.Event)
	if err != nil {
		return err
	}
	var roles []query.Role
	for _, r := range ev.Roles {
		if r.Who.ID == s.From.ID || r.Who.ID == s.To.ID {
			roles = append(roles, r)
		}
	}
	ev.Roles = roles
	if c.nodes[ev.ID] == nil {
		c.happening(&ev, hop)
		return nil
	}
	for _, r := range roles {
		c.thing(r.Who, hop+1, 1)
		c.part(&ev, r)
	}
	return nil
}
