package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	edlib "github.com/hbollon/go-edlib"

	"newsgraph/graph"
)

// A Match is a thing found by its name.
type Match struct {
	Ref
	Kind     string   `json:"kind"`              // id exact prefix token acronym fuzzy
	Matched  string   `json:"matched,omitempty"` // the name that fits, normalised
	Aliases  []string `json:"aliases,omitempty"`
	Articles int      `json:"articles"` // that mention it
	rank     int
}

// Ranks of the ways to match, best first.
const (
	rankID = iota
	rankExact
	rankPrefix
	rankToken
	rankAcronym
	rankFuzzy
)

var rankNames = [...]string{"id", "exact", "prefix", "token", "acronym", "fuzzy"}

// maxCandidates bounds the entities that one name may fit: more say nothing to
// the one who asked.
const maxCandidates = 5000

// An AmbiguousError says that a name fits several things.
type AmbiguousError struct {
	Name       string
	Candidates []Match
}

// Error lists the first candidates.
func (e *AmbiguousError) Error() string {
	var names []string
	for _, c := range e.Candidates[:min(5, len(e.Candidates))] {
		names = append(names, fmt.Sprintf("%s (%s, %d articles)", c.ID, c.Name, c.Articles))
	}
	return fmt.Sprintf("%q may be %d things: %s", e.Name, len(e.Candidates), strings.Join(names, ", "))
}

// Unwrap makes an ambiguous name an invalid one.
func (e *AmbiguousError) Unwrap() error { return graph.ErrInvalid }

// Resolve returns the canonical id that an id or an unambiguous name stands for:
// graph.ErrNotFound when nothing does, graph.ErrGone when its article was
// retracted, *AmbiguousError when several things do.
func (q *Query) Resolve(ctx context.Context, name string) (graph.ID, error) {
	id, err := q.canonical(ctx, name)
	if err == nil || !errors.Is(err, graph.ErrNotFound) {
		return id, err
	}
	matches, err := q.matches(ctx, name, "")
	if err != nil {
		return "", err
	}
	if len(matches) == 0 {
		return "", fmt.Errorf("%q: %w", name, graph.ErrNotFound)
	}
	best := slices.DeleteFunc(matches, func(m Match) bool { return tier(m.rank) != tier(matches[0].rank) })
	switch {
	case best[0].rank == rankFuzzy:
		return "", fmt.Errorf("%q: %w; the nearest name is %q (%s)", name, graph.ErrNotFound, best[0].Name, best[0].ID)
	case len(best) > 1:
		return "", &AmbiguousError{Name: name, Candidates: best}
	}
	return best[0].ID, nil
}

// tier joins the ways to match that say equally much about who is meant.
func tier(rank int) int {
	if rank == rankPrefix || rank == rankAcronym {
		return rankToken
	}
	return rank
}

// canonical returns the canonical id of what may be an id.
func (q *Query) canonical(ctx context.Context, id string) (graph.ID, error) {
	if !graph.ValidID(id) || !strings.Contains(id, ":") {
		return "", graph.ErrNotFound
	}
	if strings.HasPrefix(id, "pos:") {
		quads, err := q.Quads(ctx, graph.Pattern{S: graph.ID(id)})
		if err == nil && len(quads) == 0 {
			err = graph.ErrNotFound
		}
		return graph.ID(id), err
	}
	return q.r.Canonical(ctx, graph.ID(id))
}

// Find returns what bears a name like text, the best match first: exact before
// prefix, word, acronym and misspelling, then by the number of articles.
// Misspellings are looked for only when nothing else fits.
func (q *Query) Find(ctx context.Context, text string, f Filter) (Page[Match], error) {
	if err := q.check(ctx, &f); err != nil {
		return Page[Match]{}, err
	}
	matches, err := q.matches(ctx, text, f.Type)
	if err != nil {
		return Page[Match]{}, err
	}
	return page(matches, &f, func(m *Match) string {
		return fmt.Sprintf("%d %s %s %s", m.rank, many(m.Articles), m.Name, m.ID)
	})
}

