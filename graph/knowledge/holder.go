package knowledge

import (
	"strings"

	"newsgraph/graph"
)

// A Holding says that someone held an office for a time. Start and End have the
// precision of their source; an End that no source gives is the day on which the
// source was last seen to hold.
type Holding struct {
	Ref     graph.ID
	Office  string // as the source writes it
	Key     string // see Tables.Office
	Country string // ISO code, or "EU", "UN", "NATO"
	Start   graph.Date
	End     graph.Date
	Source  string
}

type holderTable struct {
	byOffice map[string][]Holding // country + " " + key, by start
	byPerson map[graph.ID][]Holding
	ofHead   map[string][]Holding // country + " " + first or last word of the office
	byKey    map[string][]Holding // of all countries
}

func (t *Tables) loadHolders() *holderTable {
	h := &holderTable{byOffice: map[string][]Holding{}, byPerson: map[graph.ID][]Holding{}, ofHead: map[string][]Holding{}, byKey: map[string][]Holding{}}
	keys := map[string]string{}
	for line := range strings.Lines(read("holders.tsv")) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		id := f[0] + "\t" + f[1]
		if _, ok := keys[id]; !ok {
			keys[id] = t.Office(f[1], f[0])
		}
		x := Holding{Country: f[0], Office: f[1], Key: keys[id], Ref: graph.ID(f[2]), Start: graph.Date(f[3]), End: graph.Date(f[4]), Source: f[5]}
		office := x.Country + " " + x.Key
		h.byOffice[office] = append(h.byOffice[office], x)
		h.byKey[x.Key] = append(h.byKey[x.Key], x)
		h.byPerson[x.Ref] = append(h.byPerson[x.Ref], x)
		if words := strings.Fields(graph.NormalName(x.Office)); len(words) > 1 {
			for _, w := range []string{words[0], words[len(words)-1]} {
				h.ofHead[x.Country+" "+w] = append(h.ofHead[x.Country+" "+w], x)
			}
		}
	}
	return h
}

// Holder returns who held the office in the country at the date, one holding a
// person; with no date, all holdings. The office is a key or a title.
func (t *Tables) Holder(office, country string, date graph.Date) []Holding {
	all := t.holders().byOffice[country+" "+office]
	if all == nil {
		all = t.holders().byOffice[country+" "+t.Office(office, country)]
	}
	if date == "" {
		return all
	}
	return at(all, date)
}

// Titled returns who held at the date, in the country, an office of several words of
// which title is the first or the last: "secretary" of the Secretary of State and of the
// Defence Secretary. One holding a person.
func (t *Tables) Titled(title, country string, date graph.Date) []Holding {
	return at(t.holders().ofHead[country+" "+title], date)
}

// Heads returns who held the office of that key at the date in any country or body, one
// holding a person.
func (t *Tables) Heads(key string, date graph.Date) []Holding {
	return at(t.holders().byKey[key], date)
}

func at(all []Holding, date graph.Date) []Holding {
	var out []Holding
	seen := map[graph.ID]bool{}
	for _, h := range all {
		if !seen[h.Ref] && h.At(date) {
			seen[h.Ref] = true
			out = append(out, h)
		}
	}
	return out
}

// Holdings returns the offices that the person of a knowledge id held.
func (t *Tables) Holdings(ref graph.ID) []Holding { return t.holders().byPerson[ref] }

// At reports whether the holding may include the date: dates are compared to the
// coarser precision of the two.
func (h Holding) At(date graph.Date) bool {
	return coarse(h.Start, date) <= 0 && (h.End == "" || coarse(date, h.End) <= 0)
}

func coarse(a, b graph.Date) int {
	n := min(len(a), len(b))
	return strings.Compare(string(a[:n]), string(b[:n]))
}
