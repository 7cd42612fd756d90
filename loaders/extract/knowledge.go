package extract

import "newsgraph/graph"

// This file says what extraction asks of background tables.

// A Known is a thing that background tables hold under some name.
type Known struct {
	Ref     graph.ID // knowledge id such as "Q30"
	Class   string   // class of graph/ontology
	Name    string
	Country graph.ID // of cities, organizations, office-holders
	Region  string   // ISO 3166-2 code of a part of a federation, of its cities too where known
	Gender  string   // male female or ""
	// Media says that it is a newspaper, broadcaster, agency or the like.
	Media bool
	// Prior says how likely a name with nothing around it means this thing.
	Prior graph.Thousandths
	// Metonym says that the name is that of a capital or residence, used for the
	// government.
	Metonym bool
}

// Knowledge is what background tables know of names. Implementations are safe
// for concurrent use and answer the same for ever.
type Knowledge interface {
	// Lookup returns what bears the name, best known first; nil when nothing does.
	Lookup(name string) []Known
	// Demonym returns the country whose adjective or people the word names
	// ("Israeli", "Israelis", "French").
	Demonym(word string) (Known, bool)
	// Gender returns "male" or "female" for a given name that is clearly one, else
	// "", and whether the word is a given name at all.
	Gender(given string) (string, bool)
	// Holder returns the person of that name who is known to hold or have held the
	// post, and the country or body whose post it is. A country with a Ref narrows
	// it. It reports false unless exactly one person fits.
	Holder(name, post string, country Known) (person, of Known, ok bool)
	// Office returns the key of a post that one person at a time holds, "" for another,
	// and false for held where it is known that who held it at other times than on.
	Office(post string, of, who Known, on graph.Date) (key string, held bool)
	// Noun returns the mention type (person organization group place event speech) that
	// the common noun has in its most frequent sense, "" when it has none of them.
	Noun(lemma string) string
}
