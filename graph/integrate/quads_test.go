package integrate_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/memory"
)

// told is a report of two people and a country, for one claim at a time.
func told() *graph.Report {
	text := "Ann Abel met Bo Beck in Arland. “No,” said Abel."
	r := &graph.Report{Article: graph.Article{ID: graph.ArticleID("", text), Text: text, Published: "2024-03-05", Title: "T"}, Analysis: "t"}
	for i, name := range []string{"Ann Abel", "Bo Beck", "Arland"} {
		b := strings.Index(text, name)
		s := graph.Span{B: b, E: b + len(name)}
		class := []string{"Person", "Person", "Country"}[i]
		r.Mentions = append(r.Mentions, graph.Mention{Span: s, Head: s, Type: strings.ToLower(class), Kind: "name", Chain: i})
		r.Chains = append(r.Chains, graph.Chain{ID: graph.In("m", r.Article.ID, s), Class: class, Name: name, Named: true, Mentions: []int{i}})
	}
	return r
}

func plain(r *graph.Report, label string) graph.Facets {
	return graph.Facets{Label: graph.Label(r.Article.ID, label), Evidence: []graph.Span{{B: 0, E: 31}}, Source: graph.None,
		Polarity: "+", Certainty: "CT", Tense: "past", Status: graph.Happened, Rule: "t", Confidence: 900}
}

func encounter(r *graph.Report, class, directness string) *graph.Event {
	r.Events = append(r.Events, graph.Event{Facets: plain(r, "ev"), ID: graph.In("ev", r.Article.ID, graph.Span{B: 9, E: 12}),
		Class: class, Trigger: graph.Span{B: 9, E: 12}, Lemma: "meet", Time: graph.None, Directness: directness,
		Roles: []graph.Role{{Name: "actor", Mention: 0}, {Name: "participant", Mention: 1}, {Name: "place", Mention: 2}}})
	return &r.Events[0]
}

func says(r *graph.Report) *graph.Statement {
	cue := graph.Span{B: strings.Index(r.Article.Text, "said"), E: strings.Index(r.Article.Text, "said") + 4}
	quote := graph.Span{B: 32, E: 32 + len("“No,”")}
	r.Statements = append(r.Statements, graph.Statement{Facets: plain(r, "st"), ID: graph.In("st", r.Article.ID, cue), Class: "Say",
		Speaker: 0, Addressee: graph.None, Cue: cue, CueLemma: "say", Content: []graph.Span{quote}, Quotes: []graph.Span{quote},
		Mode: "direct", Stance: "neutral", During: graph.None, Time: graph.None, About: []int{1}})
	return &r.Statements[0]
}

func relation(r *graph.Report, name string, object int) *graph.Claim {
	r.Claims = append(r.Claims, graph.Claim{Facets: plain(r, "cl"), Subject: 0, Relation: name, Object: object, Time: graph.None})
	return &r.Claims[0]
}

