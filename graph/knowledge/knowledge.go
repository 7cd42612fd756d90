// Package knowledge holds the background tables: countries, subdivisions and
// cities, organizations, persons who held offices and when, given names,
// nicknames, surnames, titles and the classes of nouns. They are embedded,
// compressed, and read on first use; a command that asks for nothing pays nothing.
//
// It decides nothing: for a name that many things bear it gives all of them with
// priors, and the caller decides by type and context ("Washington" is a state, a
// city and a government). References are those of the sources ("Q30", "iso:US-GA",
// "geo:281133") or, for things that no source numbers, our own ("org:…", "per:…",
// "place:…"). Priors are integers of our own choosing and only order candidates.
//
// Start at Default, then Tables.Lookup for a name and Tables.Match for a sentence.
// The tables are made by tablegen; SOURCES.md lists where they come from.
package knowledge

import (
	"sync"

	"newsgraph/graph"
)

// Version names the state of the tables; it is part of every analysis and of the
// labels g:ref.…
const Version = "1"

// Tables are the background tables. They are safe for concurrent use.
type Tables struct {
	entries func() *entryIndex
	refs    func() map[graph.ID]int32
	names   func() *nameTable
	titles  func() *titleTable
	nouns   func() map[string]string
	holders func() *holderTable
}

// Default returns the embedded tables. Each table is read on its first use.
var Default = sync.OnceValue(newTables)

func newTables() *Tables {
	t := &Tables{
		entries: sync.OnceValue(loadEntries),
		names:   sync.OnceValue(loadNames),
		titles:  sync.OnceValue(loadTitles),
		nouns:   sync.OnceValue(loadNouns),
	}
	t.refs = sync.OnceValue(func() map[graph.ID]int32 { return t.entries().byRef() })
	t.holders = sync.OnceValue(t.loadHolders)
	return t
}
