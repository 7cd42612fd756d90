package main

import (
	"regexp"
	"strings"

	"newsgraph/graph"
)

// phoenixClass maps the first actor code of a Phoenix organization.
var phoenixClass = map[string]string{
	"MNC": "Company", "NGO": "Organization", "NGM": "Organization", "IGO": "Organization", "IMG": "ArmedGroup", "REB": "ArmedGroup",
}

// groupWords tell a group from a person among the rebels of the dictionaries.
var groupWords = regexp.MustCompile(`(?i)\b(army|front|movement|brigades?|party|group|liberation|forces?|militia|jihad|council|union|alliance|organi[sz]ation|state|network|martyrs|guards?|resistance|tigers|separatists|rebels|insurgents|command|league|congress)\b`)

// phoenix reads the organizations of the PETRARCH dictionaries, whose names are
// in capitals. Names that an earlier table bears are left out.
func phoenix(src *source, taken map[string]bool) []*entry {
	iso := iso3(src)
	var out []*entry
	for _, f := range src.rows("proto-tables/orgs_phoenix.tsv", 3) {
		class, country := phoenixCode(f[2], iso)
		key := graph.NormalName(f[0])
		if class == "" || taken[key] || len(key) < 4 || strings.Count(key, " ") > 7 {
			continue
		}
		if class == "ArmedGroup" && !groupWords.MatchString(f[0]) {
			continue
		}
		taken[key] = true
		e := &entry{kind: "organization", class: class, country: country, prior: 250, attr: strings.ToLower(f[2][:3])}
		e.name = properCase(f[0])
		e.ref = "org:" + graph.Slug(e.name)
		e.add(formName, e.name)
		if short := legal.ReplaceAllString(e.name, ""); class == "Company" && len(short) > 3 && !taken[graph.NormalName(short)] {
			e.add(formAlias, short)
		}
		for _, a := range split(f[1]) {
			if k := graph.NormalName(a); len(k) > 2 && !taken[k] {
				e.addAlias(strings.TrimSpace(a))
			}
		}
		out = append(out, e)
	}
	return out
}

// legal matches the legal form at the end of a company's name.
var legal = regexp.MustCompile(`(?i)[, ]+(inc|corp|corporation|co|company|ltd|limited|plc|llc|gmbh|ag|sa|s\.a\.|nv|n\.v\.|spa|ab|asa|oyj)\.?$`)

// phoenixCode reads codes such as "MNCUSAMED", "IRQREB" and "IGOUNO".
func phoenixCode(codes string, iso map[string]string) (class, country string) {
	first, _, _ := strings.Cut(codes, "|")
	for i := 0; i+3 <= len(first); i += 3 {
		part := first[i : i+3]
		if cc := iso[part]; cc != "" && country == "" {
			country = cc
		}
		if c := phoenixClass[part]; c != "" && class == "" {
			class = c
		}
	}
	return class, country
}

func iso3(src *source) map[string]string {
	iso := map[string]string{}
	for _, f := range src.rows("proto-tables/countries.tsv", 3) {
		if f[1] != "" {
			iso[f[1]] = f[0]
		}
	}
	return iso
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "de": true, "la": true, "et": true, "du": true, "des": true, "al": true}

// properCase turns capitals into a title's spelling; words without a vowel are
// taken for acronyms.
func properCase(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		switch {
		case small[w] && i > 0:
		case !strings.ContainsAny(w, "aeiouy") || strings.Contains(w, "."):
			words[i] = strings.ToUpper(w)
		default:
			parts := strings.Split(w, "-")
			for j, p := range parts {
				parts[j] = upperFirst(p)
			}
			words[i] = strings.Join(parts, "-")
		}
	}
	return strings.Join(words, " ")
}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
