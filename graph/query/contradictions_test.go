package query_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
	"newsgraph/graph/resolve"
)

var disputed = map[string]querytest.Thing{
	"ida": {Class: "Person", Name: "Ida Holm"}, "rui": {Class: "Person", Name: "Rui Pacheco"},
	"norway": {Class: "Country", Name: "Norway"}, "lofoten": {Class: "Place", Name: "Lofoten"},
}

// told is an article of one paragraph a line.
func told(outlet, day, text string, claims ...querytest.Claim) *graph.Report {
	s := querytest.Story{URI: "https://" + outlet + "/" + day, Outlet: outlet, Published: graph.Date(day), Text: text, Claims: claims}
	return s.Report(disputed)
}

// flood is an article that counts the dead of a flood in Lofoten.
func flood(outlet, day string, dead int) *graph.Report {
	return told(outlet, day, "The flood in {lofoten:Lofoten} killed many.", querytest.Claim{Class: "Toll", Words: "The flood in Lofoten killed many", Roles: "place lofoten", Least: dead})
}

// floods is an article in which two persons, with sentences between them, count the
// dead and name no place.
func floods(between string) *graph.Report {
	return told("a.example", "2024-05-02", "{ida:Holm} said floods killed twelve.\n"+between+"\n{rui:Pacheco} spoke of thirty killed.",
		querytest.Claim{Key: "12", Class: "Say", Words: "floods killed twelve", Cue: "said", Roles: "speaker ida"},
		querytest.Claim{Key: "30", Class: "Say", Words: "thirty killed", Cue: "spoke", Roles: "speaker rui"},
		querytest.Claim{Class: "Toll", Words: "killed twelve", Least: 12, Source: "12"},
		querytest.Claim{Class: "Toll", Words: "thirty killed", Least: 30, Source: "30"})
}

// minister is an article in which someone holds the office of the foreign minister.
func minister(outlet, day, who string) *graph.Report {
	return told(outlet, day, "{norway:Norway}'s foreign minister {"+who+":"+disputed[who].Name+"} spoke.", querytest.Claim{
		Relation: "holds_position", Words: "Norway's foreign minister " + disputed[who].Name, Roles: "subject " + who + ", object norway", Post: "Foreign Minister of Norway", Holding: "current", Office: "foreign-minister",
	})
}

// remark is an article that reports something said with a verb and a stance.
func remark(outlet, verb, stance, what string) *graph.Report {
	return told(outlet, "2024-05-02", "{ida:Ida Holm} "+verb+" "+what+".", querytest.Claim{
		Class: "Say", Words: what, Cue: verb, Stance: stance, Roles: "speaker ida",
	})
}

func TestContradictions(t *testing.T) {
	const harbour = "the harbour of Narvik would open for trawlers before winter"
	for _, tt := range []struct {
		name    string
		reports []*graph.Report
		want    []string
	}{
		{"two figures for one flood", []*graph.Report{flood("a.example", "2024-05-02", 12), flood("b.example", "2024-05-03", 30)}, []string{"toll: 12 killed | 30 killed"}},
		{"two floods", []*graph.Report{flood("a.example", "2024-05-02", 12), flood("b.example", "2024-07-03", 30)}, nil},
		{"no place, side by side", []*graph.Report{floods("Rail is shut.")}, []string{"toll: 12 killed | 30 killed"}},
		{"no place, far apart", []*graph.Report{floods("Rail is shut.\nThe harbour is shut.\nThe road is shut.")}, nil},
		{"two holders", []*graph.Report{minister("a.example", "2024-05-02", "ida"), minister("b.example", "2024-05-02", "rui")},
			[]string{"office: Ida Holm, Foreign Minister of Norway | Rui Pacheco, Foreign Minister of Norway"}},
		{"one after the other", []*graph.Report{minister("a.example", "2024-05-02", "ida"), minister("b.example", "2024-06-02", "rui")}, nil},
		{"said and claimed", []*graph.Report{remark("a.example", "said", "neutral", harbour), remark("b.example", "claimed", "distancing", "the harbour would be open for trawlers in winter")},
			[]string{"framing: claimed (distancing) | said (neutral)"}},
		{"claimed twice", []*graph.Report{remark("a.example", "claimed", "distancing", harbour), remark("b.example", "claimed", "distancing", harbour)}, nil},
		{"another number", []*graph.Report{remark("a.example", "said", "neutral", harbour+" on the 5th"), remark("b.example", "claimed", "distancing", harbour+" on the 9th")}, nil},
		{"another claim", []*graph.Report{remark("a.example", "said", "neutral", harbour), remark("b.example", "claimed", "distancing", "the harbour had lost its fleet of trawlers")}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := query.New(querytest.Hold(t, querytest.Batch(tt.reports)), query.Limits{})
			all, err := q.Contradictions(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range all {
				got = append(got, c.Kind+": "+sides(c))
			}
			if d := cmp.Diff(got, tt.want); d != "" {
				t.Errorf("-got +want\n%s", d)
			}
		})
	}
}

