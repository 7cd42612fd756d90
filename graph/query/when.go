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
	w := &When{Weekday: t.Weekday, Text: p.text(t.Span)}
	if calendar.MatchString(t.Value) {
		w.Value = graph.Date(t.Value)
	} else {
		w.Timex = t.Value
	}
	return w
}

// when returns the time that a claim gives for itself.
func (it item) when() When {
	i := graph.None
	switch {
	case it.ev != nil:
		i = it.ev.Time
	case it.st != nil:
		i = it.st.Time
	case it.cl != nil:
		i = it.cl.Time
	}
	if w := it.paper.when(i); w != nil {
		return *w
	}
	return When{}
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
		for i := range a.paper.Times() {
			w := a.paper.when(i)
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
