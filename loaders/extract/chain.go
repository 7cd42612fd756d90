package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"newsgraph/graph"
)

// This file puts the mentions of one thing by name into one chain.

// A chain is a graph.Chain in the making: the mentions of one thing.
type chain struct {
	typ, class string
	name       string // fullest clean name
	named      bool
	byDemonym  bool // named so far only by an adjective
	names      []string
	words      []string // of the name, lower-case
	known      Known
	gender     string
	plural     bool
	mentions   []int
	posts      []post
}

// chainNames puts the mentions by name into chains: full names of people first,
// then what may be short for them, then everything else by table id or name.
func (r *reading) chainNames() {
	order := r.inOrder(func(m *mention) bool { return m.chain == graph.None && (m.kind == "name" || m.demonym) })
	for _, i := range order {
		if m := &r.mentions[i]; m.typ == person && m.end-m.first > 1 {
			r.join(i, r.fullName(m))
		}
	}
	for _, i := range order {
		if m := &r.mentions[i]; m.typ == person && m.chain == graph.None {
			r.join(i, r.shortName(m))
		}
	}
	// Longer names first, so that "Volkswagen" finds "Volkswagen Group".
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(r.mentions[b].name), len(r.mentions[a].name)) })
	for _, i := range order {
		if m := &r.mentions[i]; m.chain == graph.None {
			r.join(i, r.sameThing(m))
		}
	}
}

// inOrder returns the indexes of the mentions that keep selects, in text order.
func (r *reading) inOrder(keep func(*mention) bool) []int {
	var out []int
	for i := range r.mentions {
		if keep(&r.mentions[i]) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Compare(r.mentions[a].head, r.mentions[b].head) })
	return out
}

// join adds mention i to chain c, or to a new chain when c is None.
func (r *reading) join(i, c int) {
	m := &r.mentions[i]
	if c == graph.None {
		c = len(r.chains)
		r.chains = append(r.chains, chain{typ: m.typ, class: m.class, plural: m.plural})
	}
	m.chain = c
	ch := &r.chains[c]
	ch.mentions = append(ch.mentions, i)
	if ch.gender == "" && m.typ == person {
		ch.gender = m.gender
	}
	if m.kind == "name" || m.demonym {
		r.nameChain(ch, m)
	}
}

// nameChain lets a chain know the name by which mention m calls it.
func (r *reading) nameChain(ch *chain, m *mention) {
	if ch.known.Ref == "" {
		ch.known = m.known
	}
	if !slices.Contains(ch.names, m.name) && !m.demonym {
		ch.names = append(ch.names, m.name)
	}
	if m.also != "" && !slices.Contains(ch.names, m.also) {
		ch.names = append(ch.names, m.also)
	}
	if better := len(m.name) > len(ch.name) && !m.demonym; !ch.named || better || ch.byDemonym {
		ch.name, ch.named, ch.class, ch.typ, ch.byDemonym = m.name, true, m.class, m.typ, m.demonym
		ch.words = strings.Fields(graph.NormalName(m.name))
	}
}

// fullName returns the chain of the person whose full name m is or may be with a
// slip of the pen, or None.
func (r *reading) fullName(m *mention) int {
	words := strings.Fields(graph.NormalName(m.name))
	if surnamePrefixes[words[0]] {
		if c := r.longerName(words); c != graph.None {
			return c // "De Graaf", behind "Wouter de Graaf"
		}
	}
	for c := range r.chains {
		ch := &r.chains[c]
		if ch.typ != person || len(ch.words) < 2 || len(words) < 2 {
			continue
		}
		if slices.Equal(ch.words, words) {
			return c
		}
		a, b := ch.words[len(ch.words)-1], words[len(words)-1]
		if sameGiven(ch.words[0], words[0]) && alike(a, b) || a == b && initials(ch.words[0], words[0]) {
			return c
		}
	}
	return graph.None
}

// longerName returns the chain of the only person whose name so far ends in words, or None.
func (r *reading) longerName(words []string) int {
	return r.only(func(ch *chain) bool { return ch.typ == person && ch.endsIn(words...) })
}

// only returns the one chain of which is holds; None where there are none or several.
func (r *reading) only(is func(*chain) bool) int {
	found := graph.None
	for c := range r.chains {
		if !is(&r.chains[c]) {
			continue
		}
		if found != graph.None {
			return graph.None
		}
		found = c
	}
	return found
}

// endsIn reports whether the name has other words before these, its last.
func (c *chain) endsIn(words ...string) bool {
	before := len(c.words) - len(words)
	return before > 0 && slices.Equal(c.words[before:], words)
}

// surnamePrefixes begin surnames of several words.
var surnamePrefixes = words("surname-prefixes")

func sameGiven(a, b string) bool { return a == b }

// initials reports whether one of two given names is the initial of the other.
func initials(a, b string) bool {
	return a != "" && b != "" && a[0] == b[0] && (len(a) == 1 || len(b) == 1)
}

