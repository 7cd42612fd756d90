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
var aliases = map[string]string{"Intersect": "And", "Union": "Or", "Difference": "Except", "As": "Tag",
	"SaveOptional": "SaveOpt", "SaveOptionalR": "SaveOptR"}

var methods map[string]method

// The table names functions that run paths, which look methods up again.
func init() {
	preds, names := []string{"sp0", "s0"}, []string{"s"}
	methods = map[string]method{
		"Out":               {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).out},
		"In":                {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).in},
		"Both":              {0, 2, preds, "predicates (a string, an array or nothing for any) and tags for them", (*machine).both},
		"Has":               {1, -1, []string{"s", "spf", "f"}, "a predicate and a value, a name, a path or filters", (*machine).has},
		"HasR":              {1, -1, []string{"s", "spf", "f"}, "a predicate and a value, a name, a path or filters", (*machine).hasR},
		"Is":                {1, -1, names, "names and ids", (*machine).is},
		"And":               {1, 1, []string{"p"}, "a path", (*machine).and},
		"Or":                {1, 1, []string{"p"}, "a path", (*machine).or},
		"Except":            {1, 1, []string{"p"}, "a path", (*machine).except},
		"Follow":            {1, 1, []string{"p"}, "a morphism: g.M() with what follows", (*machine).follow},
		"FollowR":           {1, 1, []string{"p"}, "a morphism: g.M() with what follows", (*machine).followR},
		"FollowRecursive":   {1, 3, []string{"ps", "ns0", "s"}, "a morphism or predicate, then how often at most, then names of tags", (*machine).followRecursive},
		"Filter":            {1, -1, []string{"f"}, `filters: regex("…"), like("…%"), lt, lte, gt or gte`, (*machine).pass},
		"SaveOpt":           {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).saveOpt},
		"SaveOptR":          {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).saveOptR},
		"SaveInPredicates":  {1, 1, names, "the name of a tag", (*machine).saveInPredicates},
		"SaveOutPredicates": {1, 1, names, "the name of a tag", (*machine).saveOutPredicates},
		"Tag":               {1, -1, names, "names of tags", (*machine).tag},
		"Back":              {1, 1, names, "the name of a tag", (*machine).back},
		"Save":              {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).save},
		"SaveR":             {1, 2, []string{"s", "s"}, "a predicate and the name of a tag", (*machine).saveR},
		"InPredicates":      {0, 0, []string{""}, "nothing", (*machine).inPredicates},
		"OutPredicates":     {0, 0, []string{""}, "nothing", (*machine).outPredicates},
		"Labels":            {0, 0, []string{""}, "nothing", (*machine).labels},
		"LabelContext":      {0, -1, []string{"s0"}, "labels, or nothing for any", (*machine).labelContext},
		"Unique":            {0, 0, []string{""}, "nothing", (*machine).unique},
		"Order":             {0, 0, []string{""}, "nothing", (*machine).order},
		"Limit":             {1, 1, []string{"n"}, "a number", (*machine).limit},
		"Skip":              {1, 1, []string{"n"}, "a number", (*machine).skip},
	}
}
