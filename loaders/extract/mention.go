package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file makes mentions of the proper names that the tagger marked, and decides their
// type.

// A mention is a graph.Mention in the making: tokens [first, end) with their head.
type mention struct {
	first, end, head int
	kind, typ        string
	class            string
	name             string // clean name, or the nominal as written
	also             string // another form of the name, see fullPart
	noun             string // head noun of a nominal, singular
	plural           bool
	gender           string
	known            Known
	demonym          bool // names a country by its adjective or people
	chain            int
}

// knownWell is the prior from which a known name may overrule the tagger. The
// tables give nations and large cities more than this.
const knownWell = 600

// Types of mentions as graph.Mention spells them.
const (
	person       = "person"
	organization = "organization"
	place        = "place"
	country      = "country"
	group        = "group"
	other        = "other"
)

// mentionNames finds the proper names: those the tagger marked, cleaned, and
// those that only the tables know.
func (r *reading) mentionNames() {
	r.voteTypes()
	for _, n := range r.joined(r.doc.Names) {
		switch n.Type {
		case "PER", "LOC", "ORG", "MISC", "PROD", "EVENT":
			r.addName(n)
		}
	}
	r.gazetteerNames()
	r.leftoverNames()
	r.surnamesAlone()
}

// joined merges the parts of one organization's name that the tagger split:
// "Office" "for the" "Coordination of Humanitarian Affairs".
func (r *reading) joined(names []language.Name) []language.Name {
	var out []language.Name
	for _, n := range names {
		if n.First < 0 || n.End > len(r.low) || n.First >= n.End {
			continue
		}
		if k := len(out) - 1; k >= 0 && r.oneName(out[k], n) {
			out[k].End = n.End
			continue
		}
		if k := len(out) - 1; k >= 0 && r.onlyTitle(out[k], n) {
			out[k] = n // "Sheikh" "Hamad al-Suwaidi"
			continue
		}
		if k := len(out) - 1; k >= 0 && (n.Type == "ORG" || n.Type == "MISC") && r.opensName(out[k], n) {
			out[k].End, out[k].Type = n.End, "ORG"
			continue
		}
		out = append(out, n)
	}
	for k := range out {
		if out[k].Type == "ORG" {
			out[k].End = r.orgTail(out[k])
		}
	}
	return out
}

// oneName reports whether a and b are the given name and the surname of one person that
// the tagger split.
func (r *reading) oneName(a, b language.Name) bool {
	return a.Type == "PER" && b.Type == "PER" && a.End == b.First && a.End-a.First == 1 && b.End-b.First == 1 && r.doc.Sentence(a.First) == r.doc.Sentence(b.First) &&
		r.capital(a.First) && r.capital(b.First) && !r.titleWord(a.First) && r.tok(a.First).UPOS == "PROPN" && r.tok(b.First).UPOS == "PROPN"
}

// onlyTitle reports whether a is the title of b that the tagger took for a person.
func (r *reading) onlyTitle(a, b language.Name) bool {
	if a.Type != "PER" || b.Type != "PER" || a.End != b.First {
		return false
	}
	for i := a.First; i < a.End; i++ {
		if !r.titleWord(i) {
			return false
		}
	}
	return true
}

// partyTag matches the party and state behind a legislator's name.
var partyTag = regexp.MustCompile(`^[DRI]-[A-Z][A-Za-z.]*$`)

func (r *reading) opensName(a, b language.Name) bool {
	gap := strings.Join(r.low[min(a.End, b.First):b.First], " ")
	return a.Type == "ORG" && orgHeads[r.low[a.End-1]] && (gap == "for the" || gap == "of the" || gap == "for" || gap == "of")
}

// orgTail extends an organization's name over "of Foreign Affairs".
func (r *reading) orgTail(n language.Name) int {
	end := n.End
	if !orgHeads[r.low[end-1]] {
		return end
	}
	_, stop := r.sentence(n.First)
	j := end
	if j < stop && (r.low[j] == "of" || r.low[j] == "for") {
		if j++; j < stop && r.low[j] == "the" {
			j++
		}
		for k := j; k < stop && (r.capital(k) || r.low[k] == "and" && k+1 < stop && r.capital(k+1)); k++ {
			end = k + 1
		}
	}
	return end
}

var orgHeads = words("org-heads")

