package query

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsgraph/graph"
)

// An Office says that someone holds, held or is to hold a position.
type Office struct {
	Holder       Ref           `json:"holder"`
	Post         Ref           `json:"post"`
	Organization *Ref          `json:"organization,omitempty"` // or country
	Status       string        `json:"status"`                 // current former acting elect designate appointed resigned
	Asserted     bool          `json:"asserted"`
	Sources      int           `json:"sources"`
	Claims       int           `json:"claims"`       // on which it rests: all observations
	Observations []Observation `json:"observations"` // the latest first

	seen    []sight
	support support
}

// A sight is an observation of which the words have not been read.
type sight struct {
	brief
	time *When
}

// An Observation is one place where an article speaks of the office: it was so
// on that day, which says nothing about its beginning and end.
type Observation struct {
	Time     *When    `json:"time,omitempty"`
	As       string   `json:"as"` // the words for the post
	Evidence Evidence `json:"evidence"`
}

// Offices returns the offices of a person, the holders of a position, or the
// offices of an organization or country, best supported first.
func (q *Query) Offices(ctx context.Context, id graph.ID, f Filter) (Page[Office], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Office]{}, err
	}
	found, undated, err := q.officeRows(ctx, id, &f)
	if err != nil {
		return Page[Office]{}, err
	}
	out, err := page(found, &f, (*Office).key)
	if err != nil {
		return Page[Office]{}, err
	}
	out.Undated = undated
	return out, fill(out.Items, func(o *Office) error { return q.look(ctx, o, f.Evidence) })
}

// officeRows returns what is needed of the offices of id to order them, and how many
// claims are left out for want of a date.
func (q *Query) officeRows(ctx context.Context, id graph.ID, f *Filter) (found []Office, undated int, err error) {
	var rows []*Office
	if f.whole() && f.Since == "" && f.Until == "" {
		rows, err = q.allOffices(ctx, id)
	} else {
		var claims []held
		if claims, err = q.occupancies(ctx, id); err == nil {
			rows, undated, err = q.tenured(ctx, claims, f)
		}
	}
	if err != nil {
		return nil, 0, err
	}
	for _, row := range rows {
		if row.Sources < f.MinSources {
			continue
		}
		o := *row
		if err := q.appoint(ctx, &o); err != nil {
			return nil, 0, err
		}
		found = append(found, o)
	}
	return found, undated, nil
}

// tenured makes rows of those claims that f takes, without the names of who holds what.
func (q *Query) tenured(ctx context.Context, claims []held, f *Filter) (out []*Office, undated int, err error) {
	rows := map[tenure]*Office{}
	for _, c := range claims {
		b, ok, err := q.brief(ctx, c.label)
		if err != nil {
			return nil, 0, err
		}
		if !ok || b.kind() != graph.IsClaim || b.class() != "holds_position" {
			continue
		}
		s := sight{b, b.when()}
		in, dated := f.within(s.time, b.published())
		if !dated {
			undated++
		}
		if ok, err = q.takes(ctx, f, &b); err == nil && in && ok {
			err = q.observe(ctx, rows, c.occ, s)
		}
		if err != nil {
			return nil, 0, err
		}
	}
	if err := q.settle(ctx, rows); err != nil {
		return nil, 0, err
	}
	return slices.Collect(maps.Values(rows)), undated, nil
}

func (o *Office) key() string {
	org := ""
	if o.Organization != nil {
		org = string(o.Organization.ID)
	}
	return fmt.Sprintf("%t %t %s %s %s %s %s %s %s", !o.Asserted, o.Status == "former", many(o.Sources),
		many(o.Claims), o.Holder.Name, o.Holder.ID, o.Post.ID, org, o.Status)
}

// A held claim is of an occupancy, "" where the graph has none.
type held struct{ label, occ graph.ID }

