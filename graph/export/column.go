package export

import (
	"strconv"
	"strings"
)

// A column is one attribute of nodes or edges in tables, GraphML and GEXF.
type column[T any] struct {
	name string
	kind string // string boolean int
	get  func(*T) string
}

// listMark joins the values of an attribute with several.
const listMark = " | "

// vertexColumns are the attributes of nodes beside id and name.
var vertexColumns = []column[vertex]{
	{"kind", "string", func(v *vertex) string { return v.Kind }},
	{"class", "string", func(v *vertex) string { return v.Class }},
	{"aliases", "string", func(v *vertex) string { return strings.Join(v.Aliases, listMark) }},
	{"gender", "string", func(v *vertex) string { return v.Gender }},
	{"facts", "string", func(v *vertex) string { return strings.Join(v.Facts, listMark) }},
	{"time", "string", func(v *vertex) string { return v.Time }},
	{"status", "string", func(v *vertex) string { return v.Status }},
	{"asserted", "boolean", func(v *vertex) string { return boolean(v.Kind == "event" || v.Kind == "statement", v.Asserted) }},
	{"claims", "int", func(v *vertex) string { return strconv.Itoa(v.Claims) }},
	{"sources", "int", func(v *vertex) string { return strconv.Itoa(v.Sources) }},
	{"text", "string", func(v *vertex) string { return v.Text }},
	{"uri", "string", func(v *vertex) string { return v.URI }},
	{"outlet", "string", func(v *vertex) string { return v.Outlet }},
	{"published", "string", func(v *vertex) string { return v.Published }},
}

// arcColumns are the attributes of edges beside their ends.
var arcColumns = []column[arc]{
	{"relation", "string", func(a *arc) string { return a.Relation }},
	{"label", "string", func(a *arc) string { return a.Label }},
	{"status", "string", func(a *arc) string { return a.Status }},
	{"state", "string", func(a *arc) string { return a.State }},
	{"asserted", "boolean", func(a *arc) string { return boolean(true, a.Asserted) }},
	{"claims", "int", func(a *arc) string { return strconv.Itoa(a.Claims) }},
	{"sources", "int", func(a *arc) string { return strconv.Itoa(a.Sources) }},
	{"evidence", "string", func(a *arc) string { return string(a.Evidence) }},
}

func boolean(known, b bool) string {
	switch {
	case !known:
		return ""
	case b:
		return "true"
	}
	return "false"
}
