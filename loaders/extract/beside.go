package extract

import (
	"strings"

	"newsgraph/graph"
)

// This file finds what stands beside a noun and is the same thing: names in apposition,
// titles, other names.

// appositive returns the chain of the name that stands in apposition to m:
// "the secretary, Antony Blinken".
func (r *reading) appositive(m *mention) int {
	if h := r.officeHolder(m.head); h != graph.None {
		return r.mentions[h].chain
	}
	if k := r.besideName(m.head); k != graph.None {
		return r.mentions[k].chain
	}
	return graph.None
}

// besideName returns the mention of the name that stands right behind noun i as
// its apposition: "militant group Hamas".
func (r *reading) besideName(i int) int {
	if h := r.head(i); h >= 0 && h < i && i-h < 7 && r.is(i, "appos") && r.at[h] != graph.None && r.low[i] != "," && r.tree.nominal(i) {
		if m := r.mentions[r.at[h]]; m.kind == "name" && m.typ != place && m.typ != country && r.word(m.end) == "," && (r.at[i] == graph.None || r.mentions[r.at[i]].kind == "nominal" && compatible(r.mentions[r.at[i]].typ, m.typ)) {
			return r.at[h] // "Hezbollah, another Islamist organization,"
		}
	}
	if h := r.head(i); h > i && r.is(i, "appos") && r.at[h] != graph.None && r.mentions[r.at[h]].kind == "name" && r.mentions[r.at[h]].typ == person {
		return r.at[h]
	}
	if m := r.nameBehind(i); m != graph.None {
		return m
	}
	if m := r.orgBehind(i); m != graph.None {
		return m
	}
	if m := r.alsoCalled(i); m != graph.None {
		return m
	}
	for _, k := range r.kids[i] {
		if k < i || r.at[k] == graph.None || r.mentions[r.at[k]].kind != "name" {
			continue
		}
		m := r.mentions[r.at[k]]
		switch {
		case r.is(k, "appos", "flat") && m.first == i+1 && m.typ != country:
			return r.at[k]
		case r.is(k, "appos") && m.first > i+1 && r.low[r.titleOf(m)-1] == "," && m.typ == person && (!r.bodyNoun(i) || r.doer(i)) && !r.feat(i, "Number=Plur") && (r.ownedOrThe(i) || r.aPerson(i, m)) && r.upTo(i, r.titleOf(m)-1):
			return r.at[k] // "her husband, Kenji Mori,"
		case r.is(k, "appos") && m.typ == organization && r.bodyNoun(i) && !r.feat(i, "Number=Plur") && r.ownedOrThe(i) && r.setBetween(i, m):
			return r.at[k] // "Tunisia's union, the UGTT,"
		case r.is(k, "nmod") && r.prep(k) == "of" && placeHeads[r.low[i]] && (m.typ == place || m.typ == country):
			return r.at[k] // "the city of Belgorod"
		}
	}
	return graph.None
}

// titleOf returns the first token of the words before name m that describe it.
func (r *reading) titleOf(m mention) int {
	first := m.first
	if h := r.head(m.head); h >= 0 && r.has(h, "conj") {
		return first // of one of two: "Child and her assistant, former chef Stephanie Hersh"
	}
	for first > 1 && r.is(first-1, "nmod:desc", "amod", "compound") && r.head(first-1) >= first-1 && r.head(first-1) <= m.head {
		first--
	}
	return first
}

// setBetween reports whether name m stands between commas right behind the phrase of noun
// i, or ends the sentence, and is no item of a list.
func (r *reading) setBetween(i int, m mention) bool {
	first := m.first
	if r.low[first-1] == "the" {
		first--
	}
	_, end := r.phrase(i)
	w := r.word(m.end)
	return first-1 == end && r.low[end] == "," && (w == "," || w == ".") && r.word(m.end+1) != "and" && r.word(m.end+1) != "or"
}

// doer reports whether noun i is of who does something, body or person: "the regulator",
// "a broadcaster", and no part of another phrase.
func (r *reading) doer(i int) bool {
	w := r.low[i]
	return (strings.HasSuffix(w, "or") || strings.HasSuffix(w, "er")) && !strings.HasSuffix(w, "ter") && r.prep(i) != "of"
}

