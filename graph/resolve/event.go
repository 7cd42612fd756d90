package resolve

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// An event holds the features of an event signature, over entity clusters, which
// are named by their tokens.
type event struct {
	class   string
	lemma   string // of what is not an encounter: the class alone says too little
	status  string
	day     graph.Date
	weekday string // as written
	falls   string // weekday of day or, without a date, as written
	parts   []part // named participants, sorted
	who     []string
	// names are the consonants of the participants' family names as this article
	// writes them, sorted: "Blinken" alone may be the participant of another account.
	names   []string
	persons bool     // whether a person or an organization takes part, not states alone
	acting  []string // who of them are no places
	place   string   // "" if none is named
	city    bool
	quotes  []said
	// beside are quotations of the participants elsewhere in an article that tells
	// of no other such event.
	beside []said
	told   []uint64 // sketch of the sentence, of an event with two participants at least
	lasts  bool     // for weeks
	once   string   // who suffers what one suffers once, "" for any other event
	again  graph.ID // first account of it in the article, if that tells of it more than once
	alone  bool     // nothing to compare
}

// said is a quotation with its speaker: the cluster and the family name.
type said struct {
	statement graph.ID
	speaker   string
	name      string
	runs      []uint64
}

// A part is a participant in its role; encounters are the same whoever is
// mentioned first, so that their roles are left out.
type part struct {
	role string
	who  string
}

// event returns the signature of an event member over the present clusters.
func (s *State) event(m *Member) (string, *event) {
	f := &event{class: m.Type, status: statusGroup(m.Status), day: m.Day, weekday: m.Weekday, again: m.Again}
	encounter := ontology.Is(m.Type, "Encounter")
	if !encounter {
		f.lemma = m.Lemma
	}
	if f.day == "" && m.Weekday != "" && f.status == graph.Happened {
		f.day = lastWeekday(m.Weekday, s.publishedOf(m))
	}
	f.falls = weekdayOf(f.day, f.weekday)
	for _, r := range m.Roles {
		s.addRole(f, r, encounter)
	}
	slices.SortFunc(f.parts, func(a, b part) int { return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.who, b.who)) })
	f.parts = slices.Compact(f.parts)
	for _, p := range f.parts {
		f.who = append(f.who, p.who)
	}
	slices.Sort(f.who)
	f.who = slices.Compact(f.who)
	slices.Sort(f.names)
	f.names = slices.Compact(f.names)
	f.quotes, f.beside = s.said(m.Quotes), s.said(m.Beside)
	f.lasts = lasting(m.Type)
	if len(f.who) < 2 && !(f.lasts && len(f.who) > 0 && f.place != "") {
		f.beside = nil
	}
	if len(f.who) >= 2 {
		f.told = m.Told
	}
	if t, _ := ontology.Lookup("class", m.Type); t.Once {
		f.once = s.onlyVictim(m)
	}
	f.alone = len(f.quotes) == 0 && len(f.beside) == 0 && len(f.told) == 0 && f.again == "" && f.once == "" && (!f.dated() || !f.persons && f.place == "")
	if f.alone || len(f.quotes) > 0 || len(f.beside) > 0 || f.again != "" || s.log.leaving[m.ID] {
		return string(m.ID), f
	}
	return f.key(), f
}

// onlyVictim returns the person known by name whom an event befalls, "" where it is
// several or it is not known who.
func (s *State) onlyVictim(m *Member) string {
	victim := ""
	for _, r := range m.Roles {
		if r.Name != "victim" {
			continue
		}
		n := s.entities.at[r.Member]
		if n == nil || n.feat.kind != "person" || !n.feat.full || victim != "" {
			return ""
		}
		victim = s.entities.token(r.Member)
	}
	return victim
}

// said names the speakers of quotations.
func (s *State) said(quotes []Quote) []said {
	var out []said
	for _, q := range quotes {
		if p := s.members[q.Speaker]; p != nil && p.m != nil {
			out = append(out, said{q.Statement, s.entities.token(q.Speaker), familyOf(p.m), q.Runs})
		}
	}
	return out
}

// addRole files a role that a named thing fills.
func (s *State) addRole(f *event, r Role, encounter bool) {
	p := s.members[r.Member]
	if p == nil || p.m == nil || !p.m.Named && s.entities.at[r.Member] == nil {
		return
	}
	who := cmp.Or(s.entities.token(r.Member), string(r.Member))
	switch {
	case r.Name == "place":
		if n := s.entities.at[r.Member]; n != nil && n.feat.vague {
			who = "~" + n.feat.names[0] // where the rest agrees, a name is enough
		}
		if f.place == "" {
			f.place, f.city = who, p.m.Class == "City"
		} else if f.place != who {
			f.place, f.city = max(f.place, who), false // two places: none is known to differ
		}
	case ontology.RoleIs(r.Name, "participant"):
		if n := familyOf(p.m); n != "" {
			f.names = append(f.names, n)
		}
		if kindOf(p.m.Class) != "place" {
			f.persons, f.acting = true, append(f.acting, who)
		}
		if encounter {
			f.parts = append(f.parts, part{"", who})
		} else {
			f.parts = append(f.parts, part{r.Name, who})
		}
	}
}

