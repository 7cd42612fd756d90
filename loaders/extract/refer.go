package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// attachPosts tells each person's chain the posts that the article gives them.
func (r *reading) attachPosts() {
	for _, o := range r.offices {
		if c := r.mentions[o.holder].chain; c != graph.None { // a pronoun has none yet
			r.chains[c].posts = append(r.chains[c].posts, o.post)
		}
	}
}

// chainNominals links descriptions to named chains: "the secretary" to the person
// with that office, "the ministry" to the organization so called. What is not
// linked becomes a chain of its own.
func (r *reading) chainNominals() {
	for _, i := range r.inOrder(func(m *mention) bool { return m.chain == graph.None && m.kind == "nominal" && m.noun != "client" }) {
		r.join(i, r.antecedent(&r.mentions[i]))
	}
}

// antecedent returns the chain of the named thing that nominal m describes, or None.
func (r *reading) antecedent(m *mention) int {
	if c := r.appositive(m); c != graph.None {
		return c
	}
	if m.noun == "client" {
		return r.clientOf(m)
	}
	c := graph.None
	switch m.typ {
	case person:
		c = r.holder(m)
	case organization:
		c = r.namedOrg(m)
	case place:
		c = r.namedPlace(m)
	}
	if c == graph.None && m.typ == person {
		c = r.describedPerson(m)
	}
	if c == graph.None && r.definite(m) && !r.origin(m) {
		c = r.learned(m)
	}
	return c
}

// holder returns the chain of the person whose office m names: the one mentioned
// last before m whose post has the words of m and whose country, if both state
// one, is the same. Two equally good people, unless one is much nearer, are none.
func (r *reading) holder(m *mention) int {
	if m.plural || !r.definite(m) || r.origin(m) {
		return graph.None
	}
	words, org := r.described(m)
	best := graph.None
	for c := range r.chains {
		ch := &r.chains[c]
		if ch.typ != person || !ch.named || clash(ch.gender, m.gender) || !r.fits(ch, m, words, org) {
			continue
		}
		if g := r.gap(m, c); g >= 1<<19 {
			continue
		}
		if best == graph.None || r.salience(m, c) > r.salience(m, best) {
			best = c
		}
	}
	return best
}

// origin reports whether m tells where someone is from: "the minister from
// Denmark" is picked out by that, and not the one spoken of last.
func (r *reading) origin(m *mention) bool {
	for _, k := range r.kids[m.head] {
		if k > m.head && r.rel(k) == "nmod" && r.prep(k) == "from" {
			return true
		}
	}
	return false
}

// salience scores chain c as what m means by its best mention before m.
func (r *reading) salience(m *mention, c int) int {
	best := -1000
	for _, i := range r.chains[c].mentions {
		if a := &r.mentions[i]; a.head < m.head {
			best = max(best, r.mentionScore(a, m))
		}
	}
	return best
}

// definite reports whether m refers to something known: with "the", with a
// possessor, or capitalised as a title.
func (r *reading) definite(m *mention) bool {
	switch r.low[m.first] {
	case "the", "its", "their", "his", "her", "our":
		return true
	case "a", "an", "another", "some", "one", "any", "no", "this", "that":
		return false
	}
	if k := r.kid(m.head, "nmod:poss"); k != graph.None && r.at[k] != graph.None {
		return true
	}
	return r.capital(m.head) && r.tok(m.head).B != r.doc.Sentences[r.doc.Sentence(m.head)].B
}

