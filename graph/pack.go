package graph

import "encoding/binary"

// A packer goes through a report and writes or reads what it comes to, so that both
// ways keep to one order.
type packer struct {
	p      *Packed // what is read, nil when writing
	in     string  // left to read
	broken bool

	out    []byte // written
	table  []string
	index  map[string]int // of table
	places []int
	counts [lists]int
	// When a whole report is read, short lists are cut from one piece of memory each.
	spanCount, intCount int
	spanArena           []Span
	intArena            []int
}

func (c *packer) fail() { c.broken, c.in = true, "" }

// uvarint reads an unsigned varint.
func (c *packer) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(c.in) && i < binary.MaxVarintLen64; i++ {
		b := c.in[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.in = c.in[i+1:]
			return n
		}
	}
	c.fail()
	return 0
}

func packText[T ~string](c *packer, s *T) {
	if c.p != nil {
		text, ok := c.p.string(int(min(c.uvarint(), 1<<31)))
		if !ok {
			c.fail()
		}
		*s = T(text)
		return
	}
	n, ok := c.index[string(*s)]
	if !ok {
		n = len(c.table)
		c.index[string(*s)] = n
		c.table = append(c.table, string(*s))
	}
	c.out = binary.AppendUvarint(c.out, uint64(n))
}

func (c *packer) text(s *string) { packText(c, s) }

func packInt[T ~int](c *packer, n *T) {
	if c.p == nil {
		c.out = binary.AppendVarint(c.out, int64(*n))
		return
	}
	v := c.uvarint()
	*n = T(int64(v>>1) ^ -int64(v&1)) // zigzag
}

func (c *packer) flag(f *bool) {
	n := 0
	if *f {
		n = 1
	}
	packInt(c, &n)
	*f = n != 0
}

func (c *packer) span(s *Span) {
	packInt(c, &s.B)
	packInt(c, &s.E)
}

// size writes or reads the length of a list, -1 for none at all. No element takes less
// than a byte.
func (c *packer) size(n int, none bool) int {
	if c.p == nil {
		if none {
			n = -1
		}
		c.out = binary.AppendUvarint(c.out, uint64(n+1))
		return n
	}
	v := c.uvarint()
	if v > uint64(len(c.in))+1 {
		c.fail()
		return -1
	}
	return int(v) - 1
}

// packList goes through a list; an empty one comes back as none, as from JSON.
func packList[T any](c *packer, list *[]T, each func(*packer, *T)) {
	n := c.size(len(*list), len(*list) == 0)
	if c.p != nil && n >= 0 {
		*list = make([]T, n)
	}
	for i := range *list {
		each(c, &(*list)[i])
	}
}

// packPlaces is packList for a list of which single elements can be read.
func packPlaces[T any](c *packer, number int, list *[]T, each func(*packer, *T)) {
	if c.p == nil {
		c.counts[number] = len(*list)
	}
	packList(c, list, func(c *packer, x *T) {
		if c.p == nil {
			c.places = append(c.places, len(c.out))
		}
		each(c, x)
	})
}

// spans goes through a list of spans; kept says that an empty one stays one.
func (c *packer) spans(list *[]Span, kept bool) {
	n := c.size(len(*list), *list == nil || len(*list) == 0 && !kept)
	c.spanCount += len(*list)
	if c.p != nil && n >= 0 {
		*list, c.spanArena = carve(c.spanArena, n)
	}
	for i := range *list {
		c.span(&(*list)[i])
	}
}

// ints goes through a list of numbers; kept says that an empty one stays one.
func (c *packer) ints(list *[]int, kept bool) {
	n := c.size(len(*list), *list == nil || len(*list) == 0 && !kept)
	c.intCount += len(*list)
	if c.p != nil && n >= 0 {
		*list, c.intArena = carve(c.intArena, n)
	}
	for i := range *list {
		packInt(c, &(*list)[i])
	}
}

// carve cuts n elements from the free end of an arena, or makes them.
func carve[T any](arena []T, n int) (list, rest []T) {
	k := len(arena)
	if n > cap(arena)-k {
		return make([]T, n), arena
	}
	arena = arena[:k+n]
	return arena[k : k+n : k+n], arena
}

