package extract

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file reads rule files (rules/README.md).

// A Rule says which words make an event or a relation and where its roles stand.
// Rules are data: see rules/README for the format, one block a rule, with
// examples that run as tests.
type Rule struct {
	Name       string
	Verbs      []string
	Nouns      []string
	NotSenses  []string // rolesets that the rule does not mean
	Class      string   // of the event, "" for a relation alone
	Relation   string   // between Subject and Object, "" for none
	Subject    string   // role that is the relation's subject
	Object     string   // role that is its object
	Directness string
	Aspect     string
	Plover     string
	Mode       string
	Cameo      string
	Codes      graph.Thousandths
	Confidence graph.Thousandths
	Slots      []Slot
	Without    [][]string // slots that must be empty
	Needs      []string   // slots one of which must not be empty
	Voice      string     // "active" or "passive": the only voice of the verb that counts
	Form       string     // "infinitive": the only form of the verb that counts
	WithoutNon []string   // slots that must not hold things that cannot act
	One        string     // role that the first filler has alone
	Several    string     // role that needs two fillers or a plural one
	NotWord    string     // words that must not hang on the trigger
	NotSport   bool       // in reports on sport only people fill the roles
	InSport    []string   // in reports on sport, slots one of which must not be empty
	Under      string     // base forms of the verb that must govern the trigger
	At         string     // words of an occasion that must hang on the trigger
	Word       string     // a word that must stand beside the trigger
	Examples   []Example
}

// A Slot is a role with the places where its filler may stand, tried in order.
type Slot struct {
	Role     string
	Required bool
	Paths    []string
	Types    []string
}

// An Example is a sentence with what the rule must make of it: nothing when Want
// is empty.
type Example struct {
	Line int
	Text string
	Want string
}

// Rules returns all rules, in the order of their files and lines.
var Rules = sync.OnceValue(func() []Rule {
	names, err := fs.Glob(files, "rules/*.rule")
	if err != nil {
		panic(err) // a pattern error is a programming error
	}
	var all []Rule
	for _, name := range names {
		f, err := files.Open(name)
		if err != nil {
			panic(err)
		}
		rules, err := ParseRules(f)
		if err != nil {
			panic(fmt.Sprintf("extract: %s:%v", name, err))
		}
		all = append(all, rules...)
	}
	return all
})

// ParseRules reads a rule file. An error begins with the number of its line.
func ParseRules(in io.Reader) ([]Rule, error) {
	var rules []Rule
	sc := bufio.NewScanner(in)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), " \t")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "rule "); ok {
			rules = append(rules, Rule{Name: name, Confidence: 900, Codes: 900})
			continue
		}
		if len(rules) == 0 {
			return nil, fmt.Errorf("%d: %q stands before the first rule", n, line)
		}
		if err := rules[len(rules)-1].line(n, line); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("0: %w", err)
	}
	for i := range rules {
		if err := rules[i].check(); err != nil {
			return nil, fmt.Errorf("0: rule %s: %w", rules[i].Name, err)
		}
	}
	return rules, nil
}

// line reads one line of a rule: a key and its words.
func (u *Rule) line(n int, line string) error {
	key, rest, _ := strings.Cut(line, " ")
	words := strings.Fields(rest)
	switch key {
	case "+", "-":
		return u.example(n, key, rest)
	case "verb":
		u.Verbs = append(u.Verbs, words...)
	case "noun":
		u.Nouns = append(u.Nouns, strings.Split(rest, ", ")...)
	case "not-sense":
		u.NotSenses = words
	case "class":
		u.Class = rest
	case "relation":
		if len(words) != 3 {
			return fmt.Errorf("relation wants: name subject-role object-role")
		}
		u.Relation, u.Subject, u.Object = words[0], words[1], words[2]
	case "directness":
		u.Directness = rest
	case "aspect":
		u.Aspect = rest
	case "one":
		u.One = rest
	case "several":
		u.Several = rest
	case "word":
		u.Word = rest
	case "under":
		u.Under = rest
	case "at":
		u.At = rest
	case "voice":
		u.Voice = rest
	case "form":
		u.Form = rest
	case "not-word":
		u.NotWord = rest
	case "not-sport":
		u.NotSport = true
	case "in-sport":
		u.InSport = words
	case "without-thing":
		u.WithoutNon = append(u.WithoutNon, words...)
	case "without":
		u.Without = append(u.Without, words)
	case "needs":
		u.Needs = words
	case "code":
		return u.code(words)
	case "confidence":
		v, err := strconv.Atoi(rest)
		u.Confidence = graph.Thousandths(v)
		return err
	default:
		return u.slot(key, rest)
	}
	return nil
}