// alike reports whether two surnames are equal or differ by one letter left out,
// added or changed in a long name.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if min(len(a), len(b)) < 6 {
		return false
	}
	return distance(a, b) == 1
}

// distance returns 0, 1 or 2 (meaning more) for the edit distance of a and b.
func distance(a, b string) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return 2
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case i == len(a) && len(a) == len(b):
		return 0
	case len(a) == len(b) && a[i+1:] == b[i+1:], len(a) < len(b) && a[i:] == b[i+1:]:
		return 1
	}
	return 2
}

// shortName returns the chain of the person that a single name is short for: by
// surname the one whom the article named first (relatives who come in later are
// called by their given names); by given name only when a single person has it.
func (r *reading) shortName(m *mention) int {
	want := graph.NormalName(m.name)
	best, count := graph.None, 0
	for pass := range 3 {
		for c := range r.chains {
			ch := &r.chains[c]
			if ch.typ != person || len(ch.words) == 0 || !r.shortFor(ch, want, pass) || clash(ch.gender, m.gender) || r.otherGeneration(m, c) || r.relativeBehind(m, c) || pass == 1 && r.otherFamily(m, c) {
				continue
			}
			count++
			if best == graph.None || r.earlier(m, c, best) {
				best = c
			}
		}
		if best != graph.None && (pass == 0 || count == 1) {
			return best
		}
		best, count = graph.None, 0
	}
	return graph.None
}

// shortFor reports whether want is the surname (pass 0), the given or a middle name (1) or
// the misspelt surname (2) of chain ch.
func (r *reading) shortFor(ch *chain, want string, pass int) bool {
	bare := ch.bare()
	last := bare[len(bare)-1]
	switch pass {
	case 0:
		return last == want || strings.HasSuffix(strings.Join(ch.words, " "), " "+want) || strings.HasSuffix(strings.Join(bare, " "), " "+want)
	case 1:
		return slices.Contains(ch.words, want) && len(want) > 2 || // "Lula" of Luiz Inacio Lula da Silva
			len(want) == 2 && len(ch.words) > 1 && ch.words[0] == want // "Xi" of Xi Jinping
	}
	return alike(last, want)
}

// bare returns the words of the name without the one that tells father and son apart.
func (c *chain) bare() []string {
	if n := len(c.words); n > 1 && generations[c.words[n-1]] {
		return c.words[:n-1]
	}
	return c.words
}

// otherGeneration reports whether the word before the surname m ("the elder Holm", "the
// younger Holm") means another one than chain c, where two of that name are told apart.
func (r *reading) otherGeneration(m *mention, c int) bool {
	young, old := younger[r.word(m.first-1)], elder[r.word(m.first-1)]
	if !young && !old {
		return false
	}
	junior := func(ch *chain) bool { return len(ch.bare()) < len(ch.words) && ch.words[len(ch.words)-1] != "sr" }
	want := graph.NormalName(m.name)
	for k := range r.chains {
		if ch := &r.chains[k]; k != c && ch.typ == person && len(ch.words) > 1 && r.shortFor(ch, want, 0) && junior(ch) != junior(&r.chains[c]) {
			return junior(&r.chains[c]) != young
		}
	}
	return false
}

// relativeBehind reports whether the full name of chain c comes only behind the surname m
// and as that of a relative: "President Roe spoke. His wife, Jane Roe, left."
func (r *reading) relativeBehind(m *mention, c int) bool {
	full := &r.mentions[r.chains[c].mentions[0]]
	if full.first < m.first {
		return false
	}
	if w := r.word(full.first - 1); w == "lady" || w == "mrs" || w == "mrs." {
		return true
	}
	return r.kinBefore(full.first) > m.first
}

// otherFamily reports whether the given name m of somebody's relative ("whose brother
// Joseph") is not that of chain c, who is told of as nobody's relative and shares the
// surname with nobody.
func (r *reading) otherFamily(m *mention, c int) bool {
	ch := &r.chains[c]
	if len(ch.words) < 2 || r.kinBefore(m.first) == graph.None {
		return false
	}
	if slices.ContainsFunc(ch.mentions, func(i int) bool { return r.kinBefore(r.mentions[i].first) != graph.None }) {
		return false
	}
	return r.only(func(o *chain) bool { return o.typ == person && o.endsIn(ch.words[len(ch.words)-1]) }) == c
}

// kinBefore returns the kin noun right before token first or before its comma, or None.
func (r *reading) kinBefore(first int) int {
	for i := first - 1; i >= max(first-3, 0); i-- {
		if _, ok := kin[r.lex.singular(r.low[i])]; ok {
			return i
		}
		if r.low[i] != "," {
			break
		}
	}
	return graph.None
}

// generations stand behind names to tell father and son apart; younger and elder before
// surnames.
var (
	generations = words("generations")
	younger     = words("younger")
	elder       = words("elder")
)

