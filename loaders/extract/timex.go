package extract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"newsgraph/graph"
)

// This file reads time expressions: dates, days, parts of days, durations.

// A timex is a time expression with its head token.
type timex struct {
	graph.Time
	first, end int // tokens
}

var (
	weekdays = map[string]time.Weekday{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
		"mon.": 1, "tue.": 2, "tues.": 2, "wed.": 3, "thu.": 4, "thurs.": 4, "fri.": 5, "sat.": 6, "sun.": 0}
	months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
		"september": 9, "october": 10, "november": 11, "december": 12,
		"jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
		"jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
	units = map[string]string{"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "decade": "10Y",
		"days": "D", "weeks": "W", "months": "M", "years": "Y", "hours": "H", "minutes": "M", "decades": "10Y"}
	numbers = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
		"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
	dayParts = map[string]string{"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
	year     = regexp.MustCompile(`^(1[5-9]|20)\d\d$`)
	dayNum   = regexp.MustCompile(`^(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?$`)
	isoDate  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// findTimes finds the time expressions and gives them values: absolute ones as
// written, relative ones from the publication day where it is known.
func (r *reading) findTimes() {
	for i := 0; i < len(r.low); {
		t, end := r.timeAt(i)
		if end == i {
			i++
			continue
		}
		if t.first, t.end = i, end; t.Type == "DATE" || t.Type == "TIME" {
			t.first = r.partOf(i)
		}
		t.Span = r.span(t.first, end)
		t.ID = graph.In("t", r.art.ID, t.Span)
		r.times = append(r.times, t)
		i = end
	}
}

// timeAt reads the time expression that begins at token i; end is i when none does.
func (r *reading) timeAt(i int) (timex, int) {
	for _, read := range []func(int) (timex, int){r.calendarDate, r.weekday, r.relativeDay, r.season, r.weekend, r.edge, r.stretch, r.relativeUnit, r.duration, r.vague, r.bareYear, r.frequency, r.reference} {
		if t, end := read(i); end > i {
			return t, end
		}
	}
	return timex{}, i
}

func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.low) {
		return ""
	}
	return r.low[i]
}

func stamp(kind, value, rule string) timex {
	return timex{Time: graph.Time{Type: kind, Value: value, Rule: rule}}
}

// calendarDate reads "Oct. 7", "7 October 2023", "October 2023", "2023-10-07".
func (r *reading) calendarDate(i int) (timex, int) {
	if isoDate.MatchString(r.word(i)) {
		return stamp("DATE", r.word(i), "time.iso"), i + 1
	}
	day, m, end := 0, months[r.word(i)], i+1
	if m == 0 && dayNum.MatchString(r.word(i)) && months[r.word(i+1)] != 0 && r.capital(i+1) {
		day, m, end = leadingInt(r.word(i)), months[r.word(i+1)], i+2
	} else if m == 0 || !r.capital(i) {
		return timex{}, i
	} else if dayNum.MatchString(r.word(end)) {
		day, end = leadingInt(r.word(end)), end+1
	}
	if r.word(end) == "," && year.MatchString(r.word(end+1)) && day > 0 {
		end++
	}
	if year.MatchString(r.word(end)) {
		v := fmt.Sprintf("%s-%02d", r.word(end), m)
		if day > 0 {
			v += fmt.Sprintf("-%02d", day)
		}
		return stamp("DATE", v, "time.date"), end + 1
	}
	if w := r.word(i); day == 0 && (w == "may" || w == "march" || w == "august") && !r.afterTimeWord(i) {
		return timex{}, i // "May" and "March" are words too
	}
	return r.yearless(i, m, day), end
}

func (r *reading) afterTimeWord(i int) bool {
	switch r.word(i - 1) {
	case "in", "last", "next", "this", "since", "until", "by", "early", "late", "mid":
		return true
	}
	return false
}

// digits reports whether s is of digits alone.
func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

func leadingInt(s string) int {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0 // most words: spares the error of Atoi
	}
	n, _ := strconv.Atoi(strings.TrimRight(s, "stndrh"))
	return n
}

// yearless gives a date without a year the year that puts it nearest to the
// publication day: before it, unless the clause speaks of the future.
func (r *reading) yearless(i, m, day int) timex {
	value := fmt.Sprintf("XXXX-%02d", m)
	if day > 0 {
		value += fmt.Sprintf("-%02d", day)
	}
	t := stamp("DATE", value, "time.yearless")
	t.Relative = "yearless " + r.side(i)
	return r.anchored(t)
}

// anchored gives t its value if the day of publication is known.
func (r *reading) anchored(t timex) timex {
	t.Time = t.Time.Anchored(r.art.Published)
	return t
}

// side returns on which side of the publication the clause of token i looks.
func (r *reading) side(i int) string {
	if r.futureAt(i) {
		return "future"
	}
	return "past"
}

