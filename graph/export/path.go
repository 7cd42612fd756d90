package export

import (
	"context"
	"fmt"

	"newsgraph/graph/query"
)

// path draws the shortest ways between two things.
func (c *canvas) path(ctx context.Context) error {
	paths, err := c.q.Paths(ctx, c.scene.Of, c.scene.To, query.PathOptions{})
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
	for _, p := range paths.Items {
		for i, step := range p.Steps {
			if err := c.step(ctx, &step, i); err != nil {
				return err
			}
		}
	}
	c.cut(c.scene.Of, c.scene.To)
	return c.offices(ctx)
}

// step draws one step of a path: an event with the two, or a direct edge.
func (c *canvas) step(ctx context.Context, s *query.Step, hop int) error {
	if s.Event == "" {
		c.relation(&query.Relation{From: s.From, To: s.To, Relation: s.Relation, Label: s.Label, Sources: s.Sources, Evidence: s.Evidence}, hop)
		return nil
	}
	ev, err := c.q.Event(ctx, s.Event)
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
