package eval_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/source"
)

// A span is a stretch of an article's file, in bytes, half-open.
type span [2]int

// A spanItem is one thing that an article says, by the places of its words alone;
// testdata/README.md tells the kinds.
type spanItem struct {
	Kind, Of, Class, Type, Plover, Status, Relation, Value, Weekday, Mode, Stance string

	At, Other, Speaker, Cue, Subject, Object, Post, Via, During, Source span

	Content []span
	Roles   []struct {
		Name string
		At   span
	}
}

// UnmarshalJSON reads a role, a pair of name and place.
func (it *spanItem) UnmarshalJSON(b []byte) error {
	type plain spanItem
	var raw struct {
		plain
		Roles [][2]json.RawMessage
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*it = spanItem(raw.plain)
	it.Roles = make([]struct {
		Name string
		At   span
	}, len(raw.Roles))
	for i, r := range raw.Roles {
		if err := json.Unmarshal(r[0], &it.Roles[i].Name); err != nil {
			return err
		}
		if err := json.Unmarshal(r[1], &it.Roles[i].At); err != nil {
			return err
		}
	}
	return nil
}

// A spanReport compares items with a report.
type spanReport struct{ *graph.Report }

// chain returns the chain of the mention whose head lies in s, or None.
func (r spanReport) chain(s span) int {
	best := graph.None
	for i, m := range r.Mentions {
		if m.Head.B >= s[0] && m.Head.E <= s[1] && (best == graph.None || m.Head.E > r.Mentions[best].Head.E) {
			best = i
		}
	}
	if best == graph.None {
		return graph.None
	}
	return r.Mentions[best].Chain
}

// isAt reports whether mention m is the one at s, or another of its chain.
func (r spanReport) isAt(m int, s span) bool {
	if m == graph.None {
		return s == span{}
	}
	mention := r.Mentions[m]
	return mention.Head.B >= s[0] && mention.Head.E <= s[1] || r.chain(s) != graph.None && r.chain(s) == mention.Chain
}

// sourceIs reports whether the speaker at s, or nobody for the zero span, claims f.
func (r spanReport) sourceIs(f *graph.Facets, s span) bool {
	if f.Source == graph.None {
		return s == span{}
	}
	return s != span{} && r.isAt(r.Statements[f.Source].Speaker, s)
}

func touches(a graph.Span, s span) bool { return a.B < s[1] && s[0] < a.E }

func (r spanReport) holds(it spanItem) bool {
	switch it.Kind {
	case "quote":
		return slices.ContainsFunc(r.Statements, func(st graph.Statement) bool { return r.quotes(st, it) })
	case "statement":
		return slices.ContainsFunc(r.Statements, func(st graph.Statement) bool { return r.states(st, it) })
	case "event":
		return slices.ContainsFunc(r.Events, func(ev graph.Event) bool { return r.happens(ev, it) })
	case "claim":
		return slices.ContainsFunc(r.Claims, func(c graph.Claim) bool { return r.claims(c, it) })
	case "time":
		return slices.ContainsFunc(r.Times, func(x graph.Time) bool {
			return touches(x.Span, it.At) && x.Type == it.Type && x.Value == it.Value && x.Weekday == it.Weekday
		})
	case "same":
		return r.chain(it.At) != graph.None && r.chain(it.At) == r.chain(it.Other)
	case "differ":
		return r.chain(it.At) == graph.None || r.chain(it.At) != r.chain(it.Other)
	case "none":
		return !r.trapped(it)
	}
	return false
}

// quotes reports whether st has the quotation by the right speaker; the words of
// one of its own are exact.
func (r spanReport) quotes(st graph.Statement, it spanItem) bool {
	if !r.isAt(st.Speaker, it.Speaker) {
		return false
	}
	if it.Class == "full" {
		return slices.Contains(st.Quotes, graph.Span{B: it.At[0], E: it.At[1]})
	}
	return slices.ContainsFunc(slices.Concat(st.Quotes, st.Content), func(s graph.Span) bool {
		return s.B <= it.At[0]+3 && it.At[1]-4 <= s.E
	})
}

func (r spanReport) states(st graph.Statement, it spanItem) bool {
	if st.Cue.B != it.Cue[0] || st.Mode != it.Mode || st.Stance != it.Stance || !r.isAt(st.Speaker, it.Speaker) {
		return false
	}
	if it.Via != (span{}) && !slices.ContainsFunc(st.Via, func(m int) bool { return r.isAt(m, it.Via) }) {
		return false
	}
	if it.During != (span{}) && (st.During == graph.None || !touches(r.Events[st.During].Trigger, it.During)) {
		return false
	}
	for _, want := range it.Content { // nine tenths of the words, and nothing far from them
		covered := 0
		for _, s := range st.Content {
			covered += max(0, min(s.E, want[1])-max(s.B, want[0]))
		}
		if covered*10 < (want[1]-want[0])*9 {
			return false
		}
	}
	return true
}

func (r spanReport) happens(ev graph.Event, it spanItem) bool {
	if !touches(ev.Trigger, it.At) || it.Type != "Event" && ev.Class != it.Type || ev.Status != it.Status || it.Plover != "" && ev.Plover != it.Plover || !r.sourceIs(&ev.Facets, it.Source) {
		return false
	}
	for _, want := range it.Roles {
		if !slices.ContainsFunc(ev.Roles, func(x graph.Role) bool { return x.Name == want.Name && r.isAt(x.Mention, want.At) }) {
			return false
		}
	}
	return true
}

func (r spanReport) claims(c graph.Claim, it spanItem) bool {
	if c.Relation != it.Relation || !r.isAt(c.Subject, it.Subject) || !r.sourceIs(&c.Facets, it.Source) {
		return false
	}
	if it.Object != (span{}) && !r.isAt(c.Object, it.Object) {
		return false
	}
	return it.Post == span{} || strings.Contains(strings.ToLower(r.Article.Text[it.Post[0]:it.Post[1]]), strings.ToLower(c.Post))
}

// trapped reports whether the report has what it must not have.
func (r spanReport) trapped(it spanItem) bool {
	switch it.Of {
	case "mention", "name":
		return slices.ContainsFunc(r.Mentions, func(m graph.Mention) bool { return touches(m.Span, it.At) })
	case "event-actor":
		return slices.ContainsFunc(r.Events, func(ev graph.Event) bool {
			return slices.ContainsFunc(ev.Roles, func(x graph.Role) bool {
				return x.Name == "actor" && touches(r.Mentions[x.Mention].Span, it.At)
			})
		})
	case "met":
		return slices.ContainsFunc(r.Claims, func(c graph.Claim) bool {
			return c.Relation == "met" && (r.isAt(c.Subject, it.At) || r.isAt(c.Object, it.At))
		})
	}
	return true
}

// spanArticles reads the gold and the articles that it is about, by the digest of
// their text: the articles are not part of this repository.
func spanArticles(t *testing.T) (files []string, items map[string][]spanItem) {
	dir := "../../../shared/seeds"
	if s := os.Getenv("NEWSGRAPH_SEEDS"); s != "" {
		dir = s
	}
	items = map[string][]spanItem{}
	f, err := os.Open("testdata/spans/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var line struct {
			SHA256 string
			Items  []spanItem
		}
		if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		items[line.SHA256] = line.Items
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	for _, name := range names {
		if b, err := os.ReadFile(name); err == nil {
			sum := sha256.Sum256(b)
			if key := hex.EncodeToString(sum[:]); items[key] != nil {
				files, items[name] = append(files, name), items[key]
			}
		}
	}
	return files, items
}

// TestSpans reads the articles that testdata/spans tells of, where they are there
// (NEWSGRAPH_SEEDS names their folder), and asks that what they say is found: every
// full quotation, 21 of 23 quoted spans, no trap, nine tenths of all.
func TestSpans(t *testing.T) {
	files, items := spanArticles(t)
	if len(files) == 0 {
		t.Skip("the articles of testdata/spans are not here")
	}
	l, err := loaders.New(language.Options{})
	if err != nil {
		t.Fatal(err)
	}
	hits, gold := map[string]int{}, map[string]int{}
	for art, err := range source.Open(t.Context(), files, nil, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		rep, err := l.Analyse(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(art.Text))
		all := items[hex.EncodeToString(sum[:])]
		if all == nil {
			t.Fatal("the text of an article is not that of its file")
		}
		for _, it := range all {
			kind := it.Kind + it.Class
			gold[kind]++
			if (spanReport{rep}).holds(it) {
				hits[kind]++
				continue
			}
			t.Logf("missed: %s", describe(art.Text, it))
		}
	}
	judgeSpans(t, hits, gold)
}

func judgeSpans(t *testing.T, hits, gold map[string]int) {
	found, all := 0, 0
	for kind, n := range gold {
		t.Logf("%s: %d of %d", kind, hits[kind], n)
		found, all = found+hits[kind], all+n
	}
	t.Logf("all: %d of %d", found, all)
	for _, kind := range []string{"quotefull", "none", "differ"} {
		if hits[kind] < gold[kind] {
			t.Errorf("%s: %d of %d", kind, hits[kind], gold[kind])
		}
	}
	if n := hits["quotefull"] + hits["quotepartial"] + hits["quotemalformed"]; n < 21 {
		t.Errorf("%d of the 23 quoted spans have the right speaker", n)
	}
	if found*10 < all*9 {
		t.Errorf("%d of %d items, fewer than nine tenths", found, all)
	}
}

// describe shows the words of an item.
func describe(text string, it spanItem) string {
	words := func(s span) string { return text[s[0]:min(s[1], s[0]+60)] }
	out := []string{it.Kind, it.Class, it.Type, it.Relation, it.Value, it.Weekday, it.Mode, it.Stance}
	for _, s := range slices.Concat([]span{it.At, it.Other, it.Speaker, it.Cue, it.Subject, it.Object, it.Source}, it.Content) {
		if s != (span{}) {
			out = append(out, words(s))
		}
	}
	for _, r := range it.Roles {
		out = append(out, r.Name+"="+words(r.At))
	}
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), " | ")
}
