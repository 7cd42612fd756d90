package language

import (
	"slices"

	"newsgraph/loaders/language/model"
)

// A Relation is what the model thinks of two mentions of one sentence: that one holds the
// post of another, was born there, works for it.
type Relation struct {
	A, B int // the words that head the mentions
	// Kind says how A stands to B: A holds the post B; post A is of the body B (body); A was
	// born_in B, lives_in it, is citizen_of it, educated_at it, its chief, employed there, a
	// member of the party B; is spouse, parent or child of B; founded it, is located_in it,
	// part_of it or owns it.
	Kind string
	// Margin is the logarithm of how much likelier this is than that it is not so, in thousandths.
	Margin int
	// Status is, of a post that A holds, the likeliest occupancy (current former acting
	// elect designate appointed resigned), Lead by how much it is likelier than the next,
	// in thousandths of a natural logarithm.
	Status string
	Lead   int
	// Trigger is the word outside the two that speaks most for it.
	Trigger int
}

// maxRelated bounds the pairs of a sentence; one with more mentions is a list or a table,
// and of it nothing is said.
const maxRelated = 20

// leastMargin bounds what is told of a pair.
const leastMargin = -2000

// The sorts of mentions that stand in relations (model/FORMAT.md, Relations).
const (
	personName = iota
	personNoun
	personPronoun
	organizationName
	placeName
	bodyNoun
	otherName
	relatedSorts
)

var (
	nameSorts = map[string]int{"PER": personName, "ORG": organizationName, "LOC": placeName, "MISC": otherName}
	nounSorts = map[string]int{"person": personNoun, "organization": bodyNoun, "place": bodyNoun}
)

// related says which sorts stand in relations, and in which order.
var related = func() (out [relatedSorts][relatedSorts]bool) {
	for _, p := range [][2]int{
		{personName, personNoun}, {personPronoun, personNoun}, {personName, personName}, {personName, personPronoun},
		{personPronoun, personName}, {organizationName, organizationName}, {organizationName, placeName},
		{organizationName, bodyNoun}, {bodyNoun, organizationName}, {bodyNoun, placeName},
	} {
		out[p[0]][p[1]] = true
	}
	for _, who := range []int{personName, personNoun, personPronoun} {
		for _, what := range []int{organizationName, placeName, bodyNoun, otherName} {
			out[who][what] = true
		}
	}
	return out
}()

func newRelationScorer(m *model.Model) (*pairScorer, error) {
	return newPairScorer(m, pairTask{name: "relation", kinds: m.Labels.Relation, statuses: m.Labels.Occupancy, sorts: relatedSorts, turned: true})
}

// relatable returns the mentions that may stand in relations in a sentence, in order.
func (p *parse) relatable() []pairMention {
	const none, inName = -1, -2
	sort := slices.Repeat([]int{none}, len(p.tokens))
	inside := make([]string, len(p.tokens)) // type of the name that a word is part of
	for _, n := range p.names {
		for i := n.First; i < n.End; i++ {
			sort[i], inside[i] = inName, n.Type
		}
		if s, ok := nameSorts[n.Type]; ok {
			sort[p.headOf(n)] = s
		}
	}
	var out []pairMention
	for i := range p.tokens {
		if sort[i] == none {
			if s, ok := p.nounSort(i, sort, inside); ok {
				sort[i] = s
			}
		}
		if sort[i] >= 0 {
			out = append(out, p.pairMention(i, sort[i]))
		}
	}
	return out
}

// nounSort returns the sort of the mention that word i, part of no name, heads; sort has
// those of the words before it.
func (p *parse) nounSort(i int, sort []int, inside []string) (int, bool) {
	t := &p.tokens[i]
	pronoun := t.UPOS == "PRON"
	if !pronoun && t.UPOS != "NOUN" && t.UPOS != "PROPN" {
		return 0, false
	}
	switch t.Rel {
	case "flat", "fixed", "goeswith", "expl":
		return 0, false
	case "nmod:desc", "compound":
		if !pronoun && t.Head >= 0 && inside[t.Head] == "PER" {
			return personNoun, true // a title
		}
	case "xcomp":
		if _, told := nounSorts[t.Ment]; !pronoun && !told {
			return personNoun, true // "was elected mayor"
		}
	case "conj":
		if !pronoun && t.Head >= 0 && sort[t.Head] == personNoun {
			return personNoun, true
		}
	}
	s, ok := nounSorts[t.Ment]
	if s == personNoun && pronoun {
		s = personPronoun
	}
	return s, ok
}

// relations scores the pairs of mentions of all sentences.
func (r *reader) relate() {
	s := r.heads.relations
	if s == nil {
		return
	}
	size := r.heads.hidden
	for k, p := range r.sents {
		mark := r.mem.mark()
		if who := p.relatable(); len(who) > 1 && len(who) <= maxRelated {
			c := s.compare(p, who, r.vec[r.first[k]*size:][:len(p.tokens)*size], r.mem)
			for j := range who {
				for i := range j {
					switch {
					case related[who[i].sort][who[j].sort]:
						p.relations = c.relations(p.relations, i, j)
					case related[who[j].sort][who[i].sort]:
						p.relations = c.relations(p.relations, j, i)
					}
				}
			}
		}
		r.mem.release(mark)
	}
}

// relations adds to all what may be so of mentions i and j.
func (c *comparison) relations(all []Relation, i, j int) []Relation {
	score, trigger := c.score(i, j)
	for k, v := range score[:len(c.kinds)] {
		if m := milli(v); m >= leastMargin {
			r := Relation{A: c.who[i].head, B: c.who[j].head, Kind: c.kinds[k], Margin: m, Trigger: trigger}
			if r.Kind == "holds" {
				r.Status, r.Lead = c.likeliest(score[len(c.kinds):])
			}
			all = append(all, r)
		}
	}
	return all
}
