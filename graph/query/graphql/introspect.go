package graphql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"newsgraph/graph"
)

// maxDescribed bounds the objects of an introspection: the whole schema as the
// usual tools ask for it has about 11 000.
const maxDescribed = 60_000

// introspect answers __schema and __type, whose answers are maps of what each field
// of the introspection system holds, made as the query asks for it.
func (x *executor) introspect(f *field) (any, error) {
	var val any = schemaInfo{schema()}
	if f.f.Name == "__type" {
		def := schema().Types[text(f.f.ArgumentMap(x.vars)["name"])]
		if def == nil {
			return nil, nil
		}
		val = typeInfo{schema(), def, nil}
	}
	return x.described(val, f.sets)
}

// An info is an object of the introspection system.
type info interface {
	kind() string
	field(name string) any
}

// described selects the wanted fields of an info, of a list of them or of a plain value.
func (x *executor) described(val any, set ast.SelectionSet) (any, error) {
	switch val := val.(type) {
	case []info:
		out := make([]any, 0, len(val))
		for _, one := range val {
			o, err := x.described(one, set)
			if err != nil {
				return nil, err
			}
			out = append(out, o)
		}
		return out, nil
	case info:
		if x.told++; x.told > maxDescribed {
			return nil, fmt.Errorf("%w: the introspection has more than %d objects", graph.ErrTooLarge, maxDescribed)
		}
		out := &Object{}
		for _, f := range x.collect(set, nil) {
			var of any = val.kind()
			if f.f.Name != "__typename" {
				of = val.field(f.f.Name)
			}
			sub, err := x.described(of, f.sets)
			if err != nil {
				return nil, err
			}
			out.keys, out.values = append(out.keys, f.key), append(out.values, sub)
		}
		return out, nil
	}
	return val, nil
}

type schemaInfo struct{ s *ast.Schema }

func (schemaInfo) kind() string { return "__Schema" }

func (i schemaInfo) field(name string) any {
	switch name {
	case "queryType":
		return typeInfo{i.s, i.s.Query, nil}
	case "types":
		var out []info
		for _, name := range sortedKeys(i.s.Types) {
			out = append(out, typeInfo{i.s, i.s.Types[name], nil})
		}
		return out
	case "directives":
		var out []info
		for _, name := range sortedKeys(i.s.Directives) {
			out = append(out, directiveInfo{i.s, i.s.Directives[name]})
		}
		return out
	}
	return nil // no mutations, no subscriptions
}

// A typeInfo is a named type, or with wrap a list or non-null type.
type typeInfo struct {
	s    *ast.Schema
	def  *ast.Definition
	wrap *ast.Type
}

func typeOf(s *ast.Schema, t *ast.Type) typeInfo {
	if t.NonNull || t.Elem != nil {
		return typeInfo{s, nil, t}
	}
	return typeInfo{s, s.Types[t.NamedType], nil}
}

func (typeInfo) kind() string { return "__Type" }

func (i typeInfo) field(name string) any {
	if i.wrap != nil {
		return i.wrapped(name)
	}
	switch name {
	case "kind":
		return string(i.def.Kind)
	case "name":
		return i.def.Name
	case "description":
		return note(i.def.Description)
	case "fields":
		if i.def.Kind != ast.Object && i.def.Kind != ast.Interface {
			return nil
		}
		out := []info{}
		for _, f := range i.def.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				out = append(out, fieldInfo{i.s, f})
			}
		}
		return out
	case "interfaces":
		if i.def.Kind == ast.Object {
			return []info{} // the schema has none
		}
	case "enumValues":
		if i.def.Kind != ast.Enum {
			return nil
		}
		out := []info{}
		for _, v := range i.def.EnumValues {
			out = append(out, enumInfo{v})
		}
		return out
	}
	return nil
}

// wrapped answers for a list or a non-null type.
func (i typeInfo) wrapped(name string) any {
	switch {
	case name == "kind" && i.wrap.NonNull:
		return "NON_NULL"
	case name == "kind":
		return "LIST"
	case name != "ofType":
		return nil
	case i.wrap.NonNull:
		plain := *i.wrap
		plain.NonNull = false
		return typeOf(i.s, &plain)
	}
	return typeOf(i.s, i.wrap.Elem)
}

type fieldInfo struct {
	s *ast.Schema
	f *ast.FieldDefinition
}

func (fieldInfo) kind() string { return "__Field" }

func (i fieldInfo) field(name string) any {
	switch name {
	case "name":
		return i.f.Name
	case "description":
		return note(i.f.Description)
	case "args":
		return arguments(i.s, i.f.Arguments)
	case "type":
		return typeOf(i.s, i.f.Type)
	case "isDeprecated":
		return false
	}
	return nil
}

// An argumentInfo is an __InputValue.
type argumentInfo struct {
	s *ast.Schema
	a *ast.ArgumentDefinition
}

func arguments(s *ast.Schema, list ast.ArgumentDefinitionList) []info {
	out := []info{}
	for _, a := range list {
		out = append(out, argumentInfo{s, a})
	}
	return out
}

func (argumentInfo) kind() string { return "__InputValue" }

func (i argumentInfo) field(name string) any {
	switch name {
	case "name":
		return i.a.Name
	case "description":
		return note(i.a.Description)
	case "type":
		return typeOf(i.s, i.a.Type)
	case "defaultValue":
		if i.a.DefaultValue != nil {
			return i.a.DefaultValue.String()
		}
	case "isDeprecated":
		return false
	}
	return nil
}

type enumInfo struct{ v *ast.EnumValueDefinition }

func (enumInfo) kind() string { return "__EnumValue" }

func (i enumInfo) field(name string) any {
	switch name {
	case "name":
		return i.v.Name
	case "description":
		return note(i.v.Description)
	case "isDeprecated":
		return false
	}
	return nil
}

type directiveInfo struct {
	s *ast.Schema
	d *ast.DirectiveDefinition
}

func (directiveInfo) kind() string { return "__Directive" }

func (i directiveInfo) field(name string) any {
	switch name {
	case "name":
		return i.d.Name
	case "description":
		return note(i.d.Description)
	case "locations":
		return slices.Clone(i.d.Locations)
	case "args":
		return arguments(i.s, i.d.Arguments)
	case "isRepeatable":
		return i.d.IsRepeatable
	}
	return nil
}

// note is null where nothing is said.
func note(s string) any {
	if s == "" {
		return nil
	}
	return s
}