// TestQuads: what a claim leaves, and above all what it must not leave.
func TestQuads(t *testing.T) {
	for name, tt := range map[string]struct {
		make       func(*graph.Report)
		want, lack []string
	}{
		"article": {func(*graph.Report) {}, []string{"doc rdf:type ng:Article", `doc ng:name "T"`, `doc ng:published "2024-03-05"^xsd:date`}, []string{"ng:met"}},
		"meeting": {func(r *graph.Report) { encounter(r, "Meeting", integrate.AssertedMeeting) },
			[]string{"Ann ng:met Bo", "Bo ng:met Ann", "ev rdf:type ng:Meeting", "ev ng:actor Ann", "ev ng:place Arland", "ev ng:status ng:happened", `label ng:confidence "900"^xsd:integer`},
			[]string{"ng:polarity", "ng:certainty", "Ann ng:met Ann", "Ann ng:met Arland"}},
		"a meeting of which claims say who met whom": {func(r *graph.Report) {
			encounter(r, "Meeting", integrate.AssertedMeeting)
			relation(r, "met", 1).Certainty = "PR"
		}, []string{"ev rdf:type ng:Meeting"}, []string{"ng:met"}},
		"joint appearance": {func(r *graph.Report) { encounter(r, "NewsConference", "joint-appearance") }, []string{"ev rdf:type ng:NewsConference"}, []string{"ng:met"}},
		"denied": {func(r *graph.Report) {
			ev := encounter(r, "Meeting", integrate.AssertedMeeting)
			ev.Status, ev.Polarity = "denied", "-"
		}, []string{"ev ng:status ng:denied", `label ng:polarity "-"`}, []string{"ng:met"}},
		"planned":  {func(r *graph.Report) { encounter(r, "Meeting", integrate.AssertedMeeting).Status = "planned" }, nil, []string{"ng:met"}},
		"possible": {func(r *graph.Report) { encounter(r, "Meeting", integrate.AssertedMeeting).Certainty = "PS" }, []string{`label ng:certainty "PS"`}, []string{"ng:met"}},
		"claimed by someone": {func(r *graph.Report) {
			says(r)
			encounter(r, "Meeting", integrate.AssertedMeeting).Source = 0
		}, []string{"label ng:source st", "st ng:content label"}, []string{"ng:met"}},
		"attack told as a meeting": {func(r *graph.Report) { encounter(r, "Attack", integrate.AssertedMeeting) }, nil, []string{"ng:met"}},
		"codes": {func(r *graph.Report) {
			ev := encounter(r, "Meeting", "call")
			ev.Plover, ev.Cameo, ev.Codes = "CONSULT", "040", 600
		}, []string{`ev ng:plover "CONSULT"`, `ev ng:cameo "040"`, `"600"^xsd:integer`}, nil},
		"statement": {func(r *graph.Report) { says(r) },
			[]string{"st ng:speaker Ann", `st ng:quote "“No,”"`, "st ng:about Bo", "Ann ng:saidAbout Bo", `st ng:reportingVerb "say"`}, nil},
		"symmetric":  {func(r *graph.Report) { relation(r, "sibling", 1) }, []string{"Ann ng:sibling Bo", "Bo ng:sibling Ann"}, nil},
		"one way":    {func(r *graph.Report) { relation(r, "criticised", 1) }, []string{"Ann ng:criticised Bo"}, []string{"Bo ng:criticised Ann"}},
		"of oneself": {func(r *graph.Report) { relation(r, "sibling", 0) }, nil, []string{"ng:sibling"}},
		"of a text":  {func(r *graph.Report) { relation(r, "age", graph.None).Text = "42" }, []string{`Ann ng:age "42"`}, nil},
		"denied relation": {func(r *graph.Report) {
			cl := relation(r, "criticised", 1)
			cl.Polarity, cl.Status = "-", "negated"
		}, []string{"label ng:about Ann", "label ng:about Bo"}, []string{"ng:criticised"}},
		"office": {func(r *graph.Report) { office(r, "current") },
			[]string{"Ann ng:holdsPosition pos:envoy", "occ ng:holder Ann", "occ ng:post pos:envoy", "pos:envoy ng:postIn Arland", `occ ng:observedAt "2024-03-05"^xsd:date`}, nil},
		"former office": {func(r *graph.Report) { office(r, "former") }, []string{`occ ng:occupancy "former"`, "occ ng:holder Ann"}, []string{"ng:holdsPosition"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := told()
			tt.make(r)
			if err := integrate.Validate(r); err != nil {
				t.Fatal(err)
			}
			got := legible(r)
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("no %s in\n%s", w, got)
				}
			}
			for _, l := range tt.lack {
				if strings.Contains(got, l) {
					t.Errorf("%s in\n%s", l, got)
				}
			}
		})
	}
}

func office(r *graph.Report, state string) {
	cl := relation(r, "holds_position", 2)
	cl.Post, cl.Position, cl.Occupancy = "Envoy", "pos:envoy", state
}