// familyOf returns the consonants of the last word of a person's names, "" where
// the names differ in it, as those of organizations do.
func familyOf(m *Member) string {
	name := ""
	for _, n := range m.Names {
		last := skeleton(n[strings.LastIndexByte(n, ' ')+1:])
		if name != "" && last != name {
			return ""
		}
		name = last
	}
	return name
}

// dated reports whether the event can be compared by who took part and when.
func (f *event) dated() bool { return len(f.day) == len("2023-12-07") && len(f.who) >= 2 }

// key spells the features of an event without quotations.
func (f *event) key() string {
	var b strings.Builder
	b.WriteString(f.class + "\t" + f.lemma + "\t" + f.status + "\t" + string(f.day) + "\t" + f.weekday + "\t" + f.place)
	if f.city {
		b.WriteString("\tcity")
	}
	if f.persons {
		b.WriteString("\tpersons")
	}
	b.WriteString(f.partsKey())
	b.WriteString("\t" + strings.Join(f.names, "|"))
	if len(f.told) > 0 {
		sum := uint64(0)
		for _, run := range f.told {
			sum = sum*0x100000001b3 ^ run
		}
		b.WriteString("\ttold " + strconv.FormatUint(sum, 36))
	}
	return b.String()
}

// statusGroup joins the statuses between which accounts of one event may differ.
func statusGroup(status string) string {
	switch status {
	case "planned", "demanded", "hypothetical":
		return "planned"
	case "cancelled", "denied", "refused", "negated":
		return "negated"
	}
	return graph.Happened
}

// lastWeekday returns the date of the last such day up to the publication; news
// that happened "on Thursday" happened on the Thursday before.
func lastWeekday(weekday string, published graph.Date) graph.Date {
	return graph.Date(graph.Time{Weekday: weekday, Relative: "weekday past"}.Anchored(published).Value)
}

// eventRules compare event signatures.
type eventRules struct{}

var _ rules[event] = eventRules{}

func (eventRules) link(*event) graph.ID { return "" }

func (eventRules) blocks(f *event) []string {
	keys := f.dayBlocks()
	if f.again != "" {
		keys = append(keys, "a:"+string(f.again))
	}
	if f.once != "" {
		keys = append(keys, "v:"+f.class+"/"+f.once)
	}
	for _, q := range slices.Concat(f.quotes, f.beside) {
		keys = append(keys, q.blocks()...)
	}
	// The smallest of them are the same where nearly all are. Participants belong to
	// the key: the phrases of sports and market reports are in thousands of articles.
	for _, run := range f.told[:min(3, len(f.told))] {
		keys = append(keys, runKey('t', run, f.lemma+f.partsKey()))
	}
	return unique(keys)
}

// dayBlocks are the keys under which accounts of one day meet. What score compares
// belongs to them, so that two states that deal with each other daily do not meet
// all that they did.
func (f *event) dayBlocks() []string {
	if !f.dated() {
		return nil
	}
	day := "d:" + string(f.day) + "/"
	if f.lemma != "" { // who did what to whom must be the same
		keys := []string{}
		if f.persons {
			keys = append(keys, day+f.lemma+f.partsKey())
		}
		if f.place != "" {
			keys = append(keys, day+f.lemma+f.partsKey()+"@"+f.place)
		}
		return keys
	}
	var keys []string
	for _, w := range f.acting {
		keys = append(keys, day+w) // one of two sets of participants holds the other
	}
	if f.place != "" {
		for _, w := range f.who {
			keys = append(keys, day+w+"@"+f.place)
		}
	}
	return keys
}

func (f *event) partsKey() string {
	var b strings.Builder
	for _, p := range f.parts {
		b.WriteString("\t" + p.role + "=" + p.who)
	}
	return b.String()
}

// blocks are the runs of a quotation, each with who says it: "we are going to" is
// said by everyone.
func (q *said) blocks() []string {
	keys := make([]string, 0, 2*len(q.runs))
	for _, run := range q.runs {
		if q.speaker != "" {
			keys = append(keys, runKey('q', run, q.speaker))
		}
		if q.name != "" {
			keys = append(keys, runKey('n', run, q.name))
		}
	}
	return keys
}

// runKey is short, there are many: what it says is hashed.
func runKey(kind byte, run uint64, of string) string {
	h := fnv.New64a()
	h.Write([]byte(of))
	return string(binary.LittleEndian.AppendUint64([]byte{kind}, run^h.Sum64()))
}

// Scores of two events.
const (
	proven     = 990 // by a quotation that both report
	retold     = 980 // the same participants in the same words
	toldAgain  = 950 // one article tells of it twice
	onlyOnce   = 930 // nobody dies twice
	sameDay    = 900 // the same participants on the same day
	partOfThem = 850 // one account names more participants
	toldBeside = 840 // the same participants, beside a quotation that both report
)

