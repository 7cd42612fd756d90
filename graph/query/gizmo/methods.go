package gizmo

import "context"

// A method is a step of a chain: what it takes and what it does.
type method struct {
	min, max int      // arguments; a negative max is any number
	kinds    []string // of each argument, the last for all that follow; see value.is
	takes    string
	run      func(m *machine, ctx context.Context, in []row, s *step) ([]row, error)
}

// aliases are second names of methods.
var aliases = map[string]string{"Intersect": "And", "Union": "Or", "Difference": "Except", "As": "Tag"}

var methods map[string]method

// The table names functions that run paths, which look methods up again.
func init() {
	preds, names := []string{"sp0", "s0"}, []string{"s"}
	methods = map[string]method{
		"Out":           {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).out},
		"In":            {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).in},
		"Both":          {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).both},
		"Has":           {1, 2, []string{"s", "sp"}, "a predicate and a value, a name or a path", (*machine).has},
		"HasR":          {1, 2, []string{"s", "sp"}, "a predicate and a value, a name or a path", (*machine).hasR},
		"Is":            {1, -1, names, "names and ids", (*machine).is},
		"And":           {1, 1, []string{"p"}, "a path", (*machine).and},
		"Or":            {1, 1, []string{"p"}, "a path", (*machine).or},
		"Except":        {1, 1, []string{"p"}, "a path", (*machine).except},
		"Follow":        {1, 1, []string{"p"}, "a morphism: g.M() with what follows", (*machine).follow},
		"FollowR":       {1, 1, []string{"p"}, "a morphism: g.M() with what follows", (*machine).followR},
		"Tag":           {1, -1, names, "names of tags", (*machine).tag},
		"Back":          {1, 1, names, "the name of a tag", (*machine).back},
		"Save":          {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).save},
		"SaveR":         {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).saveR},
		"InPredicates":  {0, 0, []string{""}, "nothing", (*machine).inPredicates},
		"OutPredicates": {0, 0, []string{""}, "nothing", (*machine).outPredicates},
		"Labels":        {0, 0, []string{""}, "nothing", (*machine).labels},
		"LabelContext":  {0, -1, []string{"s0"}, "labels, or nothing for any", (*machine).labelContext},
		"Unique":        {0, 0, []string{""}, "nothing", (*machine).unique},
		"Order":         {0, 0, []string{""}, "nothing", (*machine).order},
		"Limit":         {1, 1, []string{"n"}, "a number", (*machine).limit},
		"Skip":          {1, 1, []string{"n"}, "a number", (*machine).skip},
	}
}
