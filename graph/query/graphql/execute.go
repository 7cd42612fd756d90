package graphql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/graph/query"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// An Object keeps its fields in the order in which the query names them.
type Object struct {
	keys   []string
	values []any
}

// MarshalJSON writes the fields in order.
func (o *Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range o.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(k)
		if err != nil {
			return nil, err
		}
		val, err := json.Marshal(o.values[i])
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(val)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// An executor answers one operation.
type executor struct {
	q          *query.Query
	vars       map[string]any
	rows, list int
	made       int
	told       int // objects of introspection
}

// A field is what one key of an answer asks for, merged from all its places.
type field struct {
	key  string
	f    *ast.Field
	sets ast.SelectionSet
}

// collect merges the fields of a selection.
func (x *executor) collect(set ast.SelectionSet, out []*field) []*field {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			if !x.wanted(sel.Directives) {
				continue
			}
			i := slices.IndexFunc(out, func(f *field) bool { return f.key == sel.Alias })
			if i < 0 {
				i, out = len(out), append(out, &field{key: sel.Alias, f: sel})
			}
			out[i].sets = append(out[i].sets, sel.SelectionSet...)
		case *ast.InlineFragment:
			if x.wanted(sel.Directives) {
				out = x.collect(sel.SelectionSet, out)
			}
		case *ast.FragmentSpread:
			if x.wanted(sel.Directives) {
				out = x.collect(sel.Definition.SelectionSet, out)
			}
		}
	}
	return out
}

// wanted applies @skip and @include.
func (x *executor) wanted(list ast.DirectiveList) bool {
	for _, d := range list {
		on, _ := d.ArgumentMap(x.vars)["if"].(bool)
		if d.Name == "skip" && on || d.Name == "include" && !on {
			return false
		}
	}
	return true
}

// query answers the fields of the root.
func (x *executor) query(ctx context.Context, set ast.SelectionSet) (*Object, error) {
	out := &Object{}
	for _, f := range x.collect(set, nil) {
		args := f.f.ArgumentMap(x.vars)
		var val any
		var err error
		switch f.f.Name {
		case "__typename":
			val = "Query"
		case "__schema", "__type":
			val, err = x.introspect(f)
		case "node", "person", "organization", "event", "statement", "article":
			var id graph.ID
			if id, err = x.one(ctx, roots[f.f.Name], text(args["id"])); err == nil {
				val, err = x.node(ctx, graph.Term{ID: id}, f.sets)
			}
		case "met":
			var id graph.ID
			var terms []graph.Term
			if id, err = x.q.Resolve(ctx, text(args["of"])); err == nil {
				if terms, err = x.follow(ctx, graph.Term{ID: id}, properties()["met"]); err == nil {
					val, err = x.nodes(ctx, terms, args, f.sets)
				}
			}
		case "search":
			val, err = x.search(ctx, args, f.sets)
		default:
			var terms []graph.Term
			if terms, err = x.named(ctx, args); err == nil {
				val, err = x.nodes(ctx, terms, args, f.sets)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.key, err)
		}
		out.keys, out.values = append(out.keys, f.key), append(out.values, val)
	}
	return out, nil
}

// one finds what a name or an id stands for; it must be of the class, if one is given.
func (x *executor) one(ctx context.Context, class, name string) (graph.ID, error) {
	id, err := x.q.Resolve(ctx, name)
	if errors.Is(err, graph.ErrNotFound) && graph.ValidID(name) && strings.Contains(name, ":") {
		// Statements and labels are nodes that no redirect names.
		quads, qerr := x.q.Quads(ctx, graph.Pattern{S: graph.ID(name)})
		if qerr != nil || len(quads) > 0 {
			id, err = graph.ID(name), qerr
		}
	}
	if err != nil || class == "" {
		return id, err
	}
	ref, err := x.q.Ref(ctx, id)
	if err == nil && !ontology.Is(ref.Class, class) {
		err = fmt.Errorf("%w: %s is of class %q, not %s", graph.ErrInvalid, id, ref.Class, class)
	}
	return id, err
}

func text(v any) string {
	switch s := v.(type) {
	case string:
		return s
	case *string: // as a variable's list is made of
		if s != nil {
			return *s
		}
	}
	return ""
}

// texts returns the strings of a list argument; one alone is a list, too.
func texts(v any) (out []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	case []any:
		for _, s := range v {
			out = append(out, text(s))
		}
	}
	return out
}

// whole returns a number argument, or -1.
func whole(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case int:
		return n
	case float64:
		return int(n)
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return int(i)
		}
	}
	return -1
}

