package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// Forms say how a key names its entry; package knowledge reads the same letters.
const (
	formName    = 'n'
	formAlias   = 'a'
	formAcronym = 'c'
	formDemonym = 'd'
	formMetonym = 'm'
)

// An entry is one row of an entry table.
type entry struct {
	kind, ref, name, class, country string
	lat, lon                        string // thousandths of a degree
	population                      int
	attr                            string
	prior                           int
	keys                            map[string]byte // normalised name -> form
}

// add gives e a further name. The first form of a key stays.
func (e *entry) add(form byte, name string) {
	key := graph.NormalName(name)
	if key == "" || len(key) > 80 || strings.Count(key, " ") > 9 {
		return
	}
	if e.keys == nil {
		e.keys = map[string]byte{}
	}
	if _, ok := e.keys[key]; !ok {
		e.keys[key] = form
	}
}

// addAlias adds a name that may be an acronym.
func (e *entry) addAlias(name string) {
	if acronym(name) {
		e.add(formAcronym, name)
		return
	}
	e.add(formAlias, name)
}

// acronym reports whether name is written in two to seven capitals, dots allowed.
func acronym(name string) bool {
	n := 0
	for _, r := range name {
		switch {
		case r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			n++
		case r == '.' || r == '-' || r == '/':
		default:
			return false
		}
	}
	return n >= 2 && n <= 7
}

// line writes e: kind, ref, name, class, country, lat, lon, population, attr,
// prior, keys. The key that equals the name's own normal form is still written,
// so that the reader need not normalise.
func (e *entry) line() string {
	keys := make([]string, 0, len(e.keys))
	for k, form := range e.keys {
		keys = append(keys, string(form)+k)
	}
	slices.Sort(keys)
	return strings.Join([]string{
		e.kind, e.ref, e.name, e.class, e.country, e.lat, e.lon,
		strconv.Itoa(e.population), e.attr, strconv.Itoa(e.prior), strings.Join(keys, "|"),
	}, "\t")
}

// entryLines sorts entries by kind, reference and name and writes them.
func entryLines(entries []*entry) []string {
	slices.SortStableFunc(entries, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.ref, b.ref), cmp.Compare(a.name, b.name))
	})
	lines := make([]string, 0, len(entries))
	seen := map[string]bool{}
	for _, e := range entries {
		if e.ref == "" || seen[e.ref] {
			continue
		}
		if !graph.ValidID(e.ref) {
			panic(fmt.Sprintf("reference %q of %q is no identifier", e.ref, e.name))
		}
		seen[e.ref] = true
		lines = append(lines, e.line())
	}
	return lines
}

// milli turns decimal degrees into thousandths.
func milli(degrees string) string {
	f, err := strconv.ParseFloat(degrees, 64)
	if err != nil {
		return ""
	}
	return strconv.Itoa(int(f * 1000))
}
