package extract

import (
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// This file reads how many people were killed, injured, missing or displaced.

// findTolls finds the numbers of people killed, injured, missing or displaced, with
// what did it, where and when. A sentence that leaves these out ("The death toll rose
// to 40") takes them from the last one that told of such a cause.
func (r *reading) findTolls() {
	var last scene
	for n := range r.doc.Sentences {
		first, end := r.doc.Sentences[n].First, r.doc.Sentences[n].End
		here := r.sceneOf(first, end)
		if here.cause == "" || here.cause == last.cause && !r.elsewhere(here, last) {
			here = here.with(last)
		}
		for i := first; i < end; {
			f, next := r.figureAt(i, end)
			if next == i {
				i++
				continue
			}
			r.addToll(f, here)
			i = next
		}
		if here.cause != "" {
			last = here
		}
	}
}

// A scene is what a sentence says of what happened.
type scene struct {
	cause string
	place int // mention
	time  int
	// apart tells that the sentence names a country that attacks, and no other place:
	// where that was is not known, and not where the attack before it was.
	apart bool
}

// with fills from an earlier sentence what the scene leaves out.
func (s scene) with(t scene) scene {
	if s.cause == "" {
		s.cause = t.cause
	}
	if s.place == graph.None {
		s.place = t.place
	}
	if s.time == graph.None {
		s.time = t.time
	}
	return s
}

// elsewhere reports whether two scenes name different places.
func (r *reading) elsewhere(s, t scene) bool {
	return s.apart || s.place != graph.None && t.place != graph.None && !r.sameChain(s.place, t.place)
}

// sceneOf reads the first cause, the first place that is named (a city before a
// country, a country that does something last: it need not be done there) and the
// first day of a sentence.
func (r *reading) sceneOf(first, end int) scene {
	s := scene{place: graph.None, time: graph.None}
	for i := first; i < end; i++ {
		if c := r.lex.causes[r.causeWord(i)]; c != "" && s.cause == "" {
			s.cause = c
		}
	}
	if s.cause == "" {
		return s
	}
	for m := range r.mentions {
		x := &r.mentions[m]
		if x.kind != "name" || x.head < first || x.head >= end || x.typ != place && x.typ != country || r.is(x.head, "amod", "compound") {
			continue
		}
		if s.place == graph.None || r.placing(m) > r.placing(s.place) {
			s.place = m
		}
	}
	if s.place != graph.None && s.cause == "attack" && r.placing(s.place) == 0 {
		s.place, s.apart = graph.None, true
	}
	for t := range r.times {
		x := &r.times[t]
		if x.first < first || x.first >= end || x.Type != "DATE" || x.Rule == "time.reference" {
			continue
		}
		if s.time == graph.None || isoDate.MatchString(x.Value) && !isoDate.MatchString(r.times[s.time].Value) {
			s.time = t // "police said on Wednesday that …, on March 5"
		}
	}
	return s
}

// placing ranks the places of a sentence.
func (r *reading) placing(m int) int {
	x := &r.mentions[m]
	switch {
	case x.class == "City":
		return 2
	case r.is(x.head, "nsubj") && r.verb(r.head(x.head)):
		return 0
	}
	return 1
}

// causeWord returns the singular or base form of token i.
func (r *reading) causeWord(i int) string {
	if r.verb(i) {
		return r.lex.lemma(r.tree, i)
	}
	return strings.ToLower(r.tok(i).Lemma)
}

// A figure is a number of people with the token that governs it.
type figure struct {
	first, end  int // tokens
	least, most int
	kind, whom  string
	at          int  // verb or noun on which status and source depend
	told        bool // of a count that grows ("the toll rose to")
}

// figureAt reads a figure that begins at token i, or returns i as next.
func (r *reading) figureAt(i, end int) (figure, int) {
	least, most, j := r.bounds(i, end)
	if j == i {
		return figure{}, i
	}
	f := figure{first: i, end: j, least: least, most: most}
	num := j - 1
	if h := r.head(num); r.is(num, "conj") && h >= i && h < num {
		num = h // "between 40 and 50 people"
	}
	noun := num
	if h := r.head(num); h > num && h < end && r.is(num, "nummod", "compound", "dep") && !r.verb(h) {
		noun = h
	}
	if noun != num && noun >= j {
		whom, ok := r.counted(noun)
		if !ok {
			return figure{}, i
		}
		f.whom, f.end = whom, noun+1
	}
	if !r.harmed(&f, noun, end) {
		return figure{}, i
	}
	return f, f.end
}

// counted reports whether noun token i stands for people, and for which, "" for
// people at large.
func (r *reading) counted(i int) (string, bool) {
	w := r.lex.singular(r.low[i])
	if r.low[i] == "people" || r.low[i] == "others" || r.low[i] == "dead" || r.low[i] == "lives" || w == "person" || r.lex.lemma(r.tree, i) == "person" {
		return "", true
	}
	if n, ok := r.lex.nounOf(r.tree, i); ok {
		return w, n.kind == "person" || n.kind == "people" || n.kind == "occupation" || n.kind == "group" || n.kind == "office"
	}
	lemma := strings.ToLower(r.tok(i).Lemma)
	return lemma, r.know.Noun(lemma) == person
}

var (
	harms       = values("harm_verb")
	harmedWords = values("harm_word")
	tollNouns   = values("harm_noun")
	tollVerbs   = words("toll-verbs")
)

// harmed finds what became of those counted.
func (r *reading) harmed(f *figure, noun, end int) bool {
	h := r.head(noun)
	if k := harmedWords[r.after(f.end, end)]; k != "" && (h < 0 || !r.verb(h) || harms[r.lex.lemma(r.tree, h)] == "" || r.wordAfter(f.end, end) == h || !r.is(noun, "nsubj:pass", "obj")) {
		f.kind, f.at = k, r.wordAfter(f.end, end)
		return true
	}
	if h < 0 {
		return false
	}
	f.at = h
	kind := ""
	if r.verb(h) || r.tok(h).UPOS == "ADJ" {
		kind = harms[r.lex.lemma(r.tree, h)]
		dies := kind == "killed" && slices.Contains([]string{"die", "perish", "drown"}, r.lex.lemma(r.tree, h))
		switch {
		case kind != "" && r.is(noun, "nsubj:pass"), kind != "" && !dies && r.is(noun, "obj"), dies && r.is(noun, "nsubj"):
			f.kind = kind
			return true
		case r.is(noun, "nsubj", "nsubj:pass") && harmedWords[r.low[h]] != "":
			f.kind = harmedWords[r.low[h]]
			return true
		case r.low[noun] == "lives" && r.is(noun, "obj") && slices.Contains([]string{"claim", "take"}, r.lex.lemma(r.tree, h)):
			f.kind = "killed"
			return true
		}
	}
	return r.tolled(f, noun, h)
}

// tolled reads "the death toll rose to 40", "a toll of 40", "put the number of dead
// at 40".
func (r *reading) tolled(f *figure, noun, h int) bool {
	if p := r.prep(noun); p == "from" || p == "by" || p == "since" {
		return false
	}
	heads := []int{h}
	if r.verb(h) && tollVerbs[r.lex.lemma(r.tree, h)] {
		heads = append(heads, r.subject(h), r.kid(h, "nsubj:pass"), r.kid(h, "obj"))
	}
	for _, k := range heads {
		if k == graph.None || k == noun {
			continue
		}
		kind := tollNouns[r.low[k]]
		if r.low[k] == "number" {
			if of := r.kid(k, "nmod"); of != graph.None {
				kind = tollNouns[r.low[of]]
			}
		}
		if r.low[k] == "toll" && r.has(k, "compound", "amod") && !slices.ContainsFunc(r.kids[k], func(x int) bool { return r.low[x] == "death" }) {
			kind = ""
		}
		if kind != "" {
			f.kind, f.told = kind, true
			return true
		}
	}
	return false
}

// after returns the next word behind token i, adverbs passed over, and wordAfter
// its token.
func (r *reading) after(i, end int) string {
	if k := r.wordAfter(i, end); k < end {
		return r.low[k]
	}
	return ""
}

func (r *reading) wordAfter(i, end int) int {
	for i < end && (r.tok(i).UPOS == "ADV" || r.low[i] == "were" || r.low[i] == "are" || r.low[i] == "was" || r.low[i] == "others" || r.low[i] == "more") {
		i++
	}
	return min(i, end)
}

// bounds reads a number with the words that bound it: "at least 12", "between 12
// and 15". It returns i as next where there is none.
func (r *reading) bounds(i, end int) (least, most, next int) {
	for _, b := range bounding {
		after := i + len(b.words)
		if after > end || !slices.Equal(r.low[i:after], b.words) {
			continue
		}
		n, j := r.cardinal(after, end)
		if n == 0 {
			continue
		}
		if b.range2 {
			m, k := n, j
			if j < end && (r.low[j] == "and" || r.low[j] == "to") {
				m, k = r.cardinal(j+1, end)
			}
			if m <= n {
				continue
			}
			return n, m, k
		}
		least, most = b.of(n)
		return least, most, j
	}
	n, j := r.cardinal(i, end)
	if n == 0 || i > 0 && r.tok(i-1).UPOS == "SYM" || j < end && (r.low[j] == "%" || r.low[j] == "percent") {
		return 0, 0, i
	}
	return n, n, j
}

// A bound is a phrase before a number with what it makes of it.
type bound struct {
	words  []string
	of     func(n int) (least, most int)
	range2 bool // two numbers
}

var bounding = func() []bound {
	open := func(n int) (int, int) { return n, 0 }
	top := func(n int) (int, int) { return 0, n }
	round := func(n int) (int, int) { return n - (n+9)/10, n + (n+9)/10 }
	out := []bound{{words: []string{"between"}, range2: true}}
	for words, of := range map[string]func(int) (int, int){"at least": open, "more than": open, "over": open, "no fewer than": open, "not less than": open,
		"as many as": top, "up to": top, "fewer than": top, "less than": top,
		"about": round, "around": round, "some": round, "nearly": round, "almost": round, "roughly": round, "approximately": round, "an estimated": round} {
		out = append(out, bound{words: strings.Fields(words), of: of})
	}
	slices.SortFunc(out, func(a, b bound) int { return slices.Compare(a.words, b.words) })
	return out
}()

var tens = map[string]int{"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// cardinal reads "12", "1,200", "seventeen", "twenty-one", "three hundred"; 0 for
// what is no number of people.
func (r *reading) cardinal(i, end int) (n, next int) {
	if i >= end || r.inDate(i) {
		return 0, i
	}
	small := func(w string) int {
		if w == "a" || w == "an" {
			return 0
		}
		return max(numbers[w], tens[w])
	}
	w := r.low[i]
	n, _ = strconv.Atoi(strings.ReplaceAll(w, ",", ""))
	if n == 0 {
		n = small(w)
	}
	if a, b, ok := strings.Cut(w, "-"); n == 0 && ok && tens[a] > 19 {
		n = tens[a] + numbers[b]
	}
	next = i + 1
	if tens[w] > 19 && next+1 < end && r.low[next] == "-" && numbers[r.low[next+1]] > 0 {
		n, next = n+numbers[r.low[next+1]], next+2
	}
	if n > 0 && next < end {
		if by := map[string]int{"hundred": 100, "thousand": 1000, "dozen": 12}[r.low[next]]; by > 0 {
			n, next = n*by, next+1
		}
	}
	if n <= 0 || n > 10_000_000 {
		return 0, i
	}
	return n, next
}

// inDate reports whether token i is part of a time expression.
func (r *reading) inDate(i int) bool {
	return slices.ContainsFunc(r.times, func(t timex) bool { return t.first <= i && i < t.end })
}

// addToll makes the claim of a figure that somebody states as so.
func (r *reading) addToll(f figure, s scene) {
	st := r.statusOf(f.at)
	if st.status != graph.Happened || st.polarity != "+" || s.cause == "" {
		return
	}
	t := graph.Toll{Kind: f.kind, Whom: f.whom, Least: f.least, Most: f.most, Cause: s.cause, Place: s.place, Time: s.time}
	t.Status, t.Certainty, t.Tense, t.Polarity = st.status, st.certainty, st.tense, st.polarity
	t.Rule, t.Confidence, t.Evidence = "toll."+f.kind, 850, []graph.Span{r.span(min(f.first, f.at), max(f.end, f.at+1))}
	if t.Source = r.quotedBy(f.at); t.Source == graph.None {
		t.Source = r.sourceAt(f.at, graph.None)
	}
	r.tolls = append(r.tolls, t)
}
