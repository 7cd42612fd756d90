package export

import (
	"fmt"
	"strings"

	"newsgraph/graph"
)

// A theme gives a picture its colours.
type theme struct {
	Name  string
	Paper string // background
	Ink   string // titles
	Text  string // text beside nodes
	Faint string // second lines, footnote
	Line  string // edges
	Claim string // edges that are only claimed
	Tints []string
	Looks map[string]look
}

// A look gives a kind of node its colours and its word in the legend.
//
// The hues are those of Okabe and Ito (2008), which people with any common form of
// colour blindness tell apart, darkened or lightened to the paper; kinds differ by
// the shape of their mark as well. Ink on fill has a contrast of 7:1 or more,
// stroke on paper of 4.5:1 or more; a test computes both.
type look struct{ Fill, Stroke, Ink string }

// A kind is one of the kinds of nodes, in the order of the legend.
type kind struct{ Key, Name, Glyph string }

var kinds = []kind{
	{"person", "Person", "●"}, {"org", "Organization", "■"}, {"group", "Group", "▼"}, {"place", "Place", "▲"}, {"role", "Position", "◆"},
	{"event", "Event", "★"}, {"article", "Article", "▬"}, {"said", "Statement", "❝"}, {"thing", "Other", "□"}, {"more", "Not drawn", "…"},
}

func kindOf(key string) kind {
	for _, k := range kinds {
		if k.Key == key {
			return k
		}
	}
	return kind{Key: key, Name: key, Glyph: "□"}
}

// Themes are the names that Scene.Theme may have; the first is the default.
var Themes = []string{"light", "dark", "print"}

var themes = map[string]*theme{
	"light": {
		Name: "light", Paper: "#FFFFFF", Ink: "#14171C", Text: "#1F2937", Faint: "#5B6472", Line: "#7A8493", Claim: "#7A8493",
		Tints: []string{"#EEF4FB", "#FBF3E2", "#EAF6F1", "#FAEEF4", "#F1F0FA", "#F3F4F6"},
		Looks: map[string]look{
			"person":  {"#E3EFFA", "#0B5C99", "#08304F"},
			"org":     {"#DDF3EA", "#00704F", "#003B2A"},
			"group":   {"#F8E6F0", "#98416F", "#52183A"},
			"place":   {"#FCEFD0", "#8A5A00", "#4A2F00"},
			"role":    {"#FFFFFF", "#5B6472", "#2B313A"},
			"event":   {"#FBE5DA", "#B23E00", "#5A1F00"},
			"article": {"#F1F2F4", "#3F4752", "#1F242B"},
			"said":    {"#E4F4FB", "#17688C", "#0A3547"},
			"thing":   {"#F3F4F6", "#4B5563", "#1F2937"},
			"more":    {"#FFFFFF", "#6B7280", "#374151"},
		},
	},
	"dark": {
		Name: "dark", Paper: "#14171C", Ink: "#F5F6F8", Text: "#E2E6EC", Faint: "#A3ACB9", Line: "#7F8A9A", Claim: "#7F8A9A",
		Tints: []string{"#1B2530", "#2A2519", "#18291F", "#2B1E26", "#221F30", "#20242B"},
		Looks: map[string]look{
			"person":  {"#15324A", "#6FB7EE", "#E6F3FD"},
			"org":     {"#0F3A2C", "#4CC79D", "#DEF8EC"},
			"group":   {"#43203A", "#E299BF", "#FCE9F3"},
			"place":   {"#42320F", "#EBB44A", "#FDF2D8"},
			"role":    {"#1B1F26", "#98A2B0", "#E2E6EC"},
			"event":   {"#4A2413", "#F2905A", "#FDE9DD"},
			"article": {"#262B33", "#B3BBC6", "#EDEFF2"},
			"said":    {"#113546", "#74C6E8", "#E2F5FC"},
			"thing":   {"#262B33", "#A3ACB9", "#E7EAEE"},
			"more":    {"#14171C", "#98A2B0", "#D5DAE1"},
		},
	},
	// On paper there may be no colour: marks and line widths say the same.
	"print": {
		Name: "print", Paper: "#FFFFFF", Ink: "#000000", Text: "#000000", Faint: "#333333", Line: "#666666", Claim: "#666666",
		Tints: []string{"#F4F4F4", "#EFEFEF", "#F7F7F7", "#F1F1F1", "#F5F5F5", "#F2F2F2"},
		Looks: map[string]look{
			"person":  {"#FFFFFF", "#000000", "#000000"},
			"org":     {"#E6E6E6", "#000000", "#000000"},
			"group":   {"#EFEFEF", "#333333", "#000000"},
			"place":   {"#F7F7F7", "#333333", "#000000"},
			"role":    {"#FFFFFF", "#666666", "#000000"},
			"event":   {"#D9D9D9", "#000000", "#000000"},
			"article": {"#FFFFFF", "#333333", "#000000"},
			"said":    {"#F2F2F2", "#333333", "#000000"},
			"thing":   {"#F7F7F7", "#555555", "#000000"},
			"more":    {"#FFFFFF", "#666666", "#000000"},
		},
	},
}

// themeOf returns the theme of that name.
func themeOf(name string) (*theme, error) {
	if name == "" {
		name = Themes[0]
	}
	t, ok := themes[name]
	if !ok {
		return nil, fmt.Errorf("%w: theme %q is none of %s", graph.ErrInvalid, name, strings.Join(Themes, ", "))
	}
	return t, nil
}

func (t *theme) look(kind string) look {
	if l, ok := t.Looks[kind]; ok {
		return l
	}
	return t.Looks["thing"]
}
