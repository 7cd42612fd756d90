package query

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A Filter narrows a question and pages through its answer. Ids are canonical
// (see Query.Resolve); a zero field filters nothing.
type Filter struct {
	// Since and Until keep what happened in that time, both ends included. What has
	// no known date of its own counts by the publication of the articles that tell
	// of it; what has neither is left out and counted in Page.Undated.
	Since, Until graph.Date
	Place        graph.ID // or a part of it
	With         graph.ID // the other one of a meeting, a further participant of an event
	Speaker      graph.ID
	About        graph.ID
	Type         string // class of the event, statement or thing, or an ancestor of it
	Status       string
	Text         string   // of articles and statements: words that they have, see Articles
	FactsOnly    bool     // only what an article itself asserts as having happened
	Claimer      graph.ID // only what is told as this one's claim
	Outlet       string   // only what this outlet or agency tells; the case of letters does not count
	MinSources   int      // independent sources that a row needs at least
	// AsOf shows what was known at a time of one of two clocks: a date keeps what
	// articles published up to then say, v12 what was stored by version 12. Articles
	// retracted since are not shown either way.
	AsOf   string
	Sort   string // time -time sources name; "": the order that the question states
	loaded map[graph.ID]graph.Version
	terms  *terms            // of Text
	parts  map[graph.ID]bool // of Place
	Limit  int               // rows of a page, DefaultLimit when 0
	Cursor string
	// Evidence is how many pieces of it a row shows, the best first; 0 stands for
	// DefaultEvidence. Each row says how many claims it rests on.
	Evidence int
}

// Rows of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// Pieces of evidence that a row shows.
const (
	DefaultEvidence = 5
	AllEvidence     = -1
)

// Check reports the first field that cannot be meant.
func (f *Filter) Check() error {
	for name, d := range map[string]graph.Date{"since": f.Since, "until": f.Until} {
		if d != "" && !d.Valid() {
			return fmt.Errorf("%w: %s %q is not a date such as 2023-11-03", graph.ErrInvalid, name, d)
		}
	}
	if f.Type != "" {
		if _, err := Class(f.Type); err != nil {
			return err
		}
	}
	if _, ok := ontology.Lookup("status", f.Status); f.Status != "" && !ok {
		return fmt.Errorf("%w: status %q is not one of the ontology", graph.ErrInvalid, f.Status)
	}
	if f.MinSources < 0 {
		return fmt.Errorf("%w: min_sources %d is negative", graph.ErrInvalid, f.MinSources)
	}
	if !graph.Date(f.AsOf).Valid() && !storeVersion.MatchString(f.AsOf) && f.AsOf != "" {
		return fmt.Errorf("%w: asof %q is neither a date such as 2023-11-03 nor a version such as v12", graph.ErrInvalid, f.AsOf)
	}
	if f.Sort != "" && !slices.Contains(Sorts, f.Sort) {
		return fmt.Errorf("%w: sort %q is none of %s", graph.ErrInvalid, f.Sort, strings.Join(Sorts, " "))
	}
	if f.Evidence < AllEvidence {
		return fmt.Errorf("%w: evidence %d is negative", graph.ErrInvalid, f.Evidence)
	}
	if f.Limit < 0 || f.Limit > MaxLimit {
		return fmt.Errorf("%w: limit %d is not within 1 and %d", graph.ErrInvalid, f.Limit, MaxLimit)
	}
	return nil
}

// Class returns the name of a class as the ontology writes it, whatever its case.
func Class(name string) (string, error) {
	for _, t := range ontology.Terms("class") {
		if strings.EqualFold(t.Name, name) {
			return t.Name, nil
		}
	}
	return "", fmt.Errorf("%w: type %q is not a class of the ontology", graph.ErrInvalid, name)
}

// class reports whether one of classes is the wanted one or a special form of it.
func (f *Filter) class(classes ...string) bool {
	if f.Type == "" {
		return true
	}
	want, err := Class(f.Type)
	return err == nil && slices.ContainsFunc(classes, func(c string) bool { return ontology.Is(c, want) })
}

// counts reports whether f takes one piece of evidence.
func (f *Filter) counts(e *Evidence) bool {
	by := func(c Claimant) bool { return c.Speaker.ID == f.Claimer }
	return (!f.FactsOnly || e.Asserted) && (f.Status == "" || e.Status == f.Status) &&
		(f.Claimer == "" || slices.ContainsFunc(e.Source, by)) && f.knew(e.Article, e.Published) && f.printed(e.Outlet)
}

// whole reports whether f takes every claim of an article, so that only rows are chosen.
func (f *Filter) whole() bool {
	return !f.FactsOnly && f.Status == "" && f.Claimer == "" && f.AsOf == "" && f.Outlet == ""
}

// printed reports whether f takes what an outlet tells.
func (f *Filter) printed(outlet string) bool {
	return f.Outlet == "" || strings.EqualFold(outlet, f.Outlet)
}

