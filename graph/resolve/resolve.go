// Package resolve decides who is who and which event is which: it puts the
// members (chains and events) of all present reports into clusters.
//
// It works in strata without feedback: member, signature, pair scores, entity
// closure, event pairs over entity clusters, event closure, times. Each stratum is
// a pure function of the one before, so that the clusters depend on the set of
// reports and the log of judgements alone and never on the order of loading. It
// reads own features of the members and the fixed background tables, no corpus
// statistics. Where the evidence does not carry a decision, things stay apart.
//
// It stores nothing and writes no quads; package integrate does. Start at
// Members, which says what is kept of a report, and State.Update.
package resolve

import (
	"cmp"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
)

// A State holds the present members with their clusters. Its clusters are a pure
// function of the members and the judgements; only the work of an update depends
// on what was there before. It is not safe for concurrent use.
type State struct {
	know     *knowledge.Tables
	members  map[graph.ID]*placed
	docs     map[graph.ID][]graph.ID // article -> its members, to find lost anchors
	entities *stratum[entity]
	events   *stratum[event]
	log      verdicts
	// users maps an entity member to the event members that name it.
	users map[graph.ID][]graph.ID
}

// A placed member is one with the judgements it was placed with. Of the many
// chains without a name no more is kept.
type placed struct {
	doc   graph.ID
	event bool
	m     *Member // nil for a chain without a name or an office instead
	sides []side
}

// New returns a State without members.
func New(know *knowledge.Tables) *State {
	s := &State{
		know: know, members: map[graph.ID]*placed{}, docs: map[graph.ID][]graph.ID{},
		users: map[graph.ID][]graph.ID{},
	}
	s.entities = newStratum[entity](entityRules{know})
	s.events = newStratum[event](eventRules{})
	s.log.read(s.find, s.signature)
	return s
}

// Update adds and removes members and appends judgements to the log, and returns
// the members whose canonical id is another than before, sorted; an empty To says
// that the member is gone. A member both removed and added is replaced. Removing
// an unknown member does nothing. What is returned depends on the path, the
// clusters do not.
func (s *State) Update(add, removed []Member, judge []graph.Judgement) []graph.Redirect {
	for i := range removed {
		s.remove(removed[i].ID)
	}
	fresh := make([]graph.ID, 0, len(add))
	for i := range add {
		s.remove(add[i].ID)
		s.admit(&add[i])
		fresh = append(fresh, add[i].ID)
	}
	s.log.log = append(s.log.log, judge...)
	again := fresh
	if len(judge) > 0 || s.anchors(add) || s.anchors(removed) {
		again = append(again, s.reread()...)
	}
	s.place(again, false)
	changed := s.entities.settle(&s.log)
	for m := range s.entities.moved {
		again = append(again, s.users[m]...)
	}
	clear(s.entities.moved)
	slices.Sort(again)
	s.place(slices.Compact(again), true)
	for m, to := range s.events.settle(&s.log) {
		changed[m] = to
	}
	clear(s.events.moved)
	return redirects(changed)
}

// anchors reports whether a judgement may hold on to one of the members.
func (s *State) anchors(ms []Member) bool {
	return slices.ContainsFunc(ms, func(m Member) bool { return s.log.docs[m.Doc] })
}

func redirects(changed map[graph.ID]graph.ID) []graph.Redirect {
	out := make([]graph.Redirect, 0, len(changed))
	for from, to := range changed {
		out = append(out, graph.Redirect{From: from, To: to})
	}
	slices.SortFunc(out, func(a, b graph.Redirect) int { return cmp.Compare(a.From, b.From) })
	return out
}

// admit records a member without placing it.
func (s *State) admit(m *Member) {
	p := &placed{doc: m.Doc, event: m.Event}
	if m.Event || m.Named || definite(m.Described) {
		kept := *m
		p.m = &kept
	}
	s.members[m.ID] = p
	s.docs[m.Doc] = append(s.docs[m.Doc], m.ID)
	for _, who := range m.names() {
		s.users[who] = append(s.users[who], m.ID)
	}
}

// remove takes a member out of its stratum and forgets it.
func (s *State) remove(id graph.ID) {
	p := s.members[id]
	if p == nil {
		return
	}
	s.unplace(id, p)
	delete(s.members, id)
	s.docs[p.doc] = without(s.docs[p.doc], id)
	if len(s.docs[p.doc]) == 0 {
		delete(s.docs, p.doc)
	}
	if p.m == nil {
		return
	}
	for _, who := range p.m.names() {
		if s.users[who] = without(s.users[who], id); len(s.users[who]) == 0 {
			delete(s.users, who)
		}
	}
}