func clash(a, b string) bool { return a != "" && b != "" && a != b }

// earlier reports whether chain a was named before chain b; what comes only after
// m is named last.
func (r *reading) earlier(m *mention, a, b int) bool {
	fa, fb := r.mentions[r.chains[a].mentions[0]].head, r.mentions[r.chains[b].mentions[0]].head
	if (fa < m.head) != (fb < m.head) {
		return fa < m.head
	}
	return fa < fb
}

// nearer reports whether chain a is a likelier antecedent of m than chain b: the
// one mentioned last before m, or first after it.
func (r *reading) nearer(m *mention, a, b int) bool {
	da, db := r.gap(m, a), r.gap(m, b)
	return da < db
}

// gap returns the distance in tokens from m back to the last mention of chain c,
// or a large number for chains that come only after it.
func (r *reading) gap(m *mention, c int) int {
	best := 1 << 20
	for _, i := range r.chains[c].mentions {
		h := r.mentions[i].head
		if h < m.head {
			best = min(best, m.head-h)
		} else {
			best = min(best, 1<<19+h-m.head)
		}
	}
	return best
}

// sameThing returns the chain of the organization, place or country that m names: by
// its table id or all of its name before a part of a name ("Apple" is Apple Inc. and not
// Apple Corps where an article tells of both).
func (r *reading) sameThing(m *mention) int {
	name := strings.TrimPrefix(graph.NormalName(m.name), "the ")
	short := graph.None
	for c := range r.chains {
		ch := &r.chains[c]
		if !compatible(ch.typ, m.typ) {
			continue
		}
		if m.known.Ref != "" && ch.known.Ref == m.known.Ref || ch.named && (strings.Join(ch.words, " ") == name || ch.calledShort(name)) && !r.namesakes(m, ch) {
			return c
		}
		if short == graph.None && r.shortOf(m, ch, name) {
			short = c
		}
	}
	if short == graph.None && m.typ == organization && m.known.Ref == "" {
		return r.lastWordOf(name)
	}
	return short
}

// calledShort reports whether the chain has been called so by its initials.
func (c *chain) calledShort(name string) bool {
	return !strings.Contains(name, " ") && slices.ContainsFunc(c.names, func(n string) bool { return strings.ToUpper(n) == n && graph.NormalName(n) == name })
}

// namesakes reports whether m and ch are known to be two things of one name: the city and
// the state of Washington.
func (r *reading) namesakes(m *mention, ch *chain) bool {
	return m.known.Ref != "" && ch.known.Ref != "" && m.known.Ref != ch.known.Ref
}

// shortOf reports whether m is short for the organization ch: by its initials, without
// its legal form, or by the first word of its name.
func (r *reading) shortOf(m *mention, ch *chain, name string) bool {
	if m.known.Ref != "" && ch.known.Ref != "" || m.typ != organization {
		return false
	}
	rest, ok := strings.CutPrefix(strings.Join(ch.words, " "), name+" ")
	return r.acronym(ch, m) || ok && (corporateWords[rest] || !strings.Contains(name, " ") && !branches[name])
}

// lastWordOf returns the only organization so far whose name ends in the one word that
// calls it now: "Rovers" for "Ashbourne Rovers"; or None.
func (r *reading) lastWordOf(word string) int {
	if strings.Contains(word, " ") || branches[word] {
		return graph.None
	}
	return r.only(func(ch *chain) bool { return ch.typ == organization && ch.named && ch.endsIn(word) })
}

// branches have committees and offices that bear their name and are not they.
var branches = words("branches")

func compatible(a, b string) bool {
	if a == place || a == country {
		return b == place || b == country
	}
	return a == b
}

// acronym reports whether m is written as the initials of the name of ch.
func (r *reading) acronym(ch *chain, m *mention) bool {
	bracketed := r.word(m.first-1) == "(" && r.behind(ch, m.first-1)
	if len(m.name) < 2 || !bracketed && strings.ContainsFunc(m.name, func(c rune) bool { return !unicode.IsUpper(c) && c != '.' }) {
		return false // "Unions (Cotu)" are written so, too
	}
	want := strings.ReplaceAll(graph.NormalName(m.name), " ", "")
	all, content := "", ""
	for _, w := range ch.words {
		all += w[:1]
		if !acronymGaps[w] {
			content += w[:1]
		}
	}
	if len(ch.words) > 1 && (want == all || want == content) {
		return true
	}
	return bracketed && len(want) > 1 && len(want) < len(content) && strings.HasSuffix(content, want)
}

// behind reports whether a mention of chain ch ends before token i.
func (r *reading) behind(ch *chain, i int) bool {
	return slices.ContainsFunc(ch.mentions, func(m int) bool { return r.mentions[m].end == i })
}

var acronymGaps = words("acronym-gaps")
