package source

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// headerKeys are the labels of a block of "Label: value" lines above an article.
var headerKeys = map[string]func(art *graph.Article, v string){
	"title":     func(art *graph.Article, v string) { setIfEmpty(&art.Title, cleanLine(v)) },
	"headline":  func(art *graph.Article, v string) { setIfEmpty(&art.Title, cleanLine(v)) },
	"author":    func(art *graph.Article, v string) { setIfEmpty(&art.Byline, cleanByline(v)) },
	"authors":   func(art *graph.Article, v string) { setIfEmpty(&art.Byline, cleanByline(v)) },
	"by":        func(art *graph.Article, v string) { setIfEmpty(&art.Byline, cleanByline(v)) },
	"byline":    func(art *graph.Article, v string) { setIfEmpty(&art.Byline, cleanByline(v)) },
	"source":    func(art *graph.Article, v string) { setOutlet(art, v) },
	"outlet":    func(art *graph.Article, v string) { setOutlet(art, v) },
	"publisher": func(art *graph.Article, v string) { setOutlet(art, v) },
	"agency":    func(art *graph.Article, v string) { setIfEmpty(&art.Agency, agencyName(cleanLine(v))) },
	"url":       func(art *graph.Article, v string) { setIfEmpty(&art.URI, canonicalURI(v)) },
	"link":      func(art *graph.Article, v string) { setIfEmpty(&art.URI, canonicalURI(v)) },
	"uri":       func(art *graph.Article, v string) { setIfEmpty(&art.URI, canonicalURI(v)) },
	"date":      func(art *graph.Article, v string) { publish(art, parseDate(v)) },
	"published": func(art *graph.Article, v string) { publish(art, parseDate(v)) },
	"updated":   func(art *graph.Article, v string) { modify(art, parseDate(v)) },
	"modified":  func(art *graph.Article, v string) { modify(art, parseDate(v)) },
	"language":  func(art *graph.Article, v string) { setIfEmpty(&art.Language, cleanLine(v)) },
	"section":   func(*graph.Article, string) {},
	"category":  func(*graph.Article, string) {},
	"keywords":  func(*graph.Article, string) {},
	"location":  func(*graph.Article, string) {},
	"place":     func(*graph.Article, string) {},
}

func setOutlet(art *graph.Article, v string) {
	if u := canonicalURI(v); u != "" {
		setIfEmpty(&art.URI, u)
		return
	}
	setIfEmpty(&art.Outlet, cleanLine(v))
}

func publish(art *graph.Article, d graph.Date) {
	if art.Published == "" && d != "" {
		art.Published, art.Basis = d, "header"
	}
}

func modify(art *graph.Article, d graph.Date) {
	if art.Modified == "" {
		art.Modified = d
	}
}

// headerBytes is the longest value of a labelled line; longer ones are sentences.
const headerBytes = 300

// headerBlock marks the labelled lines at the very top of a text, with or without
// the fences of front matter around them.
func (m *marker) headerBlock() bool {
	if m.first > 0 {
		return false
	}
	fenced := m.at(0) == "---" && m.at(1) != "" && !m.lines[1].gap
	if fenced {
		m.markLine("header")
	}
	for m.first < m.end && (m.first == 0 || !m.lines[m.first].gap) {
		if fenced && m.at(m.first) == "---" {
			return m.markLine("header")
		}
		label, value, ok := strings.Cut(m.at(m.first), ":")
		set, known := headerKeys[strings.ToLower(strings.TrimSpace(label))]
		if !ok || !known || !strings.HasPrefix(value, " ") && value != "" || len(value) > headerBytes {
			break
		}
		if _, span, dated := findDate(value); dated && span.B < 20 && opensSentence(strings.TrimLeft(value[span.E:], " -–—|")) {
			break // the article goes on in the same line
		}
		set(m.art, strings.Trim(value, ` "'`))
		m.markLine("header")
	}
	return m.first > 0
}

var bylineLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:By|BY|by|Written by|Reported by|Story by)[: ] ?(` + capitalised + `(?:(?:,| and| AND| &|, and) ` + capitalised + `){0,5})(?:(?: in| for|,|\s*[|•·—–-]) ?.{2,80})?$`)
})

// placeByline is a byline without "By", which only tells itself below a title.
var placeByline = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(` + capitalised + `(?:(?:, | and )` + capitalised + `){0,3}) in ` + capitalised + `(?: and ` + capitalised + `)?$`)
})

// beforeDate is what stands between the names of a byline and a date.
var beforeDate = regexp.MustCompile(`(?i)[\s,|•·/(–—-]*(?:(?:filed|published|updated|posted|on)\b:?)?\s*$`)

// bylineLine marks "By Jane Doe and John Roe, Daily News", with or without a date
// behind it, and below it a line that is nothing but an agency.
func (m *marker) bylineLine() bool {
	s := m.at(m.first)
	if len(s) > titleBytes || strings.HasSuffix(s, ".") && words(s) > 8 {
		return false
	}
	d, span, dated := findDate(s)
	if dated {
		s = beforeDate.ReplaceAllString(s[:span.B], "")
	}
	found := bylineLine().FindStringSubmatch(s)
	if found == nil && m.titled {
		found = placeByline().FindStringSubmatch(s)
	}
	if found == nil {
		return false
	}
	m.author(found[1])
	if dated && len(d) >= len("2006-01-02") {
		publish(m.art, d)
	}
	m.markLine("byline")
	if name, ok := agencies()[m.at(m.first)]; ok {
		setIfEmpty(&m.art.Agency, name)
		m.markLine("byline")
	}
	return true
}

