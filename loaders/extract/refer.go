package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file resolves descriptions to what is named: "the secretary", "the ministry", "the
// Helsinki company".

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
		s := r.fronted(&r.mentions[i])
		if s == graph.None {
			r.join(i, r.antecedent(&r.mentions[i]))
		} else if c := r.mentions[s].chain; c != graph.None {
			r.join(i, c)
		} // else it waits for its pronoun
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
	if m.typ == organization && anyOrganization[m.noun] && r.definite(m) {
		return r.mainOrg(m, c)
	}
	return c
}

// mainOrg corrects c as what a description such as "the club" means: not one of which
// the article has spoken less than of another that it named before, and if c is None
// the one of which it has spoken at least twice, and twice as often as of any other.
func (r *reading) mainOrg(m *mention, c int) int {
	best, times, second := graph.None, 0, 0
	for o := range r.chains {
		if !r.candidateOrg(o) {
			continue
		}
		if n := r.timesBefore(m, o); n > times {
			best, times, second = o, n, times
		} else {
			second = max(second, n)
		}
	}
	switch {
	case c == best || c != graph.None && r.timesBefore(m, c) == times && r.earlier(m, c, best):
		return c
	case c == graph.None && times >= 2 && times >= 2*second && r.gap(m, best) < 120 && r.bare(m) && !r.rivalBeside(m, best) && !r.otherKind(best):
		return best
	}
	return graph.None
}

// bare reports whether m is of "the" and its noun alone.
func (r *reading) bare(m *mention) bool { return m.head-m.first == 1 && m.end == m.head+1 }

// otherKind reports whether the name of chain c says that it is no company, firm or club.
func (r *reading) otherKind(c int) bool {
	return slices.ContainsFunc(r.chains[c].words, func(w string) bool { return orgHeads[w] && w != "bank" || w == "party" })
}

// rivalBeside reports whether the sentence of m names an organization other than c.
func (r *reading) rivalBeside(m *mention, c int) bool {
	return slices.ContainsFunc(r.mentions, func(a mention) bool {
		return a.chain != graph.None && a.chain != c && r.candidateOrg(a.chain) && r.doc.Sentence(a.head) == r.doc.Sentence(m.head)
	})
}

// candidateOrg reports whether a description may mean chain c: a named organization that
// does not report the news.
func (r *reading) candidateOrg(c int) bool {
	ch := &r.chains[c]
	return ch.typ == organization && ch.named && ch.class != "NewsAgency" && !ch.known.Media
}

// timesBefore returns how often chain c is mentioned before m.
func (r *reading) timesBefore(m *mention, c int) int {
	n := 0
	for _, i := range r.chains[c].mentions {
		if r.mentions[i].head < m.head {
			n++
		}
	}
	return n
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
	for len(words) > 0 && acronymGaps[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words, org
}

// fits reports whether a post of ch is what words and org describe.
func (r *reading) fits(ch *chain, m *mention, words []string, org int) bool {
	phrase, past := strings.Join(words, " "), r.saysPast(m)
	for _, p := range ch.posts {
		if org != graph.None && p.org != graph.None && !r.sameOrg(org, p.org) {
			continue
		}
		if over := p.occupancy == "former" || p.occupancy == "resigned"; past && !over || !past && p.occupancy == "former" || r.lesser(p, words) {
			continue
		}
		if r.aliasFits(phrase, p.name) || p.head == m.noun && subset(words, p.words) {
			return true
		}
	}
	return false
}

// saysPast reports whether m is described as having held an office or about to leave it.
func (r *reading) saysPast(m *mention) bool {
	for i := m.first; i < m.head; i++ {
		if w := r.low[i]; w == "outgoing" || r.lex.incumbency[w] == "former" {
			return true
		}
	}
	return false
}

// lesser reports whether post p is of another rank than words say: "the president" is no
// vice president.
func (r *reading) lesser(p post, words []string) bool {
	return slices.ContainsFunc(p.words, func(w string) bool { return postModifiers[w] && !slices.Contains(words, w) })
}

var postModifiers = words("post-modifiers")

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
		if r.candidateOrg(c) {
			count, only = count+1, c
		}
		if slices.Contains(ch.words, m.noun) && (best == graph.None || r.nearer(m, c, best)) {
			best = c
		}
	}
	if best == graph.None && count == 1 && genericOrganizations[m.noun] && r.gap(m, only) < 120 {
		return only
	}
	return best
}

// anyOrganization are nouns that fit most organizations of the news.
var anyOrganization = words("any-organization")

var genericOrganizations = words("generic-organizations")

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
