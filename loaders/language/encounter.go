package language

import "newsgraph/loaders/language/model"

// An Encounter is what the model thinks of two persons of one sentence: whether they
// met or were in contact, how, and whether it happened.
type Encounter struct {
	A, B int // the words that head the mentions, in the order of the text
	// Kind is the likeliest way they met (Meeting NewsConference PhoneCall Letter), Margin
	// by how much it is likelier than that they did not (below 0: less likely), in
	// thousandths of a natural logarithm.
	Kind   string
	Margin int
	// Status is the likeliest status of an encounter of the two (happened planned
	// hypothetical demanded cancelled denied refused negated), Lead by how much it is
	// likelier than the next, in thousandths of a natural logarithm.
	Status string
	Lead   int
	// Trigger is the word that speaks most for it.
	Trigger int
}

// maxPersons bounds the pairs of a sentence; one with more mentions of persons is a list,
// and of it nothing is said.
const maxPersons = 14

// personSorts are name, noun and pronoun.
const personSorts = 3

func newEncounterScorer(m *model.Model) (*pairScorer, error) {
	return newPairScorer(m, pairTask{name: "encounter", kinds: m.Labels.Encounter, statuses: m.Labels.Status, sorts: personSorts})
}

// persons returns the mentions of persons in a sentence, in order.
func (p *parse) persons() []pairMention {
	sort := make([]int, len(p.tokens)) // 1 + sort; -1 inside a name
	for _, n := range p.names {
		for i := n.First; i < n.End && n.Type == "PER"; i++ {
			sort[i] = -1
		}
		if n.Type == "PER" {
			sort[p.headOf(n)] = 1
		}
	}
	var out []pairMention
	for i, t := range p.tokens {
		if sort[i] == 0 && t.Ment == "person" && p.standsAlone(i) {
			sort[i] = 2
			if t.UPOS == "PRON" {
				sort[i] = 3
			}
		}
		if sort[i] > 0 {
			out = append(out, p.pairMention(i, sort[i]-1))
		}
	}
	return out
}

// encounters scores the pairs of persons of all sentences.
func (r *reader) encounters() {
	s := r.heads.encounters
	if s == nil {
		return
	}
	size := r.heads.hidden
	for k, p := range r.sents {
		mark := r.mem.mark()
		if who := p.persons(); len(who) > 1 && len(who) <= maxPersons {
			c := s.compare(p, who, r.vec[r.first[k]*size:][:len(p.tokens)*size], r.mem)
			for j := range who {
				for i := range j {
					p.encounters = append(p.encounters, c.encounter(i, j))
				}
			}
		}
		r.mem.release(mark)
	}
}

// encounter scores the pair of persons i and j.
func (c *comparison) encounter(i, j int) Encounter {
	score, trigger := c.score(i, j)
	e := Encounter{A: c.who[i].head, B: c.who[j].head, Trigger: trigger}
	kinds, statuses := score[:len(c.kinds)], score[len(c.kinds):]
	k := 1 + argmax(kinds[1:]) // the first is none
	e.Kind, e.Margin = c.kinds[k], milli(kinds[k]-kinds[0])
	e.Status, e.Lead = c.likeliest(statuses)
	return e
}