// names returns the entity members on whose clusters the signature of an event rests,
// each once: who takes part and who is quoted.
func (m *Member) names() []graph.ID {
	var out []graph.ID
	for _, r := range m.Roles {
		out = append(out, r.Member)
	}
	for _, q := range slices.Concat(m.Quotes, m.Beside) {
		out = append(out, q.Speaker)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func without(ids []graph.ID, id graph.ID) []graph.ID {
	return slices.DeleteFunc(ids, func(x graph.ID) bool { return x == id })
}

// unplace takes a member out of its stratum.
func (s *State) unplace(id graph.ID, p *placed) {
	if p.event {
		s.events.drop(id, p.sides)
	} else {
		s.entities.drop(id, p.sides)
	}
}

// place puts the members of one stratum, again if they are there.
func (s *State) place(ids []graph.ID, events bool) {
	for _, id := range ids {
		p := s.members[id]
		if p == nil || p.event != events {
			continue
		}
		s.unplace(id, p)
		p.sides = s.log.sides[id]
		if events {
			key, feat := s.event(p.m)
			placeIn(s.events, s, id, key, feat, feat.alone)
			continue
		}
		key, feat := s.entity(id, p.m)
		placeIn(s.entities, s, id, key, feat, feat.kind == "")
	}
}

// placeIn puts a member into its stratum. What can be like nothing else, and is
// judged by no one, needs no node there.
func placeIn[F any](st *stratum[F], s *State, id graph.ID, key string, feat *F, alone bool) {
	sides := s.log.sides[id]
	if alone && len(sides) == 0 {
		st.single(id)
		return
	}
	st.put(id, key, feat, s.log.leaving[id], sides)
}

// reread derives the verdicts from the log anew and returns the members that it
// concerns, before or now.
func (s *State) reread() []graph.ID {
	old := s.log
	s.log.read(s.find, s.signature)
	var out []graph.ID
	for id := range old.sides {
		if !slices.Equal(old.sides[id], s.log.sides[id]) || old.leaving[id] != s.log.leaving[id] {
			out = append(out, id)
		}
	}
	for id := range s.log.sides {
		if len(old.sides[id]) == 0 {
			out = append(out, id)
		}
	}
	for doc, date := range s.log.dates {
		if old.dates[doc] != date {
			out = append(out, s.docs[doc]...)
		}
	}
	for doc := range old.dates {
		if s.log.dates[doc] == "" {
			out = append(out, s.docs[doc]...)
		}
	}
	return out
}

// signature returns the key of an entity member as it would be without judgements.
// Those of events rest on other decisions, so that none is given.
func (s *State) signature(id graph.ID) string {
	p := s.members[id]
	if p == nil || p.event || p.m == nil {
		return ""
	}
	key, _ := s.describe(id, p.m)
	return key
}

// find returns the present member that an anchor holds: the member itself or,
// when a new analysis moved it, the only one of its article that bears the name.
func (s *State) find(a graph.Anchor) graph.ID {
	if s.members[a.Member] != nil {
		return a.Member
	}
	name := graph.NormalName(a.Name)
	var found graph.ID
	for _, id := range s.docs[a.Member.Doc()] {
		if m := s.members[id].m; m != nil && name != "" && slices.Contains(m.Names, name) {
			if found != "" {
				return ""
			}
			found = id
		}
	}
	return found
}

// Canonical returns the canonical id of a member, or "" if it is not present.
func (s *State) Canonical(member graph.ID) graph.ID {
	p := s.members[member]
	switch {
	case p == nil:
		return ""
	case p.event:
		return s.events.canonical(member)
	}
	return s.entities.canonical(member)
}

// Cluster returns the members behind a canonical id, sorted, or nil.
func (s *State) Cluster(canonical graph.ID) []graph.ID {
	if c := s.entities.clusters[canonical]; c != nil {
		return c.memberIDs()
	}
	if c := s.events.clusters[canonical]; c != nil {
		return c.memberIDs()
	}
	if s.entities.singles[canonical] || s.events.singles[canonical] {
		return []graph.ID{canonical}
	}
	return nil
}

// Unanchored returns the judgements that count but have lost all members of a side.
func (s *State) Unanchored() []graph.Judgement { return slices.Clone(s.log.lost) }