// aPerson reports whether noun i introduces the person m names between commas: "met an art
// dealer, Jane Doe, in a park"; one item of a list is none.
func (r *reading) aPerson(i int, m mention) bool {
	w := r.low[r.firstOf(i)]
	n, ok := r.lex.nounOf(r.tree, i)
	if w != "a" && w != "an" || r.know.Noun(r.lex.singular(r.low[i])) != person && !r.officeNoun(i) && !(ok && n.kind == person) {
		return false
	}
	end := m.end
	if r.is(end, "case") && r.head(end) > end && r.is(r.head(end), "nmod") {
		_, end = r.subtree(r.head(end), "appos", "punct") // "a lawmaker, Jane Doe of the Green party,"
	}
	return r.word(end) == "," && r.word(end+1) != "and" && r.word(end+1) != "or"
}

// bodyNoun reports whether noun i is of bodies, and no calling of a person.
func (r *reading) bodyNoun(i int) bool {
	n, ok := r.lex.nounOf(r.tree, i)
	return ok && n.kind == "organization" || !ok && r.know.Noun(r.low[i]) == organization
}

// alsoCalled returns the person of whom noun i is the first of two bare callings:
// "union chief and former miner Paul Stokes".
func (r *reading) alsoCalled(i int) int {
	c := r.kid(i, "conj")
	if c == graph.None || c < i || r.has(i, "det", "nmod:poss", "cop", "appos") || r.has(c, "det", "nmod:poss") || !r.titleWord(i) || !r.titleWord(c) && r.know.Noun(r.low[c]) != person {
		return graph.None
	}
	if first, _ := r.phrase(c); r.word(i+1) != "and" || first != i+2 {
		return graph.None
	}
	return r.nameBehind(c)
}

// nameBehind returns the person whom the words right behind a singular description
// name, whatever the parser made of it: "whaler Kristjan Hauksson", "the mine's
// manager, Piet Botha,", "a courier named Otto Brenner".
func (r *reading) nameBehind(i int) int {
	if !r.tree.nominal(i) || r.feat(i, "Number=Plur") || r.capital(i) && r.tok(i).UPOS == "PROPN" {
		return graph.None
	}
	if n, ok := r.lex.nounOf(r.tree, i); !ok && r.know.Noun(r.low[i]) != person || ok && n.kind != "office" && n.kind != "occupation" && n.kind != person {
		return graph.None
	}
	if m := r.personAt(i + 1); m != graph.None && (r.mentions[m].first == i+1 || r.head(i) == r.mentions[m].head || r.head(r.mentions[m].head) == i || r.head(i) == r.head(r.mentions[m].head)) {
		return m
	}
	if w := r.word(i + 1); w == "named" || w == "called" {
		return r.personAt(i + 2)
	}
	if r.word(i+1) == "known" && r.word(i+2) == "as" {
		return r.personAt(i + 3)
	}
	if w := r.word(i + 2); w == "known" && r.word(i+1) == "," && r.word(i+3) == "as" {
		return r.personAt(i + 4)
	}
	return r.nameAfterComma(i)
}

// orgBehind returns the organization that a singular common noun right before its
// name describes, whatever the parser made of the two: "Danish rival Nordlys".
func (r *reading) orgBehind(i int) int {
	if r.tok(i).UPOS != "NOUN" || r.feat(i, "Number=Plur") || r.time(i) || i+1 >= len(r.low) || r.at[i+1] == graph.None {
		return graph.None
	}
	m := r.mentions[r.at[i+1]]
	if m.kind != "name" || m.typ != organization || m.first != i+1 || r.modifies(m.head) && r.head(m.head) != i || r.word(m.end) == "'s" {
		return graph.None
	}
	if h := r.head(m.head); h == i || r.head(i) == m.head || h >= 0 && h == r.head(i) {
		return r.at[i+1]
	}
	return graph.None
}

