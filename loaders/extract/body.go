package extract

import "newsgraph/graph"

// This file finds the body of an office: the country, place or organization that the words
// behind or before it name.

// bodyAt returns the country, place or organization that the phrase beginning at
// token j names or describes: "France", "the central bank", "Nigeria's electoral
// commission", "a small town in Puglia".
func (r *reading) bodyAt(j int) int {
	_, stop := r.sentence(min(j, len(r.low)-1))
	for k := j; k < stop && k < j+8; k++ {
		m := r.at[k]
		switch {
		case m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].typ == person:
			return graph.None
		case m != graph.None && r.mentions[m].kind == "name" && r.mentions[m].head == k && r.word(r.mentions[m].end) != "'s" && !r.modifies(k) && !r.basedThere(m):
			return m
		case r.tree.nominal(k) && r.headsPhrase(k) && (m == graph.None || r.mentions[m].kind == "nominal") && !r.is(k, "nmod:poss"):
			return r.bodyNominal(k, j)
		case r.low[k] == "," && k > j && r.at[k-1] != graph.None && r.basedThere(r.at[k-1]):
		case r.tok(k).UPOS == "PUNCT" && r.low[k] != "-" && r.low[k] != "'s", r.verb(k) && !r.is(k, "amod"):
			return graph.None
		}
	}
	return graph.None
}

// basedThere reports whether name m only says where the body behind it sits: "at San
// Francisco-based Arvo Bank".
func (r *reading) basedThere(m int) bool {
	w := r.word(r.mentions[m].end)
	if next := r.mentions[m].end + 1; w == "," && next < len(r.low) && r.at[next] != graph.None && r.mentions[r.at[next]].typ == place {
		return r.basedThere(r.at[next]) // "at Toledo, Ohio-based Arvo Bank"
	}
	return w == "-based" || w == "-" && r.word(r.mentions[m].end+1) == "based"
}

// bodyNominal returns the mention of noun k, made where it is none yet, if it
// describes an organization, a place or a facility and is not a field of work.
func (r *reading) bodyNominal(k, from int) int {
	if notBodies[r.low[k]] && r.word(k+1) != "'s" && (r.low[k] != "board" || r.word(k+1) != "of") || !r.feat(k, "Number=Plur") && !r.has(k, "det", "nmod:poss", "compound", "amod") && r.word(k+1) == "at" {
		return graph.None // a field of work: "professor of law at Kyoto University"
	}
	if n := r.orgBehind(k); n != graph.None {
		return n // "the opposition Democratic Party"
	}
	m := r.at[k]
	if m == graph.None {
		n := r.nominalAt(k, noun{})
		if n.typ == person && r.know.Noun(r.low[k]) == organization {
			n.typ, n.class = organization, "Organization" // the tagger thought of the name behind it
		}
		if n.typ == group && r.know.Noun(r.lex.singular(r.low[k])) == person && !warbands[r.low[k]] || n.typ == person {
			return graph.None
		}
		if n.typ != organization && n.typ != group && n.typ != place {
			return graph.None
		}
		m = r.put(n)
	}
	if t := r.mentions[m].typ; t != organization && t != group && t != place {
		return graph.None
	}
	r.mentions[m].first = min(r.mentions[m].first, from)
	r.widen(m)
	return m
}

// widen gives the description of a body the phrases that tell which one it is: "a
// small town in Puglia", "the department of virology at the Charité".
func (r *reading) widen(m int) {
	n := &r.mentions[m]
	_, stop := r.sentence(n.head)
	for j := n.end; j < stop && j < n.end+6; j++ {
		switch {
		case r.low[n.end] != "of" && r.low[n.end] != "in" && r.low[n.end] != "at" && r.low[n.end] != "on", j > n.end && r.tok(j).UPOS == "ADP":
			return
		case j == n.end || r.tok(j).UPOS == "DET" || r.tok(j).UPOS == "ADJ" || r.tree.nominal(j) && r.modifies(j):
		case r.tree.nominal(j) && !r.time(j) && r.tree.under(j, n.head) && r.rel(j) == "nmod":
			if at := r.at[j]; at != graph.None && r.mentions[at].typ == person {
				return
			} else if at != graph.None && r.mentions[at].kind == "name" {
				j = max(j, r.mentions[at].end-1)
			}
			n.end = j + 1
			n.name = r.text(n.first, n.end)
			j = n.end - 1
		default:
			return
		}
	}
}

