package gizmo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// predicates reads the first argument of a step: nil means any predicate.
func (m *machine) predicates(ctx context.Context, args []value) ([]graph.ID, error) {
	if len(args) == 0 || args[0].is("0") {
		return nil, nil
	}
	if p := args[0].path; p != nil {
		rows, err := m.run(ctx, p, nil)
		out := []graph.ID{}
		for _, r := range rows {
			out = append(out, r.term.ID)
		}
		return out, err
	}
	names, _ := args[0].strings()
	out := []graph.ID{}
	for _, name := range names {
		id, err := predicate(name)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// predicate finds a bare name in the ontology: relations before roles before
// facets. "holds_position", "holdsPosition" and "ng:holdsPosition" are one.
func predicate(name string) (graph.ID, error) {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">")
	for _, kind := range []string{"relation", "role", "facet"} {
		for _, t := range ontology.Terms(kind) {
			_, local, _ := strings.Cut(string(t.IRI), ":")
			if name == t.Name || name == string(t.IRI) || name == local {
				return t.IRI, nil
			}
		}
	}
	return "", fmt.Errorf("%w: %q is no predicate of the ontology, such as met, holds_position, said_about, participant, place, name, type%s", graph.ErrInvalid, name, nearby(name))
}

// nearby lists predicates that share the beginning of a name.
func nearby(name string) string {
	var near []string
	for _, kind := range []string{"relation", "role", "facet"} {
		for _, t := range ontology.Terms(kind) {
			if len(name) >= 3 && strings.HasPrefix(t.Name, name[:3]) && !slices.Contains(near, t.Name) {
				near = append(near, t.Name)
			}
		}
	}
	if len(near) == 0 {
		return ""
	}
	return "; perhaps " + strings.Join(near, ", ")
}

// term finds a class or status by its name or IRI.
func term(name string) (graph.ID, bool) {
	for _, kind := range []string{"class", "status"} {
		if t, ok := ontology.Lookup(kind, name); ok {
			return t.IRI, true
		}
		if t, ok := ontology.ByIRI(kind, graph.ID(name)); ok {
			return t.IRI, true
		}
	}
	return "", false
}

// node finds what a name or an id in g.V or .Is stands for.
func (m *machine) node(ctx context.Context, name string) (graph.ID, error) {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">")
	if id, ok := term(name); ok && strings.Contains(name, ":") {
		return id, nil
	}
	id, err := m.q.Resolve(ctx, name)
	if !errors.Is(err, graph.ErrNotFound) {
		return id, err
	}
	// Labels, statements and times are nodes that no redirect names.
	if graph.ValidID(name) && strings.Contains(name, ":") {
		quads, qerr := m.quads(ctx, graph.Pattern{S: graph.ID(name)})
		if qerr != nil || len(quads) > 0 {
			return graph.ID(name), qerr
		}
	}
	return "", err
}

// values returns what the object of .Has may be: the thing of that name where the
// predicate leads to things, else the text itself, a class or a status.
func (m *machine) values(ctx context.Context, preds []graph.ID, v value) (map[graph.Term]bool, error) {
	want := map[graph.Term]bool{}
	if v.path != nil {
		rows, err := m.run(ctx, v.path, nil)
		for _, r := range rows {
			want[plain(r.term)] = true
		}
		return want, err
	}
	names, _ := v.strings()
	for _, name := range names {
		want[graph.Term{Literal: name}] = true
		if id, ok := term(name); ok {
			want[graph.Term{ID: id}] = true
			continue
		}
		if !leadsToThings(preds) && !strings.Contains(name, ":") {
			continue
		}
		id, err := m.node(ctx, name)
		switch {
		case err == nil:
			want[graph.Term{ID: id}] = true
		case leadsToThings(preds) || ctx.Err() != nil:
			return nil, err
		}
	}
	return want, nil
}

// leadsToThings reports whether all predicates are relations or roles.
func leadsToThings(preds []graph.ID) bool {
	return len(preds) > 0 && !slices.ContainsFunc(preds, func(p graph.ID) bool {
		_, relation := ontology.ByIRI("relation", p)
		_, role := ontology.ByIRI("role", p)
		return !relation && !role
	})
}
