package integrate_test

import (
	"errors"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/memory"
)

// TestCheck damages a sound store in one place at a time.
func TestCheck(t *testing.T) {
	r := article(1, 1)
	met := r.Events[0].Label
	edit := func(change func(*graph.Report)) graph.Batch {
		c := article(1, 1)
		change(c)
		return graph.Batch{Put: []*graph.Report{c}}
	}
	for name, tt := range map[string]struct {
		b    graph.Batch
		want string
	}{
		"evidence outside of the text": {edit(func(r *graph.Report) { r.Events[0].Evidence[0].E = 9999 }), "span"},
		"empty evidence":               {edit(func(r *graph.Report) { r.Events[0].Evidence[0].E = r.Events[0].Evidence[0].B }), "span"},
		"no evidence":                  {edit(func(r *graph.Report) { r.Events[0].Evidence = nil }), "no evidence"},
		"evidence moved by a word":     {edit(func(r *graph.Report) { r.Events[0].Evidence[0].B += 2 }), "evidenceHash"},
		"mention moved":                {edit(func(r *graph.Report) { r.Mentions[1].E-- }), "should be"},
		"another text":                 {edit(func(r *graph.Report) { r.Article.Text = strings.ToUpper(r.Article.Text) }), "id is not that"},
		"another trigger":              {edit(func(r *graph.Report) { r.Events[0].Trigger.B++ }), "should be"},
		"a claim turned round":         {edit(func(r *graph.Report) { r.Events[0].Status = "cancelled" }), "is missing"},
		"a quad too many":              {graph.Batch{Add: []graph.Quad{{S: "e:a", P: "ng:met", O: graph.Term{ID: "e:b"}, G: met}}}, "derives from nothing"},
		"a quad under a strange label": {graph.Batch{Add: []graph.Quad{{S: "e:a", P: "ng:met", O: graph.Term{ID: "e:b"}, G: "g:strange"}}}, "derives from nothing"},
		"a redirect elsewhere":         {graph.Batch{Redirects: []graph.Redirect{{From: r.Chains[0].ID, To: "e:L9"}}}, "does not lead to"},
		"a name lost":                  {graph.Batch{Unname: []graph.NameEntry{{Name: graph.NormalName(r.Chains[0].Name), ID: r.Chains[0].ID}}}, "is missing"},
		"a name too many":              {graph.Batch{Names: []graph.NameEntry{{Name: "nobody", ID: r.Chains[0].ID}}}, "derives from nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			s := memory.New()
			put(t, integrator(t, s, newNamer), r)
			if _, err := s.Apply(t.Context(), tt.b); err != nil {
				t.Fatal(err)
			}
			v, _ := s.Snapshot(t.Context())
			defer v.Close()
			found, err := integrate.Check(t.Context(), v, integrate.Options{Resolver: newNamer})
			if err != nil || len(found) == 0 || !strings.Contains(found[0].String()+found[len(found)-1].String(), tt.want) {
				t.Errorf("found %v, %v; want %q", found, err, tt.want)
			}
		})
	}
}

// TestRebuild repairs quads, names and redirects that were damaged.
func TestRebuild(t *testing.T) {
	world := articles(1, 10)
	s := memory.New()
	i := integrator(t, s, resolver)
	put(t, i, world...)
	want := dump(t, s, resolver)
	v, _ := s.Snapshot(t.Context())
	var b graph.Batch
	for q := range v.Quads(t.Context(), graph.Pattern{}) {
		if len(b.Drop) < 20 {
			b.Drop = append(b.Drop, q)
			q.S = "e:damaged"
			b.Add = append(b.Add, q)
		}
	}
	v.Close()
	b.Redirects = []graph.Redirect{{From: world[0].Chains[0].ID, To: "e:damaged"}}
	b.Names = []graph.NameEntry{{Name: "damaged", ID: "e:damaged"}}
	if _, err := s.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	res, err := i.Rebuild(t.Context())
	if err != nil || res.QuadsAdded != 20 || res.QuadsDropped != 20 || len(res.Moved) != 1 {
		t.Errorf("rebuild: %+v, %v", res.Commit, err)
	}
	equal(t, "rebuilt", dump(t, s, resolver), want)
	put(t, i, article(7, 1)) // goes on from there
	equal(t, "and more", dump(t, s, resolver), loaded(t, resolver, append(world, article(7, 1))...))
}

// TestValidate spoils a report in one place at a time; nothing may panic, and
// nothing may enter the graph.
func TestValidate(t *testing.T) {
	for name, spoil := range map[string]func(*graph.Report){
		"id":    func(r *graph.Report) { r.Article.ID = "doc:00000000000000aa" },
		"no id": func(r *graph.Report) { r.Article.ID = "" },
		"text not UTF-8": func(r *graph.Report) {
			r.Article.Text += "\xff"
			r.Article.ID = graph.ArticleID(r.Article.URI, r.Article.Text)
		},
		"name not UTF-8":      func(r *graph.Report) { r.Chains[0].Name += "\xff" },
		"lemma not UTF-8":     func(r *graph.Report) { r.Events[0].Lemma += "\xff" },
		"sentence":            func(r *graph.Report) { r.Sentences[0].B = -1 },
		"margin":              func(r *graph.Report) { r.Article.Margins = []graph.Margin{{Span: graph.Span{B: 5, E: 4}}} },
		"mention of no chain": func(r *graph.Report) { r.Mentions[0].Chain = 99 },
		"chain of no mention": func(r *graph.Report) { r.Chains[0].Mentions = nil },
		"mention of another":  func(r *graph.Report) { r.Chains[0].Mentions = append(r.Chains[0].Mentions, r.Chains[1].Mentions[0]) },
		"class":               func(r *graph.Report) { r.Chains[0].Class = "Wizard" },
		"knowledge id":        func(r *graph.Report) { r.Chains[0].Ref = "Q 1" },
		"long name":           func(r *graph.Report) { r.Chains[0].Name = strings.Repeat("n", 2000) },
		"event class":         func(r *graph.Report) { r.Events[0].Class = "Wizardry" },
		"role":                func(r *graph.Report) { r.Events[0].Roles[0].Name = "wizard" },
		"role of no mention":  func(r *graph.Report) { r.Events[0].Roles[0].Mention = graph.None },
		"status":              func(r *graph.Report) { r.Events[0].Status = "maybe" },
		"confidence":          func(r *graph.Report) { r.Events[0].Confidence = 1001 },
		"polarity":            func(r *graph.Report) { r.Events[0].Polarity = "?" },
		"source":              func(r *graph.Report) { r.Events[0].Source = 99 },
		"time":                func(r *graph.Report) { r.Events[0].Time = 0 },
		"link":                func(r *graph.Report) { r.Events[0].Links = []graph.Link{{Name: "part_of", Event: 9}} },
		"link name":           func(r *graph.Report) { r.Events[0].Links = []graph.Link{{Name: "beside", Event: 0}} },
		"label of another":    func(r *graph.Report) { r.Events[0].Label = "g:00000000000000aa.00000000" },
		"label that is none":  func(r *graph.Report) { r.Events[0].Label += " " },
		"event twice":         func(r *graph.Report) { r.Events = append(r.Events, r.Events[0]) },
	} {
		t.Run(name, func(t *testing.T) {
			r := article(1, 1)
			spoil(r)
			s := memory.New()
			if _, err := integrator(t, s, resolver).Put(t.Context(), article(1, 2), r); !errors.Is(err, graph.ErrInvalid) {
				t.Errorf("error %v", err)
			}
			equal(t, "store", dump(t, s, resolver), "")
		})
	}
}