// personAt returns the mention of a person's name that begins at token j, titles
// before it passed over.
func (r *reading) personAt(j int) int {
	for n := 0; n < 4 && j < len(r.low); n, j = n+1, j+1 {
		if _, is := r.know.Demonym(r.doc.Form(j)); is || n == 0 && r.low[j] == "the" || r.lex.incumbency[r.low[j]] != "" {
			continue // "her husband, the physicist Edward Lund,", "its head, Danish economist Lars Holm,"
		}
		if m := r.at[j]; m != graph.None && r.mentions[m].kind == "name" {
			if r.mentions[m].typ == person && r.mentions[m].first == j {
				return m
			}
			if end := r.mentions[m].end; r.mentions[m].typ != person && r.word(end) == "'s" {
				j = end // "Canada's Marie Roy"
				continue
			}
			return graph.None
		}
		if r.word(j+1) == "'" && r.feat(j, "Number=Plur") || r.word(j+1) == "'s" && r.tok(j).UPOS == "NOUN" {
			j++ // "employers' president Sylvia Grant"
			continue
		}
		if r.verb(j) || !r.titleWord(j) && (r.capital(j) || r.know.Noun(r.low[j]) != person) {
			return graph.None
		}
	}
	return graph.None
}

// nameAfterComma returns the name in "the mine's manager, Piet Botha," where it
// ends with a comma, the sentence or a preposition, and does not begin a list.
func (r *reading) nameAfterComma(i int) int {
	end := r.placed(i)
	if c := r.kid(i, "acl:relcl"); c != graph.None && r.definiteNoun(i) {
		end = r.pastClause(c, end) // "the man who built the tower, the investor Paul Stone,"
	}
	if r.embedded(i) || r.word(end) != "," || !r.ownedOrThe(i) || r.doc.Sentence(end) != r.doc.Sentence(i) {
		return graph.None
	}
	m := r.personAt(end + 1)
	if m == graph.None {
		return graph.None
	}
	after := r.mentions[m].end
	if w := r.word(after); w == "," && (r.word(after+1) == "and" || r.word(after+1) == "or") && !r.is(r.mentions[m].head, "appos") && !(r.officeNoun(i) && r.definiteNoun(i) && r.has(i, "nmod")) {
		return graph.None // one item of a list
	} else if w == "," || w == "." || w == ";" || w == "?" || w == "!" || r.tok(min(after, len(r.low)-1)).UPOS == "ADP" {
		return m
	}
	return graph.None
}

// placed returns the end of the phrase of noun i with the body or place where it is: "his
// counterpart at Arvo Bank", "their envoy in the region".
func (r *reading) placed(i int) int {
	_, end := r.phrase(i)
	for _, k := range r.kids[i] {
		if k < end || r.rel(k) != "nmod" || r.firstOf(k) != end || r.tok(end).UPOS != "ADP" || r.at[k] != graph.None && r.mentions[r.at[k]].typ == person {
			continue
		}
		_, hi := r.subtree(k, "acl", "appos", "conj", "punct", "parataxis")
		return hi
	}
	return end
}

// pastClause returns the first comma behind clause c, which begins at token from and holds
// no other.
func (r *reading) pastClause(c, from int) int {
	_, stop := r.sentence(c)
	if r.word(from) == "," {
		return from
	}
	for j := from; j < stop && j < from+14; j++ {
		if r.low[j] == "," && j > c {
			return j
		}
	}
	return from
}

// embedded reports whether noun i only belongs to another person's description:
// the emir of "a nephew of the emir".
func (r *reading) embedded(i int) bool {
	h := r.head(i)
	if h < 0 || h > i || r.rel(i) != "nmod" || r.prep(i) == "" {
		return false
	}
	n, ok := r.lex.nounOf(r.tree, h)
	return ok && (n.kind == "office" || n.kind == "occupation" || n.kind == person) || !ok && r.know.Noun(r.low[h]) == person
}

