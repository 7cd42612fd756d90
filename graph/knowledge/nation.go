package knowledge

import "strings"

// Nation returns the country or territory with that ISO 3166 alpha-2 code, which
// is how entries and holdings name their country.
func (t *Tables) Nation(code string) (Entry, bool) {
	if len(code) != 2 {
		return Entry{}, false
	}
	for _, row := range t.entries().rows {
		kind, _, _ := strings.Cut(row, "\t")
		if kind != "country" && kind != "territory" {
			continue
		}
		if e := parseEntry(row); e.Country == code {
			return e, true
		}
	}
	return Entry{}, false
}