func (r eventRules) score(a, b *event) int {
	if r.conflict(a, b) != "" {
		return 0
	}
	if sharedQuote(a, b) {
		return proven
	}
	if sameTelling(a, b) {
		return retold
	}
	if a.again == b.again && a.again != "" {
		return toldAgain
	}
	if a.once == b.once && a.once != "" && a.class == b.class {
		return onlyOnce
	}
	if a.class == b.class && slices.Equal(a.who, b.who) && (a.lemma == "" && len(a.who) >= 2 || a.oneCourse(b)) && sharedBeside(a, b) {
		return toldBeside
	}
	if !a.dated() || !b.dated() || a.day != b.day || a.lemma != b.lemma {
		return 0
	}
	if !(a.persons && b.persons) && (a.place == "" || a.place != b.place) {
		return 0 // two states do much with each other in a day
	}
	switch {
	case slices.Equal(a.parts, b.parts):
		return sameDay
	case a.lemma != "":
		return 0 // who did what to whom must be the same
	case contains(a.who, b.who) || contains(b.who, a.who):
		return partOfThem
	}
	return 0
}

// oneCourse reports whether two accounts may be of one thing that goes on: the same do
// it, to the same and in the same place.
func (f *event) oneCourse(g *event) bool {
	return f.lasts && len(f.who) > 0 && slices.Equal(f.parts, g.parts) && f.place == g.place && (f.place != "" || len(f.who) >= 2)
}

func contains[T comparable](all, some []T) bool {
	return !slices.ContainsFunc(some, func(x T) bool { return !slices.Contains(all, x) })
}

// sameTelling reports whether one sentence tells of both with the same participants:
// at least half of its runs of words are the same, as in prints of one story.
func sameTelling(a, b *event) bool {
	if a.lemma != b.lemma || !slices.Equal(a.parts, b.parts) {
		return false
	}
	n := shared(a.told, b.told)
	return n >= 3 && 2*n >= min(len(a.told), len(b.told))
}

// sharedQuote reports whether the same speaker is quoted with the same words.
func sharedQuote(a, b *event) bool {
	_, _, n := bestQuote(a.quotes, b.quotes)
	return n > 0
}

// sharedBeside does so for what is quoted in the articles at all.
func sharedBeside(a, b *event) bool {
	_, _, n := bestQuote(slices.Concat(a.quotes, a.beside), slices.Concat(b.quotes, b.beside))
	return n > 0
}

// bestQuote returns the two quotations that share most and how many
// runs of words these have in common; 0 if no two are one utterance: half of the
// shorter sketch, and enough of it to be no commonplace.
func bestQuote(a, b []said) (left, right said, most int) {
	for _, p := range a {
		for _, q := range b {
			if !p.fits(q) {
				continue
			}
			n := shared(p.runs, q.runs)
			if n >= 3 && 2*n >= min(len(p.runs), len(q.runs)) && n > most {
				left, right, most = p, q, n
			}
		}
	}
	return left, right, most
}

// fits reports whether two speakers may be one: the same words make up for a
// surname alone.
func (p said) fits(q said) bool {
	return p.speaker == q.speaker && p.speaker != "" || p.name == q.name && p.name != ""
}

// shared counts the common elements of two sorted lists.
func shared(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

func (eventRules) conflict(a, b *event) string {
	switch {
	case !ontology.Is(a.class, b.class) && !ontology.Is(b.class, a.class):
		return "different kinds of event"
	case a.status != b.status:
		return "one happened and the other did not"
	case daysClash(a, b):
		return "different days"
	case len(a.who) >= 2 && len(b.who) >= 2 && !contains(a.who, b.who) && !contains(b.who, a.who) &&
		!contains(a.names, b.names) && !contains(b.names, a.names):
		return "different participants"
	case a.place != "" && b.place != "" && a.city && b.city && a.place != b.place && !oneOccasion(a, b):
		return "different places"
	}
	return ""
}

// oneOccasion reports whether day, participants and words prove that two accounts
// with different places contradict each other.
func oneOccasion(a, b *event) bool {
	return a.dated() && a.day == b.day && slices.Equal(a.who, b.who) && (sharedQuote(a, b) || sharedBeside(a, b))
}

// daysClash compares two days as precisely as both are known.
func daysClash(a, b *event) bool {
	if a.day != "" && b.day != "" {
		n := min(len(a.day), len(b.day))
		return a.day[:n] != b.day[:n]
	}
	return a.falls != "" && b.falls != "" && a.falls != b.falls
}

// weekdayOf returns the day of the week of the date or, without one, as written.
func weekdayOf(day graph.Date, written string) string {
	if t, err := time.Parse("2006-01-02", string(day)); err == nil {
		return strings.ToLower(t.Weekday().String())
	}
	return strings.ToLower(written)
}
