package graph

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// packVersion is the first byte of what Pack writes.
const packVersion = 3

// Lists of a report of which single elements can be read.
const (
	listMentions = iota
	listChains
	listTimes
	listStatements
	listEvents
	listClaims
	listTolls
	listRejected
	lists
)

// What Pack writes: packVersion, these sizes, 4 bytes each (all numbers of fixed size
// are little-endian), then
//
//	ends      of the strings, 4 bytes each
//	places    in the body of the elements of all lists, 4 bytes each, and of the sentences
//	strings   one after the other, each once, the empty one first
//	body      all of the report but its text: numbers as varints, strings by their index
//	runs      of the print of the text, 8 bytes each
//	text
const (
	sizeStrings = iota
	sizeBlob
	sizeBody
	sizeRuns
	sizeText
	sizeSpans // of all short lists
	sizeInts
	sizeLists
	sizes = sizeLists + lists
)

// Pack returns r in a form of which parts are read without the rest, and the whole
// thirty times faster than JSON. It is derived from the report and kept beside it; the
// report itself is what Encode writes.
func (r *Report) Pack() []byte {
	c := &packer{index: map[string]int{"": 0}, table: []string{""}}
	print := r.Article.Print()
	c.text(&print.Hash)
	c.report(r)
	n := [sizes]int{sizeStrings: len(c.table), sizeBody: len(c.out), sizeRuns: len(print.Runs), sizeText: len(r.Article.Text), sizeSpans: c.spanCount, sizeInts: c.intCount}
	copy(n[sizeLists:], c.counts[:])
	for _, s := range c.table {
		n[sizeBlob] += len(s)
	}
	b := append(make([]byte, 0, 1+4*(sizes+len(c.table)+len(c.places))+n[sizeBlob]+n[sizeBody]+8*n[sizeRuns]+n[sizeText]), packVersion)
	fixed := func(n int) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	for _, n := range n {
		fixed(n)
	}
	end := 0
	for _, s := range c.table {
		end += len(s)
		fixed(end)
	}
	for _, at := range c.places {
		fixed(at)
	}
	for _, s := range c.table {
		b = append(b, s...)
	}
	b = append(b, c.out...)
	for _, run := range print.Runs {
		b = binary.LittleEndian.AppendUint64(b, run)
	}
	return append(b, r.Article.Text...)
}

// A Packed is a packed report of which parts can be read. What is read shares memory
// with it. It is not changed and safe for concurrent use; parts of a broken one are
// empty, and Report says so.
type Packed struct {
	all   string // the memory of all strings
	n     [sizes]int
	begin [lists]int // of each list among the places
	// where the sections begin
	ends, places, blob, body, runs, text int
}

// OpenPacked reads what Pack wrote; it keeps a copy of b.
func OpenPacked(b []byte) (*Packed, error) {
	p := &Packed{all: string(b)}
	if len(b) < 1+4*sizes || b[0] != packVersion {
		return nil, fmt.Errorf("open packed report: %w: not of this version", ErrInvalid)
	}
	for i := range p.n {
		p.n[i] = p.fixed(1 + 4*i)
	}
	places := 1
	for i, n := range p.n[sizeLists:] {
		p.begin[i] = places
		places += n
	}
	p.ends = 1 + 4*sizes
	p.places = p.ends + 4*p.n[sizeStrings]
	p.blob = p.places + 4*places
	p.body = p.blob + p.n[sizeBlob]
	p.runs = p.body + p.n[sizeBody]
	p.text = p.runs + 8*p.n[sizeRuns]
	if p.text+p.n[sizeText] != len(b) || p.n[sizeSpans] > len(b) || p.n[sizeInts] > len(b) {
		return nil, fmt.Errorf("open packed report: %w: broken", ErrInvalid)
	}
	return p, nil
}

// fixed returns the number at a place, 0 outside.
func (p *Packed) fixed(at int) int {
	if at < 0 || at+4 > len(p.all) {
		return 0
	}
	s := p.all[at : at+4]
	return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 | int(s[3])<<24
}