func (c *packer) report(r *Report) {
	c.article(&r.Article)
	packText(c, &r.Analysis)
	if c.p == nil {
		c.places = append(c.places, len(c.out))
	}
	c.spans(&r.Sentences, false)
	packPlaces(c, listMentions, &r.Mentions, (*packer).mention)
	packPlaces(c, listChains, &r.Chains, (*packer).chain)
	packPlaces(c, listTimes, &r.Times, (*packer).time)
	packPlaces(c, listStatements, &r.Statements, (*packer).statement)
	packPlaces(c, listEvents, &r.Events, (*packer).event)
	packPlaces(c, listClaims, &r.Claims, (*packer).claim)
	packPlaces(c, listTolls, &r.Tolls, (*packer).toll)
	packPlaces(c, listRejected, &r.Rejected, (*packer).alternative)
}

// article goes through all of an article but its text.
func (c *packer) article(a *Article) {
	packText(c, &a.ID)
	for _, s := range [...]*string{&a.URI, &a.Title, &a.Byline, &a.Agency, &a.Outlet, &a.Language, &a.Basis} {
		packText(c, s)
	}
	packText(c, &a.Published)
	packText(c, &a.Modified)
	packList(c, &a.Margins, func(c *packer, m *Margin) {
		c.span(&m.Span)
		packText(c, &m.Kind)
	})
}

func (c *packer) alternative(a *Alternative) {
	c.span(&a.Span)
	packText(c, &a.Kind)
	packText(c, &a.Reading)
	packText(c, &a.Why)
}

func (c *packer) mention(m *Mention) {
	c.span(&m.Span)
	c.span(&m.Head)
	packText(c, &m.Type)
	packText(c, &m.Kind)
	packInt(c, &m.Chain)
}

func (c *packer) chain(ch *Chain) {
	packText(c, &ch.ID)
	packText(c, &ch.Class)
	packText(c, &ch.Name)
	c.flag(&ch.Named)
	packList(c, &ch.Names, packText)
	packText(c, &ch.Ref)
	packText(c, &ch.Gender)
	c.ints(&ch.Mentions, true)
}

func (c *packer) time(t *Time) {
	c.span(&t.Span)
	packText(c, &t.ID)
	for _, s := range [...]*string{&t.Type, &t.Value, &t.Weekday, &t.Rule, &t.Relative} {
		packText(c, s)
	}
}

func (c *packer) facets(f *Facets) {
	packText(c, &f.Label)
	c.spans(&f.Evidence, true)
	packInt(c, &f.Source)
	for _, s := range [...]*string{&f.Polarity, &f.Certainty, &f.Tense, &f.Status, &f.Rule} {
		packText(c, s)
	}
	packInt(c, &f.Confidence)
}

func (c *packer) event(ev *Event) {
	c.facets(&ev.Facets)
	packText(c, &ev.ID)
	packText(c, &ev.Class)
	c.span(&ev.Trigger)
	c.spans(&ev.Spans, false)
	packText(c, &ev.Lemma)
	packText(c, &ev.Sense)
	packList(c, &ev.Roles, func(c *packer, r *Role) {
		packText(c, &r.Name)
		packInt(c, &r.Mention)
	})
	packInt(c, &ev.Time)
	for _, s := range [...]*string{&ev.Aspect, &ev.Plover, &ev.PloverMode, &ev.Cameo, &ev.Directness} {
		packText(c, s)
	}
	packInt(c, &ev.Codes)
	packList(c, &ev.Links, func(c *packer, l *Link) {
		packText(c, &l.Name)
		packInt(c, &l.Event)
	})
}

func (c *packer) statement(st *Statement) {
	c.facets(&st.Facets)
	packText(c, &st.ID)
	packText(c, &st.Class)
	packInt(c, &st.Speaker)
	c.ints(&st.Via, false)
	packInt(c, &st.Addressee)
	c.span(&st.Cue)
	packText(c, &st.CueLemma)
	c.spans(&st.Content, true)
	c.spans(&st.Quotes, false)
	for _, s := range [...]*string{&st.Mode, &st.Stance, &st.Medium} {
		packText(c, s)
	}
	packInt(c, &st.During)
	packInt(c, &st.Time)
	c.ints(&st.About, false)
}

func (c *packer) claim(cl *Claim) {
	c.facets(&cl.Facets)
	packInt(c, &cl.Subject)
	packText(c, &cl.Relation)
	packInt(c, &cl.Object)
	packText(c, &cl.Text)
	packText(c, &cl.Post)
	packText(c, &cl.Position)
	packText(c, &cl.Occupancy)
	packText(c, &cl.Office)
	packInt(c, &cl.Time)
}

func (c *packer) toll(t *Toll) {
	c.facets(&t.Facets)
	packText(c, &t.Kind)
	packText(c, &t.Whom)
	packInt(c, &t.Least)
	packInt(c, &t.Most)
	packText(c, &t.Cause)
	packInt(c, &t.Place)
	packInt(c, &t.Time)
}
