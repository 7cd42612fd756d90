package extract

import (
	"strings"
	"unicode"

	"newsgraph/loaders/language"
)

// This file chooses among places of one name by the country or state behind it: "San Jose,
// California".

// inside returns those of known that lie in the country of the state or country named
// behind m: "San Jose, California" is not the capital of Costa Rica. Without any it
// returns all.
func (r *reading) inside(m *mention, known []Known) []Known {
	if len(known) < 2 || r.word(m.end) != "," || !r.capital(m.end+1) {
		return known
	}
	_, stop := r.sentence(m.first)
	for end := min(m.end+4, stop); end > m.end+1; end-- {
		for _, k := range r.know.Lookup(r.text(m.end+1, end)) {
			if k.Class != "Territory" && k.Class != "Country" || k.Country == "" {
				continue
			}
			var in, near []Known
			for _, c := range known {
				if c.Country == k.Country && c.Class != "Country" {
					in = append(in, c)
				}
				if c.Region != "" && c.Region == k.Region && c.Ref != k.Ref {
					near = append(near, c)
				}
			}
			if len(near) > 0 {
				return near
			}
			if len(in) > 0 {
				return in
			}
			return known
		}
	}
	return known
}

// brand reports whether a name of a product is written with a capital inside: "iPhone".
func (r *reading) brand(n language.Name, first int) bool {
	return n.Type == "PROD" && strings.ContainsFunc(r.doc.Form(first), unicode.IsUpper)
}
