package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Contradiction is a group of claims that cannot all be so, or of reports that do not
// agree on how far to believe what one speaker said.
type Contradiction struct {
	// Kind says how: "denied" (it happened, it did not), "toll" (different numbers of
	// one event's victims), "office" (two holders of one office at one time), "framing"
	// (a speaker claims according to one article what he says or notes in another).
	Kind    string `json:"kind"`
	Members []Side `json:"members"`
}

// A Side is one of the claims, with its sentence.
type Side struct {
	Article graph.ID `json:"article"`
	graph.Span
	Words     string     `json:"words"`            // the sentence
	Says      string     `json:"says,omitempty"`   // "at least 12 killed", the holder's name
	Source    string     `json:"source,omitempty"` // who says so, "" for the article itself
	Published graph.Date `json:"published,omitempty"`
}

// Contradictions lists all of them: claims of which some say that something happened
// and others that it did not (of one event, of encounters of the same participants on
// days that may be the same, of one relation between the same two); different
// figures of different sources for the victims of one event; two holders of an
// office that one person at a time holds; reports of one thing said of which one keeps
// its distance and another does not. Who claims it does not matter; that
// somebody gainsays what another asserts is what is looked for. It reads all articles,
// through a Cache once a version of the graph. The list is not to be changed.
func (q *Query) Contradictions(ctx context.Context) ([]Contradiction, error) {
	v := q.r.Version()
	if all := q.cache.contradictions(v); all != nil {
		return all, nil
	}
	all, err := q.contradictions(ctx)
	if err == nil {
		q.cache.keepContradictions(all, v)
	}
	return all, err
}

func (q *Query) contradictions(ctx context.Context) ([]Contradiction, error) {
	g := &gainsaid{q: q, groups: map[string][]assertion{}, tolls: map[string][]figure{}, holders: map[graph.ID][]incumbent{}, said: map[graph.ID][]utterance{}, canon: map[graph.ID]graph.ID{}}
	for doc, err := range q.articles(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("contradictions: %w", err)
		}
		rep, err := q.report(ctx, doc)
		if err == nil {
			err = g.collect(ctx, rep)
		}
		if err != nil {
			return nil, fmt.Errorf("contradictions in %s: %w", doc, err)
		}
	}
	found := map[string]Contradiction{}
	add := func(kind string, sides []Side) {
		slices.SortFunc(sides, func(a, b Side) int {
			return cmp.Or(cmp.Compare(a.Article, b.Article), a.Compare(b.Span), cmp.Compare(a.Says, b.Says))
		})
		sides = slices.Compact(sides)
		key := kind
		for _, s := range sides {
			key += fmt.Sprintf(" %s.%08d-%08d", s.Article, s.B, s.E)
		}
		found[key] = Contradiction{kind, sides}
	}
	for _, group := range g.groups {
		for _, sides := range opposed(group) {
			add("denied", sides)
		}
	}
	for _, group := range g.tolls {
		for _, sides := range disagreeing(group) {
			add("toll", sides)
		}
	}
	for _, group := range g.holders {
		if sides := rivals(group); sides != nil {
			add("office", sides)
		}
	}
	for _, group := range g.said {
		for _, sides := range framed(group) {
			add("framing", sides)
		}
	}
	out := []Contradiction{}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		c := found[key]
		if err := q.sentences(ctx, &c); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// sentences gives the sides their words.
func (q *Query) sentences(ctx context.Context, c *Contradiction) error {
	for i := range c.Members {
		s := &c.Members[i]
		rep, err := q.r.Report(ctx, s.Article)
		if err != nil {
			return fmt.Errorf("contradictions: %w", err)
		}
		around := s.Span
		for _, t := range rep.Sentences {
			if t.Contains(s.Span) {
				around = t
				break
			}
		}
		s.Words = rep.Article.Text[around.B:around.E]
	}
	return nil
}

// ContradictionKinds are the kinds of contradictions.
var ContradictionKinds = []string{"denied", "toll", "office", "framing"}

// ContradictionsPage returns a page of those of one kind, "" for all kinds.
func (q *Query) ContradictionsPage(ctx context.Context, kind string, limit int, cursor string) (Page[Contradiction], error) {
	f := Filter{Limit: limit, Cursor: cursor}
	if kind != "" && !slices.Contains(ContradictionKinds, kind) {
		return Page[Contradiction]{}, fmt.Errorf("%w: kind %q is none of %s", graph.ErrInvalid, kind, strings.Join(ContradictionKinds, " "))
	}
	if err := f.Check(); err != nil {
		return Page[Contradiction]{}, err // before the work
	}
	all, err := q.Contradictions(ctx)
	if err != nil {
		return Page[Contradiction]{}, err
	}
	if kind != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(c Contradiction) bool { return c.Kind != kind })
	}
	return page(all, &f, func(c *Contradiction) string {
		key := c.Kind
		for _, s := range c.Members {
			key += fmt.Sprintf(" %s.%08d-%08d", s.Article, s.B, s.E)
		}
		return key
	})
}