// namesOf returns the names of the people whom plural description i stands for:
// "the sisters Mina and Yalda Rahimi", "the chairmen, A and B,", "lawyers A and B",
// "members, among them A", and of a delegation the one who leads it.
func (r *reading) namesOf(i int) []int {
	if led := r.ledBy(i); led != graph.None {
		return []int{led}
	}
	if !r.tree.nominal(i) || !r.feat(i, "Number=Plur") && r.lex.singular(r.low[i]) == r.low[i] || r.at[i] != graph.None && r.mentions[r.at[i]].kind == "name" {
		return nil
	}
	if r.word(i+1) == "such" && r.word(i+2) == "as" {
		if names := r.nameList(i + 3); len(names) > 0 {
			return names
		}
	}
	for _, from := range []int{i + 1, r.comma(i)} {
		if r.word(from) == "," {
			from++
		}
		if r.peopleBetween(i, from) {
			return nil // the condolences of "condolences from leaders, among them A"
		}
		if r.word(from) == "including" || r.word(from) == "among" && r.word(from+1) == "them" {
			if from++; r.word(from) == "them" {
				from++
			}
			if r.word(from) == "the" || r.word(from) == "," {
				from++
			}
			if names := r.nameList(from); len(names) > 0 {
				return names
			}
			if w := r.word(from); (w == "its" || w == "their" || w == "his" || w == "her") && r.tree.nominal(r.head(from)) && r.besideName(r.head(from)) != graph.None {
				return []int{r.besideName(r.head(from))} // "executives, including its president, Walter Brun"
			}
		}
		if names := r.nameList(from); len(names) > 1 {
			return names
		}
	}
	return nil
}

// peopleBetween reports whether a nearer plural noun for people stands between noun i and
// token end.
func (r *reading) peopleBetween(i, end int) bool {
	for j := i + 1; j < end && j < len(r.low); j++ {
		if r.tree.nominal(j) && r.feat(j, "Number=Plur") && (r.officeNoun(j) || r.know.Noun(r.lex.singular(r.low[j])) == person) && !r.officeNoun(i) && r.know.Noun(r.lex.singular(r.low[i])) != person {
			return true
		}
	}
	return false
}

// comma returns the first comma behind noun i with no verb before it, or i+1.
func (r *reading) comma(i int) int {
	_, end := r.sentence(i)
	for j := i + 1; j < end && j < i+13 && !r.verb(j); j++ {
		if r.low[j] == "," {
			return j
		}
	}
	return i + 1
}

// nameList returns the names of people in "A of X, B and C" beginning at token j.
func (r *reading) nameList(j int) []int {
	var out []int
	for len(out) < 8 {
		m := r.personAt(j)
		if m == graph.None {
			return out
		}
		out = append(out, m)
		j = r.mentions[m].end
		if r.word(j) == "of" && j+1 < len(r.low) && r.orgAt(j+1) != graph.None {
			j = r.mentions[r.orgAt(j+1)].end
		}
		if r.word(j) == "," && r.word(j+1) != "and" {
			j++
			continue
		}
		if r.word(j) == "," {
			j++
		}
		if r.word(j) != "and" {
			return out
		}
		j++
		if w := r.word(j); w == "the" || w == "his" || w == "her" {
			j++
		}
	}
	return out
}

// ledBy returns who leads the delegation that noun i denotes.
func (r *reading) ledBy(i int) int {
	if w := r.low[i]; w != "delegation" && w != "mission" && w != "team" && w != "group" {
		return graph.None
	}
	for j := i + 1; j < len(r.low) && j < i+6; j++ {
		if (r.low[j] == "led" || r.low[j] == "headed") && r.word(j+1) == "by" {
			return r.personAt(j + 2)
		}
	}
	return graph.None
}

// upTo reports whether the phrase of noun i, or the clause that describes it, ends at
// token end.
func (r *reading) upTo(i, end int) bool {
	e := r.placed(i)
	if r.word(i+1) == "-" && r.word(i+2) == "in" && r.word(i+4) == "law" {
		return i+5 == end // "his brother-in-law, Hugo Meneses,"
	}
	if r.word(e) == "and" && r.officeNoun(i) { // "its chairman and founder, Tom Calder,"
		for _, k := range r.kids[i] {
			if r.is(k, "conj") && r.officeNoun(k) && k > e && !r.has(k, "det", "nmod:poss") {
				_, e = r.phrase(k)
			}
		}
	}
	if c := r.kid(i, "acl:relcl"); c != graph.None && r.under(end-1, c) {
		return true // "the boy she had pulled from the river, Timo Ernst,"
	}
	return e == end
}

var placeHeads = words("place-heads")

// ownedOrThe reports whether noun i is one known thing: with "the" or an owner.
func (r *reading) ownedOrThe(i int) bool {
	return r.has(i, "nmod:poss") || r.definiteNoun(i)
}