// occupancies returns the claims of offices in which id is the holder, the post or that to
// which the post belongs, by label.
func (q *Query) occupancies(ctx context.Context, id graph.ID) ([]held, error) {
	var out []held
	put := func(quads []graph.Quad) {
		for _, quad := range quads {
			c := held{label: quad.G}
			if quad.P == postIRI || quad.P == holderIRI {
				c.occ = quad.S
			}
			out = append(out, c)
		}
	}
	posts := map[graph.ID]bool{}
	for _, p := range []graph.Pattern{{S: id, P: holdsIRI}, {P: holdsIRI, O: &graph.Term{ID: id}}, {P: holderIRI, O: &graph.Term{ID: id}}, {P: postIRI, O: &graph.Term{ID: id}}} {
		quads, err := q.unsorted(ctx, p)
		if err != nil {
			return nil, err
		}
		put(quads)
	}
	belong, err := q.unsorted(ctx, graph.Pattern{P: postInIRI, O: &graph.Term{ID: id}})
	if err != nil {
		return nil, err
	}
	for _, quad := range belong {
		if isPosition(quad.S) {
			posts[quad.S] = true // of which every claim has a quad
		} else {
			put([]graph.Quad{quad})
		}
	}
	for _, post := range sortedKeys(posts) {
		quads, err := q.unsorted(ctx, graph.Pattern{P: postIRI, O: &graph.Term{ID: post}})
		if err != nil {
			return nil, err
		}
		put(quads)
	}
	return sortHeld(out), nil
}

// sortHeld sorts claims by label, each once: with its occupancy where one knows it.
func sortHeld(claims []held) []held {
	slices.SortFunc(claims, func(a, b held) int {
		if c := strings.Compare(string(a.label), string(b.label)); c != 0 {
			return c
		}
		return strings.Compare(string(b.occ), string(a.occ))
	})
	return slices.CompactFunc(claims, func(a, b held) bool { return a.label == b.label })
}

func isPosition(id graph.ID) bool { return strings.HasPrefix(string(id), "pos:") }

// A tenure is someone's holding a position in one state.
type tenure struct {
	holder, post graph.ID
	status       string
}

// observe adds one claim to the row of its holder, post and state.
func (q *Query) observe(ctx context.Context, rows map[tenure]*Office, occ graph.ID, s sight) error {
	key := tenure{post: s.d.Position(s.n), status: cmp.Or(s.d.Occupancy(s.n), "current")}
	var holder, org *Ref
	var err error
	if occ != "" {
		key.holder, err = q.holder(ctx, occ)
	} else if holder, org, err = q.parties(ctx, &s.brief); holder != nil {
		key.holder = holder.ID
	}
	if err != nil || key.holder == "" {
		return err
	}
	o := rows[key]
	if o == nil {
		o = &Office{Holder: Ref{ID: key.holder}, Status: key.status}
		if o.Post, err = q.post(ctx, key.post, s.d.Post(s.n)); err != nil {
			return err
		}
		rows[key] = o
	}
	o.belongs(org)
	o.Asserted = o.Asserted || s.asserted()
	o.seen = append(o.seen, s)
	return nil
}

// belongs sets to what the post belongs: of several the one with the smallest id.
func (o *Office) belongs(org *Ref) {
	if o.Organization == nil || org != nil && org.ID < o.Organization.ID {
		o.Organization = org
	}
}

// holder returns who holds an occupancy.
func (q *Query) holder(ctx context.Context, occ graph.ID) (graph.ID, error) {
	if id, ok := q.holders[occ]; ok {
		return id, nil
	}
	for quad, err := range q.r.Quads(ctx, graph.Pattern{S: occ, P: holderIRI}) {
		if err != nil {
			return "", fmt.Errorf("read quads of %s: %w", occ, err)
		}
		q.holders[occ] = quad.O.ID
		break // all of them say the same
	}
	return q.holders[occ], nil
}

// parties returns the holder of a claim and to what the post belongs, as the claim has them.
func (q *Query) parties(ctx context.Context, b *brief) (holder, org *Ref, err error) {
	p, err := q.paper(ctx, b.d.Article())
	if err != nil {
		return nil, nil, err
	}
	cl := p.Claim(b.d.Index(b.n))
	if holder, err = q.refOf(ctx, p, cl.Subject); err != nil {
		return nil, nil, err
	}
	org, err = q.refOf(ctx, p, cl.Object)
	return holder, org, err
}