func (u *Rule) example(n int, sign, rest string) error {
	text, want, ok := strings.Cut(rest, " => ")
	if ok != (sign == "+") {
		return fmt.Errorf("an example is %q or %q", "+ sentence => result", "- sentence")
	}
	u.Examples = append(u.Examples, Example{Line: n, Text: strings.TrimSpace(text), Want: strings.TrimSpace(want)})
	return nil
}

// code reads "PLOVER mode cameo [confidence]", with - for none.
func (u *Rule) code(words []string) error {
	if len(words) < 3 || len(words) > 4 {
		return fmt.Errorf("code wants: plover mode cameo [confidence]")
	}
	for i, to := range []*string{&u.Plover, &u.Mode, &u.Cameo} {
		if words[i] != "-" {
			*to = words[i]
		}
	}
	if len(words) == 4 {
		v, err := strconv.Atoi(words[3])
		u.Codes = graph.Thousandths(v)
		return err
	}
	return nil
}

// slot reads "role[!] path… [: type…]".
func (u *Rule) slot(key, rest string) error {
	role, required := strings.CutSuffix(key, "!")
	if _, ok := ontology.Lookup("role", role); !ok {
		return fmt.Errorf("%q is neither a key nor a role of the ontology", key)
	}
	paths, types, _ := strings.Cut(rest, ":")
	s := Slot{Role: role, Required: required, Paths: strings.Fields(paths), Types: strings.Fields(types)}
	if len(s.Paths) == 0 {
		return fmt.Errorf("role %s has no path", role)
	}
	u.Slots = append(u.Slots, s)
	return nil
}

// check reports what a rule lacks or names wrongly.
func (u *Rule) check() error {
	if len(u.Verbs)+len(u.Nouns) == 0 {
		return fmt.Errorf("no verb and no noun")
	}
	if u.Class == "" && u.Relation == "" {
		return fmt.Errorf("no class and no relation")
	}
	if _, ok := ontology.Lookup("class", u.Class); u.Class != "" && !ok {
		return fmt.Errorf("unknown class %q", u.Class)
	}
	if _, ok := ontology.Lookup("relation", u.Relation); u.Relation != "" && !ok {
		return fmt.Errorf("unknown relation %q", u.Relation)
	}
	if !slices.ContainsFunc(u.Slots, func(s Slot) bool { return s.Required }) {
		return fmt.Errorf("no required role")
	}
	if len(u.Examples) == 0 {
		return fmt.Errorf("no example")
	}
	return nil
}

// needsObject reports whether the rule is of what is done to someone or something, and
// may leave open who does it.
func (u *Rule) needsObject() bool {
	object := false
	for _, s := range u.Slots {
		if s.Required && slices.Contains(s.Paths, "subj") {
			return false
		}
		object = object || s.Required && s.Paths[0] == "obj"
	}
	return object
}

// A ruleIndex finds the rules of a word.
type ruleIndex struct {
	verbs map[string][]*Rule // by base form
	nouns map[string][]*Rule // by singular and plural form, words joined by spaces
}

var ruleTable = sync.OnceValue(func() ruleIndex {
	x := ruleIndex{verbs: map[string][]*Rule{}, nouns: map[string][]*Rule{}}
	rules := Rules()
	for i := range rules {
		for _, v := range rules[i].Verbs {
			v = strings.ReplaceAll(v, "_", " ")
			x.verbs[v] = append(x.verbs[v], &rules[i])
		}
		for _, n := range rules[i].Nouns {
			x.nouns[n] = append(x.nouns[n], &rules[i])
			x.nouns[plural(n)] = append(x.nouns[plural(n)], &rules[i])
		}
	}
	return x
})

func plural(n string) string {
	switch {
	case strings.HasSuffix(n, "s"):
		return n
	case strings.HasSuffix(n, "y") && len(n) > 2 && !strings.ContainsRune("aeiou", rune(n[len(n)-2])):
		return n[:len(n)-1] + "ies"
	case strings.HasSuffix(n, "ch") || strings.HasSuffix(n, "sh") || strings.HasSuffix(n, "x"):
		return n + "es"
	}
	return n + "s"
}
