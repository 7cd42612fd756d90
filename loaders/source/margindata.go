package source

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/margins.tsv
var marginData string

//go:embed data/agencies.tsv
var agencyData string

//go:embed data/datelines.tsv
var cityData string

// cityPattern matches a city that stands alone in datelines.
var cityPattern = sync.OnceValue(func() string {
	var quoted []string
	for line := range dataLines(cityData) {
		quoted = append(quoted, regexp.QuoteMeta(line))
	}
	return "(?:" + strings.Join(quoted, "|") + ")"
})

// agencies maps every spelling of a news agency to its name.
var agencies = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for line := range dataLines(agencyData) {
		spellings := strings.Split(line, "|")
		for _, s := range spellings {
			names[s] = spellings[0]
		}
	}
	return names
})

// capitalised is a pattern of one to four words of a name, with particles.
const capitalised = `\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|de|da|di|del|la|le|van|von|der|den|bin|al|el)){0,4}`

// agencyPattern matches any spelling of an agency.
var agencyPattern = sync.OnceValue(func() string {
	var quoted []string
	for line := range dataLines(agencyData) {
		for _, s := range strings.Split(line, "|") {
			quoted = append(quoted, regexp.QuoteMeta(s))
		}
	}
	return "(?:" + strings.Join(quoted, "|") + ")"
})

// A marginPattern is a row of margins.tsv.
type marginPattern struct {
	kind string
	re   *regexp.Regexp
}

// patternTable holds the rows by place.
type patternTable map[string][]marginPattern

var marginPatterns = sync.OnceValue(func() patternTable {
	table := patternTable{}
	fill := strings.NewReplacer("{agency}", agencyPattern(), "{name}", capitalised)
	for line := range dataLines(marginData) {
		f := strings.SplitN(line, "\t", 3)
		expr := `^(?:` + fill.Replace(f[2]) + `)$`
		if f[1] == "suffix" {
			expr = expr[1:]
		}
		table[f[1]] = append(table[f[1]], marginPattern{f[0], regexp.MustCompile(expr)})
	}
	return table
})

// match returns the pattern of that place that s is, or nil.
func (t patternTable) match(where, s string) *marginPattern {
	if len(s) > captionBytes {
		return nil
	}
	for i := range t[where] {
		if t[where][i].re.MatchString(s) {
			return &t[where][i]
		}
	}
	return nil
}

// creditTail is as much of a line's end as a photo credit may take.
const creditTail = 160

// creditStart returns where the photo credit at the end of s begins, or -1.
func creditStart(s string) int {
	if strings.HasSuffix(s, ".") {
		return -1
	}
	from := max(0, len(s)-creditTail)
	for from < len(s) && s[from]&0xc0 == 0x80 { // not inside a letter
		from++
	}
	tail := s[from:]
	if !strings.ContainsAny(tail, "/:[|") && !strings.Contains(tail, "Photo") && !strings.Contains(tail, " by ") &&
		!strings.Contains(tail, "Images") && !strings.Contains(tail, "redit") && !strings.Contains(tail, "via ") && !strings.Contains(tail, "Alamy") {
		return -1
	}
	best := -1
	for _, p := range marginPatterns()["suffix"] {
		if loc := p.re.FindStringIndex(tail); loc != nil && (best < 0 || from+loc[0] < best) {
			best = from + loc[0]
		}
	}
	return best
}
