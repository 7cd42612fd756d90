package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file makes events of what the rules find: status, time, place, and which of them
// are one.

// An event is a graph.Event in the making; its roles name mentions of the reading.
type event struct {
	graph.Event
	trigger int // token
	rule    *Rule
	sides   map[int]int // mention -> slot of the rule that it fills
}

// findEvents runs the rules of events over all tokens, then joins and links what
// they found.
func (r *reading) findEvents() {
	for i := range r.low {
		u, fs := r.ruleAt(i, func(u *Rule) bool { return u.Class != "" })
		if u != nil && ontology.Is(u.Class, "Encounter") && r.verb(i) && r.fiction(i) {
			u = nil // who meets in a novel is nobody
		}
		if u != nil && !r.covered(i) {
			r.events = append(r.events, r.newEvent(u, i, fs))
		}
		r.rejectRules(u, i)
	}
	for i := range r.low {
		u, fs := r.ruleAt(i, func(u *Rule) bool { return u.Relation != "" && u.Class == "" })
		if u != nil && !r.covered(i) {
			r.relations = append(r.relations, r.newEvent(u, i, fs))
		}
	}
	r.mergeLight()
	r.hearEncounters()
	r.linkEvents()
	r.placeStatements()
}

// covered reports whether token i is the reporting verb of a statement, which is
// a statement and no event, or part of a name.
func (r *reading) covered(i int) bool {
	if m := r.at[i]; m != graph.None && r.mentions[m].kind == "name" {
		return true
	}
	return false
}

func (r *reading) newEvent(u *Rule, i int, fs []filler) event {
	ev := event{trigger: i, rule: u, sides: map[int]int{}}
	for _, f := range fs {
		ev.sides[f.mention] = f.slot
	}
	s := r.statusOf(i)
	ev.Class, ev.Lemma, ev.Sense, ev.Directness, ev.Aspect = u.Class, r.baseOf(i), r.sense(i), u.Directness, u.Aspect
	ev.Trigger = r.span(i, i+1)
	ev.Plover, ev.PloverMode, ev.Cameo, ev.Codes = u.Plover, u.Mode, u.Cameo, u.Codes
	ev.Rule, ev.Confidence = u.Name, u.Confidence
	ev.Status, ev.Certainty, ev.Tense, ev.Polarity = s.status, s.certainty, s.tense, s.polarity
	ev.Source, ev.Time = r.granted(i, r.sourceAt(i, graph.None)), graph.None
	for _, f := range fs {
		ev.Roles = append(ev.Roles, graph.Role{Name: f.role, Mention: f.mention})
	}
	ev.Roles = r.distinct(ev.Roles)
	ev.tellSides()
	if r.controlled(i) && ev.Certainty == "CT" && !ontology.Is(ev.Class, "Encounter") {
		ev.Certainty, ev.Confidence = "PR", min(ev.Confidence, 750)
	}
	if ev.Aspect == "" {
		ev.Aspect = r.aspectOf(i)
	}
	if (ev.Class == "Meeting" || ev.Class == "Encounter" && ev.Directness == "inferred") && r.remote(i) {
		ev.Class, ev.Directness, ev.PloverMode, ev.Cameo = "PhoneCall", "call", "phone", "041"
	}
	if ev.Class == "Encounter" && ev.Directness == "inferred" && r.sameSpot(i) {
		ev.Class, ev.Directness = "Meeting", "asserted-meeting"
	}
	if p := r.placeOf(i, &ev); p != graph.None {
		ev.Roles = append(ev.Roles, graph.Role{Name: "place", Mention: p})
	}
	ev.Time = r.timeOf(i)
	ev.Evidence = r.evidenceOf(&ev)
	return ev
}

// granted returns whose claim it is that event i took place when statement s holds it:
// who criticises "Kenya's conduct in its operation" takes the operation for granted, and
// so does who writes it.
func (r *reading) granted(i, s int) int {
	if s == graph.None || r.statements[s].Class != "Criticise" || r.inQuote[i] != graph.None || !r.has(i, "nmod:poss") {
		return s
	}
	for v, n := i, 0; n < maxClimb && r.tree.nominal(v) && r.is(v, "obj", "nmod", "obl", "conj"); n++ {
		if v = r.head(v); v == r.statements[s].cue {
			return r.statements[s].Source
		}
	}
	return s
}