// post returns a position, named as the graph names it and otherwise by words.
func (q *Query) post(ctx context.Context, position graph.ID, words string) (Ref, error) {
	if position == "" {
		return Ref{Name: words, Class: "Position"}, nil
	}
	ref, err := q.Ref(ctx, position)
	if err == nil && ref.Name == describe(Ref{ID: ref.ID, Class: ref.Class}) {
		ref.Name = cmp.Or(words, ref.Name)
	}
	ref.Class = cmp.Or(ref.Class, "Position")
	return ref, err
}

// settle counts what each row rests on and finds out to what the posts belong.
func (q *Query) settle(ctx context.Context, rows map[tenure]*Office) error {
	posts := map[graph.ID][]*Office{}
	for key, o := range rows {
		all := make([]brief, len(o.seen))
		for i := range o.seen {
			all[i] = o.seen[i].brief
		}
		o.support = supported(all)
		o.Sources, o.Claims = o.support.sources(), len(all)
		if key.post != "" {
			posts[key.post] = append(posts[key.post], o)
		}
	}
	for _, post := range sortedKeys(posts) {
		quads, err := q.unsorted(ctx, graph.Pattern{S: post, P: postInIRI})
		if err != nil {
			return err
		}
		for _, quad := range quads {
			for _, o := range posts[post] {
				if (o.Organization == nil || quad.O.ID < o.Organization.ID) && o.has(quad.G) {
					o.Organization = &Ref{ID: quad.O.ID}
				}
			}
		}
	}
	return nil
}

// appoint names who holds an office and to what it belongs. What the graph has no name for
// is called what the first claim calls it.
func (q *Query) appoint(ctx context.Context, o *Office) (err error) {
	if o.Holder, err = q.Ref(ctx, o.Holder.ID); err != nil {
		return err
	}
	if o.Organization != nil {
		ref, err := q.Ref(ctx, o.Organization.ID)
		if err != nil {
			return err
		}
		o.Organization = &ref
	}
	if o.Holder.Class != "" && (o.Organization == nil || o.Organization.Class != "") {
		return nil
	}
	holder, org, err := q.parties(ctx, &o.seen[0].brief)
	if err != nil {
		return err
	}
	if holder != nil && holder.ID == o.Holder.ID {
		o.Holder = *holder
	}
	if org != nil && o.Organization != nil && org.ID == o.Organization.ID {
		o.Organization = org
	}
	return nil
}

// has reports whether a claim is one of the row, which are sorted by label.
func (o *Office) has(label graph.ID) bool {
	_, ok := slices.BinarySearchFunc(o.seen, label, func(s sight, l graph.ID) int { return strings.Compare(string(s.label), string(l)) })
	return ok
}

// later orders observations: the latest first.
func (s *sight) later(o *sight) int {
	return cmp.Or(strings.Compare(dated(s.day()), dated(o.day())),
		strings.Compare(string(s.d.Article()), string(o.d.Article())), strings.Compare(string(s.label), string(o.label)))
}

// day returns the day of an observation: its own, or that of publication.
func (s *sight) day() *When {
	if s.time != nil && s.time.Known() {
		return s.time
	}
	return &When{Value: s.published()}
}

// look reads the first n observations of a row.
func (q *Query) look(ctx context.Context, o *Office, n int) error {
	for _, i := range leading(o.seen, n, (*sight).later) {
		e, err := q.words(ctx, &o.seen[i].brief)
		if err != nil {
			return err
		}
		o.Observations = append(o.Observations, Observation{Time: o.seen[i].time, As: o.seen[i].d.Post(o.seen[i].n), Evidence: e})
	}
	return nil
}

// latest returns the day of the latest observation.
func (o *Office) latest() *When {
	return o.seen[leading(o.seen, 1, (*sight).later)[0]].day()
}
