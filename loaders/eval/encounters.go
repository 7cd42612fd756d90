package eval

import (
	"context"
	"fmt"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
	"newsgraph/loaders"
)

// A meeting is one pair who meet, as a gold sentence has it.
type meeting struct {
	A, B, Class, Status, Directness, Source string
	Or                                      []string
}

// A foundMeeting is one pair who meet, as a report has it.
type foundMeeting struct {
	a, b          map[string]bool
	class, status string
	names         string
	ev            *graph.Event
}

// Encounters scores who meets whom on the gold sentences of split: a pair counts
// when its class and status are right too. The measure "false happened" counts
// pairs said to have met of which the gold says otherwise or nothing.
func Encounters(ctx context.Context, l *loaders.Loader, split Split) (Table, []Miss, error) {
	s, err := scoreEncounters(ctx, l, split)
	return s.rows, s.misses, err
}

func scoreEncounters(ctx context.Context, l *loaders.Loader, split Split) (scored, error) {
	var t tally
	mistaken := 0
	err := eachSentence(ctx, l, "encounters.jsonl", split, func(s sentence[meeting], rep *graph.Report) {
		found := meetings(rep)
		count(&t, s.Text, s.listing, found, sameMeeting, func(f foundMeeting) string { return f.names })
		mistaken += falseHappened(s.all(), found)
	})
	if err != nil {
		return scored{}, err
	}
	rows := t.rows("encounters", split)
	rows = append(rows, Row{Layer: "encounters", Set: string(split), Measure: "false happened", Value: float64(mistaken), Count: t.gold})
	return scored{rows, t.misses, t.grades}, nil
}

// meetings returns all pairs of the encounters of a report.
func meetings(rep *graph.Report) []foundMeeting {
	var out []foundMeeting
	for k := range rep.Events {
		ev := &rep.Events[k]
		if !ontology.Is(ev.Class, "Encounter") {
			continue
		}
		var who []int
		var roles []string
		for _, role := range ev.Roles {
			if term, ok := ontology.Lookup("role", role.Name); ok && (term.Parent == "participant" || term.Name == "participant") {
				who, roles = append(who, role.Mention), append(roles, role.Name)
			}
		}
		for i, a := range who {
			for j, b := range who[i+1:] {
				if apart(roles[i], roles[i+1+j]) || !states(rep, ev, a, b) {
					continue
				}
				f := foundMeeting{a: forms(rep, a), b: forms(rep, b), class: ev.Class, status: ev.Status, ev: ev}
				name := func(m int) string { return rep.Chains[rep.Mentions[m].Chain].Name }
				f.names = fmt.Sprintf("%s + %s: %s %s (%s)", name(a), name(b), ev.Class, ev.Status, ev.Rule)
				out = append(out, f)
			}
		}
	}
	return out
}

// apart reports whether two who have the roles a and b are on one side of the event, and
// so did not meet by it: who write a letter together.
func apart(a, b string) bool { return a == b && a != "participant" && a != "speaker" }

// states reports whether a meeting event says of a and b that they met: where its
// "met" claims are drawn between names, only those pairs count.
func states(rep *graph.Report, ev *graph.Event, a, b int) bool {
	drawn := false
	for _, c := range rep.Claims {
		if c.Relation != "met" || c.Rule != ev.Rule || !c.Evidence[0].Contains(ev.Trigger) {
			continue
		}
		if c.Subject == a && c.Object == b || c.Subject == b && c.Object == a {
			return true
		}
		drawn = true
	}
	named := rep.Chains[rep.Mentions[a].Chain].Named && rep.Chains[rep.Mentions[b].Chain].Named
	return !drawn || !named
}

func samePair(g meeting, f foundMeeting) bool {
	a, b := nameKey(g.A), nameKey(g.B)
	return f.a[a] && f.b[b] || f.a[b] && f.b[a]
}

// sameMeeting reports whether f is the gold pair g with class and status. A visit
// to someone is a meeting; a joint appearance may be called a plain encounter.
func sameMeeting(g meeting, f foundMeeting) bool {
	if !samePair(g, f) || f.status != g.Status && !slices.Contains(g.Or, f.status) {
		return false
	}
	class := map[string]string{"Visit": "Meeting", "Encounter": "NewsConference"}
	norm := func(c string) string {
		if n, ok := class[c]; ok {
			return n
		}
		return c
	}
	return norm(g.Class) == norm(f.class)
}

// falseHappened counts the pairs that a report says have met and the gold does not.
func falseHappened(gold []meeting, found []foundMeeting) int {
	n := 0
	for _, f := range found {
		if f.status == graph.Happened && !slices.ContainsFunc(gold, func(g meeting) bool {
			return samePair(g, f) && (g.Status == graph.Happened || slices.Contains(g.Or, graph.Happened))
		}) {
			n++
		}
	}
	return n
}
