package knowledge

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

type nameTable struct {
	given    map[string]string
	surnames map[string]bool
	nick     map[string]string // nickname -> full names joined by "|"
}

func loadNames() *nameTable {
	t := &nameTable{given: map[string]string{}, surnames: map[string]bool{}, nick: map[string]string{}}
	for line := range strings.Lines(read("names.tsv")) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		key, value, _ := strings.Cut(rest, "\t")
		switch kind {
		case "g":
			t.given[key] = value
		case "s":
			t.surnames[key] = true
		case "k":
			t.nick[key] = value
		}
	}
	return t
}

// Given returns the gender of a given name, "m", "f" or "u" for both, and whether
// it is known as a given name at all.
func (t *Tables) Given(name string) (gender string, ok bool) {
	gender, ok = t.names().given[graph.NormalName(name)]
	return gender, ok
}

// Surname reports whether name is among the common surnames. Most surnames are not.
func (t *Tables) Surname(name string) bool { return t.names().surnames[graph.NormalName(name)] }

// Nickname returns the names for which name is short or familiar, sorted:
// "bill" gives "william" among others.
func (t *Tables) Nickname(name string) []string {
	if full := t.names().nick[graph.NormalName(name)]; full != "" {
		return strings.Split(full, "|")
	}
	return nil
}

// SameGiven reports whether two given names may be of one person: equal, one a
// nickname of the other, or nicknames of one name.
func (t *Tables) SameGiven(a, b string) bool {
	a, b = graph.NormalName(a), graph.NormalName(b)
	if a == b {
		return true
	}
	as, bs := t.Nickname(a), t.Nickname(b)
	if slices.Contains(as, b) || slices.Contains(bs, a) {
		return true
	}
	for _, n := range as {
		if slices.Contains(bs, n) {
			return true
		}
	}
	return false
}