// gainsaid collects the claims of all articles by what they are about.
type gainsaid struct {
	q       *Query
	groups  map[string][]assertion
	tolls   map[string][]figure
	holders map[graph.ID][]incumbent
	said    map[graph.ID][]utterance // by speaker
	canon   map[graph.ID]graph.ID    // of the members in one article
}

// An assertion is a claim with what it is about.
type assertion struct {
	Side
	no   bool   // that it did not happen or is not so
	when string // calendar day, "" when unknown
}

// against are the statuses that say that something did not happen.
var against = []string{"denied", "negated", "refused", "cancelled"}

// collect adds the claims of one article to the groups of what they are about.
func (g *gainsaid) collect(ctx context.Context, rep *graph.Report) error {
	clear(g.canon)
	for i := range rep.Events {
		ev := &rep.Events[i]
		keys, err := g.eventKeys(ctx, rep, ev)
		if err != nil {
			return err
		}
		for _, key := range keys {
			g.put(key, rep, &ev.Facets, ev.Time)
		}
	}
	for i := range rep.Claims {
		cl := &rep.Claims[i]
		key, err := g.claimKey(ctx, rep, cl)
		if err != nil {
			return err
		}
		if key != "" {
			g.put(key, rep, &cl.Facets, cl.Time)
		}
		if err := g.incumbent(ctx, rep, cl); err != nil {
			return err
		}
	}
	for i := range rep.Statements {
		if err := g.utterance(ctx, rep, &rep.Statements[i]); err != nil {
			return err
		}
	}
	for i := range rep.Tolls {
		if err := g.figure(ctx, rep, &rep.Tolls[i], i); err != nil {
			return err
		}
	}
	return nil
}

func side(rep *graph.Report, f *graph.Facets) Side {
	return Side{Article: rep.Article.ID, Span: f.Evidence[0], Published: rep.Article.Published}
}

func (g *gainsaid) put(key string, rep *graph.Report, f *graph.Facets, time int) {
	if len(f.Evidence) == 0 || f.Certainty == "PS" {
		return
	}
	no := f.Polarity == "-" || slices.Contains(against, f.Status)
	if !no && f.Status != graph.Happened {
		return
	}
	g.groups[key] = append(g.groups[key], assertion{side(rep, f), no, dayOf(rep, time)})
}

// dayOf returns the day of time i of a report, "" unless it is known to the day.
func dayOf(rep *graph.Report, i int) string {
	if i >= 0 && i < len(rep.Times) && len(rep.Times[i].Value) >= len("2006-01-02") && calendar.MatchString(rep.Times[i].Value) {
		return rep.Times[i].Value[:len("2006-01-02")]
	}
	return ""
}

// eventKeys names the event itself and, for an encounter, its participants.
func (g *gainsaid) eventKeys(ctx context.Context, rep *graph.Report, ev *graph.Event) ([]string, error) {
	id, err := g.canonical(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	keys := []string{string(id)}
	if !ontology.Is(ev.Class, "Encounter") {
		return keys, nil
	}
	var who []string
	for _, role := range ev.Roles {
		if !participates(role.Name) {
			continue
		}
		id, err := g.mention(ctx, rep, role.Mention)
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
func (g *gainsaid) claimKey(ctx context.Context, rep *graph.Report, cl *graph.Claim) (string, error) {
	from, err := g.mention(ctx, rep, cl.Subject)
	if err != nil {
		return "", err
	}
	to, err := g.mention(ctx, rep, cl.Object)
	if err != nil || from == "" {
		return "", err
	}
	if t, _ := ontology.Lookup("relation", cl.Relation); t.Symmetric && to < from {
		from, to = to, from
	}
	return strings.Join([]string{cl.Relation, string(from), string(to), string(cl.Position), cl.Occupancy, cl.Text}, " "), nil
}

// mention returns the canonical id behind a mention, "" for none.
func (g *gainsaid) mention(ctx context.Context, rep *graph.Report, m int) (graph.ID, error) {
	if m < 0 || m >= len(rep.Mentions) {
		return "", nil
	}
	return g.canonical(ctx, rep.Chains[rep.Mentions[m].Chain].ID)
}

// canonical returns the canonical id of a member, the member's own where the part of
// the graph that is asked does not have it.
func (g *gainsaid) canonical(ctx context.Context, member graph.ID) (graph.ID, error) {
	if id, ok := g.canon[member]; ok {
		return id, nil
	}
	id, err := g.q.r.Canonical(ctx, member)
	if errors.Is(err, graph.ErrNotFound) {
		id, err = member, nil
	}
	if err == nil {
		g.canon[member] = id
	}
	return id, err
}

// opposed returns one group for each day on which claims are opposed. A claim
// without a day counts for every day.
func opposed(group []assertion) [][]Side {
	days := map[string]bool{}
	for _, a := range group {
		days[a.when] = true
	}
	if len(days) > 1 {
		delete(days, "")
	}
	var out [][]Side
	for _, day := range slices.Sorted(maps.Keys(days)) {
		var sides []Side
		yes, no := false, false
		for _, a := range group {
			if day != "" && a.when != "" && a.when != day {
				continue
			}
			yes, no = yes || !a.no, no || a.no
			sides = append(sides, a.Side)
		}
		if yes && no {
			out = append(out, sides)
		}
	}
	return out
}
