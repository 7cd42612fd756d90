package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// A saying is who says what, as a gold text has it.
type saying struct {
	Speaker, Cue, Mode, Stance, Via string
	Content                         []string
}

// A foundSaying is who says what, as a report has it.
type foundSaying struct {
	rep *graph.Report
	st  *graph.Statement
}

// Statements scores who says what on the gold texts of split: a statement counts
// when its speaker is right and its content nearly so. Besides, it gives the
// recall of direct speech alone, and how many stances of those found are right.
func Statements(ctx context.Context, l *loaders.Loader, split Split) (Table, []Miss, error) {
	s, err := scoreStatements(ctx, l, split)
	return s.rows, s.misses, err
}

func scoreStatements(ctx context.Context, l *loaders.Loader, split Split) (scored, error) {
	var all, direct, stance tally
	err := eachSentence(ctx, l, "statements.jsonl", split, func(s sentence[saying], rep *graph.Report) {
		found := sayings(rep, s.all())
		count(&all, s.Text, s.listing, found, sameSaying, foundSaying.String)
		quoted := slices.DeleteFunc(slices.Clone(s.Expect), func(g saying) bool { return g.Mode != "direct" })
		count(&direct, s.Text, listing[saying]{Expect: quoted}, found, sameSaying, foundSaying.String)
		countStances(&stance, s.Expect, found)
	})
	if err != nil {
		return scored{}, err
	}
	rows := all.rows("statements", split)
	rows = append(rows, Row{Layer: "statements", Set: string(split), Measure: "direct recall", Value: percent(direct.hits, direct.gold), Count: direct.gold})
	rows = append(rows, Row{Layer: "statements", Set: string(split), Measure: "stance", Value: percent(stance.hits, stance.gold), Count: stance.gold})
	return scored{rows, all.misses, all.grades}, nil
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// sayings returns the statements of a report. What a speaker says that another has
// said is kept only where the gold has it: it may be listed or not.
func sayings(rep *graph.Report, gold []saying) []foundSaying {
	var out []foundSaying
	for i := range rep.Statements {
		f := foundSaying{rep, &rep.Statements[i]}
		if f.st.Source == graph.None || slices.ContainsFunc(gold, func(g saying) bool { return sameSaying(g, f) }) {
			out = append(out, f)
		}
	}
	return out
}

// countStances compares the stances of the statements that are in both.
func countStances(t *tally, gold []saying, found []foundSaying) {
	for _, g := range gold {
		i := slices.IndexFunc(found, func(f foundSaying) bool { return sameSaying(g, f) })
		if i < 0 || g.Stance == "" {
			continue
		}
		t.gold++
		if found[i].st.Stance == g.Stance {
			t.hits++
		}
	}
}

// String shows the statement in a list of misses.
func (f foundSaying) String() string {
	speaker := "nobody"
	if f.st.Speaker != graph.None {
		m := f.rep.Mentions[f.st.Speaker]
		speaker = f.rep.Article.Text[m.B:m.E]
	}
	return fmt.Sprintf("%s: %q (%s, %s)", speaker, f.parts(), f.st.Mode, f.st.Rule)
}

func (f foundSaying) parts() []string {
	var parts []string
	for _, s := range f.st.Content {
		parts = append(parts, f.rep.Article.Text[s.B:s.E])
	}
	return parts
}

func sameSaying(g saying, f foundSaying) bool {
	return f.spokenBy(g.Speaker) && f.says(g.Content)
}

// spokenBy reports whether the speaker is the one whom the gold names: by a name
// or nominal of the same chain, or by the very pronoun.
func (f foundSaying) spokenBy(name string) bool {
	if f.st.Speaker == graph.None {
		return false
	}
	m := f.rep.Mentions[f.st.Speaker]
	said := f.rep.Article.Text[m.B:m.E]
	return forms(f.rep, f.st.Speaker)[nameKey(name)] || strings.EqualFold(said, name) || m.Kind == "nominal" && trails(name, said)
}

// trails reports whether name is the nominal said with a phrase or relative clause behind
// it: "scientists at the observatory", of whom "scientists" is said.
func trails(name, said string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(name), strings.ToLower(said)+" ")
	next, _, _ := strings.Cut(rest, " ")
	return ok && slices.Contains([]string{"of", "for", "at", "in", "on", "over", "from", "with", "that", "who", "which", "close"}, next)
}

// says reports whether the words that were found are nearly those of the gold:
// three fifths of the gold are there, for an addressee may be missing, and four
// fifths of what is there is gold. Marks and "that" do not count.
func (f foundSaying) says(content []string) bool {
	want, got := saidWords(content), saidWords(f.parts())
	shared := 0
	rest := slices.Clone(got)
	for _, w := range want {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			shared++
		}
	}
	return len(want) > 0 && shared*5 >= len(want)*3 && shared*5 >= len(got)*4
}

func saidWords(parts []string) []string {
	words := strings.Fields(graph.NormalName(strings.Join(parts, " ")))
	return slices.DeleteFunc(words, func(w string) bool { return w == "that" })
}
