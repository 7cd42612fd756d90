package resolve

import (
	"slices"
	"strings"
)

// generations are the words behind names that tell father and son apart.
var generations = []string{"jr", "sr", "ii", "iii", "iv"}

// generation splits a normalised name into the name and the word of generation.
func generation(name string) (bare, which string) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 || !slices.Contains(generations, name[i+1:]) {
		return name, ""
	}
	return name[:i], name[i+1:]
}

// addGenerations gives the suffix of the other generation to the name without one, where
// the article tells of two people of one full name: beside "Erik Holm Jr." the "Erik
// Holm" is his father, beside "Erik Holm Sr." his son.
func addGenerations(chains []Member) {
	other := map[string]string{"jr": "sr", "sr": "jr"}
	bears := map[string]string{} // bare name -> the suffix that someone bears, "-" for several
	for i := range chains {
		for _, n := range chains[i].Names {
			bare, which := generation(n)
			if chains[i].Class != "Person" || other[which] == "" || !strings.Contains(bare, " ") {
				continue
			}
			if before := bears[bare]; before != "" && before != which {
				which = "-"
			}
			bears[bare] = which
		}
	}
	for i := range chains {
		m := &chains[i]
		if m.Class != "Person" || slices.ContainsFunc(m.Names, func(n string) bool { _, which := generation(n); return which != "" }) {
			continue
		}
		for k, n := range m.Names {
			if which := other[bears[n]]; which != "" {
				m.Names[k] = n + " " + which
			}
		}
		slices.Sort(m.Names)
	}
}