// owner returns the body whose office noun head is, where a description owns it:
// "the team's captain", "the company's founder and chief executive".
func (r *reading) owner(head int) int {
	k := r.kid(head, "nmod:poss")
	if k == graph.None && r.is(head, "conj") && !r.has(head, "det") {
		k = r.kid(r.head(head), "nmod:poss")
	}
	if k == graph.None || k > head || !r.tree.nominal(k) || r.time(k) || r.low[k+1] != "'s" && r.low[k+1] != "'" {
		return graph.None
	}
	if m := r.at[k]; m != graph.None && r.mentions[m].kind != "nominal" {
		if typ := r.mentions[m].typ; r.is(head, "conj") && r.mentions[m].kind == "name" && (typ == organization || typ == country || typ == place) {
			return m // "Arvo's founder and chief executive"
		}
		return graph.None
	}
	from := k
	if d := r.kid(k, "det"); d != graph.None {
		from = min(d, k)
	}
	return r.bodyNominal(k, from)
}

// confidants are posts with a person and not with a body.
var confidants = words("confidants")

// ofWhom returns the person who owns office noun head: "Jane Doe's chief of staff", "the
// crown prince's private secretary"; or None.
func (r *reading) ofWhom(head int) int {
	k := r.kid(head, "nmod:poss")
	if k == graph.None || k > head || !r.tree.nominal(k) {
		return graph.None
	}
	if m := r.besideName(k); m != graph.None && r.mentions[m].typ == person {
		return m
	}
	if m := r.at[k]; m != graph.None && r.mentions[m].typ == person {
		return m
	}
	if !r.officeNoun(k) {
		return graph.None
	}
	return r.putNominal(r.nominalAt(k, noun{kind: "office"}))
}

// ownerOrInitials returns the body that owns office noun head or else stands before its title
// with its initials.
func (r *reading) ownerOrInitials(head int) int {
	if m := r.owner(head); m != graph.None {
		return m
	}
	return r.initialsBefore(r.postStart(head))
}

// initialsBefore returns the body whose initials end in brackets before token i, where a
// title begins: "Teachers' Union (TU) president"; or None.
func (r *reading) initialsBefore(i int) int {
	if i < 4 || r.low[i-1] != ")" || r.low[i-3] != "(" {
		return graph.None
	}
	if m := r.at[i-2]; m != graph.None && r.mentions[m].typ == organization && r.mentions[m].kind == "name" {
		return m
	}
	return graph.None
}

// warbands are people who have leaders and speakers as a body has.
var warbands = words("warbands")

// notBodies are fields of office that sound like bodies or places.
var notBodies = words("not-bodies")

// ownerBefore returns the body that "whose" at token i means: "the Writers' Union, whose
// president"; the noun of which the clause is said, where it is a body, and not a name
// within its description: "Arvo, a bank based in Oslo, whose founder".
func (r *reading) ownerBefore(i int) int {
	if i < 2 || r.low[i-1] != "," {
		return graph.None
	}
	if n := r.relativeNoun(i); n != graph.None {
		m := r.besideName(n)
		if m == graph.None {
			m = r.at[n]
		}
		if m != graph.None && (r.mentions[m].typ == organization || r.mentions[m].typ == country) {
			return m
		}
	}
	m := r.at[i-2]
	if m == graph.None || r.mentions[m].end != i-1 || r.mentions[m].typ == person {
		return graph.None
	}
	return m
}