// author sets the byline, or the agency where an agency is the author.
func (m *marker) author(names string) {
	if i := strings.Index(names, ", "); i >= 0 && !strings.Contains(names[i:], " and ") && !strings.Contains(names[i:], " & ") {
		setIfEmpty(&m.art.Agency, agencies()[names[i+2:]])
		names = names[:i] // what follows is where they work
	}
	setIfEmpty(&m.art.Agency, agencies()[names])
	setIfEmpty(&m.art.Byline, cleanLine(names))
}

// dateWords are the words that stand around the date of a line that is nothing
// but a date, such as "Last updated on Friday, 3 November 2023 / 5:02 PM EDT".
var dateWords = regexp.MustCompile(`(?i)\b(?:date|dated|published|publication|posted|updated|last|first|modified|created|on|at|time|issued|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm|e[sd]?t|c[sd]?t|p[sd]?t|gmt|utc|bst|ist|cest?|local|by|\d{1,2}[- ]?min(?:ute)?s?(?: read)?|\d{1,2}[:.]\d{2}(?::\d{2})?)\b`)

// dateLine marks a line that is nothing but a date.
func (m *marker) dateLine() bool {
	s := m.at(m.first)
	if len(s) > 120 {
		return false
	}
	d, span, ok := findDate(s)
	if !ok || len(d) < len("2006-01-02") && !strings.Contains(s[span.B:span.E], "/") {
		return false
	}
	rest := s[:span.B] + " " + s[span.E:]
	updated := strings.Contains(strings.ToLower(s[:span.B]), "updated")
	for r := rest; ; rest = r { // a second date: "Published … Updated …"
		_, more, ok := findDate(r)
		if !ok {
			break
		}
		r = r[:more.B] + " " + r[more.E:]
	}
	rest = dateWords.ReplaceAllString(rest, " ")
	rest = strings.TrimFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if name, known := agencies()[rest]; known {
		setIfEmpty(&m.art.Agency, name)
	} else if rest != "" {
		return false
	}
	if len(d) >= len("2006-01-02") { // else a day that nobody can tell from the month
		if updated {
			modify(m.art, d)
		}
		publish(m.art, d)
	}
	return m.markLine("header")
}

// inline marks what is glued to the front of the first sentence: a header such as
// "date 2023-11-03 (Agency) --", a byline before a dateline, and the dateline.
func (m *marker) inline() {
	if m.first >= m.end {
		return
	}
	l := m.lines[m.first]
	s := m.text[l.B:l.E]
	if n := m.inlineHeader(s); n > 0 {
		m.mark("header", l.B, l.B+n)
		return
	}
	n := m.inlineByline(s)
	if n > 0 {
		m.mark("byline", l.B, l.B+n)
	}
	if d := m.dateline(s[n:]); d > 0 {
		m.mark("dateline", l.B+n, l.B+n+d)
	}
}

var (
	inlineLabel = regexp.MustCompile(`^(?i:(?:date|dated|published|publication date|posted|updated|last updated)\b)?\s*[:\-]?\s*`)
	inlineEnd   = regexp.MustCompile(`^\s*(?:\(([^()]{2,40})\)\s*)?(--+|—|–|-|\||:|,)?\s*`)
)

// inlineHeader returns the length of a header at the front of s, or 0.
func (m *marker) inlineHeader(s string) int {
	from := len(inlineLabel.FindString(s))
	head := s[from:min(len(s), from+80)]
	d, span, ok := findDate(head)
	if !ok || span.B > 0 || len(d) < len("2006-01-02") {
		return 0
	}
	end := inlineEnd.FindStringSubmatch(s[from+span.E:])
	agency, known := agencies()[end[1]]
	n := from + span.E + len(end[0])
	if end[2] == "" && !known || end[2] == "," || !opensSentence(s[n:]) {
		return 0
	}
	if known {
		setIfEmpty(&m.art.Agency, agency)
	}
	publish(m.art, d)
	return n
}

// opensSentence reports whether s may be the beginning of a sentence.
func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"'“‘([«`))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// agencyName returns the usual name of an agency, or s as it is.
func agencyName(s string) string {
	if name, ok := agencies()[s]; ok {
		return name
	}
	return s
}

var (
	reportingBy = regexp.MustCompile(`(?i:reporting|written|reported) by:? ([^;()\[\]]{3,120}?)(?:[;)\]]|$)`)
	trailer     = regexp.MustCompile(`^[(\[](?:Additional )?(?:Reporting|Writing|Editing) by [^()\[\]]{3,400}[)\]]$`)
)

// reportedBy returns the names of a trailer "Reporting by …; Editing by …".
func reportedBy(s string) string {
	found := reportingBy.FindStringSubmatch(s)
	if found == nil || strings.Contains(s, "Additional reporting") && strings.Index(s, "Additional") < strings.Index(s, found[0]) {
		return ""
	}
	return strings.TrimSuffix(cleanByline(found[1]), ".")
}

// trailingCredit returns where a bracketed trailer at the end of s begins, or -1.
func trailingCredit(s string) int {
	from := strings.LastIndexAny(s, "([")
	if from < 0 || len(s)-from > captionBytes || !trailer.MatchString(s[from:]) {
		return -1
	}
	return from
}