// string returns a string of the table.
func (p *Packed) string(i int) (string, bool) {
	if i >= p.n[sizeStrings] {
		return "", false
	}
	b, e := 0, p.fixed(p.ends+4*i)
	if i > 0 {
		b = p.fixed(p.ends + 4*i - 4)
	}
	if b > e || e > p.n[sizeBlob] {
		return "", false
	}
	return p.all[p.blob+b : p.blob+e], true
}

// reader returns a packer that reads the body from a place on.
func (p *Packed) reader(at int) *packer {
	c := &packer{p: p}
	if at < 0 || at > p.n[sizeBody] {
		c.fail()
		return c
	}
	c.in = p.all[p.body+at : p.runs]
	return c
}

// element returns a packer before element i of a list, or before nothing.
func (p *Packed) element(list, i int) *packer {
	if i < 0 || i >= p.count(list) {
		return p.reader(-1)
	}
	return p.reader(p.fixed(p.places + 4*(p.begin[list]+i)))
}

func (p *Packed) count(list int) int { return p.n[sizeLists+list] }

// Report returns the whole report.
func (p *Packed) Report() (*Report, error) {
	c := p.reader(0)
	c.spanArena, c.intArena = make([]Span, 0, p.n[sizeSpans]), make([]int, 0, p.n[sizeInts])
	var hash string
	c.text(&hash)
	var r Report
	c.report(&r)
	r.Article.Text = p.Text()
	if c.broken || len(c.in) > 0 {
		return nil, fmt.Errorf("read packed report: %w: broken", ErrInvalid)
	}
	return &r, nil
}

// Text returns the article's text.
func (p *Packed) Text() string { return p.all[p.text:] }

// Article returns the article with its text.
func (p *Packed) Article() Article {
	c := p.reader(0)
	var hash string
	c.text(&hash)
	var a Article
	c.article(&a)
	a.Text = p.Text()
	return a
}

// TextHash returns the hash of the text.
func (p *Packed) TextHash() string {
	var hash string
	p.reader(0).text(&hash)
	return hash
}

// Size returns the bytes that it takes.
func (p *Packed) Size() int { return len(p.all) }

// Print returns the print of the text.
func (p *Packed) Print() Print {
	out := Print{Hash: p.TextHash()}
	out.Runs = make([]uint64, p.n[sizeRuns])
	for i := range out.Runs {
		at := p.runs + 8*i
		out.Runs[i] = uint64(p.fixed(at)) | uint64(p.fixed(at+4))<<32
	}
	return out
}

// Sentences returns the spans of the sentences.
func (p *Packed) Sentences() []Span {
	var out []Span
	p.reader(p.fixed(p.places)).spans(&out, false)
	return out
}

// The elements of its lists: the zero value for an index that there is not.

func (p *Packed) Mention(i int) (m Mention) { p.element(listMentions, i).mention(&m); return m }
func (p *Packed) Chain(i int) (ch Chain)    { p.element(listChains, i).chain(&ch); return ch }
func (p *Packed) Time(i int) (t Time)       { p.element(listTimes, i).time(&t); return t }
func (p *Packed) Statement(i int) (st Statement) {
	p.element(listStatements, i).statement(&st)
	return st
}
func (p *Packed) Event(i int) (ev Event) { p.element(listEvents, i).event(&ev); return ev }
func (p *Packed) Claim(i int) (cl Claim) { p.element(listClaims, i).claim(&cl); return cl }

// RejectedIn returns the alternatives to how words within any of spans were read.
func (p *Packed) RejectedIn(spans []Span) []Alternative {
	var out []Alternative
	for i := range p.count(listRejected) {
		var a Alternative
		p.element(listRejected, i).alternative(&a)
		if slices.ContainsFunc(spans, a.Overlaps) {
			out = append(out, a)
		}
	}
	return out
}

// How many there are.

func (p *Packed) Mentions() int   { return p.count(listMentions) }
func (p *Packed) Chains() int     { return p.count(listChains) }
func (p *Packed) Times() int      { return p.count(listTimes) }
func (p *Packed) Statements() int { return p.count(listStatements) }
func (p *Packed) Events() int     { return p.count(listEvents) }
func (p *Packed) Claims() int     { return p.count(listClaims) }

// Member returns the id of a chain, "" for one that there is not.
func (p *Packed) Member(chain int) (id ID) {
	packText(p.element(listChains, chain), &id)
	return id
}
