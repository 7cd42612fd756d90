package integrate_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/integrate"
	"newsgraph/graph/resolve"
)

// A writer makes up an article: text with mentions, and claims about them.
type writer struct {
	rnd    *rand.Rand
	r      *graph.Report
	text   strings.Builder
	chains map[string]int
}

var (
	given    = []string{"Anna", "Boris", "Carla", "Dan", "Eva", "Farid"}
	families = []string{"Adler", "Brook", "Castro", "Dorn", "Evans", "Fischer", "Gomez", "Haas"}
	lands    = []string{"Arland", "Borduria", "Costaguana", "Syldavia"}
	posts    = []string{"Foreign Minister", "Prime Minister", "Trade Envoy"}
)

// article makes the n-th article of a seed: the same one each time.
func article(seed uint64, n int) *graph.Report {
	w := &writer{rnd: rand.New(rand.NewPCG(seed, uint64(n))), r: &graph.Report{Analysis: "made up 1"}, chains: map[string]int{}}
	a := &w.r.Article
	a.Title = fmt.Sprintf("Story %d “of” %s", n, pick(w.rnd, lands))
	if n%3 != 0 { // several versions of an address
		a.URI = fmt.Sprintf("https://paper.example/%d", n/2)
		a.Published = graph.Date(fmt.Sprintf("2024-0%d-1%d", 1+w.rnd.IntN(9), w.rnd.IntN(10)))
	}
	type claim func()
	var claims []claim
	for k := range 3 + w.rnd.IntN(4) {
		claims = append(claims, w.sentence(k))
	}
	a.Text = w.text.String()
	a.ID = graph.ArticleID(a.URI, a.Text)
	for i := range w.r.Chains {
		c := &w.r.Chains[i]
		c.ID = graph.In("m", a.ID, w.r.Mentions[c.Mentions[0]].Span)
	}
	for _, c := range claims {
		c()
	}
	return w.r
}

func pick[T any](rnd *rand.Rand, list []T) T { return list[rnd.IntN(len(list))] }

func (w *writer) write(s string) graph.Span {
	b := w.text.Len()
	w.text.WriteString(s)
	return graph.Span{B: b, E: w.text.Len()}
}

// mention writes a name and returns its mention.
func (w *writer) mention(class, name, words string, named bool) int {
	i, ok := w.chains[name]
	if !ok {
		i = len(w.r.Chains)
		w.chains[name] = i
		w.r.Chains = append(w.r.Chains, graph.Chain{Class: class, Name: name, Named: named})
		if class == "Country" {
			w.r.Chains[i].Ref = graph.ID("L" + fmt.Sprint(slices.Index(lands, name)))
		}
	}
	s := w.write(words)
	m := len(w.r.Mentions)
	w.r.Mentions = append(w.r.Mentions, graph.Mention{Span: s, Head: s, Type: strings.ToLower(class), Kind: "name", Chain: i})
	c := &w.r.Chains[i]
	c.Mentions = append(c.Mentions, m)
	if named && !slices.Contains(c.Names, words) {
		c.Names = append(c.Names, words)
	}
	return m
}

func (w *writer) person() int {
	name := pick(w.rnd, given) + " " + pick(w.rnd, families)
	words := name
	if _, known := w.chains[name]; known && w.rnd.IntN(2) == 0 {
		_, words, _ = strings.Cut(name, " ")
	}
	return w.mention("Person", name, words, true)
}

// sentence writes one sentence and returns what adds its claims, once the id of
// the article is known.
func (w *writer) sentence(k int) func() {
	b := w.text.Len()
	kind := w.rnd.IntN(5)
	p := w.person()
	var do func(span graph.Span)
	switch kind {
	case 0, 1:
		cue := w.write(" met ")
		q := w.person()
		land := w.place()
		status := pick(w.rnd, []string{"happened", "happened", "denied", "planned"})
		do = func(s graph.Span) { w.meeting(s, trim(cue), p, q, land, status) }
	case 2:
		cue := w.write(" said of ")
		q := w.person()
		quote := w.write(fmt.Sprintf(" “it is %d past\u00a0noon” ", k))
		do = func(s graph.Span) { w.said(s, trim(cue), p, q, trim(quote)) }
	case 3:
		post := pick(w.rnd, posts)
		w.write(", " + post + " of ")
		name := pick(w.rnd, lands)
		land := w.mention("Country", name, name, true)
		do = func(s graph.Span) { w.holds(s, p, land, post) }
	default:
		w.write(" is a brother of ")
		q := w.person()
		do = func(s graph.Span) { w.relation(s, "sibling", p, q) }
	}
	w.write(" today")
	s := graph.Span{B: b, E: w.text.Len()}
	w.write(".\n")
	w.r.Sentences = append(w.r.Sentences, s)
	return func() {
		if do != nil {
			do(s)
		}
	}
}

