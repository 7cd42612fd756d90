package query_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
	"newsgraph/graph/resolve"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/source"
)

var bridge = map[string]querytest.Thing{
	"ida": {Class: "Person", Name: "Ida Holm"}, "rui": {Class: "Person", Name: "Rui Pacheco"}, "yan": {Class: "Person", Name: "Yan Weil"},
}

// stories tell of a meeting; of a conference after it, at which the other article saw
// whom the key seen names.
func conferences(seen string) []*graph.Report {
	one := querytest.Story{
		Text: "{ida:Ida Holm} spoke at a conference following a meeting with {rui:Rui Pacheco}.",
		Claims: []querytest.Claim{
			{Key: "met", Class: "Meeting", Words: "meeting with Rui Pacheco", Cue: "meeting", Roles: "participant ida, participant rui"},
			{Key: "conf", Class: "NewsConference", Words: "Ida Holm spoke at a conference", Cue: "conference", Roles: "speaker ida", Link: "after_event met"},
		},
	}
	other := querytest.Story{
		Text:   "{ida:Holm} told reporters so beside {" + seen + ":a guest}.",
		Claims: []querytest.Claim{{Key: "conf", Class: "NewsConference", Words: "Holm told reporters so beside a guest", Cue: "told", Roles: "speaker ida, participant " + seen}},
	}
	return []*graph.Report{one.Report(bridge), other.Report(bridge)}
}

func TestCorroborating(t *testing.T) {
	for seen, want := range map[string]int{"rui": 1, "yan": 0} {
		q := query.New(querytest.Hold(t, querytest.Batch(conferences(seen))), query.Limits{})
		page, err := q.Met(t.Context(), "e:ida", query.Filter{With: "e:rui"})
		if err != nil || len(page.Items) == 0 {
			t.Fatalf("%d rows, %v", len(page.Items), err)
		}
		m := page.Items[0]
		if m.Directness != "asserted-meeting" || len(m.Evidence) != 1 || m.Sources != 1 || len(m.Corroborating) != want {
			t.Errorf("beside %s: %s with %d sentences, %d sources, %d corroborating; want %d corroborating", seen, m.Directness, len(m.Evidence), m.Sources, len(m.Corroborating), want)
		}
	}
}

// TestSeeds asks what the worked example says of the articles in NEWSGRAPH_SEEDS together.
func TestSeeds(t *testing.T) {
	dir := os.Getenv("NEWSGRAPH_SEEDS")
	if dir == "" || testing.Short() {
		t.Skip("NEWSGRAPH_SEEDS is not set, or -short")
	}
	q := seeds(t, dir)
	id, err := q.Resolve(t.Context(), "David Cameron")
	if err != nil {
		t.Fatal(err)
	}
	page, err := q.Met(t.Context(), id, query.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range page.Items {
		if m.Directness == "asserted-meeting" && (len(m.Evidence) != 1 || len(m.Corroborating) != 1 || m.Evidence[0].Article == m.Corroborating[0].Article) {
			t.Errorf("the meeting has %d sentences and %d corroborating, want one of each article", len(m.Evidence), len(m.Corroborating))
		}
	}
	if len(page.Items) != 2 {
		t.Errorf("%d rows, want a meeting and a joint appearance", len(page.Items))
	}
	if got, want := conference(t, q), "participant David Cameron; place Washington; speaker Antony Blinken; thursday;"; got != want {
		t.Errorf("the conference: got %q, want %q", got, want)
	}
	framing, err := q.ContradictionsPage(t.Context(), "framing", 10, "")
	if err != nil || len(framing.Items) != 1 || len(framing.Items[0].Members) < 2 {
		t.Fatalf("%d framings, %v; want one", len(framing.Items), err)
	}
	if tolls, err := q.ContradictionsPage(t.Context(), "toll", 10, ""); err != nil || len(tolls.Items) > 0 {
		t.Errorf("tolls of two attacks are compared: %+v, %v", tolls.Items, err)
	}
}

// conference returns what the articles together tell of the news conference of two
// accounts: who, where, and when as written.
func conference(t *testing.T, q *query.Query) string {
	t.Helper()
	page, err := q.Events(t.Context(), "", query.Filter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for i := range page.Items {
		ev := &page.Items[i]
		if ev.Class != "NewsConference" || len(ev.Members) < 2 {
			continue
		}
		var parts []string
		for _, r := range ev.Roles {
			parts = append(parts, r.Name+" "+r.Who.Name)
		}
		slices.Sort(parts)
		if ev.Time != nil {
			parts = append(parts, ev.Time.Weekday, string(ev.Time.Value))
		}
		return strings.TrimSpace(strings.Join(parts, "; "))
	}
	return ""
}

// seeds loads the articles of a folder.
func seeds(t *testing.T, dir string) *query.Query {
	t.Helper()
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := memory.New()
	w, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		t.Fatal(err)
	}
	for art, err := range source.Open(t.Context(), []string{dir}, nil, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		rep, err := l.Analyse(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Put(t.Context(), rep); err != nil {
			t.Fatal(err)
		}
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snap.Close() })
	return query.New(snap, query.Limits{})
}
