package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"newsgraph/graph"
)

// The years in which a publication date may lie: newspapers are older, dates
// outside are misread numbers.
const (
	firstYear = 1800
	lastYear  = 2199
)

const (
	monthWords = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	clockWords = `(?:,?\s*(?:at\s+|[-|/]\s+)?(?P<H>\d{1,2})[:.](?P<M>\d{2})(?::\d{2})?\s*(?P<p>[AaPp]\.?[Mm]\.?)?\s*\(?(?P<z>Z|UTC|GMT|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|JST|[+-]\d{2}:?\d{2}\b)?\)?)?`
)

// Patterns of dates with the year. Each gives year, month, day, hour, minute,
// am/pm and zone by the names of its groups.
var datePatterns = []*regexp.Regexp{
	regexp.MustCompile(`\b(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:[T ](?P<H>\d{2}):(?P<M>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?\b`),
	regexp.MustCompile(`\b(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})` + clockWords + `\b`),
	regexp.MustCompile(`(?i)\b(?P<n>` + monthWords + `)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})` + clockWords),
	regexp.MustCompile(`(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<n>` + monthWords + `)[,\s-]+(?P<y>\d{4})` + clockWords),
	regexp.MustCompile(`(?i)\b(?P<n>` + monthWords + `),?\s+(?P<y>\d{4})\b`),
	regexp.MustCompile(`\b(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>\d{4})` + clockWords),
}

// zones are the hours that the names of time zones stand for. "ET" and the like
// are left out: they mean different hours in summer and winter.
var zones = map[string]string{
	"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
	"EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00",
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// findDate returns the first date with a year in s and where it stands. Its
// length is its precision; a time is given in UTC where the zone is known and
// without zone where it is not. Days such as 03/04/2023, of which nobody can say
// what they mean, have the precision of the year.
func findDate(s string) (graph.Date, graph.Span, bool) {
	var best graph.Date
	span := graph.Span{B: len(s) + 1}
	for _, re := range datePatterns {
		m := re.FindStringSubmatchIndex(s)
		if m == nil || m[0] >= span.B {
			continue
		}
		groups := map[string]string{}
		for i, name := range re.SubexpNames() {
			if name != "" && m[2*i] >= 0 {
				groups[name] = s[m[2*i]:m[2*i+1]]
			}
		}
		if d := makeDate(groups); d != "" {
			best, span = d, graph.Span{B: m[0], E: m[0] + len(strings.TrimRight(s[m[0]:m[1]], " \t\r\n"))}
		}
	}
	return best, span, best != ""
}

// makeDate checks the parts of a date against the calendar and writes it.
func makeDate(g map[string]string) graph.Date {
	year, _ := strconv.Atoi(g["y"])
	month, _ := strconv.Atoi(g["m"])
	day, _ := strconv.Atoi(g["d"])
	if g["n"] != "" {
		for i, name := range months {
			if strings.HasPrefix(strings.ToLower(g["n"]), name) {
				month = i + 1
			}
		}
	}
	if g["a"] != "" {
		a, _ := strconv.Atoi(g["a"])
		b, _ := strconv.Atoi(g["b"])
		switch {
		case a > 12 || a == b:
			day, month = a, b
		case b > 12:
			month, day = a, b
		default:
			month = 0
		}
	}
	switch {
	case year < firstYear || year > lastYear || month > 12 || month < 0:
		return ""
	case month == 0:
		return graph.Date(g["y"])
	}
	t := time.Date(year, time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC)
	switch {
	case t.Month() != time.Month(month) || day < 0:
		return ""
	case day == 0:
		return graph.Date(t.Format("2006-01"))
	case g["H"] == "":
		return graph.Date(t.Format("2006-01-02"))
	}
	return withClock(t, g)
}

func withClock(t time.Time, g map[string]string) graph.Date {
	hour, _ := strconv.Atoi(g["H"])
	minute, _ := strconv.Atoi(g["M"])
	switch half := strings.ToLower(g["p"]); {
	case strings.HasPrefix(half, "p") && hour < 12:
		hour += 12
	case strings.HasPrefix(half, "a") && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return graph.Date(t.Format("2006-01-02"))
	}
	t = t.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	offset, known := zones[g["z"]]
	if z := g["z"]; !known && len(z) >= 5 {
		offset, known = z[:3]+":"+z[len(z)-2:], true
	}
	if !known {
		return graph.Date(t.Format("2006-01-02T15:04"))
	}
	at, err := time.Parse("2006-01-02T15:04-07:00", t.Format("2006-01-02T15:04")+offset)
	if err != nil {
		return graph.Date(t.Format("2006-01-02"))
	}
	return graph.Date(at.UTC().Format("2006-01-02T15:04Z"))
}

var digits = regexp.MustCompile(`^\d+$`)

// parseDate reads the value of a date field: a date in any of the ways above,
// 20231103, 20231103140500, a year, or seconds since 1970.
func parseDate(s string) graph.Date {
	s = strings.TrimSpace(s)
	if digits.MatchString(s) {
		switch len(s) {
		case 4:
			return makeDate(map[string]string{"y": s})
		case 8:
			return makeDate(map[string]string{"y": s[:4], "m": s[4:6], "d": s[6:]})
		case 14:
			return makeDate(map[string]string{"y": s[:4], "m": s[4:6], "d": s[6:8], "H": s[8:10], "M": s[10:12]})
		}
		return unixDate(s)
	}
	d, span, ok := findDate(s)
	if !ok || span.B > len("Last updated on Wednesday, ") {
		return ""
	}
	return d
}

// unixDate reads seconds or milliseconds since 1970, of the years 1973 to 2128.
func unixDate(s string) graph.Date {
	s, _, _ = strings.Cut(s, ".")
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return ""
	}
	if n > 1e11 {
		n /= 1000
	}
	if n < 1e8 || n > 5e9 {
		return ""
	}
	return graph.Date(time.Unix(n, 0).UTC().Format("2006-01-02T15:04Z"))
}