// named finds what the arguments of nodes name.
func (x *executor) named(ctx context.Context, args map[string]any) ([]graph.Term, error) {
	class := ""
	if args["type"] != nil {
		var err error
		if class, err = query.Class(text(args["type"])); err != nil {
			return nil, err
		}
	}
	var out []graph.Term
	switch {
	case args["id"] != nil:
		for _, name := range texts(args["id"]) {
			id, err := x.q.Resolve(ctx, name)
			if err != nil {
				return nil, err
			}
			out = append(out, graph.Term{ID: id})
		}
	case class != "":
		quads, err := x.q.Quads(ctx, graph.Pattern{P: ontology.IRI("facet", "type"), O: &graph.Term{ID: ontology.IRI("class", class)}})
		if err != nil {
			return nil, err
		}
		for _, quad := range quads {
			out = append(out, graph.Term{ID: quad.S})
		}
	default:
		return nil, fmt.Errorf("%w: nodes needs an id or a type", graph.ErrInvalid)
	}
	return distinct(out), nil
}

// distinct drops what comes again: a fact under many labels is one.
func distinct(terms []graph.Term) []graph.Term {
	seen := map[graph.Term]bool{}
	return slices.DeleteFunc(terms, func(t graph.Term) bool {
		again := seen[t]
		seen[t] = true
		return again
	})
}

func (x *executor) search(ctx context.Context, args map[string]any, set ast.SelectionSet) (any, error) {
	first := whole(args["first"])
	if first < 1 || first > query.MaxLimit {
		return nil, fmt.Errorf("%w: first is not within 1 and %d", graph.ErrInvalid, query.MaxLimit)
	}
	page, err := x.q.Find(ctx, text(args["text"]), query.Filter{Type: text(args["type"]), Limit: first})
	if err != nil {
		return nil, err
	}
	var out []graph.Term
	for _, m := range page.Items {
		out = append(out, graph.Term{ID: m.ID})
	}
	return x.nodes(ctx, out, map[string]any{}, set)
}

// nodes answers a list: the part that after, offset and first ask for, else all of it, if
// it may be shown.
func (x *executor) nodes(ctx context.Context, terms []graph.Term, args map[string]any, set ast.SelectionSet) (any, error) {
	if args["after"] != nil {
		last, err := readCursor(text(args["after"]))
		if err != nil {
			return nil, err
		}
		at := slices.Index(terms, last)
		if at < 0 {
			return nil, fmt.Errorf("%w: after is the cursor of nothing in this list", graph.ErrInvalid)
		}
		terms = terms[at+1:]
	}
	if args["offset"] != nil {
		n := whole(args["offset"])
		if n < 0 {
			return nil, fmt.Errorf("%w: offset is negative", graph.ErrInvalid)
		}
		terms = terms[min(n, len(terms)):]
	}
	if args["first"] != nil {
		n := whole(args["first"])
		if n < 0 {
			return nil, fmt.Errorf("%w: first is negative", graph.ErrInvalid)
		}
		terms = terms[:min(n, len(terms))]
	} else if len(terms) > x.list {
		return nil, fmt.Errorf("%w: a list of %d: ask for its first: %d", graph.ErrTooLarge, len(terms), x.list)
	}
	out := make([]*Object, 0, len(terms))
	for _, t := range terms {
		o, err := x.node(ctx, t, set)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (x *executor) node(ctx context.Context, t graph.Term, set ast.SelectionSet) (*Object, error) {
	if x.made++; x.made > x.rows {
		return nil, fmt.Errorf("%w: the answer has more than %d objects", graph.ErrTooLarge, x.rows)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &Object{}
	for _, f := range x.collect(set, nil) {
		val, err := x.value(ctx, t, f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.key, err)
		}
		out.keys, out.values = append(out.keys, f.key), append(out.values, val)
	}
	return out, nil
}

// value answers one field of a node.
func (x *executor) value(ctx context.Context, t graph.Term, f *field) (any, error) {
	switch f.f.Name {
	case "__typename":
		return "Node", nil
	case "id":
		if t.IsLiteral() {
			return nil, nil
		}
		return t.ID, nil
	case "cursor":
		return writeCursor(t), nil
	case "name", "class":
		if t.IsLiteral() {
			return map[string]any{"name": t.Literal}[f.f.Name], nil
		}
		ref, err := x.q.Ref(ctx, t.ID)
		if err != nil {
			return nil, err
		}
		if f.f.Name == "name" {
			return ref.Name, nil
		}
		if ref.Class == "" {
			return nil, nil
		}
		return ref.Class, nil
	}
	terms, err := x.follow(ctx, t, properties()[f.f.Name])
	if err != nil {
		return nil, err
	}
	return x.nodes(ctx, terms, f.f.ArgumentMap(x.vars), f.sets)
}

// follow returns where a property leads from t, in the order of the terms.
func (x *executor) follow(ctx context.Context, t graph.Term, p property) ([]graph.Term, error) {
	var out []graph.Term
	pattern := graph.Pattern{S: t.ID, P: p.iri}
	if p.back {
		pattern = graph.Pattern{P: p.iri, O: &t}
	} else if t.IsLiteral() {
		return nil, nil
	}
	quads, err := x.q.Quads(ctx, pattern)
	if err != nil {
		return nil, err
	}
	for _, quad := range quads {
		if p.back {
			out = append(out, graph.Term{ID: quad.S})
		} else {
			out = append(out, quad.O)
		}
	}
	return distinct(out), nil
}
