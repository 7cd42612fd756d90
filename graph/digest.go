package graph

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// digestVersion is the first byte of what Report.Digest writes.
const digestVersion = 1

// Numbers at the beginning of a digest.
const (
	digestStrings = iota
	digestClaims
	digestTimes
	digestRuns
	digestBlob
	digestHeads
)

// What is kept of each claim, all of it as numbers; texts by their place in the table.
const (
	fieldLabel = iota // what follows the article in it
	fieldKind
	fieldIndex
	fieldFlags
	fieldConfidence
	fieldStatus
	fieldClass // of a claim its relation
	fieldTime  // one more than the index, 0 for none
	fieldMember
	fieldLemma // of a claim its post
	fieldAspect
	fieldDirectness // of a claim the state of the office
	fieldPlover
	fieldPloverMode
	fieldCameo
	digestFields
)

const (
	flagAsserted = 1 << iota
	flagClaimed
)

// What a claim is.
const (
	IsEvent = iota
	IsStatement
	IsClaim
)

// timeFields are the value, the weekday and the words of a time.
const timeFields = 3

// Digest returns what orders and counts of claims need of r: how each claim is meant and
// when, where the article is from, and what tells copies of its text. It is derived from
// the report, about a tenth of it, and kept beside it, so that of thousands of claims
// only those that are shown have their reports read. See OpenDigest.
func (r *Report) Digest() []byte {
	w := digester{r: r, index: map[string]int{"": 0}, table: []string{""}}
	a := &r.Article
	print := a.Print()
	head := []int{w.text(string(a.ID)), w.text(string(a.Published)), w.text(cmp.Or(a.Outlet, a.Agency)), w.text(print.Hash)}
	w.claims()
	for i := range r.Times {
		t := &r.Times[i]
		w.times = append(w.times, w.text(t.Value), w.text(t.Weekday), w.text(t.Text(a.Text)))
	}
	blob := strings.Join(w.table, "")
	width := 2
	if max(len(blob), slices.Max(append(w.rows, len(w.table)))) > 1<<16-1 {
		width = 4
	}
	b := []byte{digestVersion, byte(width)}
	for _, n := range [...]int{len(w.table), len(w.rows) / digestFields, len(r.Times), len(print.Runs), len(blob)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	for _, run := range print.Runs {
		b = binary.LittleEndian.AppendUint64(b, run)
	}
	end := 0
	for _, s := range w.table {
		end += len(s)
		b = appendWide(b, width, end)
	}
	for _, n := range slices.Concat(head, w.rows, w.times) {
		b = appendWide(b, width, n)
	}
	return append(b, blob...)
}

func appendWide(b []byte, width, n int) []byte {
	if width == 2 {
		return binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return binary.LittleEndian.AppendUint32(b, uint32(n))
}

// A digester collects the numbers and texts of a digest.
type digester struct {
	r           *Report
	index       map[string]int
	table       []string
	rows, times []int
}

func (w *digester) text(s string) int {
	n, ok := w.index[s]
	if !ok {
		n = len(w.table)
		w.index[s] = n
		w.table = append(w.table, s)
	}
	return n
}

// claims adds a row for each claim, sorted by label.
func (w *digester) claims() {
	type row struct {
		label ID
		n     [digestFields]int
	}
	var rows []row
	add := func(f *Facets, kind, index, time int, texts map[int]string) {
		x := row{label: f.Label}
		x.n[fieldLabel] = w.text(tail(f.Label))
		x.n[fieldKind], x.n[fieldIndex], x.n[fieldTime] = kind, index, time+1
		x.n[fieldConfidence], x.n[fieldStatus] = int(f.Confidence), w.text(f.Status)
		if f.Asserted() {
			x.n[fieldFlags] |= flagAsserted
		}
		if f.Source != None {
			x.n[fieldFlags] |= flagClaimed
		}
		for field := fieldClass; field < digestFields; field++ {
			if s, ok := texts[field]; ok {
				x.n[field] = w.text(s)
			}
		}
		rows = append(rows, x)
	}
	for i := range w.r.Events {
		ev := &w.r.Events[i]
		add(&ev.Facets, IsEvent, i, ev.Time, map[int]string{
			fieldClass: ev.Class, fieldMember: string(ev.ID), fieldLemma: ev.Lemma, fieldAspect: ev.Aspect, fieldDirectness: ev.Directness,
			fieldPlover: ev.Plover, fieldPloverMode: ev.PloverMode, fieldCameo: ev.Cameo,
		})
	}
	for i := range w.r.Statements {
		st := &w.r.Statements[i]
		add(&st.Facets, IsStatement, i, st.Time, map[int]string{fieldClass: st.Class, fieldMember: string(st.ID)})
	}
	for i := range w.r.Claims {
		cl := &w.r.Claims[i]
		add(&cl.Facets, IsClaim, i, cl.Time, map[int]string{
			fieldClass: cl.Relation, fieldMember: string(cl.Position), fieldLemma: cl.Post, fieldDirectness: cl.Occupancy,
		})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return strings.Compare(tail(a.label), tail(b.label)) })
	for _, x := range rows {
		w.rows = append(w.rows, x.n[:]...)
	}
}

// tail returns what follows the article in a label.
func tail(label ID) string {
	_, s, _ := strings.Cut(string(label), ".")
	return s
}

// Text returns the words of a time in the text that it is of, "" outside.
func (t *Time) Text(of string) string {
	if t.B < 0 || t.E > len(of) || t.B > t.E {
		return ""
	}
	return of[t.B:t.E]
}

// A Digest is read where it lies. It is not changed and safe for concurrent use; parts
// of a broken one are empty. Claims are numbered in the order of their labels.
type Digest struct {
	all                       string
	n                         [digestHeads]int
	width                     int
	runs, ends, numbers, blob int // where the sections begin
	doc                       ID
	published                 Date
	docNumber, textNumber     uint64
}

// OpenDigest reads what Report.Digest wrote; it keeps a copy of b.
func OpenDigest(b []byte) (*Digest, error) {
	d := &Digest{all: string(b)}
	if len(b) < 2+4*digestHeads || b[0] != digestVersion || b[1] != 2 && b[1] != 4 {
		return nil, fmt.Errorf("open digest: %w: not of this version", ErrInvalid)
	}
	d.width = int(b[1])
	for i := range d.n {
		d.n[i] = int(binary.LittleEndian.Uint32(b[2+4*i:]))
	}
	d.runs = 2 + 4*digestHeads
	d.ends = d.runs + 8*d.n[digestRuns]
	d.numbers = d.ends + d.width*d.n[digestStrings]
	d.blob = d.numbers + d.width*(digestHead+digestFields*d.n[digestClaims]+timeFields*d.n[digestTimes])
	if d.blob+d.n[digestBlob] != len(b) {
		return nil, fmt.Errorf("open digest: %w: broken", ErrInvalid)
	}
	d.doc, d.published = ID(d.string(d.number(0))), Date(d.string(d.number(1)))
	d.docNumber, d.textNumber = HexNumber(d.doc.Hex()), HexNumber(d.TextHash())
	return d, nil
}

// digestHead is how many numbers are of the article.
const digestHead = 4

// number returns a number of those of the article, the claims and the times.
func (d *Digest) number(i int) int { return d.wide(d.numbers + d.width*i) }

func (d *Digest) wide(at int) int {
	if at < 0 || at+d.width > d.blob {
		return 0
	}
	s := d.all[at : at+d.width]
	n := int(s[0]) | int(s[1])<<8
	if d.width == 4 {
		n |= int(s[2])<<16 | int(s[3])<<24
	}
	return n
}

// string returns a text of the table.
func (d *Digest) string(i int) string {
	b, e := 0, d.wide(d.ends+d.width*i)
	if i >= d.n[digestStrings] {
		return ""
	}
	if i > 0 {
		b = d.wide(d.ends + d.width*(i-1))
	}
	if b > e || d.blob+e > len(d.all) {
		return ""
	}
	return d.all[d.blob+b : d.blob+e]
}

// Article, Published, Outlet (or agency) and TextHash are of the article.

func (d *Digest) Article() ID      { return d.doc }
func (d *Digest) Published() Date  { return d.published }
func (d *Digest) Outlet() string   { return d.string(d.number(2)) }
func (d *Digest) TextHash() string { return d.string(d.number(3)) }

// Number and TextNumber are the digits of the ids of the article and of its text, as
// numbers: looking up thousands takes half the time that it takes by the digits.

func (d *Digest) Number() uint64     { return d.docNumber }
func (d *Digest) TextNumber() uint64 { return d.textNumber }

// Size returns the bytes that it takes.
func (d *Digest) Size() int { return len(d.all) }

// Runs returns the number of sampled runs of words of the text, and Run one of them.
func (d *Digest) Runs() int { return d.n[digestRuns] }

// Run returns a sampled run of words; they are sorted.
func (d *Digest) Run(i int) uint64 {
	s := d.all[d.runs+8*i : d.runs+8*i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Claims returns the number of claims, and Label the label of one.
func (d *Digest) Claims() int { return d.n[digestClaims] }

// Label returns the label of a claim.
func (d *Digest) Label(claim int) ID { return ID("g:" + d.doc.Hex() + "." + d.text(claim, fieldLabel)) }

// Of returns the number of the claim with a label, None if there is none.
func (d *Digest) Of(label ID) int {
	want, lo, hi := tail(label), 0, d.n[digestClaims]
	for lo < hi {
		mid := (lo + hi) / 2
		if d.text(mid, fieldLabel) < want {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < d.n[digestClaims] && d.text(lo, fieldLabel) == want {
		return lo
	}
	return None
}

func (d *Digest) field(claim, field int) int {
	return d.number(digestHead + digestFields*claim + field)
}

func (d *Digest) text(claim, field int) string { return d.string(d.field(claim, field)) }

// Of each claim: what it is (IsEvent, IsStatement or IsClaim), its index in that list of
// the report, whether the article itself asserts it (see Facets.Asserted) or it is the
// content of a statement, and as the report has them its confidence, status, class (of a
// claim the relation) and time.

func (d *Digest) Kind(claim int) int      { return d.field(claim, fieldKind) }
func (d *Digest) Index(claim int) int     { return d.field(claim, fieldIndex) }
func (d *Digest) Asserted(claim int) bool { return d.field(claim, fieldFlags)&flagAsserted != 0 }
func (d *Digest) Claimed(claim int) bool  { return d.field(claim, fieldFlags)&flagClaimed != 0 }
func (d *Digest) Confidence(claim int) Thousandths {
	return Thousandths(d.field(claim, fieldConfidence))
}
func (d *Digest) Status(claim int) string { return d.text(claim, fieldStatus) }
func (d *Digest) Class(claim int) string  { return d.text(claim, fieldClass) }
func (d *Digest) Time(claim int) int      { return d.field(claim, fieldTime) - 1 }

// Of events: Member is their id, of statements too.

func (d *Digest) Member(claim int) ID         { return ID(d.text(claim, fieldMember)) }
func (d *Digest) Lemma(claim int) string      { return d.text(claim, fieldLemma) }
func (d *Digest) Aspect(claim int) string     { return d.text(claim, fieldAspect) }
func (d *Digest) Directness(claim int) string { return d.text(claim, fieldDirectness) }
func (d *Digest) Plover(claim int) string     { return d.text(claim, fieldPlover) }
func (d *Digest) PloverMode(claim int) string { return d.text(claim, fieldPloverMode) }
func (d *Digest) Cameo(claim int) string      { return d.text(claim, fieldCameo) }

// Of claims of offices.

func (d *Digest) Position(claim int) ID      { return ID(d.text(claim, fieldMember)) }
func (d *Digest) Post(claim int) string      { return d.text(claim, fieldLemma) }
func (d *Digest) Occupancy(claim int) string { return d.text(claim, fieldDirectness) }

// Times returns the number of times of the article, and TimeAt value, weekday and words
// of one.
func (d *Digest) Times() int { return d.n[digestTimes] }

// TimeAt returns what a time says: empty for one that there is not.
func (d *Digest) TimeAt(i int) (value, weekday, words string) {
	if i < 0 || i >= d.n[digestTimes] {
		return "", "", ""
	}
	at := digestHead + digestFields*d.n[digestClaims] + timeFields*i
	return d.string(d.number(at)), d.string(d.number(at + 1)), d.string(d.number(at + 2))
}