// matches returns all that fits text, best first.
func (q *Query) matches(ctx context.Context, text, class string) ([]Match, error) {
	want := graph.NormalName(text)
	found := map[graph.ID]Match{}
	if id, err := q.canonical(ctx, text); err == nil {
		found[id] = Match{Ref: Ref{ID: id}, rank: rankID}
	} else if errors.Is(err, graph.ErrGone) {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	if want == "" && len(found) == 0 {
		return nil, fmt.Errorf("%w: %q holds no letter or digit to search for", graph.ErrInvalid, text)
	}
	if want != "" {
		if err := q.scan(ctx, want, found, false); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		if err := q.scan(ctx, want, found, true); err != nil {
			return nil, err
		}
	}
	return q.rank(ctx, found, class)
}

// A NameIndex finds the names that may fit a normalised one, or with fuzzy that may
// be misspellings of it. It may find more; ok is false when it does not know the
// reader's version, and then all names are looked at. It is safe for concurrent use.
type NameIndex interface {
	Candidates(ctx context.Context, r graph.Reader, want string, fuzzy bool) (found []graph.NameEntry, ok bool, err error)
}

// named yields the names among which those that fit are.
func (q *Query) named(ctx context.Context, want string, fuzzy bool) iter.Seq2[graph.NameEntry, error] {
	if q.cache == nil || q.cache.Names == nil {
		return q.r.Names(ctx, "")
	}
	found, ok, err := q.cache.Names.Candidates(ctx, q.r, want, fuzzy)
	if err == nil && !ok {
		return q.r.Names(ctx, "")
	}
	return func(yield func(graph.NameEntry, error) bool) {
		if err != nil {
			yield(graph.NameEntry{}, err)
			return
		}
		for _, entry := range found {
			if !yield(entry, nil) {
				return
			}
		}
	}
}

// scan looks at the names that may fit and keeps the best match of each entity.
func (q *Query) scan(ctx context.Context, want string, found map[graph.ID]Match, fuzzy bool) error {
	seen, rank := 0, rankOf
	if fuzzy {
		rank = misspelt
	}
	for entry, err := range q.named(ctx, want, fuzzy) {
		if err != nil {
			return fmt.Errorf("read names: %w", err)
		}
		if seen++; seen > q.limits.Names {
			return fmt.Errorf("%w: the search looks at more than %d names", graph.ErrTooLarge, q.limits.Names)
		}
		n := rank(entry.Name, want)
		if old, ok := found[entry.ID]; n < 0 || ok && old.rank <= n {
			continue
		}
		found[entry.ID] = Match{Ref: Ref{ID: entry.ID}, Matched: entry.Name, rank: n}
		if len(found) > maxCandidates {
			return fmt.Errorf("%w: %q fits more than %d things; give more of the name", graph.ErrTooLarge, want, maxCandidates)
		}
	}
	return ctx.Err()
}

// rankOf says how a name fits the wanted one, both normalised.
func rankOf(name, want string) int {
	switch {
	case name == want:
		return rankExact
	case strings.HasPrefix(name, want):
		return rankPrefix
	case hasWords(name, want):
		return rankToken
	case initials(name, want):
		return rankAcronym
	}
	return -1
}

// hasWords reports whether each word of want is one of name; of the last word its
// beginning is enough.
func hasWords(name, want string) bool {
	have, words := strings.Fields(name), strings.Fields(want)
	for i, w := range words {
		last := i == len(words)-1
		if !slices.ContainsFunc(have, func(h string) bool { return h == w || last && strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// initials reports whether want is made of the first letters of name.
func initials(name, want string) bool {
	return !strings.Contains(want, " ") && len(want) >= 2 && slices.Contains(Initials(name), want)
}

// Initials returns the first letters of a normalised name, with and without its
// small words.
func Initials(name string) []string {
	var all, large strings.Builder
	for _, w := range strings.Fields(name) {
		first := string([]rune(w)[:1])
		all.WriteString(first)
		if w != "of" && w != "the" && w != "and" && w != "for" {
			large.WriteString(first)
		}
	}
	return []string{all.String(), large.String()}
}

// misspelt reports whether each word of want is a word of name but for a letter,
// in long words two.
func misspelt(name, want string) int {
	have := strings.Fields(name)
	for _, w := range strings.Fields(want) {
		if !slices.ContainsFunc(have, func(h string) bool { return Near(h, w) }) {
			return -1
		}
	}
	return rankFuzzy
}

// Near reports whether a word is the wanted one but for a letter, in long words two.
// Short words are near to themselves only.
func Near(a, b string) bool {
	allowed := 1
	if len(b) >= 8 {
		allowed = 2
	}
	if len(b) < 4 || len(a)-len(b) > 2*allowed || len(b)-len(a) > 2*allowed {
		return a == b
	}
	return edlib.OSADamerauLevenshteinDistance(a, b) <= allowed
}

// rank gives the matches their names and counts and sorts them.
func (q *Query) rank(ctx context.Context, found map[graph.ID]Match, class string) ([]Match, error) {
	var out []Match
	f := Filter{Type: class}
	for id, m := range found {
		known, err := q.thing(ctx, id)
		if err != nil {
			return nil, err
		}
		if !f.class(known.Class) {
			continue
		}
		m.Ref, m.Kind, m.Articles = known.Ref, rankNames[m.rank], known.Articles
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(a.rank-b.rank, b.Articles-a.Articles,
			strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	return out, nil
}

// thing returns a thing and the number of its articles, which the cache keeps for one
// version of the graph.
func (q *Query) thing(ctx context.Context, id graph.ID) (Popular, error) {
	if p, ok := q.cache.thing(id, q.r.Version()); ok {
		return p, nil
	}
	ref, err := q.Ref(ctx, id)
	if err != nil {
		return Popular{}, err
	}
	n, err := q.countArticles(ctx, id)
	if err != nil {
		return Popular{}, err
	}
	p := Popular{ref, n}
	q.cache.keep(p, q.r.Version())
	return p, nil
}

// docs returns the articles in which a thing is mentioned, sorted.
func (q *Query) docs(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	found, err := q.digits(ctx, id)
	out := make([]graph.ID, len(found))
	for i, hex := range found {
		out[i] = graph.ID("doc:" + hex)
	}
	return out, err
}

// digits returns those of the ids of the articles in which a thing is mentioned, sorted.
func (q *Query) digits(ctx context.Context, id graph.ID) ([]string, error) {
	members, err := q.r.Members(ctx, id)
	if err != nil && !errors.Is(err, graph.ErrNotFound) {
		return nil, fmt.Errorf("members of %s: %w", id, err)
	}
	out := make([]string, 0, len(members))
	for _, m := range members {
		if hex := m.Hex(); hex != "" {
			out = append(out, hex)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func (q *Query) countArticles(ctx context.Context, id graph.ID) (int, error) {
	found, err := q.digits(ctx, id)
	return len(found), err
}