// addName makes a mention of a tagged name after cutting titles and glue.
func (r *reading) addName(n language.Name) {
	if n.Type == "PER" && r.officeOnly(n.First, n.End) {
		return
	}
	first, end := r.trimName(n)
	if end == first+1 && r.lex.title(r.low[first]) {
		if n.Type != "PER" || end == len(r.low) || !r.capital(end) || r.tok(end).UPOS != "PROPN" || r.inName(end) {
			return // "Mr" alone
		}
		first, end = end, end+1 // the tagger left the name out
	}
	if first >= end || r.taken(first, end) || !r.capital(first) && !r.capital(end-1) && !r.brand(n, first) {
		return
	}
	if k := r.beforePortfolio(first, end); k < end {
		end, n.Type = k, "LOC"
	}
	text := r.text(first, end)
	if _, lo := r.longDemonym(first); lo != graph.None && end-first == 1 {
		return // half of "South Korean"
	}
	if partyTag.MatchString(text) || n.Type == "ORG" && first > 0 && (r.low[first-1] == "a" || r.low[first-1] == "an") && !r.modifies(r.nameHead(first, end)) {
		return // "D-Ga.", "a Louisiana Republican": what someone is, not who
	}
	m := mention{first: first, end: end, head: r.nameHead(first, end), kind: "name", name: text, chain: graph.None}
	if tag, ok := r.votes[graph.NormalName(text)]; ok {
		n.Type = tag
	}
	if !r.typeName(&m, n.Type) {
		return
	}
	r.put(m)
}

// inName reports whether the tagger took token i for a part of a name.
func (r *reading) inName(i int) bool {
	return slices.ContainsFunc(r.doc.Names, func(n language.Name) bool { return n.First <= i && i < n.End })
}

func (r *reading) taken(first, end int) bool {
	for i := first; i < end; i++ {
		if r.at[i] != graph.None {
			return true
		}
	}
	return false
}

// text returns the document's text of tokens [first, end) with single spaces.
func (r *reading) text(first, end int) string {
	s := r.doc.Text[r.tok(first).B:r.tok(end-1).E]
	return strings.Join(strings.Fields(s), " ")
}

// nameHead returns the token of [first, end) that the rest hangs on.
func (r *reading) nameHead(first, end int) int {
	for i := first; i < end; i++ {
		if h := r.head(i); h < first || h >= end {
			return i
		}
	}
	return first
}

// typeName decides what kind of thing a name stands for, from the tagger's type,
// the tables and the other names of the article. It reports false for names
// that are none of the types of the graph.
func (r *reading) typeName(m *mention, tag string) bool {
	known := r.stateFirst(m, r.bearers(m.name))
	one := m.end-m.first == 1
	if d, ok := r.know.Demonym(m.name); ok && graph.NormalName(d.Name) != graph.NormalName(m.name) {
		return r.typeDemonym(m, d)
	}
	if _, ok := r.regional(m.name); ok && r.is(m.head, "amod", "compound") && !r.partOfPerson(m) {
		return false
	}
	switch tag {
	case "PER":
		if one && len(known) > 0 && known[0].Class != "Person" && (known[0].Prior >= knownWell || known[0].Metonym) && (!r.partOfPerson(m) || known[0].Class == "Country" && r.inPlace(m)) {
			break
		}
		if !one && len(known) > 0 && known[0].Class == "Country" {
			break
		}
		if !one && counties[r.low[m.end-1]] {
			m.typ, m.class = place, "Place"
			return true
		}
		m.typ, m.class, m.gender = person, "Person", r.genderOf(m)
		return true
	case "LOC", "ORG":
		if !one && len(known) > 0 && !slices.ContainsFunc(known, func(k Known) bool { return k.Class != "Person" }) || r.surnameOf(m) && !r.firms[graph.NormalName(m.name)] {
			m.typ, m.class, m.gender = person, "Person", r.genderOf(m)
			return true
		}
		if one && !r.firms[graph.NormalName(m.name)] && r.partOfPerson(m) && (len(known) == 0 || known[0].Prior < knownWell) {
			m.typ, m.class = person, "Person"
			return true
		}
	case "MISC", "PROD", "EVENT":
		if len(known) == 0 || known[0].Class == "Person" || tag == "PROD" && known[0].Prior < knownWell && (one || typeOf(known[0].Class) != organization) {
			m.typ, m.class = other, "Product"
			return tag == "PROD" && strings.ContainsFunc(m.name, unicode.IsUpper)
		}
	}
	r.typeThing(m, tag, known)
	return true
}

// counties are parts of countries that are called so behind their names: "Harlan County".
var counties = words("counties")

// typeThing types a name that is no person's.
func (r *reading) typeThing(m *mention, tag string, known []Known) {
	m.typ, m.class = organization, "Organization"
	if tag == "LOC" {
		m.typ, m.class = place, "Place"
	}
	near, several := r.homeFirst(r.inside(m, known))
	for _, k := range near {
		if k.Class == "Person" || k.Metonym || tag == "ORG" && typeOf(k.Class) == place && k.Prior < knownWell {
			continue
		}
		m.typ, m.class = typeOf(k.Class), k.Class
		if k.Class != "City" || !several {
			m.known = k
		}
		return
	}
}