func trim(s graph.Span) graph.Span { return graph.Span{B: s.B + 1, E: s.E - 1} }

func (w *writer) place() int {
	w.write(" in ")
	name := pick(w.rnd, lands)
	return w.mention("Country", name, name, true)
}

func (w *writer) facets(s graph.Span, status string, parts ...string) graph.Facets {
	f := graph.Facets{Evidence: []graph.Span{s}, Source: graph.None, Polarity: "+", Certainty: "CT", Tense: "past",
		Status: status, Rule: "made up", Confidence: graph.Thousandths(500 + w.rnd.IntN(500))}
	if status == "denied" {
		f.Polarity = "-"
	}
	f.Label = graph.Label(w.r.Article.ID, append(parts, fmt.Sprint(s))...)
	return f
}

func (w *writer) meeting(s, cue graph.Span, p, q, land int, status string) {
	ev := graph.Event{Facets: w.facets(s, status, "meeting"), Class: "Meeting", Trigger: cue, Lemma: "meet", Time: graph.None,
		ID: graph.In("ev", w.r.Article.ID, cue), Directness: integrate.AssertedMeeting, Plover: "CONSULT", Codes: 700,
		Roles: []graph.Role{{Name: "participant", Mention: p}, {Name: "participant", Mention: q}, {Name: "place", Mention: land}}}
	if n := len(w.r.Statements); n > 0 && w.rnd.IntN(2) == 0 {
		ev.Source = n - 1
	}
	w.r.Events = append(w.r.Events, ev)
}

func (w *writer) said(s, cue graph.Span, p, q int, quote graph.Span) {
	w.r.Statements = append(w.r.Statements, graph.Statement{Facets: w.facets(s, "happened", "said"), Class: "Say",
		ID: graph.In("st", w.r.Article.ID, cue), Speaker: p, Addressee: graph.None, Cue: cue, CueLemma: "say",
		Content: []graph.Span{quote}, Quotes: []graph.Span{quote}, Mode: "direct", Stance: "neutral",
		During: graph.None, Time: graph.None, About: []int{q}})
}

func (w *writer) relation(s graph.Span, name string, p, q int) {
	w.r.Claims = append(w.r.Claims, graph.Claim{Facets: w.facets(s, "happened", name), Subject: p, Relation: name, Object: q, Time: graph.None})
}

func (w *writer) holds(s graph.Span, p, land int, post string) {
	state := pick(w.rnd, []string{"current", "former"})
	w.r.Claims = append(w.r.Claims, graph.Claim{Facets: w.facets(s, "happened", "holds", post), Subject: p, Relation: "holds_position",
		Object: land, Post: post, Position: graph.ID("pos:" + graph.Slug(post+" "+w.r.Chains[w.r.Mentions[land].Chain].Name)),
		Occupancy: state, Time: graph.None})
}

// articles makes n articles.
func articles(seed uint64, n int) []*graph.Report {
	var out []*graph.Report
	for i := range n {
		out = append(out, article(seed, i))
	}
	return out
}

// A namer is a resolver that takes what bears one name, or one knowledge id, for
// one thing, and keeps events apart: a pure function of its members.
type namer struct {
	members map[graph.ID]resolve.Member
	ids     map[graph.ID]graph.ID
}

func newNamer() integrate.Resolver {
	return &namer{members: map[graph.ID]resolve.Member{}, ids: map[graph.ID]graph.ID{}}
}

func (n *namer) Update(add, remove []resolve.Member, _ []graph.Judgement) []graph.Redirect {
	for _, m := range remove {
		delete(n.members, m.ID)
	}
	for _, m := range add {
		n.members[m.ID] = m
	}
	old := n.ids
	n.ids = map[graph.ID]graph.ID{}
	smallest := map[string]graph.ID{}
	for _, id := range slices.Sorted(maps.Keys(n.members)) {
		m := n.members[id]
		n.ids[id] = id
		switch key := strings.Join(m.Names, "|"); {
		case m.Event || key == "":
		case m.Ref != "":
			n.ids[id] = "e:" + m.Ref
		default:
			smallest[key] = cmp.Or(smallest[key], id)
			n.ids[id] = smallest[key]
		}
	}
	var out []graph.Redirect
	for id, to := range n.ids {
		if old[id] != to {
			out = append(out, graph.Redirect{From: id, To: to})
		}
	}
	return out
}

func (n *namer) Canonical(id graph.ID) graph.ID { return n.ids[id] }
