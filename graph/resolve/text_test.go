package resolve_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
)

// TestWorldThroughText: a made-up world ends in the same identities whether its
// reports come as they are made or are read from the text that they are about.
// NEWSGRAPH_ARTICLES sets the number of articles.
func TestWorldThroughText(t *testing.T) {
	articles, _ := strconv.Atoi(os.Getenv("NEWSGRAPH_ARTICLES"))
	switch {
	case articles > 0:
	case testing.Short():
		t.Skip("reads text, not in -short")
	default:
		articles = 60
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := world.New(23, world.Size{People: articles / 4, Events: articles / 3, Noise: 200})
	made, read := resolve.New(knowledge.Default()), resolve.New(knowledge.Default())
	persons, events := map[graph.ID]matched{}, map[graph.ID]matched{}
	for i := range articles {
		rep, truth := w.Tell(i)
		got, err := l.Analyse(t.Context(), rep.Article)
		if err != nil {
			t.Fatal(err)
		}
		made.Update(resolve.Members(rep), nil, nil)
		read.Update(resolve.Members(got), nil, nil)
		for k := range rep.Chains {
			if n, ok := truth.Persons[rep.Chains[k].ID]; ok {
				persons[rep.Chains[k].ID] = matched{fmt.Sprint(n), chainAt(got, rep.Mentions[rep.Chains[k].Mentions[0]].Span)}
			}
		}
		for k := range rep.Events {
			e := &rep.Events[k]
			events[e.ID] = matched{fmt.Sprint(truth.Events[e.ID]), eventAt(got, e)}
		}
	}
	agree(t, "persons", persons, made, read, 980, 950)
	agree(t, "events", events, made, read, 980, 840)
}

// A matched member of a made report has its truth and the member that reading the text
// gave, "" for none.
type matched struct {
	truth string
	read  graph.ID
}

// chainAt returns the named chain whose mention covers the words.
func chainAt(r *graph.Report, s graph.Span) graph.ID {
	for _, m := range r.Mentions {
		if m.Overlaps(s) && m.Head.Overlaps(s) && r.Chains[m.Chain].Named && r.Chains[m.Chain].Class == "Person" {
			return r.Chains[m.Chain].ID
		}
	}
	return ""
}

// eventAt returns the event of the class and status that is told by the same words.
func eventAt(r *graph.Report, e *graph.Event) graph.ID {
	for i := range r.Events {
		x := &r.Events[i]
		if x.Class == e.Class && x.Status == e.Status && x.Trigger.Overlaps(e.Trigger) {
			return x.ID
		}
	}
	return ""
}

// agree compares the two ways: how many of the made members the text gives (found, in
// thousandths, at least), and on how many of their pairs that are one in the truth or
// in either way both say the same (same, at least).
func agree(t *testing.T, name string, members map[graph.ID]matched, made, read *resolve.State, found, same int) {
	t.Helper()
	truth, both := map[graph.ID]string{}, 0
	byMade, byRead := map[graph.ID]graph.ID{}, map[graph.ID]graph.ID{}
	for id, m := range members {
		if m.read == "" {
			continue
		}
		truth[id] = m.truth
		byMade[id], byRead[id] = made.Canonical(id), read.Canonical(m.read)
		both++
	}
	one, equal := 0, 0
	for x := range truth {
		for y := range truth {
			a, b := byMade[x] == byMade[y], byRead[x] == byRead[y]
			if x < y && (a || b || truth[x] == truth[y]) {
				one++
				if a == b {
					equal++
				}
			}
		}
	}
	score := func(canon map[graph.ID]graph.ID) string {
		hit, said, is := pairs(truth, func(id graph.ID) graph.ID { return canon[id] })
		return fmt.Sprintf("precision %.4f recall %.4f", float64(hit)/float64(said), float64(hit)/float64(is))
	}
	t.Logf("%s: %d members, %d of them in the text's reports; as made %s, read %s; of %d pairs %d are decided alike", name, len(members), both, score(byMade), score(byRead), one, equal)
	if both*1000 < found*len(members) || equal*1000 < same*one {
		t.Errorf("%s: want %d of 1000 members and %d of 1000 pairs", name, found, same)
	}
}
