package resolve

import (
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
)

// This file says which entry of the background tables a signature is.

// linked returns the knowledge id that the features carry: a country by its name;
// a person of that name who held one of the offices, if there is one such.
func (s *State) linked(f *entity, m *Member) graph.ID {
	switch {
	case f.class == "Country":
		return s.linkedCountry(f)
	case f.kind == "person":
		return s.linkedPerson(f, m)
	}
	return ""
}

func (s *State) linkedCountry(f *entity) graph.ID {
	var ref graph.ID
	for _, n := range f.names {
		e, ok := s.know.Country(n)
		if ok && ref != "" && e.Ref != ref {
			return ""
		}
		if ok {
			ref = e.Ref
		}
	}
	return ref
}

func (s *State) linkedPerson(f *entity, m *Member) graph.ID {
	refs := map[graph.ID]bool{}
	around := s.around(f, m)
	for _, o := range f.offices {
		for _, country := range o.within(around) {
			s.holders(f, m, s.know.Holder(o.key, country, ""), refs)
		}
	}
	if len(refs) == 0 {
		if f.full {
			s.namesakes(f, m, around, refs)
		} else {
			s.shortTitles(f, m, around, refs)
		}
	}
	if len(refs) == 0 {
		s.heads(f, m, refs)
	}
	if len(refs) != 1 {
		return ""
	}
	for ref := range refs {
		return ref
	}
	return ""
}

// holders adds those of an office whose name fits: a full name whenever they held it, a
// surname, initials or another spelling when the article was published.
func (s *State) holders(f *entity, m *Member, all []knowledge.Holding, refs map[graph.ID]bool) {
	date := s.publishedOf(m)
	for _, h := range all {
		now := date != "" && h.At(date)
		if (f.full || date == "" || now) && s.bears(h.Ref, f, accept) || f.full && now && s.bears(h.Ref, f, near) {
			refs[h.Ref] = true
		}
	}
}

// heads adds the person of the name who, as the only one anywhere, held the office of one
// holder when the article was published: "President Biden", of whatever country. A
// surname that many bear does not tell.
func (s *State) heads(f *entity, m *Member, refs map[graph.ID]bool) {
	date := s.publishedOf(m)
	if len(date) < len("2006-01") || slices.ContainsFunc(f.persons, func(p person) bool { return s.know.Surname(p.last()) }) {
		return
	}
	for _, o := range f.offices {
		if o.country == "" && knowledge.Sole(o.key) {
			s.holders(f, m, s.know.Heads(o.key, date), refs)
		}
	}
}

// shortTitles adds the persons of that surname who, when the article was published,
// held an office of one of the countries that news shorten so: "Secretary Blinken",
// "Minister Shoukry".
func (s *State) shortTitles(f *entity, m *Member, around []string, refs map[graph.ID]bool) {
	date := s.publishedOf(m)
	if len(date) < len("2006-01") {
		return
	}
	for _, o := range f.offices {
		if o.key != "secretary" && o.key != "minister" {
			continue
		}
		for _, country := range o.within(around) {
			for _, h := range s.know.Titled(o.key, country, date) {
				if s.bears(h.Ref, f, accept) {
					refs[h.Ref] = true
				}
			}
		}
	}
}

// around returns the countries that may be those of an office without one: of the
// person's other offices or else of the article.
func (s *State) around(f *entity, m *Member) []string {
	if cs := countries(f); len(cs) > 0 {
		return unique(cs)
	}
	return s.countriesNamed(m)
}

// within returns where to look for holders of the office.
func (o office) within(around []string) []string {
	if o.country != "" {
		return []string{o.country}
	}
	return around
}

// namesakes adds the persons of that full name who held public office in one of
// the countries, for a person of public office that is named but vaguely
// ("Minister"), and who hold one there that a single person does, for one of whom the
// article tells no office.
func (s *State) namesakes(f *entity, m *Member, around []string, refs map[graph.ID]bool) {
	vague := slices.ContainsFunc(f.offices, func(o office) bool { return o.field == "public" && (common[o.key] || o.country == "") })
	date := s.publishedOf(m)
	bare := len(f.offices) == 0 && len(date) >= len("2006-01")
	if !vague && !bare {
		return
	}
	for _, name := range m.Names {
		for _, c := range s.know.Lookup(withoutInitials(name)) {
			if c.Kind != "person" {
				continue
			}
			for _, h := range s.know.Holdings(c.Ref) {
				if slices.Contains(around, h.Country) && (vague || knowledge.Sole(h.Key) && h.At(date)) {
					refs[c.Ref] = true
				}
			}
		}
	}
}

// withoutInitials drops single letters within a name.
func withoutInitials(name string) string {
	words := strings.Fields(name)
	last := len(words) - 1
	kept := words[:0]
	for i, w := range words {
		if i == 0 || i == last || len(w) > 1 {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// bears reports whether a person of the tables has a name that fits: with a score of at
// least least, or a surname alone.
func (s *State) bears(ref graph.ID, f *entity, least int) bool {
	for _, n := range s.know.Names(ref) {
		if n.Form != knowledge.FormName && n.Form != knowledge.FormAlias {
			continue
		}
		known := s.person(n.Key)
		for _, p := range f.persons {
			if p.suffix == "sr" && known.suffix == "" {
				continue // the tables know the one in office, not his father
			}
			if nameScore(s.know, p, known) >= least || len(p.words) == 1 && slices.Contains(known.words, p.last()) {
				return true
			}
		}
	}
	return false
}

// namesOf returns the full names that the tables have of a person.
func (s *State) namesOf(ref graph.ID) []person {
	var out []person
	for _, n := range s.know.Names(ref) {
		if p := s.person(n.Key); len(p.words) > 1 && (n.Form == knowledge.FormName || n.Form == knowledge.FormAlias) {
			out = append(out, p)
		}
	}
	return out
}