// remote reports whether those who talk in event i are in different places: "held
// talks by phone", "met by video link", "a virtual summit".
func (r *reading) remote(i int) bool {
	at := []int{i}
	if v := r.carrier(i); v != graph.None {
		at = append(at, v)
	}
	for _, t := range at {
		for _, k := range r.kids[t] {
			if remoteWords[r.low[k]] && (r.is(k, "amod", "advmod", "compound") || r.rel(k) == "obl" || r.rel(k) == "nmod") {
				if p := r.prep(k); p == "" || p == "by" || p == "over" || p == "via" || p == "on" && r.low[k] != "video" {
					return true
				}
			}
		}
	}
	return false
}

var remoteWords = words("remote-words")

// distinct drops a role that repeats one of the same thing: a description beside
// the name it describes.
func (r *reading) distinct(roles []graph.Role) []graph.Role {
	var out []graph.Role
	for _, a := range roles {
		if !slices.ContainsFunc(out, func(b graph.Role) bool { return a.Name == b.Name && r.sameChain(a.Mention, b.Mention) }) {
			out = append(out, a)
		}
	}
	return out
}

func (r *reading) sameChain(a, b int) bool {
	c := r.mentions[a].chain
	return a == b || c != graph.None && c == r.mentions[b].chain
}

// controlled reports whether participle i takes its subject from another clause:
// a guess that a reporter would check before signing.
func (r *reading) controlled(i int) bool {
	return r.tok(i).XPOS == "VBG" && r.is(i, "advcl") && !r.has(i, "nsubj")
}

func (r *reading) baseOf(i int) string {
	if r.verb(i) {
		return r.lex.lemma(r.tree, i)
	}
	return strings.ToLower(r.tok(i).Lemma)
}

// aspectOf returns began, continued, resumed or stopped when the verb that
// governs noun or infinitive i says so and nothing more.
func (r *reading) aspectOf(i int) string {
	h := r.head(i)
	if h < 0 || !r.verb(h) || !r.is(i, "obj", "xcomp", "nsubj", "nsubj:pass") {
		return ""
	}
	return aspects[r.lex.lemma(r.tree, h)]
}

var aspects = values("aspect")

// placeOf returns the place of the event at token i: a place in a prepositional
// phrase of it, or of the light verb that carries it.
func (r *reading) placeOf(i int, ev *event) int {
	if p := r.placeUnder(i, ev); p != graph.None {
		return p
	}
	if v := r.carrier(i); v != graph.None {
		return r.placeUnder(v, ev)
	}
	return graph.None
}

// carrier returns the verb that carries event noun i ("held talks", "a meeting
// took place"), or None.
func (r *reading) carrier(i int) int {
	i = r.wholeOf(i)
	v := r.head(i)
	if v < 0 || !r.verb(v) || r.verb(i) {
		return graph.None
	}
	switch {
	case r.is(i, "obj", "nsubj:pass") && (r.lex.governors[r.governor(v)+" obj"] != "" || r.light(v)):
		return v
	case r.is(i, "obl") && r.lex.governors[r.governor(v)+" "+r.prep(i)+" obl"] != "":
		return v
	case r.is(i, "nsubj") && occurrenceVerbs[r.lex.lemma(r.tree, v)]:
		return v
	}
	return graph.None
}

func (r *reading) placeUnder(i int, ev *event) int {
	for _, k := range r.obliques(i) {
		if trips[r.low[k]] && r.prep(k) == "during" {
			if to := r.kid(k, "nmod"); to != graph.None && r.prep(to) == "to" {
				return r.placeNamed(to) // "met her during a visit to Nairobi"
			}
		}
		if !placePrepositions[r.prep(k)] || r.time(k) {
			continue
		}
		if p := r.placeAt(k, ev); p != graph.None {
			return p
		}
	}
	if o := r.kid(i, "obj"); o != graph.None && r.verb(i) {
		for _, k := range r.obliques(o) {
			if p := r.prep(k); (p == "in" || p == "near" || p == "outside") && r.at[k] != graph.None && (r.mentions[r.at[k]].kind == "name" || placeHeads[r.low[k]]) {
				return r.placeAt(k, ev) // "signed a treaty in Nairobi", "in the city of Nairobi"
			}
		}
	}
	return graph.None
}

var placePrepositions = words("place-prepositions")

