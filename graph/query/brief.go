package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// A brief is a claim as the digest of its article has it: enough to filter rows, to
// order and to count them without its report.
type brief struct {
	label graph.ID
	d     *graph.Digest
	n     int // of the claim in d
}

func (b *brief) kind() int             { return b.d.Kind(b.n) }
func (b *brief) asserted() bool        { return b.d.Asserted(b.n) }
func (b *brief) class() string         { return b.d.Class(b.n) }
func (b *brief) published() graph.Date { return b.d.Published() }
func (b *brief) when() *When           { return whenOf(b.d, b.d.Time(b.n)) }
func (b *brief) compare(o *brief) int {
	switch x, y := b.asserted(), o.asserted(); {
	case x && !y:
		return -1
	case y && !x:
		return 1
	}
	return cmp.Or(cmp.Compare(o.d.Confidence(o.n), b.d.Confidence(b.n)),
		strings.Compare(string(b.published()), string(o.published())), strings.Compare(string(b.label), string(o.label)))
}

// digest returns the digest of an article, with the date of publication that a person
// gave it.
func (q *Query) digest(ctx context.Context, doc graph.ID) (*graph.Digest, error) {
	if d := q.held(graph.HexNumber(doc.Hex())); d != nil {
		return d, nil
	}
	d, err := q.readDigest(ctx, doc)
	if err != nil {
		return nil, fmt.Errorf("report of %s: %w", doc, err)
	}
	if !q.cache.keepDigest(d, q.r.Version()) {
		q.digests[d.Number()] = d
	}
	return d, nil
}

// held returns the digest of an article, if it was read.
func (q *Query) held(number uint64) *graph.Digest {
	if d := q.cache.digest(number, q.r.Version()); d != nil {
		return d
	}
	return q.digests[number]
}

func (q *Query) readDigest(ctx context.Context, doc graph.ID) (*graph.Digest, error) {
	if date, err := q.judgedDate(ctx, doc); err != nil {
		return nil, err
	} else if date == "" {
		return q.r.Digest(ctx, doc)
	}
	rep, err := q.report(ctx, doc)
	if err != nil {
		return nil, err
	}
	return graph.OpenDigest(rep.Digest())
}

// brief returns the claim of a label, or false for a label that no article made.
func (q *Query) brief(ctx context.Context, label graph.ID) (brief, bool, error) {
	hex := label.Hex()
	if hex == "" {
		return brief{}, false, nil
	}
	d := q.held(graph.HexNumber(hex))
	if d == nil {
		var err error
		if d, err = q.digest(ctx, label.Doc()); err != nil {
			return brief{}, false, err
		}
	}
	b := brief{label, d, d.Of(label)}
	return b, b.n != graph.None, nil
}

// briefs returns the claims of labels that are of a kind, any with -1.
func (q *Query) briefs(ctx context.Context, labels []graph.ID, kind int) ([]brief, error) {
	out := make([]brief, 0, len(labels))
	for _, label := range labels {
		b, ok, err := q.brief(ctx, label)
		if err != nil {
			return nil, err
		}
		if ok && (kind < 0 || b.kind() == kind) {
			out = append(out, b)
		}
	}
	return out, ctx.Err()
}

// takes reports whether f takes a claim.
func (q *Query) takes(ctx context.Context, f *Filter, b *brief) (bool, error) {
	if f.FactsOnly && !b.asserted() || f.Status != "" && b.d.Status(b.n) != f.Status || !f.knew(b.d.Article(), b.published()) || f.Outlet != "" && !f.printed(b.d.Outlet()) {
		return false, nil
	}
	if f.Claimer == "" || !b.d.Claimed(b.n) {
		return f.Claimer == "", nil
	}
	e, err := q.words(ctx, b)
	return f.counts(&e), err
}

// taken returns the claims that f takes.
func (q *Query) taken(ctx context.Context, f *Filter, all []brief) ([]brief, error) {
	var out []brief
	for i := range all {
		ok, err := q.takes(ctx, f, &all[i])
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// published returns the dates of the articles of claims, if f asks for a time.
func (f *Filter) published(all []brief) []graph.Date {
	if f.Since == "" && f.Until == "" {
		return nil
	}
	var out []graph.Date
	for i := range all {
		out = append(out, all[i].published())
	}
	return out
}

// A support is what a row rests on.
type support struct {
	all   []brief
	first []int // for each the first of all whose text its article's is a copy of
	top   int   // the one that comes first, see sortEvidence
}

func supported(all []brief) support {
	if len(all) == 1 {
		return support{all, alone, 0}
	}
	texts := make([]*graph.Digest, len(all))
	s := support{all: all}
	for i := range all {
		if texts[i] = all[i].d; all[i].compare(&all[s.top]) < 0 {
			s.top = i
		}
	}
	s.first = groups(texts)
	return s
}

// alone is groups of one text.
var alone = []int{0}

// sources counts independent sources, see Sources.
func (s *support) sources() int {
	n := 0
	for i, first := range s.first {
		if i == first {
			n++
		}
	}
	return n
}

// best returns the claim that comes first.
func (s *support) best() *brief { return &s.all[s.top] }

// leading returns the indexes of the first n of a list in the order of compare, all
// where n is AllEvidence; 0 stands for DefaultEvidence.
func leading[T any](list []T, n int, compare func(a, b *T) int) []int {
	if n = cmp.Or(n, DefaultEvidence); n == AllEvidence {
		n = len(list)
	}
	if n >= len(list) {
		out := make([]int, len(list))
		for i := range out {
			out[i] = i
		}
		slices.SortFunc(out, func(a, b int) int { return compare(&list[a], &list[b]) })
		return out
	}
	var out []int
	for i := range list {
		if len(out) == n && compare(&list[i], &list[out[n-1]]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, i, func(a, b int) int { return compare(&list[a], &list[b]) })
		if out = slices.Insert(out, at, i); len(out) > n {
			out = out[:n]
		}
	}
	return out
}

// show returns the evidence of a row, the first n pieces of it: see sortEvidence. Which
// of them repeat the text of another one is found among all.
func (q *Query) show(ctx context.Context, s *support, n int) ([]Evidence, error) {
	first := leading(s.all, n, (*brief).compare)
	out := make([]Evidence, 0, len(first))
	above := map[int]graph.ID{} // the article above whose text others repeat
	for _, i := range first {
		e, err := q.words(ctx, &s.all[i])
		if err != nil {
			return nil, err
		}
		if doc, ok := above[s.first[i]]; ok && doc != e.Article {
			e.CopyOf = doc
		} else if !ok {
			above[s.first[i]] = e.Article
		}
		out = append(out, e)
	}
	return out, nil
}