// legible writes the quads of a report with short names for its ids.
func legible(r *graph.Report) string {
	short := []string{string(r.Article.ID), "doc"}
	for i := range r.Chains {
		name, _, _ := strings.Cut(r.Chains[i].Name, " ")
		id := string(r.Chains[i].ID)
		short = append(short, "occ:"+id+".envoy", "occ", id, name)
	}
	for i := range r.Events {
		short = append(short, string(r.Events[i].ID), "ev", string(r.Events[i].Label), "label")
	}
	for i := range r.Claims {
		short = append(short, string(r.Claims[i].Label), "label")
	}
	for i := range r.Statements {
		short = append(short, string(r.Statements[i].ID), "st")
	}
	var out strings.Builder
	for _, q := range integrate.Quads(r, func(id graph.ID) graph.ID { return id }) {
		o := string(q.O.ID)
		if q.O.IsLiteral() {
			o = fmt.Sprintf("%q", q.O.Literal)
			if q.O.Type != "" {
				o += "^" + string(q.O.Type)
			}
		}
		fmt.Fprintln(&out, q.S, q.P, o)
	}
	return strings.NewReplacer(short...).Replace(out.String())
}

// TestNames: the best name of a thing is its most frequent full one.
func TestNames(t *testing.T) {
	for name, tt := range map[string]struct {
		class string
		names []string
		want  string
	}{
		"most frequent":           {"Organization", []string{"Fund", "Fund", "World Fund"}, "Fund"},
		"full before frequent":    {"Person", []string{"Abel", "Abel", "Ann Abel"}, "Ann Abel"},
		"longer among equals":     {"Person", []string{"Ann Abel", "Ann B. Abel"}, "Ann B. Abel"},
		"first among equals":      {"Person", []string{"Ann Abel", "Ann Abol"}, "Ann Abel"},
		"single word, if no more": {"Person", []string{"Abel"}, "Abel"},
	} {
		t.Run(name, func(t *testing.T) {
			s := memory.New()
			i := integrator(t, s, newNamer)
			for n, bears := range tt.names {
				r := told()
				r.Article.URI = fmt.Sprint("https://x.example/", n)
				r.Chains = r.Chains[:1]
				r.Mentions = r.Mentions[:1]
				c := &r.Chains[0]
				c.Class, c.Name, c.Ref = tt.class, bears, "Q1"
				r.Article.ID = graph.ArticleID(r.Article.URI, r.Article.Text)
				c.ID = graph.In("m", r.Article.ID, r.Mentions[0].Span)
				put(t, i, r)
			}
			v, _ := s.Snapshot(t.Context())
			defer v.Close()
			var got []string
			for q := range v.Quads(t.Context(), graph.Pattern{S: "e:Q1", P: "ng:name"}) {
				got = append(got, q.O.Literal)
			}
			if !slices.Equal(got, []string{tt.want}) {
				t.Errorf("named %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzReport: no JSON that decodes as a report may bring the writer down.
func FuzzReport(f *testing.F) {
	for n := range 4 {
		b, err := article(1, n).Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := graph.DecodeReport(b)
		if err != nil || integrate.Validate(r) != nil {
			return
		}
		s := memory.New()
		if _, err := integrator(t, s, newNamer).Put(t.Context(), r); err != nil {
			t.Errorf("a valid report: %v", err)
		}
	})
}

func Example() {
	s := memory.New()
	i, err := integrate.New(s, integrate.Options{Resolver: newNamer})
	if err != nil {
		return
	}
	ctx := context.Background()
	r := told()
	encounter(r, "Meeting", integrate.AssertedMeeting)
	res, err := i.Put(ctx, r)
	fmt.Println(len(res.Added), "added", err)
	res, err = i.Put(ctx, r)
	fmt.Println(len(res.Unchanged), "unchanged", err)
	res, err = i.Retract(ctx, r.Article.ID)
	fmt.Println(res.QuadsAdded-res.QuadsDropped < 0, err)
	// Output:
	// 1 added <nil>
	// 1 unchanged <nil>
	// true <nil>
}
