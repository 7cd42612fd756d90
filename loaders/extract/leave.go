package extract

import "newsgraph/graph"

// This file reads how someone gives up an office.

// resignations are nouns that end an office: "the resignation of minister X".
var resignations = words("resignations")

// findResignations closes the offices of people whose resignation a noun tells.
func (r *reading) findResignations() {
	for k := range r.offices {
		o := &r.offices[k]
		who := r.mentions[o.holder].head
		if r.is(who, "appos", "flat") && r.head(who) == o.at {
			who = o.at // "the dismissal of manager Jane Doe", the name hung on the title
		}
		h := r.head(who)
		if h >= 0 && resignations[r.low[h]] && o.occupancy == "current" && (r.prep(who) == "of" || r.is(who, "nmod:poss")) &&
			r.statusOf(h).status == graph.Happened {
			o.occupancy, o.rule = "resigned", "office."+r.low[h]
		}
	}
}

// vacate closes the office that a title gives the person who leaves it: "fired
// chief executive Kari Moen".
func (r *reading) vacate(i, who int, a appointment) {
	if a.occupancy != "resigned" || !r.leaves(i) {
		return
	}
	k := r.heldFirst(who)
	if k == graph.None {
		return
	}
	o := &r.offices[k]
	o.occupancy, o.rule, o.at, o.confidence = "resigned", "office."+r.lex.lemma(r.tree, i), i, 880
	o.evidence.B, o.evidence.E = min(o.evidence.B, r.tok(i).B), max(o.evidence.E, r.tok(i).E)
	if o.org == graph.None && a.who != "subj" && companyPosts[o.head] {
		o.org = r.employer(i)
	}
}

// heldFirst returns the number of the office that mention who holds by a description, before
// one by the title at the name ("his defence minister, General Jane Doe"), or None.
func (r *reading) heldFirst(who int) int {
	best := graph.None
	for k := range r.offices {
		o := &r.offices[k]
		if o.holder != who || o.occupancy != "current" || o.rule != "office.title" && o.rule != "office.apposition" {
			continue
		}
		if best == graph.None || o.rule == "office.apposition" && r.offices[best].rule == "office.title" {
			best = k
		}
	}
	return best
}

// handsOver reports whether verb i says that someone gives up an office: "laid down his
// office", "gave up the presidency".
func (r *reading) handsOver(i int) bool {
	o := r.object(i)
	if o == graph.None || r.low[i] == "gave" && !r.beside(i, "up") || r.lex.lemma(r.tree, i) == "lay" && !r.beside(i, "down") {
		return false
	}
	return presidencies[r.low[o]] != "" || jobs[r.low[o]] && r.has(o, "nmod:poss")
}

// employer returns the organization that does what verb i says, or None: "the club
// parted company with its coach".
func (r *reading) employer(i int) int {
	s := r.subject(i)
	if s == graph.None || notBodies[r.low[s]] || r.feat(s, "Number=Plur") && (r.at[s] == graph.None || r.mentions[r.at[s]].kind != "name") {
		return graph.None
	}
	if m := r.mentionAt(s); m != graph.None && r.mentions[m].typ == organization && r.mentions[m].kind != "pronoun" {
		return m
	}
	return graph.None
}

// leaves reports whether verb i, which ends an office only with certain words
// beside it, has them.
func (r *reading) leaves(i int) bool {
	switch r.lex.lemma(r.tree, i) {
	case "stand":
		return r.beside(i, "down")
	case "step":
		return r.beside(i, "down|aside")
	case "force", "vote", "throw", "kick", "push", "drive":
		return r.beside(i, "out")
	case "part":
		return r.beside(i, "company|ways")
	case "announce":
		o := r.object(i)
		return o != graph.None && resignations[r.low[o]] && r.kid(o, "nmod:poss") == o-1 && r.tok(o-1).UPOS == "PRON"
	case "lose":
		return false // a seat, or a match
	case "hand", "tender", "submit":
		return r.beside(i, "resignation|notice") || r.beside(i, "over") && r.handsOver(i)
	case "give", "relinquish", "vacate", "lay":
		return r.handsOver(i)
	}
	return true
}

// presidencies are nouns for the holding of a post.
var presidencies = values("presidency")

// tenure reports whether noun k is the office that verb i says someone takes or gives up:
// "gave up the presidency of the league".
func (r *reading) tenure(i, k int) bool {
	return presidencies[r.low[k]] != "" && r.is(k, "obj", "obl") && (r.prep(k) == "" || r.prep(k) == "from" || r.prep(k) == "over") && r.has(k, "nmod") && !r.has(k, "nmod:poss")
}
