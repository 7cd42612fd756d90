package source

import (
	"regexp"
	"strings"
	"sync"
)

const (
	capsWord  = `\p{Lu}[\p{Lu}.'’-]+`
	capsPlace = capsWord + `(?:[ /]` + capsWord + `){0,3}`
	anyPlace  = `\p{Lu}[\p{L}.'’-]+(?:[ /]\p{Lu}[\p{L}.'’-]+){0,3}`
	region    = `(?:, ` + anyPlace + `)`
	monthDay  = `(?:[.,] (?:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\w*,? )?(?:` + monthWords + ` \d{1,2}|\d{1,2} ` + monthWords + `)(?:,? \d{4})?)`
	dash      = `\s*(?:--+|—|–|-|_|:)\s*`
	longDash  = `\s*(?:--+|—|–)\s*`
)

// A datelineForm is one way to write the place, day and agency before the first
// sentence. Group 1, if any, is the agency.
type datelineForm struct {
	re *regexp.Regexp
	// known requires that the agency is one of agencies.tsv.
	known bool
}

// datelines lists the forms, surest first.
var datelines = sync.OnceValue(func() []datelineForm {
	form := func(expr string, known bool) datelineForm {
		return datelineForm{regexp.MustCompile(`^` + expr), known}
	}
	day := strings.TrimPrefix(monthDay, `(?:[.,] `)
	return []datelineForm{
		// WASHINGTON, Nov 3 (Reuters) - ; SEOUL, South Korea (AP) — ; TOKYO/SEOUL (Foo News) -
		form(capsPlace+region+`?`+monthDay+`? ?\(([^()]{2,40})\)`+dash, false),
		// Washington (CNN) — ; Gaza City, Palestine (AP) --
		form(anyPlace+region+`?`+monthDay+`? ?\(([^()]{2,40})\)`+dash, true),
		// (Reuters) - ; Nov 3 (Reuters) - ; (CNN)
		form(`(?:(?:`+day+` ?)?\(([^()]{2,40})\)(?:`+dash+`)?`, true),
		// Washington (CNN)The president
		form(`(?:`+capsPlace+`|\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)?)`+region+`? ?\(([^()]{2,40})\)\s*`, true),
		// NEW YORK, April 5, 2021 /PRNewswire/ --
		form(`(?:`+capsPlace+`|`+anyPlace+`)`+region+`?`+monthDay+`? /([^/]{2,40})/`+dash, true),
		// MOSCOW, December 7. /TASS/.
		form(`(?:`+capsPlace+`|`+anyPlace+`)`+monthDay+`\. /([^/]{2,40})/\.\s*`, true),
		// LONDON — ; PARIS, Texas, Nov. 3 --
		form(capsPlace+region+`?`+monthDay+`?`+longDash, false),
		// WASHINGTON - ; LONDON, 3 November -
		form(capsPlace+region+`?`+monthDay+` ?- `, false),
		form(`\p{Lu}{4,}(?: \p{Lu}{2,}){0,3}`+region+`? - `, false),
		// NEW DELHI:
		form(`\p{Lu}{4,}(?: \p{Lu}{3,}){0,2}`+region+`?: `, false),
		form(`\p{Lu}{3} \p{Lu}{4,}: `, false),
		// Washington —
		form(cityPattern()+`\s+[—–]\s+`, false),
		// CNN — ; Washington CNN —
		form(`(?:`+anyPlace+` )??(`+agencyPattern()+`)\s+(?:--|—|–)\s*`, true),
		// Kabul, Afghanistan –
		form(anyPlace+region+`\s+[—–]\s+`, false),
	}
})

// agencyLike is what the unknown name of an agency looks like.
var agencyLike = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^` + capitalised + `$`) })

// dateline returns the length of a dateline at the front of s, or 0. A day
// without year is left alone: it only helps who knows the year.
func (m *marker) dateline(s string) int {
	for _, form := range datelines() {
		loc := form.re.FindStringSubmatchIndex(s[:min(len(s), 160)])
		if loc == nil || !opensSentence(s[loc[1]:]) {
			continue
		}
		if len(loc) > 2 && loc[2] >= 0 {
			written := s[loc[2]:loc[3]]
			_, known := agencies()[written]
			if form.known && !known {
				continue
			}
			if known || agencyLike().MatchString(written) {
				setIfEmpty(&m.art.Agency, agencyName(written))
			}
		}
		if d, _, ok := findDate(s[:loc[1]]); ok && len(d) >= len("2006-01-02") {
			publish(m.art, d)
		}
		return loc[1]
	}
	return 0
}

var gluedByline = sync.OnceValue(func() *regexp.Regexp {
	name := `\p{Lu}[\p{Ll}][\p{L}.'’-]*(?: (?:\p{Lu}\.|\p{Lu}[\p{L}]*\p{Ll}[\p{L}.'’-]*|de|van|von|al)){1,3}`
	return regexp.MustCompile(`^By (` + name + `(?:(?:, | and |, and )` + name + `){0,4}) +`)
})

// inlineByline returns the length of a byline that stands before a dateline in
// the same line, or 0.
func (m *marker) inlineByline(s string) int {
	loc := gluedByline().FindStringSubmatchIndex(s)
	if loc == nil {
		return 0
	}
	probe := marker{art: m.art, text: m.text}
	if probe.dateline(s[loc[1]:]) == 0 {
		return 0
	}
	setIfEmpty(&m.art.Byline, s[loc[2]:loc[3]])
	return loc[1]
}