// placeAt returns the place that phrase k names: itself, or the place that its
// own head lies in ("at the White House in Washington").
func (r *reading) placeAt(k int, ev *event) int {
	m := r.mentionAt(k)
	if n := r.kid(k, "appos"); n != graph.None && n < k+4 && r.placeNamed(n) != graph.None {
		m = r.placeNamed(n) // "in the Kenyan capital, Nairobi"
	} else if n := r.namedBehind(k); n != graph.None {
		m = n
	}
	if m != graph.None && r.fitsType(&r.mentions[m], []string{place}) && r.mentions[m].kind != "pronoun" {
		for _, role := range ev.Roles {
			if role.Mention == m {
				return graph.None
			}
		}
		if r.prep(k) == "to" && ev.Class != "Visit" && ev.Class != "Movement" {
			return graph.None
		}
		return m
	}
	if m != graph.None && r.agentive(m) && r.mentions[m].kind == "name" {
		if r.prep(k) == "at" && r.mentions[m].typ == organization && buildings[r.low[r.mentions[m].end-1]] {
			return m // "met at the White House"
		}
		return graph.None
	}
	if w := r.low[k]; w == "sidelines" || w == "margins" || w == "fringes" {
		if o := r.kid(k, "nmod"); o != graph.None && r.prep(o) == "of" {
			return r.placeAt(o, ev) // "on the sidelines of the summit in Nairobi"
		}
	}
	for _, n := range r.obliques(k) {
		if p := r.prep(n); p == "in" || p == "at" || p == "near" {
			if m := r.placeNamed(n); m != graph.None {
				return m
			}
		}
	}
	return graph.None
}

// placeNamed returns the place by whose name token n calls it, or None.
func (r *reading) placeNamed(n int) int {
	if m := r.mentionAt(n); m != graph.None && r.fitsType(&r.mentions[m], []string{place}) && r.mentions[m].kind == "name" {
		return m
	}
	return graph.None
}

// namedBehind returns the name in "the port of Lamu", "the coast of Kenya", or None.
func (r *reading) namedBehind(k int) int {
	if m := r.at[k]; m != graph.None && r.mentions[m].kind == "name" {
		return graph.None
	}
	for _, n := range r.kids[k] {
		if r.rel(n) == "nmod" && r.prep(n) == "of" && placeParts[r.low[k]] && r.placeNamed(n) != graph.None {
			return r.placeNamed(n)
		}
	}
	return graph.None
}

// buildings end the names of bodies that are called after their seat.
var buildings = words("buildings")

// trips are nouns for being away, to the place behind "to".
var trips = words("trips")

// placeParts are nouns that, with "of" and a name, say where as the name does.
var placeParts = words("place-parts")

// triggerPhrase returns the trigger with the words that make it one expression
// ("press conference").
func (r *reading) triggerPhrase(i int) (int, int) {
	lo := i
	for lo > 0 && r.is(lo-1, "compound", "amod") && r.head(lo-1) == i && !r.verb(i) {
		lo--
	}
	return lo, i + 1
}

// evidenceOf returns the words that show the event: from the first to the last of
// trigger and roles in the trigger's sentence; roles elsewhere on their own.
func (r *reading) evidenceOf(ev *event) []graph.Span {
	lo, hi := r.triggerPhrase(ev.trigger)
	sent := r.doc.Sentence(ev.trigger)
	var far []graph.Span
	for _, role := range ev.Roles {
		m := r.mentions[role.Mention]
		if r.doc.Sentence(m.head) != sent {
			far = append(far, r.span(m.first, m.end))
			continue
		}
		lo, hi = min(lo, m.first), max(hi, m.end)
	}
	return append([]graph.Span{r.span(lo, hi)}, far...)
}

// mergeLight joins an event verb with the event noun it carries: "met for talks
// with", "held talks and met"; the same participants in one sentence are one
// event when the one is the object or purpose of the other.
func (r *reading) mergeLight() {
	var kept []event
	for _, ev := range r.events {
		if k := r.carried(&ev, kept); k != graph.None {
			if kept[k].Class == "Encounter" && ev.Directness == "asserted-meeting" {
				kept[k], ev = ev, kept[k] // "discussed the loan when they met"
			}
			kept[k].Spans = append(append(kept[k].Spans, ev.Trigger), ev.Spans...)
			continue
		}
		kept = append(kept, ev)
	}
	r.events = kept
}

