package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A contradictionLine is a line of the format "contradictions": claims that
// cannot all be so. Outside scorers read it.
type contradictionLine struct {
	Members []place `json:"members"`
}

// A place is a stretch of an article.
type place struct {
	Article graph.ID `json:"article"`
	B       int      `json:"b"`
	E       int      `json:"e"`
}

// against are the statuses that say that something did not happen.
var against = []string{"denied", "negated", "refused", "cancelled"}

// An assertion is a claim with what it is about.
type assertion struct {
	place
	no   bool   // that it did not happen or is not so
	when string // calendar day, "" when unknown
}

// Contradictions writes the groups of claims of which some say that something
// happened or is so, and others that it did not or is not: claims of one event, of
// encounters of the same participants on days that may be the same, and of one
// relation between the same two. Who claims it does not matter here; that somebody
// denies what another asserts is what is looked for.
func Contradictions(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	groups := map[string][]assertion{}
	for doc, err := range r.Articles(ctx, "") {
		if err != nil {
			return fmt.Errorf("export contradictions: %w", err)
		}
		if err := collect(ctx, r, doc, o.Runes, groups); err != nil {
			return fmt.Errorf("export contradictions: %w", err)
		}
	}
	lines := map[string]contradictionLine{}
	for _, group := range groups {
		for _, line := range opposed(group) {
			key, err := json.Marshal(line)
			if err != nil {
				return fmt.Errorf("export contradictions: %w", err)
			}
			lines[string(key)] = line
		}
	}
	out := bufio.NewWriter(w)
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		if _, err := out.WriteString(line + "\n"); err != nil {
			return fmt.Errorf("export contradictions: %w", err)
		}
	}
	return out.Flush()
}

// collect adds the claims of one article to the groups of what they are about.
func collect(ctx context.Context, r graph.Reader, doc graph.ID, runes bool, groups map[string][]assertion) error {
	rep, err := r.Report(ctx, doc)
	if err != nil {
		return fmt.Errorf("report of %s: %w", doc, err)
	}
	at := func(b int) int { return b }
	if runes {
		at = newRuneOffsets(rep.Article.Text).at
	}
	put := func(key string, f *graph.Facets, time int) {
		if key == "" || len(f.Evidence) == 0 || f.Certainty == "PS" {
			return
		}
		no := f.Polarity == "-" || slices.Contains(against, f.Status)
		if !no && f.Status != graph.Happened {
			return
		}
		a := assertion{place: place{doc, at(f.Evidence[0].B), at(f.Evidence[0].E)}, no: no}
		if time >= 0 && time < len(rep.Times) && len(rep.Times[time].Value) == len("2006-01-02") {
			a.when = rep.Times[time].Value
		}
		groups[key] = append(groups[key], a)
	}
	for i := range rep.Events {
		ev := &rep.Events[i]
		keys, err := eventKeys(ctx, r, rep, ev)
		if err != nil {
			return err
		}
		for _, key := range keys {
			put(key, &ev.Facets, ev.Time)
		}
	}
	for i := range rep.Claims {
		cl := &rep.Claims[i]
		key, err := claimKey(ctx, r, rep, cl)
		if err != nil {
			return err
		}
		put(key, &cl.Facets, cl.Time)
	}
	return nil
}

// eventKeys names the event itself and, for an encounter, its participants.
func eventKeys(ctx context.Context, r graph.Reader, rep *graph.Report, ev *graph.Event) ([]string, error) {
	id, err := canonical(ctx, r, ev.ID)
	if err != nil {
		return nil, err
	}
	keys := []string{string(id)}
	if !ontology.Is(ev.Class, "Encounter") {
		return keys, nil
	}
	var who []string
	for _, role := range ev.Roles {
		t, _ := ontology.Lookup("role", role.Name)
		if role.Name != "participant" && t.Parent != "participant" {
			continue
		}
		id, err := mention(ctx, r, rep, role.Mention)
		if err != nil {
			return nil, err
		}
		who = append(who, string(id))
	}
	slices.Sort(who)
	if who = slices.Compact(who); len(who) > 1 {
		keys = append(keys, ev.Class+" "+strings.Join(who, " "))
	}
	return keys, nil
}

// claimKey names the relation and the two that it holds between.
func claimKey(ctx context.Context, r graph.Reader, rep *graph.Report, cl *graph.Claim) (string, error) {
	from, err := mention(ctx, r, rep, cl.Subject)
	if err != nil {
		return "", err
	}
	to, err := mention(ctx, r, rep, cl.Object)
	if err != nil || from == "" {
		return "", err
	}
	if t, _ := ontology.Lookup("relation", cl.Relation); t.Symmetric && to < from {
		from, to = to, from
	}
	return fmt.Sprintf("%s %s %s %s %s %s", cl.Relation, from, to, cl.Position, cl.Occupancy, cl.Text), nil
}

func mention(ctx context.Context, r graph.Reader, rep *graph.Report, m int) (graph.ID, error) {
	if m < 0 || m >= len(rep.Mentions) {
		return "", nil
	}
	return canonical(ctx, r, rep.Chains[rep.Mentions[m].Chain].ID)
}

// opposed returns one line for each day on which claims of a group are opposed.
// A claim without a day counts for every day.
func opposed(group []assertion) []contradictionLine {
	days := map[string]bool{}
	for _, a := range group {
		days[a.when] = true
	}
	if len(days) > 1 {
		delete(days, "")
	}
	var out []contradictionLine
	for _, day := range slices.Sorted(maps.Keys(days)) {
		var line contradictionLine
		yes, no := false, false
		for _, a := range group {
			if day != "" && a.when != "" && a.when != day {
				continue
			}
			yes, no = yes || !a.no, no || a.no
			line.Members = append(line.Members, a.place)
		}
		if yes && no {
			slices.SortFunc(line.Members, func(a, b place) int {
				return cmp.Or(cmp.Compare(a.Article, b.Article), a.B-b.B, a.E-b.E)
			})
			line.Members = slices.Compact(line.Members)
			out = append(out, line)
		}
	}
	return out
}