// futureAt reports whether the clause of token i speaks of the future.
func (r *reading) futureAt(i int) bool {
	if i > 0 && r.low[i-1] == "by" {
		return true // a time limit
	}
	for h, n := r.head(i), 0; h >= 0 && n < maxClimb; h, n = r.head(h), n+1 {
		if r.verb(h) {
			s := r.statusOf(h).status
			return s == "planned" || s == "demanded" || s == "hypothetical"
		}
	}
	return false
}

// weekday reads "Thursday", "last Friday", "Wednesday evening".
func (r *reading) weekday(i int) (timex, int) {
	j, shift := i, ""
	if w := r.word(i); w == "last" || w == "next" || w == "this" {
		j, shift = i+1, w
	}
	day, ok := weekdays[strings.TrimSuffix(r.word(j), "s")]
	if !ok {
		if day, ok = weekdays[r.word(j)]; !ok {
			return timex{}, i
		}
	}
	if !r.capital(j) {
		return timex{}, i
	}
	t := stamp("DATE", "", "time.weekday")
	end := j + 1
	t.Weekday = strings.ToLower(day.String())
	t.Relative = "weekday " + cmpOr(map[string]string{"last": "before", "next": "after"}[shift], r.side(i))
	if part := dayParts[r.word(end)]; part != "" {
		t.Relative += " " + part
		end++
	}
	return r.anchored(t), end
}

// relativeDay reads "today", "yesterday", "tonight", "tomorrow evening", "this
// morning", "last night".
func (r *reading) relativeDay(i int) (timex, int) {
	shift, ok := map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}[r.word(i)]
	part := dayParts[r.word(i+1)]
	if !ok {
		if r.word(i) != "this" && (r.word(i) != "last" || part != "TNI") || part == "" {
			return timex{}, i
		}
		if r.word(i) == "last" {
			shift = -1
		}
	}
	t := stamp("DATE", "", "time.day")
	switch r.word(i) {
	case "overnight": // of which night is not said
	case "tonight":
		t.Relative = "day 0 TNI"
	default:
		t.Relative = fmt.Sprintf("day %d", shift)
		if part != "" {
			t.Relative += " " + part
			return r.anchored(t), i + 2
		}
	}
	return r.anchored(t), i + 1
}

// relativeUnit reads "last week", "this month", "two years ago".
func (r *reading) relativeUnit(i int) (timex, int) {
	if t, end := r.fromThen(i); end > i {
		return t, end
	}
	if n, j := r.quantity(i); n > 0 && (r.word(j+1) == "ago" || r.word(j+1) == "earlier") && units[r.word(j)] != "" {
		return r.shifted(strings.TrimSuffix(r.word(j), "s"), -n), j + 2
	}
	shift, ok := shifts[r.word(i)]
	unit := r.word(i + 1)
	if unit == "quarter" && ok {
		end := i + 2
		if w := r.word(end); w == "of" || w == "back" || w == "final" || r.word(i) == "past" {
			return timex{}, i // of a game, or a fourth part
		}
		return r.shifted(unit, shift), end
	}
	if !ok || units[unit] == "" || strings.HasSuffix(unit, "s") || unit == "day" || unit == "hour" || unit == "minute" {
		return timex{}, i
	}
	return r.shifted(unit, shift), i + 2
}

// fromThen reads "a day earlier", "two days later", "the day before", which count from the
// day of which the text last told, in this sentence or the one before.
func (r *reading) fromThen(i int) (timex, int) {
	n, j := r.quantity(i)
	if r.word(i) == "the" {
		n, j = 1, i+1
	}
	if w := r.word(j); n <= 0 || w != "day" && w != "days" {
		return timex{}, i
	}
	switch after := r.word(j + 2); r.word(j + 1) {
	case "earlier":
		n = -n
	case "later":
	case "before":
		if after != "," && after != "." && after != "" {
			return timex{}, i // "the day before the vote"
		}
		n = -n
	default:
		return timex{}, i
	}
	if len(r.times) == 0 {
		return timex{}, i
	}
	then := r.times[len(r.times)-1]
	day, err := time.Parse(time.DateOnly, then.Value)
	if then.Type != "DATE" || r.doc.Sentence(i)-r.doc.Sentence(then.first) > 1 || err != nil && then.Weekday == "" {
		return timex{}, i
	}
	t := stamp("DATE", "", "time.from-then")
	if err == nil {
		t.Value = day.AddDate(0, 0, n).Format(time.DateOnly)
	}
	return t, j + 2
}

// shifted returns the calendar unit n units from the publication day.
func (r *reading) shifted(unit string, n int) timex {
	t := stamp("DATE", "", "time.relative")
	t.Relative = fmt.Sprintf("%s %d", unit, n)
	return r.anchored(t)
}

