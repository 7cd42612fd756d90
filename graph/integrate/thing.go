package integrate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A thing is what all articles together say of one entity or position: counts of
// names and classes, from which its type and names are chosen. Counts are whole
// numbers, so adding and taking away in any order gives the same.
type thing struct {
	classes tally
	genders tally
	names   tally // the fullest name of each chain that bears a proper name
	aliases tally // every proper name
	words   tally // what chains without a proper name are called
	shown   int   // chains that bear a name or take part in a claim
}

// A tally counts strings; it is sorted and short.
type tally []count

type count struct {
	s string
	n int
}

func (t *tally) add(s string, n int) {
	if s == "" {
		return
	}
	i, ok := slices.BinarySearchFunc(*t, s, func(c count, s string) int { return strings.Compare(c.s, s) })
	switch {
	case !ok:
		*t = slices.Insert(*t, i, count{strings.Clone(s), n})
	case (*t)[i].n+n == 0:
		*t = slices.Delete(*t, i, i+1)
	default:
		(*t)[i].n += n
	}
}

// best returns the most frequent string that may is true for, among equals the
// first by less.
func (t tally) best(may func(string) bool, less func(a, b string) int) string {
	var top count
	for _, c := range t {
		if may(c.s) && (c.n > top.n || c.n == top.n && less(c.s, top.s) < 0) {
			top = c
		}
	}
	return top.s
}

func (t *thing) empty() bool {
	return len(t.classes) == 0 && len(t.aliases) == 0 && len(t.words) == 0 && t.shown == 0
}

// A share is what one chain or claim adds to a thing.
type share struct {
	member  graph.ID // chain; "" for a position
	post    graph.ID // position; "" for a chain
	class   string
	gender  string
	name    string
	aliases []string
	words   string
	shown   bool
}

// canonical returns the id of the thing.
func (s *share) canonical(of func(graph.ID) graph.ID) graph.ID {
	if s.post != "" {
		return s.post
	}
	return of(s.member)
}

func (t *thing) add(s *share, n int) {
	t.classes.add(s.class, n)
	t.genders.add(s.gender, n)
	t.names.add(s.name, n)
	t.words.add(s.words, n)
	for _, a := range s.aliases {
		t.aliases.add(a, n)
	}
	if s.shown {
		t.shown += n
	}
}

// shares returns what a report adds to the things it speaks of. A chain without a
// name is shown only if a claim speaks of it.
func shares(r *graph.Report) []share {
	spoken := spokenOf(r)
	var out []share
	for i := range r.Chains {
		c := &r.Chains[i]
		s := share{member: c.ID, class: c.Class, gender: c.Gender, shown: c.Named || spoken[i]}
		if c.Named {
			s.name, s.aliases = c.Name, distinct(c.Name, c.Names)
		} else {
			s.words = c.Name
		}
		out = append(out, s)
	}
	for i := range r.Claims {
		if cl := &r.Claims[i]; cl.Position != "" {
			out = append(out, share{post: cl.Position, class: "Position", name: cl.Post, aliases: distinct(cl.Post, nil), shown: true})
		}
	}
	return out
}

// spokenOf returns the chains that take part in a claim.
func spokenOf(r *graph.Report) map[int]bool {
	out := map[int]bool{}
	add := func(mentions ...int) {
		for _, m := range mentions {
			if m != graph.None {
				out[r.Mentions[m].Chain] = true
			}
		}
	}
	for i := range r.Events {
		for _, role := range r.Events[i].Roles {
			add(role.Mention)
		}
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		add(st.Speaker, st.Addressee)
		add(st.Via...)
		add(st.About...)
	}
	for i := range r.Claims {
		add(r.Claims[i].Subject, r.Claims[i].Object)
	}
	return out
}

func distinct(name string, more []string) []string {
	out := append([]string{name}, more...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}

// A view is what of a thing is written: quads and names to look it up by.
type view struct {
	quads []graph.Quad
	names []graph.NameEntry
}

// view returns the quads and names of the thing with the given id. known is the
// name that background knowledge gives it, "" for none.
func (t *thing) view(id graph.ID, known string) view {
	if t == nil || t.shown == 0 {
		return view{}
	}
	d := &deriver{label: namesLabel}
	class := t.classes.best(always, special)
	if term, ok := ontology.Lookup("class", class); ok {
		d.id(id, facetType, term.IRI)
	}
	d.text(id, facetGender, t.gender())
	name := cmp.Or(known, t.name(class))
	d.text(id, facetName, name)
	var names []graph.NameEntry
	for _, a := range t.aliases {
		if a.s != name {
			d.text(id, facetAlias, a.s)
		}
		names = append(names, lookups(id, class, a.s)...)
	}
	if known != "" {
		names = append(names, lookups(id, class, known)...)
	}
	slices.SortFunc(d.out, graph.Quad.Compare)
	slices.SortFunc(names, compareNames)
	return view{d.out, slices.Compact(names)}
}

func always(string) bool { return true }

// special puts the more special class first.
func special(a, b string) int {
	return cmp.Or(depth(b)-depth(a), strings.Compare(a, b))
}

func depth(class string) int {
	n := 0
	for class != "" {
		t, _ := ontology.Lookup("class", class)
		class = t.Parent
		n++
	}
	return n
}

// gender is that of all chains that have one, and nothing when they differ.
func (t *thing) gender() string {
	if len(t.genders) == 1 {
		return t.genders[0].s
	}
	return ""
}

// name returns the most frequent full name, among equals the longest, then the
// first. For a person a full name has two words where any name has.
func (t *thing) name(class string) string {
	may := always
	if class == "Person" && slices.ContainsFunc(t.names, func(c count) bool { return strings.Contains(c.s, " ") }) {
		may = func(s string) bool { return strings.Contains(s, " ") }
	}
	longer := func(a, b string) int {
		return cmp.Or(utf8.RuneCountInString(b)-utf8.RuneCountInString(a), strings.Compare(a, b))
	}
	return cmp.Or(t.names.best(may, longer), t.words.best(always, longer))
}

// lookups returns the entries by which a name is found: itself and, for a person,
// the last word, by which news refer to people.
func lookups(id graph.ID, class, name string) []graph.NameEntry {
	norm := graph.NormalName(name)
	if norm == "" || class == "Position" {
		return nil
	}
	out := []graph.NameEntry{{Name: norm, ID: id}}
	if i := strings.LastIndexByte(norm, ' '); class == "Person" && i >= 0 {
		out = append(out, graph.NameEntry{Name: norm[i+1:], ID: id})
	}
	return out
}

func compareNames(a, b graph.NameEntry) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
}
