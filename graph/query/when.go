package query

import (
	"regexp"
	"strings"

	"newsgraph/graph"
)

// When says at what time something is, as far as the article lets one know.
type When struct {
	Value   graph.Date `json:"value,omitempty"`   // calendar date, "" while unknown
	Timex   string     `json:"timex,omitempty"`   // TIMEX3 value where it is no calendar date
	Weekday string     `json:"weekday,omitempty"` // the day as written when its date is unknown
	Text    string     `json:"text,omitempty"`    // the words
}

// Known reports whether the calendar date is known.
func (w When) Known() bool { return w.Value != "" }

var calendar = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}.*)?)?)?$`)

// when returns the time i of a report, nil for graph.None.
func (p *paper) when(i int) *When {
	if i < 0 || i >= p.Times() {
		return nil
	}
	t := p.Time(i)
	return newWhen(t.Value, t.Weekday, p.text(t.Span))
}

// whenOf returns the time i of an article by its digest, nil for graph.None.
func whenOf(d *graph.Digest, i int) *When {
	if i < 0 || i >= d.Times() {
		return nil
	}
	return newWhen(d.TimeAt(i))
}

func newWhen(value, weekday, words string) *When {
	w := &When{Weekday: weekday, Text: words}
	if isCalendar(value) {
		w.Value = graph.Date(value)
	} else {
		w.Timex = value
	}
	return w
}

// isCalendar is calendar without the cost of a regular expression for what most times
// are: a year, a month or a day.
func isCalendar(value string) bool {
	if len(value) != len("2006") && len(value) != len("2006-01") && len(value) != len("2006-01-02") {
		return calendar.MatchString(value)
	}
	for i := range len(value) {
		if dash := i == 4 || i == 7; dash != (value[i] == '-') || !dash && (value[i] < '0' || value[i] > '9') {
			return false
		}
	}
	return true
}

// bestTime returns the most exact of the times that accounts of one event give:
// a known date before an unknown one, the longer before the shorter, then the
// smaller. It is nil when no account gives one.
func bestTime(times []When) *When {
	var best *When
	for i := range times {
		t := &times[i]
		if *t == (When{}) {
			continue
		}
		if best == nil || better(t, best) {
			best = t
		}
	}
	return best
}

func better(a, b *When) bool {
	if len(a.Value) != len(b.Value) {
		return len(a.Value) > len(b.Value)
	}
	if (a.Weekday != "") != (b.Weekday != "") {
		return a.Weekday != ""
	}
	return a.Value+graph.Date(a.Weekday+a.Timex+a.Text) < b.Value+graph.Date(b.Weekday+b.Timex+b.Text)
}

// tied returns the date of an event that its accounts place on one weekday of
// unknown date, when they are of articles one of which gives that weekday one date:
// "Thursday" of the one is the Thursday of the other, for they tell of one event.
func tied(accounts []account, told []When) *When {
	weekday := ""
	for _, w := range told {
		switch {
		case w.Value != "" || w.Weekday != "" && weekday != "" && w.Weekday != weekday:
			return nil
		case w.Weekday != "":
			weekday = w.Weekday
		}
	}
	if weekday == "" {
		return nil
	}
	var out *When
	for _, a := range accounts {
		for i := range a.d.Times() {
			w := whenOf(a.d, i)
			day, ok := w.Value.Day()
			if !ok || !strings.EqualFold(day.Weekday().String(), weekday) || !strings.Contains(strings.ToLower(w.Text), weekday) {
				continue
			}
			if out != nil && out.Value != w.Value {
				return nil // two such days: it is not known which
			}
			out = w
		}
	}
	return out
}
