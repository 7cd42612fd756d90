package extract

import (
	"cmp"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file makes the claims: offices, and the relations of rules and events.

// findClaims makes the relations: offices, those of rules and of events, who met
// whom, who criticised whom.
func (r *reading) findClaims() {
	r.completeOffices()
	for k := range r.offices {
		if b := r.bodyOfDeed(&r.offices[k]); b != graph.None {
			r.offices[k].org = b
		} else if b := r.bodyOfOthers(&r.offices[k]); b != graph.None {
			r.offices[k].org = b
		}
	}
	for _, o := range r.offices {
		if r.namedMention(o.holder) || r.mentions[o.holder].kind == "pronoun" && o.org != graph.None && r.mentions[o.org].chain != graph.None && r.namedMention(o.org) {
			r.officeClaim(o)
		}
	}
	r.findCompatriots()
	r.chainLate()
	r.findBirths()
	r.findKin()
	r.findAffiliations()
	for e := range r.relations {
		r.ruleClaim(&r.relations[e])
	}
	for e := range r.events {
		if r.events[e].rule.Relation != "" {
			r.ruleClaim(&r.events[e])
		}
		r.metClaims(&r.events[e])
	}
	for s := range r.statements {
		r.criticism(s)
	}
	r.hearRelations()
	r.withinPlaces()
	r.claimPlaceParts()
}

// completeOffices gives a post without a country the one that the article states
// elsewhere for the same post of the same person, or that the tables know; and
// the person the table id that name and post together prove.
func (r *reading) completeOffices() {
	for k := range r.offices {
		if o := &r.offices[k]; o.org == graph.None {
			o.org = r.orgElsewhere(o)
		}
	}
	for k := range r.offices {
		if o := &r.offices[k]; o.org == graph.None && ofCompany(o.head) {
			o.org = r.ledWith(o)
		}
	}
	r.chainLate() // descriptions just read may have named countries
	for k := range r.offices {
		if o := &r.offices[k]; o.org == graph.None {
			o.org = r.ownersOrg(o)
		}
	}
	for k := range r.offices {
		o := &r.offices[k]
		ch := &r.chains[r.mentions[o.holder].chain]
		var of Known
		if o.org != graph.None {
			of = r.mentions[o.org].known
		}
		who, known, ok := r.know.Holder(ch.name, o.name, of)
		if !ok {
			continue
		}
		ch.known = who
		if ch.gender == "" {
			ch.gender = who.Gender
		}
		if o.org == graph.None {
			r.known[k] = known
		}
	}
}

// ledWith returns the named body that the same sentence says the holder of office o leads:
// "Arvo Bank is led by chief executive Jane Doe"; or None.
func (r *reading) ledWith(o *office) int {
	for _, p := range r.offices {
		if p.holder == o.holder && p.org != graph.None && p.occupancy == "current" && o.occupancy == "current" && p.rule != o.rule && leaders[strings.TrimPrefix(p.rule, "office.")] != "" &&
			r.mentions[p.org].kind == "name" && r.mentions[p.org].typ == organization && r.doc.Sentence(p.at) == r.doc.Sentence(o.at) {
			return p.org
		}
	}
	return graph.None
}

func (r *reading) orgElsewhere(o *office) int {
	c := r.mentions[o.holder].chain
	for _, p := range r.offices {
		if p.org != graph.None && p.name == o.name && r.mentions[p.holder].chain == c {
			return p.org
		}
	}
	for _, i := range r.chains[c].mentions {
		m := &r.mentions[i]
		if m.kind != "nominal" {
			continue
		}
		if words, org := r.described(m); org != graph.None && (r.aliasFits(strings.Join(words, " "), o.name) || m.noun == o.head) {
			return org
		}
	}
	return graph.None
}

// topDiplomat gives "top diplomat" the name that the article itself gives the post
// of the same person.
func (r *reading) topDiplomat(o *office) {
	if o.name != "top diplomat" && o.name != "chief diplomat" {
		return
	}
	for _, p := range r.chains[r.mentions[o.holder].chain].posts {
		if r.aliasFits(o.name, p.name) {
			o.name = p.name
			return
		}
	}
}

// seekers are called after what they do not have yet.
var seekers = words("seekers")

// officeClaim makes the claim that someone holds an office.
func (r *reading) officeClaim(o office) {
	if seekers[o.head] {
		return // who wants an office has none
	}
	r.topDiplomat(&o)
	if o.time == graph.None {
		o.time = r.officeTime(&o)
	}
	if o.org != graph.None && (r.mentions[o.org].chain == graph.None || r.mentions[o.org].kind == "pronoun" && !r.chains[r.mentions[o.org].chain].named) {
		o.org = r.bodyDescribed(o.org)
	}
	object := o.org
	if object != graph.None {
		object = r.asWritten(object)
	}
	c := graph.Claim{Subject: o.holder, Relation: "holds_position", Object: object, Post: titleCase(o.name), Occupancy: o.occupancy, Time: o.time}
	body := r.bodyOf(o)
	name, held := r.know.Office(o.name, body, r.chains[r.mentions[o.holder].chain].known, r.art.Published)
	if held && name != "" {
		c.Office = name
	}
	c.Position = graph.ID("pos:" + graph.Slug(graph.NormalName(body.Name)+" "+cmp.Or(name, graph.NormalName(o.name))))
	c.Status, c.Certainty, c.Polarity, c.Tense = graph.Happened, "CT", "+", "present"
	if o.past || o.occupancy == "former" {
		c.Tense = "past"
	}
	c.Source = graph.None
	if s := r.quotedBy(o.at); s != graph.None {
		c.Source = s
	} else if told := r.verb(o.at) && o.rule != "office.title" && o.rule != "office.apposition"; told {
		c.Source = r.sourceAt(o.at, graph.None)
	} else if o.rule == "office.predicate" {
		c.Source = r.sourceAt(o.at, graph.None)
		st := r.statusOf(o.at)
		if o.will {
			st = status{graph.Happened, "CT", "future", "+"} // the naming has happened
		}
		c.Status, c.Certainty, c.Polarity = st.status, st.certainty, st.polarity
	}
	c.Rule, c.Confidence, c.Evidence = o.rule, o.confidence, []graph.Span{o.evidence}
	if n := r.lex.nouns[o.head]; n.kind == "occupation" && (o.head != "attorney" || o.org == graph.None) && !slices.Contains(o.words, "chief") && !strings.HasSuffix(o.name, " general") && !r.alias(o.name) && (o.org == graph.None || (r.mentions[o.org].typ == country || r.mentions[o.org].typ == place) && r.mentions[o.org].head < o.at || clients[o.head] && r.mentions[o.org].typ == group) {
		c.Relation, c.Text, c.Post, c.Position, c.Occupancy, c.Office = "occupation", o.name, "", "", "", ""
		c.Object = graph.None
	}
	r.addClaim(c)
	r.saidByPost(o)
	r.memberByPost(o)
}

// memberByPost claims that who leads or sits for a party is its member.
func (r *reading) memberByPost(o office) {
	m := o.org
	if o.party != 0 {
		m = o.party - 1
	}
	if m == graph.None || r.mentions[m].chain == graph.None || !r.isParty(&r.mentions[m]) || strings.HasPrefix(o.head, "spokes") || r.mentions[o.holder].chain == graph.None {
		return
	}
	c := graph.Claim{Subject: o.holder, Relation: "member_of", Object: m, Time: graph.None}
	c.Status, c.Certainty, c.Polarity, c.Tense = graph.Happened, "CT", "+", "present"
	c.Source = r.quotedBy(o.at)
	c.Rule, c.Confidence, c.Evidence = "relation.party-post", o.confidence-50, []graph.Span{o.evidence}
	r.addClaim(c)
}

// clients are what lawyers and agents have: "the herders' lawyer" holds no office of theirs.
var clients = words("clients")

// officeTime returns the time that dates what the article says of office o: when it was
// taken or left, or of a year before the article the time of what its holder then did ("in
// 1933 President Roosevelt took"); None where it is of the article's own time.
func (r *reading) officeTime(o *office) int {
	if o.at < len(r.low) && r.verb(o.at) {
		return r.timeOf(o.at)
	}
	if o.rule != "office.title" && o.rule != "office.apposition" || o.occupancy != "current" {
		return graph.None
	}
	v := r.mentions[o.holder].head
	for n := 0; v >= 0 && !r.verb(v) && n < maxClimb; n++ {
		v = r.head(v)
	}
	if v < 0 || !r.verb(v) || r.tenseOf(v) != "past" {
		return graph.None
	}
	if t := r.timeUnder(v); t != graph.None && r.yearBefore(r.times[t].Value) {
		return t
	}
	return graph.None
}

// yearBefore reports whether a TIMEX3 value is of a year before the publication's, or of
// any year where nobody knows when the article appeared.
func (r *reading) yearBefore(value string) bool {
	if len(value) < 4 || !year.MatchString(value[:4]) {
		return false
	}
	return r.art.Published == "" || len(r.art.Published) >= 4 && value[:4] < string(r.art.Published[:4])
}

// bodyDescribed returns the description of the body that pronoun m means, "its" of "the
// disaster agency": None where nobody knows what it means.
func (r *reading) bodyDescribed(m int) int {
	if r.mentions[m].chain == graph.None {
		return graph.None
	}
	for _, i := range r.chains[r.mentions[m].chain].mentions {
		if n := &r.mentions[i]; n.kind == "nominal" && (n.typ == organization || n.typ == group && warbands[r.low[n.head]]) && n.head < r.mentions[m].head {
			return i
		}
	}
	return graph.None
}

// saidByPost claims what a post says besides: a spokesman speaks for a body or for
// the person who owns the word ("Okello's spokesman"), a founder founded.
func (r *reading) saidByPost(o office) {
	relation := ""
	switch {
	case strings.HasPrefix(o.head, "spokes"):
		relation = "spokesperson_for"
	case o.head == "founder" || o.head == "co-founder" || o.head == "cofounder":
		relation = "founded"
	default:
		return
	}
	whom := o.org
	if whom == graph.None && relation == "spokesperson_for" && r.lex.singular(r.low[o.at]) == o.head {
		if k := r.kid(o.at, "nmod:poss"); k != graph.None {
			whom = r.mentionAt(k)
		}
	}
	if whom == graph.None || whom == o.holder || r.mentions[whom].chain == graph.None || !r.namedMention(whom) || o.occupancy != "current" && relation != "founded" {
		return
	}
	r.addRelation("relation."+o.head, relation, o.holder, whom, o.at, o.confidence-50)
}

// addClaim adds c unless the sentence has told the same of the same two already.
func (r *reading) addClaim(c graph.Claim) {
	if c.Object != graph.None && r.sameChain(c.Subject, c.Object) {
		return // nothing is its own predecessor, owner or part
	}
	for _, d := range r.claims {
		if d.Relation == c.Relation && d.Text == c.Text && d.Position == c.Position && d.Occupancy == c.Occupancy && d.Source == c.Source &&
			r.sameChain(d.Subject, c.Subject) && (d.Object == c.Object || d.Object != graph.None && c.Object != graph.None && r.sameChain(d.Object, c.Object)) &&
			d.Evidence[0].B < c.Evidence[0].E && c.Evidence[0].B < d.Evidence[0].E {
			return
		}
	}
	r.claims = append(r.claims, c)
}

// bodyOf returns the country or organization of a post, of which at least the name
// is known.
func (r *reading) bodyOf(o office) Known {
	if o.org == graph.None {
		for k := range r.offices {
			if r.offices[k].holder == o.holder && r.offices[k].name == o.name && r.known[k].Name != "" {
				return r.known[k]
			}
		}
		return Known{}
	}
	m := r.mentions[o.org]
	if m.known.Name != "" {
		return m.known
	}
	if m.chain != graph.None {
		return Known{Name: r.chains[m.chain].name}
	}
	return Known{Name: m.name}
}

// titleCase writes a post as a title: "Secretary of State".
func titleCase(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if !acronymGaps[w] || i == 0 {
			switch w {
			case "ceo", "cfo", "coo", "cto", "cio", "cmo", "mp", "mps", "mla", "mlc", "mep", "msp", "mna", "md", "vp", "svp", "evp":
				words[i] = strings.ToUpper(w)
			default:
				words[i] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
	}
	return strings.Join(words, " ")
}

// ruleClaim makes the relation that a rule draws between two roles of an event.
func (r *reading) ruleClaim(ev *event) {
	for _, a := range ev.Roles {
		for _, b := range ev.Roles {
			if a.Name == ev.rule.Subject && b.Name == ev.rule.Object && !r.sameChain(a.Mention, b.Mention) && (r.namedMention(a.Mention) || r.namedMention(b.Mention)) {
				r.claims = append(r.claims, r.claimOf(ev, ev.rule.Relation, a.Mention, b.Mention))
			}
		}
	}
}

func (r *reading) claimOf(ev *event, relation string, a, b int) graph.Claim {
	c := graph.Claim{Facets: ev.Facets, Subject: a, Relation: relation, Object: b, Time: ev.Time}
	c.Evidence = r.coverSpans(ev.trigger, a, b)
	return c
}

// coverSpans returns the evidence of a claim: from the first to the last of
// trigger and the two mentions, or each for itself across sentences.
func (r *reading) coverSpans(trigger int, ms ...int) []graph.Span {
	lo, hi := trigger, trigger+1
	var far []graph.Span
	for _, i := range ms {
		m := r.mentions[i]
		if r.doc.Sentence(m.head) != r.doc.Sentence(trigger) {
			far = append(far, r.span(m.first, m.end))
			continue
		}
		lo, hi = min(lo, m.first), max(hi, m.end)
	}
	return append([]graph.Span{r.span(lo, hi)}, far...)
}

// maxPairs bounds the participants between whom every pair is drawn: a summit of
// forty is an event with forty participants and not 780 meetings.
const maxPairs = 6

// metClaims draws "met" between the participants of a stated meeting.
func (r *reading) metClaims(ev *event) {
	if !ontology.Is(ev.Class, "Meeting") || ev.Directness != "asserted-meeting" {
		return
	}
	who := ev.meets()
	if len(who) > maxPairs {
		return
	}
	for i, a := range who {
		for _, b := range who[i+1:] {
			if ev.opposite(a, b) && r.mentions[a].chain != r.mentions[b].chain && r.namedMention(a) && r.namedMention(b) {
				r.claims = append(r.claims, r.claimOf(ev, "met", a, b))
			}
		}
	}
}

// namedMention reports whether mention m is of something with a proper name.
func (r *reading) namedMention(m int) bool {
	return r.chains[r.mentions[m].chain].named
}

// criticism draws "criticised" from the speaker to whom a criticism is about.
func (r *reading) criticism(s int) {
	st := &r.statements[s]
	if st.Class != "Criticise" || len(st.About) == 0 || st.Speaker == graph.None || st.cue == graph.None ||
		!r.namedMention(st.Speaker) || !r.namedMention(st.About[0]) {
		return
	}
	c := graph.Claim{Facets: st.Facets, Subject: st.Speaker, Relation: "criticised", Object: st.About[0], Time: st.Time}
	c.Evidence = r.coverSpans(st.cue, st.Speaker, st.About[0])
	r.claims = append(r.claims, c)
}
