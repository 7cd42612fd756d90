package extract_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/extract"
	"newsgraph/loaders/language"
)

var loader = sync.OnceValues(func() (*loaders.Loader, error) { return loaders.New(language.Options{}) })

// analyse runs text through the whole chain.
func analyse(t testing.TB, text string, published graph.Date) *graph.Report {
	t.Helper()
	l, err := loader()
	if err != nil {
		t.Fatal(err)
	}
	rep, err := l.Analyse(context.Background(), graph.Article{Text: text, Published: published})
	if err != nil {
		t.Fatalf("Analyse(%q): %v", text, err)
	}
	return rep
}

// TestRules runs the examples of every rule.
func TestRules(t *testing.T) {
	for _, u := range extract.Rules() {
		t.Run(u.Name, func(t *testing.T) {
			for _, ex := range u.Examples {
				got := results(analyse(t, ex.Text, ""), u.Name)
				if ex.Want == "" && len(got) > 0 {
					t.Errorf("line %d: %q gives %q, want nothing", ex.Line, ex.Text, got)
				}
				if ex.Want != "" && !slices.Contains(got, ex.Want) {
					t.Errorf("line %d: %q gives %q, want %q", ex.Line, ex.Text, got, ex.Want)
				}
			}
		})
	}
}

// results writes the events and relations that a rule found, one a string.
func results(rep *graph.Report, rule string) []string {
	var out []string
	name := func(m int) string { return rep.Chains[rep.Mentions[m].Chain].Name }
	for _, ev := range rep.Events {
		if ev.Rule != rule {
			continue
		}
		s := ev.Class + " " + ev.Status
		for _, role := range ev.Roles {
			s += fmt.Sprintf(" %s=%s", role.Name, name(role.Mention))
		}
		if ev.Time != graph.None {
			s += " time=" + rep.Article.Text[rep.Times[ev.Time].B:rep.Times[ev.Time].E]
		}
		out = append(out, s)
	}
	for _, c := range rep.Claims {
		if c.Rule == rule && !slices.ContainsFunc(rep.Events, func(ev graph.Event) bool { return ev.Rule == rule }) {
			object := c.Text
			if c.Object != graph.None {
				object = name(c.Object)
			}
			out = append(out, fmt.Sprintf("%s %s subject=%s object=%s", c.Relation, c.Status, name(c.Subject), object))
		}
	}
	return out
}

func TestParseRulesErrors(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"before a rule":    {"verb meet\n", "before the first rule"},
		"unknown role":     {"rule a\nfriend! subj\n", "neither a key nor a role"},
		"unknown class":    {"rule a\nverb meet\nclass Party2\nactor! subj\n+ A b. => x\n", "unknown class"},
		"no example":       {"rule a\nverb meet\nclass Meeting\nactor! subj\n", "no example"},
		"no required role": {"rule a\nverb meet\nclass Meeting\nactor subj\n+ A b. => x\n", "no required role"},
		"example":          {"rule a\n+ A b.\n", "an example is"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract.ParseRules(strings.NewReader(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ParseRules gives %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func FuzzParseRules(f *testing.F) {
	f.Add("rule a\nverb meet\nclass Meeting\nparticipant! subj obj : person\n+ A met B. => Meeting happened\n- A slept.\n")
	f.Add("rule a\ncode - - - x\n")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := extract.ParseRules(strings.NewReader(text))
		if err != nil && len(rules) > 0 {
			t.Errorf("ParseRules gives rules and error %v", err)
		}
	})
}