// described returns the words of nominal m without articles and "former", and
// the country or organization it names.
func (r *reading) described(m *mention) (words []string, org int) {
	org = graph.None
	for i := m.first; i < m.end; i++ {
		if o := r.orgAt(i); o != graph.None && i != m.head {
			org = o
			continue
		}
		switch w := r.low[i]; {
		case w == "'s" || r.tok(i).UPOS == "DET" || r.tok(i).UPOS == "PRON" || r.tok(i).UPOS == "PUNCT":
		case i == m.head:
			words = append(words, m.noun)
		default:
			if _, ok := r.lex.incumbency[w]; !ok {
				words = append(words, w)
			}
		}
	}
	for len(words) > 0 && smallWords[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words, org
}

// fits reports whether a post of ch is what words and org describe.
func (r *reading) fits(ch *chain, m *mention, words []string, org int) bool {
	phrase := strings.Join(words, " ")
	for _, p := range ch.posts {
		if org != graph.None && p.org != graph.None && !r.sameOrg(org, p.org) {
			continue
		}
		if p.occupancy == "former" && !slices.Contains(words, "former") {
			continue
		}
		if r.aliasFits(phrase, p.name) || p.head == m.noun && subset(words, p.words) {
			return true
		}
	}
	return false
}

// aliasFits reports whether a phrase such as "top diplomat" stands for the post.
func (r *reading) aliasFits(phrase, name string) bool {
	for _, a := range r.lex.aliases {
		if a.phrase == phrase && slices.Contains(a.posts, name) {
			return true
		}
	}
	return false
}

// alias reports whether a phrase such as "top diplomat" stands for a post.
func (r *reading) alias(phrase string) bool {
	for _, a := range r.lex.aliases {
		if a.phrase == phrase {
			return true
		}
	}
	return false
}

func subset(words, of []string) bool {
	for _, w := range words {
		if !slices.Contains(of, w) {
			return false
		}
	}
	return true
}

// sameOrg reports whether two mentions are of one country or organization.
func (r *reading) sameOrg(a, b int) bool {
	x, y := r.mentions[a], r.mentions[b]
	return x.chain != graph.None && x.chain == y.chain || x.known.Ref != "" && x.known.Ref == y.known.Ref
}

// namedOrg returns the organization that "the ministry", "the company" means: the
// nearest before it whose name ends in the noun, else the only one so far that
// can be it.
func (r *reading) namedOrg(m *mention) int {
	if m.plural || r.low[m.first] != "the" || m.head-m.first > 1 || m.end > m.head+1 {
		return graph.None
	}
	best, count, only := graph.None, 0, graph.None
	for c := range r.chains {
		ch := &r.chains[c]
		if ch.typ != organization || !ch.named || r.gap(m, c) >= 1<<19 {
			continue
		}
		if ch.class != "NewsAgency" && !ch.known.Media {
			count, only = count+1, c
		}
		if slices.Contains(ch.words, m.noun) && (best == graph.None || r.nearer(m, c, best)) {
			best = c
		}
	}
	if best == graph.None && count == 1 && genericOrgs[m.noun] && r.gap(m, only) < 120 {
		return only
	}
	return best
}

var genericOrgs = set("company firm group organization organisation bank agency airline carmaker automaker retailer lender club university manufacturer")

// namedPlace returns the place that "the territory", "the country", "the city"
// means: the nearest of that kind in the same or the previous sentence.
func (r *reading) namedPlace(m *mention) int {
	if m.plural || r.low[m.first] != "the" || m.head-m.first > 1 || m.end > m.head+1 {
		return graph.None
	}
	class := map[string]string{"country": "Country", "nation": "Country", "territory": "Territory", "city": "City"}[m.noun]
	best := graph.None
	for i := range r.mentions {
		c := r.mentions[i]
		if c.chain == graph.None || c.kind != "name" || c.class != class || c.head >= m.head || r.modifies(c.head) ||
			r.doc.Sentence(m.head)-r.doc.Sentence(c.head) > 1 {
			continue
		}
		if best == graph.None || c.head > r.mentions[best].head {
			best = i
		}
	}
	if best == graph.None {
		return graph.None
	}
	return r.mentions[best].chain
}

// modifies reports whether token i only modifies a noun ("US troops").
func (r *reading) modifies(i int) bool {
	return r.is(i, "compound", "amod", "nmod:desc")
}

// chainPronouns links pronouns, in text order, to the chains they stand for;
// those that are unclear stay alone.
// "I" comes last: it is who says the quotation, who may be a pronoun behind it.
func (r *reading) chainPronouns() {
	for _, first := range []bool{false, true} {
		for _, i := range r.inOrder(func(m *mention) bool {
			return m.chain == graph.None && m.kind == "pronoun" && firstPerson[m.name] == first
		}) {
			if c := r.pronounChain(i); c != graph.None {
				r.join(i, c)
			}
		}
	}
}

func (r *reading) pronounChain(i int) int {
	m := &r.mentions[i]
	switch {
	case firstPerson[m.name]:
		if st := r.quotedBy(m.head); st != graph.None {
			return r.speakerChain(st)
		}
	case m.typ == person:
		if c := r.bestPerson(m); c != graph.None {
			return c
		}
		if c := r.ahead(m); c != graph.None {
			return c
		}
	case m.name == "it" || m.name == "its" || m.name == "itself":
		if c := r.thing(m); c != graph.None {
			return c
		}
	case m.name == "they":
		return r.speakingOfThemselves(m)
	default:
		return graph.None
	}
	return r.learned(m)
}

// speakingOfThemselves returns the chain of the group whose words "they" opens: "police
// denied that they had arrested her".
func (r *reading) speakingOfThemselves(m *mention) int {
	v := r.head(m.head)
	if v < 0 || !r.is(v, "ccomp") || !r.is(m.head, "nsubj") || r.inQuote[m.head] != graph.None || r.head(v) > m.head {
		return graph.None
	}
	s := r.ownSubject(r.head(v))
	if s == graph.None || r.at[s] == graph.None || r.has(s, "conj") {
		return graph.None
	}
	if a := &r.mentions[r.at[s]]; a.typ == group || a.kind == "nominal" && a.plural {
		return a.chain
	}
	return graph.None
}

var firstPerson = set("i me my mine myself")

func (r *reading) speakerChain(st int) int {
	if s := r.statements[st].Speaker; s != graph.None {
		return r.mentions[s].chain
	}
	return graph.None
}

// bestPerson ranks the people mentioned before pronoun m. Weights are integers
// chosen by hand; a lead of less than margin leaves the pronoun alone.
func (r *reading) bestPerson(m *mention) int {
	const margin, floor = 8, 0
	best, second, chosen := -1000, -1000, graph.None
	for c := range r.chains {
		if s, ok := r.personScore(m, c); ok {
			if s > best {
				best, second, chosen = s, best, c
			} else {
				second = max(second, s)
			}
		}
	}
	if chosen == graph.None || best < floor || best-second < margin {
		return graph.None
	}
	return chosen
}

// personScore scores chain c as what m stands for: by its best mention before m.
func (r *reading) personScore(m *mention, c int) (int, bool) {
	ch := &r.chains[c]
	if ch.typ != person || ch.plural || clash(ch.gender, m.gender) {
		return 0, false
	}
	if st := r.quotedBy(m.head); st != graph.None && r.speakerChain(st) == c {
		return 0, false
	}
	if r.doesIt(m, c) {
		return 0, false
	}
	best, ok := 0, false
	for _, i := range ch.mentions {
		a := &r.mentions[i]
		if a.head >= m.head || r.coarguments(a.head, m.head) && !strings.HasSuffix(m.name, "self") && !r.is(m.head, "nmod:poss") {
			if a.head < m.head {
				return 0, false
			}
			continue
		}
		if s := r.mentionScore(a, m); !ok || s > best {
			best, ok = s, true
		}
	}
	if ch.gender != "" {
		best += 10
	}
	if c == r.topic() {
		best += 12
	}
	if r.speaksOfOthers(m, c) || r.speaksFor(m, c) {
		best -= 60
	}
	if ch.named {
		best += 10
	}
	return best, ok
}

// speaksOfOthers reports whether chain c is of someone who speaks of others by office
// and m is the one to whom something is done in what they say: "the prosecutor named
// Jane Doe's brother and said he was charged with fraud".
func (r *reading) speaksOfOthers(m *mention, c int) bool {
	v := r.head(m.head)
	if v < 0 || !r.is(m.head, "nsubj:pass", "obj") || !slices.ContainsFunc(r.chains[c].posts, func(p post) bool { return authorities[p.head] }) {
		return false
	}
	for n := 0; v >= 0 && n < maxClimb; v, n = r.head(v), n+1 {
		if !r.is(v, "ccomp", "parataxis") || r.head(v) < 0 {
			continue
		}
		s := r.subject(r.head(v))
		return s != graph.None && r.at[s] != graph.None && r.mentions[r.at[s]].chain == c
	}
	return false
}

// authorities speak of what was done to others.
var authorities = set("prosecutor attorney judge sheriff inspector detective superintendent officer constable coroner magistrate spokesman spokeswoman spokesperson commander")

// topic returns the person whom the article mentions most, the first of equals.
func (r *reading) topic() int {
	best := graph.None
	for c := range r.chains {
		if r.chains[c].typ == person && r.chains[c].named && (best == graph.None || len(r.chains[c].mentions) > len(r.chains[best].mentions)) {
			best = c
		}
	}
	return best
}

func (r *reading) mentionScore(a, m *mention) int {
	far := r.doc.Sentence(m.head) - r.doc.Sentence(a.head)
	if far > 3 {
		return -100 - far
	}
	s := 60 - 22*far - min((m.head-a.head)/8, 10)
	switch {
	case r.rel(a.head) == "nsubj":
		s += 25
	case r.rel(a.head) == "obj" || r.is(a.head, "obl", "obl:agent"):
		s += 5
	case r.modifies(a.head) || r.is(a.head, "nmod:poss"):
		s -= 10
	}
	if h := r.head(a.head); h >= 0 && r.rel(a.head) == "nsubj" && (r.is(h, "root") || m.head-a.head < 6) {
		s += 10 // of the main clause, or of the clause that has just ended
	}
	if strings.HasSuffix(r.low[a.head], "self") {
		s -= 20
	}
	if r.inQuote != nil && r.inQuote[a.head] != r.inQuote[m.head] {
		s -= 25
	}
	return s
}

// coarguments reports whether a and b hang on the same verb.
func (r *reading) coarguments(a, b int) bool {
	return r.head(a) >= 0 && r.head(a) == r.head(b) && r.verb(r.head(a))
}

// thing links "it" and "its" to an organization or country only where the syntax
// leaves little doubt: the subject of the same clause or of the clause above.
func (r *reading) thing(m *mention) int {
	if r.is(m.head, "expl") || r.rel(m.head) == "nsubj" && m.name == "it" {
		return r.subjectBefore(m)
	}
	for v, n := r.head(m.head), 0; v >= 0 && n < 6; v, n = r.head(v), n+1 {
		if !r.verb(v) {
			continue
		}
		if s := r.surfaceSubject(v); s != graph.None && s < m.head && (v != r.head(m.head) || r.is(m.head, "nmod:poss")) {
			if c := r.nationOrOrg(s); c != graph.None {
				return c
			}
			if p := r.kid(s, "nmod:poss"); p != graph.None && r.nationOrOrg(p) != graph.None {
				return r.nationOrOrg(p)
			}
		}
	}
	return graph.None
}

// subjectBefore links a subject "it" to the subject of the clause above when that
// is an organization or country: "the bank said it would …".
func (r *reading) subjectBefore(m *mention) int {
	if r.is(m.head, "expl") {
		return graph.None
	}
	v := r.head(m.head)
	if v < 0 || !r.is(v, "ccomp", "advcl", "xcomp", "conj", "acl:relcl") || r.head(v) < 0 {
		return graph.None
	}
	if s := r.surfaceSubject(r.head(v)); s != graph.None && s < m.head {
		return r.nationOrOrg(s)
	}
	return graph.None
}

func (r *reading) nationOrOrg(i int) int {
	m := r.mentionAt(i)
	if m == graph.None || r.mentions[m].chain == graph.None {
		return graph.None
	}
	if t := r.mentions[m].typ; t == country || t == organization || t == place {
		return r.mentions[m].chain
	}
	return graph.None
}