// typeDemonym makes a country mention of "the Israelis" and of "Israeli", but
// only where the word stands for the country; adjectives are made on demand.
func (r *reading) typeDemonym(m *mention, d Known) bool {
	if r.tok(m.head).UPOS == "ADJ" || r.is(m.head, "amod", "compound") {
		return false
	}
	if m.first == 0 || r.low[m.first-1] != "the" || !strings.HasSuffix(r.low[m.head], "s") && !r.feat(m.head, "Number=Plur") || r.has(m.head, "nummod", "amod") {
		return false // "two Israelis", "an Israeli" are people, not the country
	}
	m.typ, m.class, m.known, m.kind, m.demonym = country, d.Class, d, "nominal", true
	m.plural, m.noun, m.name = true, r.low[m.head], d.Name
	m.first--
	return true
}

// typeOf maps a class of the ontology to a mention type.
func typeOf(class string) string {
	switch class {
	case "Person":
		return person
	case "Country":
		return country
	case "Place", "City", "Territory":
		return place
	case "Group":
		return group
	case "Organization", "PublicBody", "Company", "Party", "NewsAgency", "ArmedGroup":
		return organization
	}
	return other
}

// partOfPerson reports whether a longer person's name of the article begins or
// ends with the name m.
func (r *reading) partOfPerson(m *mention) bool {
	want := r.low[m.first]
	for _, n := range r.doc.Names {
		if first, end := r.fullNameOf(n); end-first > 1 && (r.low[end-1] == want || r.low[first] == want) {
			return true
		}
	}
	return false
}

// genderOf returns the gender that a person's title or given name shows.
func (r *reading) genderOf(m *mention) string {
	for i := m.first - 1; i >= 0 && i >= m.first-3; i-- {
		if g := r.lex.titles[r.low[i]]; g != "" {
			return g
		}
		if n, ok := r.lex.nounOf(r.tree, i); ok && n.gender != "" && i == m.first-1 {
			return n.gender
		}
	}
	if m.end-m.first > 1 && !familyFirst[r.low[m.first]] {
		g, _ := r.know.Gender(r.doc.Form(m.first))
		return g
	}
	return ""
}

// gazetteerNames marks names that the tagger missed and the tables hold.
func (r *reading) gazetteerNames() {
	for i := 0; i < len(r.low); i++ {
		if r.at[i] != graph.None || !r.capital(i) || r.tok(i).UPOS != "PROPN" {
			continue
		}
		_, stop := r.sentence(i)
		for end := min(i+6, stop); end > i; end-- {
			if r.taken(i, end) || !r.capital(end-1) {
				continue
			}
			if _, ok := r.adjectiveOf(i, i+1); ok && end == i+1 {
				continue
			}
			known := r.know.Lookup(r.text(i, end))
			if len(known) == 0 || known[0].Class == "Person" || end == i+1 && known[0].Prior < knownWell {
				continue
			}
			m := mention{first: i, end: end, head: r.nameHead(i, end), kind: "name", name: r.text(i, end), chain: graph.None}
			r.typeThing(&m, "", known)
			r.put(m)
			break
		}
	}
}

// leftoverNames takes runs of capitalised names that are a person's by their
// given name or by the office before them.
func (r *reading) leftoverNames() {
	for i := 0; i < len(r.low); i++ {
		end := i
		for end < len(r.low) && r.at[end] == graph.None && r.tok(end).UPOS == "PROPN" && r.capital(end) && (end == i || r.doc.Sentence(end) == r.doc.Sentence(i)) {
			end++
		}
		if end == i {
			continue
		}
		first := i
		for first < end && r.titleWord(first) {
			first++
		}
		if first < end && r.personal(first, end, first > i) {
			m := mention{first: first, end: end, head: r.nameHead(first, end), kind: "name", typ: person, class: "Person",
				name: r.text(first, end), chain: graph.None}
			m.gender = r.genderOf(&m)
			r.put(m)
		}
		i = end
	}
}

// personal reports whether capitalised tokens [first, end) that no tagger marked
// are a person's name: by a given name, or by the title before them.
func (r *reading) personal(first, end int, titled bool) bool {
	if orgHeads[r.low[end-1]] || r.time(first) || first > 0 && r.low[first-1] == "of" {
		return false
	}
	_, given := r.know.Gender(r.doc.Form(first))
	return titled || given && end-first > 1
}

// put adds m and marks its tokens.
func (r *reading) put(m mention) int {
	n := len(r.mentions)
	r.mentions = append(r.mentions, m)
	if m.kind == "name" {
		for i := m.first; i < m.end; i++ {
			r.at[i] = n
		}
	}
	r.at[m.head] = n
	return n
}