// quantity reads a number at token i and returns it with the token after it, past
// a hyphen ("7-day").
func (r *reading) quantity(i int) (int, int) {
	n := numbers[r.word(i)]
	if n == 0 {
		if n = leadingInt(r.word(i)); n <= 0 || n > 9999 || !digits(r.word(i)) {
			return 0, i
		}
	}
	if r.word(i+1) == "-" {
		return n, i + 2
	}
	return n, i + 1
}

// duration reads "one week", "7-day", "48 hours".
func (r *reading) duration(i int) (timex, int) {
	n, j := r.quantity(i)
	u := units[r.word(j)]
	if n == 0 || u == "" {
		return timex{}, i
	}
	value := fmt.Sprintf("P%d%s", n, u)
	switch {
	case u == "10Y":
		value = fmt.Sprintf("P%dY", 10*n)
	case strings.HasPrefix(r.word(j), "hour") || strings.HasPrefix(r.word(j), "minute"):
		value = fmt.Sprintf("PT%d%s", n, u)
	}
	if r.word(j+1) == "-" && r.word(j+2) == "old" || r.word(j+1) == "old" {
		return timex{}, i // an age
	}
	return stamp("DURATION", value, "time.duration"), j + 1
}

// bareYear reads "in 2019", "mid-2019".
func (r *reading) bareYear(i int) (timex, int) {
	if y, ok := strings.CutPrefix(r.word(i), "mid-"); ok && year.MatchString(y) {
		return stamp("DATE", y, "time.year"), i + 1
	}
	if !year.MatchString(r.word(i)) || units[r.word(i+1)] != "" {
		return timex{}, i
	}
	switch r.word(i - 1) {
	case "in", "since", "until", "by", "from", "of", "to", "and", "early", "late", "mid", "before", "after", "(", "the", "summer", "spring":
		return stamp("DATE", r.word(i), "time.year"), i + 1
	}
	if r.rel(i) == "obl" || r.is(i, "nmod:unmarked", "obl:unmarked") {
		return stamp("DATE", r.word(i), "time.year"), i + 1
	}
	return timex{}, i
}

// shifts are how many units away the words before a unit say, recurrences the length of
// what recurs.
var (
	shifts      = map[string]int{"last": -1, "this": 0, "next": 1, "past": -1}
	recurrences = map[string]string{"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "annually": "P1Y", "yearly": "P1Y", "annual": "P1Y"}
)

// frequency reads "every day", "daily", "each year".
func (r *reading) frequency(i int) (timex, int) {
	if w := r.word(i); (w == "every" || w == "each") && units[r.word(i+1)] != "" {
		return stamp("SET", "P1"+units[r.word(i+1)], "time.set"), i + 2
	}
	if u := recurrences[r.word(i)]; u != "" {
		return stamp("SET", u, "time.set"), i + 1
	}
	return timex{}, i
}

// timeOf returns the time expression that dates the event or statement at token
// i: one that hangs on it, or on the verb that carries it. Durations date nothing.
func (r *reading) timeOf(i int) int {
	if t := r.timeUnder(i); t != graph.None {
		return t
	}
	if v := r.carrier(i); v != graph.None {
		return r.timeUnder(v)
	}
	if v := r.head(i); v >= 0 && r.verb(v) && r.rel(i) == "obl" && (r.prep(i) == "at" || r.prep(i) == "during" || r.prep(i) == "in") && !r.verb(i) {
		return r.timeUnder(v) // "said during a conference on Thursday"
	}
	if v := r.head(i); v >= 0 && r.is(i, "nsubj") && r.verb(v) && r.lex.causes[r.lex.singular(r.low[i])] != "" {
		return r.timeUnder(v) // "an earthquake killed six people on Monday"
	}
	return graph.None
}

func (r *reading) timeUnder(i int) int {
	for t := range r.times {
		x := &r.times[t]
		if x.Type != "DATE" && x.Type != "TIME" || x.Rule == "time.reference" || r.doc.Sentence(x.first) != r.doc.Sentence(i) {
			continue
		}
		h := x.first
		for n := 0; n < maxClimb && r.head(h) >= x.first && r.head(h) < x.end; n++ {
			h = r.head(h)
		}
		at := r.head(h)
		if at >= 0 && at != i && r.low[at] == "time" && r.is(at, "obl", "obl:unmarked") {
			at = r.head(at) // "for the first time in March"
		}
		if at == i && !r.is(h, "nmod:poss", "compound", "amod", "nsubj", "obj") && r.datesWith(r.prep(h)) {
			return t
		}
	}
	return graph.None
}

// datesWith reports whether a time after preposition p says when, and not since
// or until when.
func (r *reading) datesWith(p string) bool {
	switch p {
	case "", "on", "in", "at", "over", "during", "late on", "early on", "of", "earlier":
		return true
	}
	return false
}