// knew reports whether what an article tells was known at the time of f.AsOf.
func (f *Filter) knew(doc graph.ID, published graph.Date) bool {
	switch {
	case f.AsOf == "":
		return true
	case f.loaded != nil:
		v, known := f.loaded[doc]
		return known && v <= f.version()
	}
	n := min(len(published), len(f.AsOf))
	return published != "" && string(published[:n]) <= f.AsOf[:n]
}

// within reports whether something lies in the wanted time, by when it was or else by
// when it was published; dated is false when nothing says when it was.
func (f *Filter) within(w *When, published ...graph.Date) (in, dated bool) {
	if f.Since == "" && f.Until == "" {
		return true, true
	}
	if w != nil && w.Known() {
		return f.covers(w.Value), true
	}
	for _, d := range published {
		if d != "" {
			in, dated = in || f.covers(d), true
		}
	}
	return in, dated
}

// covers compares as far as the less exact of two dates goes.
func (f *Filter) covers(d graph.Date) bool {
	from, to := min(len(d), len(f.Since)), min(len(d), len(f.Until))
	return d[:from] >= f.Since[:from] && d[:to] <= f.Until[:to]
}

// A Page is a part of an answer in stable order.
type Page[T any] struct {
	Items   []T    `json:"items"`
	Total   int    `json:"total"` // of all pages
	Next    string `json:"next,omitempty"`
	Undated int    `json:"undated,omitempty"` // left out by since or until for want of a date
}

// More returns the cursor of the next page, "" for none, and the rows of all pages.
func (p Page[T]) More() (next string, total int) { return p.Next, p.Total }

// cursor writes the key of a row with a checksum over it and the order, so that what
// is no cursor, or one of another order, is refused and not taken for an odd place.
func cursor(sort, key string) string {
	return base64.RawURLEncoding.EncodeToString(append(cursorSum(sort, key), key...))
}

func cursorSum(sort, key string) []byte {
	return binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(sort+"\x00"+key)))
}

// after returns the key in the cursor, "" without one.
func (f *Filter) after() (string, error) {
	if f.Cursor == "" {
		return "", nil
	}
	b, err := base64.RawURLEncoding.DecodeString(f.Cursor)
	if err != nil || len(b) < crc32.Size || !bytes.Equal(b[:crc32.Size], cursorSum(f.Sort, string(b[crc32.Size:]))) {
		return "", fmt.Errorf("%w: %.100q is no cursor of this list in this order", graph.ErrInvalid, f.Cursor)
	}
	return string(b[crc32.Size:]), nil
}

// page sorts rows by key, which must be unique, and cuts the page that f asks
// for. A cursor is the key of the last row shown, so that it stays good when the
// graph changes.
func page[T any](rows []T, f *Filter, key func(*T) string) (Page[T], error) {
	after, err := f.after()
	if err != nil {
		return Page[T]{}, err
	}
	keys, err := sortedBy(rows, func(row *T) (string, error) {
		first, err := sortKey(row, f.Sort)
		return first + key(row), err
	})
	if err != nil {
		return Page[T]{}, err
	}
	out := Page[T]{Items: []T{}, Total: len(rows)}
	if f.Cursor != "" {
		i, found := slices.BinarySearchFunc(keys, after, func(a keyed, k string) int { return strings.Compare(a.key, k) })
		if found {
			i++
		}
		keys = keys[i:]
	}
	if limit := cmp.Or(f.Limit, DefaultLimit); len(keys) > limit {
		keys = keys[:limit]
		out.Next = cursor(f.Sort, keys[limit-1].key)
	}
	for _, k := range keys {
		out.Items = append(out.Items, rows[k.row])
	}
	return out, nil
}

// Cut returns the page of rows that f asks for; key must be unique and says their order,
// in which f may not ask for another.
func Cut[T any](rows []T, f Filter, key func(*T) string) (Page[T], error) {
	if err := f.Check(); err != nil {
		return Page[T]{}, err
	}
	return page(rows, &f, key)
}

// A keyed row is one by its index.
type keyed struct {
	key string
	row int
}

// sortedBy sorts rows by their keys, each of which is made once: a comparison needs two.
func sortedBy[T any](rows []T, key func(*T) (string, error)) ([]keyed, error) {
	keys := make([]keyed, len(rows))
	for i := range rows {
		k, err := key(&rows[i])
		if err != nil {
			return nil, err
		}
		keys[i] = keyed{k, i}
	}
	slices.SortFunc(keys, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	return keys, nil
}

// inOrder returns rows in their own order.
func inOrder[T any](rows []T, key func(*T) string) []*T {
	keys, _ := sortedBy(rows, func(row *T) (string, error) { return key(row), nil })
	out := make([]*T, len(keys))
	for i, k := range keys {
		out[i] = &rows[k.row]
	}
	return out
}

// many writes a count so that the larger sorts first.
func many(n int) string { return strconv.Itoa(1_999_999_999 - n)[1:] }

// dated writes a time so that the known sorts first, the later before the earlier,
// the exact before what is only known by its month or year.
func dated(w *When) string {
	if w == nil || !w.Known() {
		return "~"
	}
	b := []byte(w.Value)
	for i, c := range b {
		if c >= '0' && c <= '9' {
			b[i] = '0' + '9' - c
		}
	}
	return string(b) + "~"
}