// carried returns the event of kept that ev repeats, or None.
func (r *reading) carried(ev *event, kept []event) int {
	for k := len(kept) - 1; k >= 0; k-- {
		o := &kept[k]
		if far := r.doc.Sentence(ev.trigger) - r.doc.Sentence(o.trigger); far > 1 || far == 1 && !r.theyTalk(ev) {
			break
		}
		near := r.head(ev.trigger) == o.trigger || r.head(o.trigger) == ev.trigger || o.Status == ev.Status && o.Source == ev.Source
		if near && ontology.Is(o.Class, "Encounter") && ontology.Is(ev.Class, "Encounter") && r.sameRoles(o, ev) {
			return k
		}
	}
	return graph.None
}

// theyTalk reports whether ev only says that "they" talked, as of a meeting told before.
func (r *reading) theyTalk(ev *event) bool {
	s := r.kid(ev.trigger, "nsubj")
	return ev.Class == "Encounter" && ev.Directness == "inferred" && s != graph.None && r.low[s] == "they"
}

// sameRoles reports whether the participants of b are among those of a, and its place
// no other.
func (r *reading) sameRoles(a, b *event) bool {
	for _, role := range b.Roles {
		if role.Name == "place" && !slices.ContainsFunc(a.Roles, func(x graph.Role) bool { return x.Name == "place" }) {
			continue
		}
		if !slices.ContainsFunc(a.Roles, func(x graph.Role) bool { return r.sameChain(x.Mention, role.Mention) }) {
			return false
		}
	}
	return len(b.Roles) > 0
}

// linkEvents relates events of one sentence by the preposition between them:
// "a news conference following a meeting".
func (r *reading) linkEvents() {
	for a := range r.events {
		ev := &r.events[a]
		if r.verb(ev.trigger) {
			continue
		}
		name := map[string]string{"since": "after_event", "after": "after_event", "following": "after_event", "before": "before_event", "ahead of": "before_event",
			"during": "during_event"}[r.prep(ev.trigger)]
		if name == "" {
			continue
		}
		b := r.eventOver(ev.trigger, a)
		if b != graph.None {
			r.events[b].Links = append(r.events[b].Links, graph.Link{Name: name, Event: a})
		}
	}
}

// eventOver returns the event to which the phrase of token i relates: that whose
// trigger governs it, or shares its verb or the participle hanging on that verb
// ("Speaking at a news conference following a meeting, she said").
func (r *reading) eventOver(i, not int) int {
	h := r.head(i)
	for b := range r.events {
		if b != not && r.events[b].trigger == h {
			return b
		}
	}
	for b := range r.events {
		t := r.events[b].trigger
		if b == not || h < 0 || !r.is(t, "obl", "obj") || r.doc.Sentence(t) != r.doc.Sentence(i) {
			continue
		}
		if v := r.head(t); v == h || r.head(v) == h && r.is(v, "advcl") || r.head(h) == v && r.is(h, "advcl") {
			return b
		}
	}
	return graph.None
}

// placeStatements tells each statement the encounter during which it is made:
// "said during a press conference", "Speaking at a news conference, X said".
func (r *reading) placeStatements() {
	for s := range r.statements {
		st := &r.statements[s]
		if st.cue == graph.None {
			continue
		}
		for e := range r.events {
			if r.occasion(st.cue, e) && r.sourceAt(r.events[e].trigger, s) == st.Source && !r.within(r.events[e].trigger, s) {
				st.During = e
				break
			}
		}
		st.Time = r.timeOf(st.cue)
		st.Medium = r.medium(st.cue)
	}
}

func (r *reading) within(i, s int) bool {
	for _, run := range r.statements[s].tokens {
		if run[0] <= i && i < run[1] {
			return true
		}
	}
	return false
}

// occasion reports whether verb i speaks on the occasion of event e.
func (r *reading) occasion(i, e int) bool {
	ev := &r.events[e]
	if !ontology.Is(ev.Class, "Encounter") || r.verb(ev.trigger) {
		return false
	}
	if p := r.prep(ev.trigger); p != "at" && p != "during" && p != "in" {
		return false
	}
	h := r.head(ev.trigger)
	return h == i || h >= 0 && r.head(h) == i && r.is(h, "advcl") && r.lex.lemma(r.tree, h) == "speak"
}

// medium returns how verb i speaks: "in an interview", "in a statement".
func (r *reading) medium(i int) string {
	for _, k := range r.obliques(i) {
		if p := r.prep(k); (p == "in" || p == "on" || p == "at" || p == "during" || p == "via") && media[r.low[k]] {
			return r.low[k]
		}
	}
	if o := r.kid(i, "obj", "iobj"); o != graph.None && media[r.low[o]] {
		return r.low[o]
	}
	return r.asDocument(i)
}

var media = words("media")
