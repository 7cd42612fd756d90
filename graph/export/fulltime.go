package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A dayTold is a time expression that names one, with the day of the week it falls on.
type dayTold struct {
	id      graph.ID
	weekday string
	date    graph.Date // "" while unknown
}

// A dating is what one account of an event tells of its day: its own, or else those that
// its article names.
type dating struct {
	own   bool
	named []dayTold
}

// times writes the time expressions of a report with their offsets and values, and
// which events and statements they date. It notes the days of events in days.
func (f *fuller) times(ctx context.Context, r graph.Reader, days map[graph.ID][]dating) error {
	var named []dayTold
	for i := range f.rep.Times {
		t := &f.rep.Times[i]
		f.stretch(t.ID, "TemporalEntity", t.Span)
		if t.Value != "" {
			f.literal(t.ID, "timex", t.Value, "")
		}
		if t.Weekday != "" {
			f.literal(t.ID, "weekday", t.Weekday, "")
		}
		if w := weekdayOf(t); w != "" {
			named = append(named, dayTold{t.ID, w, graph.Date(t.Value)})
		}
	}
	for i := range f.rep.Events {
		ev := &f.rep.Events[i]
		id, err := canonical(ctx, r, ev.ID)
		if err != nil {
			return err
		}
		if ev.Time == graph.None {
			days[id] = append(days[id], dating{named: named})
			continue
		}
		t := &f.rep.Times[ev.Time]
		f.link(id, "has_time", t.ID)
		if w := weekdayOf(t); w != "" {
			days[id] = append(days[id], dating{true, []dayTold{{t.ID, w, graph.Date(t.Value)}}})
		}
	}
	for i := range f.rep.Statements {
		if st := &f.rep.Statements[i]; st.Time != graph.None {
			f.link(st.ID, "has_time", f.rep.Times[st.Time].ID)
		}
	}
	return nil
}

// weekdayOf returns the day of the week of a day or, while its date is unknown, as it is
// written; "" for what is no day.
func weekdayOf(t *graph.Time) string {
	if d, ok := graph.Date(t.Value).Day(); ok {
		return strings.ToLower(d.Weekday().String())
	}
	if t.Value != "" {
		return ""
	}
	return strings.ToLower(t.Weekday)
}

// tied writes which times are the same, because accounts of one event give them: the
// "Thursday" of one article is that of the other, and the date that a third gives.
func tied(days map[graph.ID][]dating, put func(graph.Quad)) {
	for event, accounts := range days {
		same := oneDay(accounts)
		for i := 1; i < len(same); i++ {
			put(graph.Quad{S: same[0], P: ontology.IRI("facet", "same_as"), O: graph.Term{ID: same[i]}, G: inferred(event, same[0], same[i])})
		}
	}
}

// oneDay returns the times that name the day of an event, sorted: none unless its
// accounts agree on the day of the week and on the date as far as they know it. Of an
// account without a day of its own it takes those that its article names.
func oneDay(accounts []dating) []graph.ID {
	weekday, date := "", graph.Date("")
	var out []graph.ID
	agree := func(d dayTold) bool {
		known := date == "" || d.date == "" || d.date == date
		date = cmp.Or(date, d.date)
		out = append(out, d.id)
		return known
	}
	for _, a := range accounts {
		if a.own && (weekday != "" && weekday != a.named[0].weekday || !agree(a.named[0])) {
			return nil
		}
		if a.own {
			weekday = a.named[0].weekday
		}
	}
	for _, a := range accounts {
		for _, d := range a.named {
			if !a.own && d.weekday == weekday && !agree(d) {
				return nil
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inferred returns the label of what is concluded from premises.
func inferred(premises ...graph.ID) graph.ID {
	h := sha256.New()
	for _, p := range premises {
		h.Write([]byte(p + "\n"))
	}
	return graph.ID("g:infer." + hex.EncodeToString(h.Sum(nil)[:8]))
}