func sides(c query.Contradiction) string {
	var says []string
	for _, m := range c.Members {
		says = append(says, m.Says)
	}
	slices.Sort(says)
	return strings.Join(says, " | ")
}

// TestContradictionPages: a small page leads on to the next until all are told, each once.
func TestContradictionPages(t *testing.T) {
	var reports []*graph.Report
	for i := range 5 {
		what := fmt.Sprintf("ship %c reached harbour north%d after storm%d", 'A'+i, i, i)
		reports = append(reports, remark(fmt.Sprintf("a%d.example", i), "said", "neutral", what), remark(fmt.Sprintf("b%d.example", i), "claimed", "distancing", what))
	}
	q := query.New(querytest.Hold(t, querytest.Batch(reports)), query.Limits{})
	seen, cursor := map[string]bool{}, ""
	for n := 0; ; n++ {
		page, err := q.ContradictionsPage(t.Context(), "framing", 2, cursor)
		if err != nil || n > 5 {
			t.Fatalf("page %d: %v", n, err)
		}
		for _, c := range page.Items {
			seen[sides(c)+c.Members[0].Words] = true
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	all, err := q.Contradictions(t.Context())
	if err != nil || len(all) != len(seen) || len(all) != 5 {
		t.Errorf("%d in pages, %d in all, %v", len(seen), len(all), err)
	}
}

// TestContradictionsFollow: what is remembered of one version is not told of the next, and a
// date of publication that a person gave counts.
func TestContradictionsFollow(t *testing.T) {
	s := memory.New()
	i, err := integrate.New(s, integrate.Options{Resolver: func() integrate.Resolver { return resolve.New(knowledge.Default()) }})
	if err != nil {
		t.Fatal(err)
	}
	cache := query.NewCache(1 << 20)
	told := func(want int) {
		t.Helper()
		v, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		for range 2 {
			q, err := cache.New(t.Context(), v, query.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			other, err := q.ContradictionsPage(t.Context(), "office", 5, "")
			if err != nil || len(other.Items) > 0 {
				t.Errorf("%d of another kind, %v", len(other.Items), err)
			}
			all, err := q.Contradictions(t.Context())
			if err != nil || len(all) != want || slices.ContainsFunc(all, func(c query.Contradiction) bool { return c.Kind != "toll" }) {
				t.Errorf("%+v, %v, want %d", all, err, want)
			}
		}
	}
	one, two := flood("a.example", "2024-05-02", 12), flood("b.example", "2024-05-03", 30)
	judge := func(j graph.Judgement) func() error {
		return func() error { _, err := i.Judge(t.Context(), j); return err }
	}
	for _, step := range []struct {
		do   func() error
		want int
	}{
		{func() error { _, err := i.Put(t.Context(), one); return err }, 0},
		{func() error { _, err := i.Put(t.Context(), two); return err }, 1},
		{judge(graph.Judgement{Kind: "published", Article: two.Article.ID, Date: "2024-07-03"}), 0},
		{judge(graph.Judgement{Kind: "undo", Undoes: 1}), 1},
		{func() error { _, err := i.Retract(t.Context(), one.Article.ID); return err }, 0},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		told(step.want)
	}
}
