package extract

import "strings"

// This file reads time expressions that say no date: stretches that end or begin at
// the publication, parts of a calendar unit, and words for now and not now.

// afterThe returns the token after "the" at i, or i.
func (r *reading) afterThe(i int) int {
	if r.word(i) == "the" {
		return i + 1
	}
	return i
}

// stretch reads "the past decade", "the next six months", "the last few years": so
// much time up to the publication or from it on.
func (r *reading) stretch(i int) (timex, int) {
	j := r.afterThe(i)
	switch r.word(j) {
	case "past", "last", "next", "coming", "previous", "following":
	default:
		return timex{}, i
	}
	if t, end := r.duration(j + 1); end > j+1 {
		return t, end
	}
	if t, end := r.vague(j + 1); end > j+1 {
		return t, end
	}
	unit := units[r.word(j+1)]
	if unit == "" || j == i || r.word(j) != "past" && r.word(j) != "coming" || strings.HasSuffix(r.word(j+1), "s") {
		return timex{}, i
	}
	return stamp("DURATION", period(r.word(j+1), "1"), "time.stretch"), j + 2
}

// partOf returns the token at which the time expression of token i begins with the
// part that is meant: "early 2009", "late March".
func (r *reading) partOf(i int) int {
	switch r.word(i - 1) {
	case "early", "late", "mid":
		return i - 1
	}
	return i
}

// edge reads "the beginning of the year", "the end of next month": the unit that it
// is part of.
func (r *reading) edge(i int) (timex, int) {
	j := r.afterThe(i)
	if r.word(j) == "very" {
		j++
	}
	switch r.word(j) {
	case "beginning", "start", "middle", "end":
	default:
		return timex{}, i
	}
	if r.word(j+1) != "of" {
		return timex{}, i
	}
	if t, end := r.relativeUnit(j + 2); end > j+2 {
		return t, end
	}
	if unit := r.word(j + 3); r.word(j+2) == "the" && (unit == "week" || unit == "month" || unit == "year") && r.word(j+4) != "of" {
		return r.shifted(unit, 0), j + 4
	}
	if t, end := r.calendarDate(j + 2); end > j+2 {
		return t, end // "the end of June 2019"
	}
	if m := months[r.word(j+2)]; m != 0 && r.capital(j+2) {
		return r.yearless(j+2, m, 0), j + 3 // "the end of May"
	}
	if t, end := r.bareYear(j + 2); end > j+2 {
		return t, end
	}
	return timex{}, i
}

// seasons are the parts of a year, as TIMEX3 writes them.
var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// season reads "the spring of 2001", "summer 2001".
func (r *reading) season(i int) (timex, int) {
	j := r.afterThe(i)
	part, end := seasons[r.word(j)], j+1
	if r.word(end) == "of" {
		end++
	}
	if part == "" || !year.MatchString(r.word(end)) {
		return timex{}, i
	}
	return stamp("DATE", r.word(end)+"-"+part, "time.season"), end + 1
}

// weekend reads "over the weekend", "last weekend": the one before the publication;
// and "this weekend", "next weekend".
func (r *reading) weekend(i int) (timex, int) {
	if r.word(i+1) != "weekend" {
		return timex{}, i
	}
	shift := 0
	switch r.word(i) {
	case "the", "last", "past":
		if r.futureAt(i + 1) {
			break
		}
		shift = -1
	case "this":
	case "next":
		shift = 1
	default:
		return timex{}, i
	}
	return r.shifted("weekend", shift), i + 2
}

// vague reads durations without a number: "several years", "a few hours", "for
// weeks", "decades-long".
func (r *reading) vague(i int) (timex, int) {
	j := i
	switch {
	case r.word(i) == "several" || r.word(i) == "few" || r.word(i) == "many":
		j = i + 1
	case r.word(i) == "a" && r.word(i+1) == "few":
		j = i + 2
	case r.word(i) == "a" && r.word(i+1) == "couple" && r.word(i+2) == "of":
		j = i + 3
	case r.word(i-1) == "for":
	case strings.HasSuffix(r.word(i), "-long"):
	case r.word(i+1) == "-" && r.word(i+2) == "long":
	default:
		return timex{}, i
	}
	word, long := strings.CutSuffix(r.word(j), "-long")
	if units[word] == "" || !strings.HasSuffix(word, "s") {
		return timex{}, i
	}
	end := j + 1
	if !long && r.word(end) == "-" && r.word(end+1) == "long" {
		end += 2
	}
	return stamp("DURATION", period(word, "X"), "time.vague"), end
}

// period writes n units as a TIMEX3 period; n is "X" where it is not said.
func period(unit, n string) string {
	switch u := units[unit]; {
	case u == "10Y" && n == "1":
		return "P10Y"
	case u == "10Y":
		return "P" + n + "Y"
	case strings.HasPrefix(unit, "hour") || strings.HasPrefix(unit, "minute"):
		return "PT" + n + u
	default:
		return "P" + n + u
	}
}

var references = map[string]string{
	"now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
	"recently": "PAST_REF", "formerly": "PAST_REF", "soon": "FUTURE_REF",
}

// reference reads words that point at the time of writing or away from it. They
// give no date: nothing is dated by them.
func (r *reading) reference(i int) (timex, int) {
	value := references[r.word(i)]
	if value == "" || !r.is(i, "advmod") {
		return timex{}, i
	}
	return stamp("DATE", value, "time.reference"), i + 1
}

// time reports whether token k is the head of a time expression by its word.
func (t *tree) time(k int) bool { return timeNouns[t.low[k]] || t.tok(k).Ment == "time" }

var timeNouns = words("time-nouns")
