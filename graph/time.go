package graph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Anchored returns t with the value that it has in an article published on that
// day: "Thursday" is the Thursday up to it. It returns t as it is when its value is
// known, hangs on nothing, or the publication is not known to the day.
func (t Time) Anchored(published Date) Time {
	pub, ok := published.Day()
	if !ok || t.Relative == "" {
		return t
	}
	unit, rest, _ := strings.Cut(t.Relative, " ")
	shift, part, _ := strings.Cut(rest, " ")
	value := ""
	switch n, _ := strconv.Atoi(shift); unit {
	case "weekday":
		value = dayNear(pub, t.Weekday, shift)
	case "yearless":
		value = yearNear(pub, strings.TrimPrefix(t.Value, "XXXX"), shift)
	case "day":
		value = pub.AddDate(0, 0, n).Format(time.DateOnly)
	case "week":
		y, w := pub.AddDate(0, 0, 7*n).ISOWeek()
		value = fmt.Sprintf("%04d-W%02d", y, w)
	case "weekend":
		y, w := pub.AddDate(0, 0, 7*n).ISOWeek()
		if n < 0 && (pub.Weekday() == time.Saturday || pub.Weekday() == time.Sunday) {
			y, w = pub.ISOWeek() // on Sunday "over the weekend" is that one
		}
		value = fmt.Sprintf("%04d-W%02d-WE", y, w)
	case "month":
		value = time.Date(pub.Year(), pub.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	case "quarter":
		first := time.Date(pub.Year(), pub.Month()+time.Month(3*n), 1, 0, 0, 0, 0, time.UTC)
		value = fmt.Sprintf("%04d-Q%d", first.Year(), (int(first.Month())+2)/3)
	case "year":
		value = fmt.Sprintf("%04d", pub.Year()+n)
	}
	if value == "" {
		return t
	}
	if part != "" {
		t.Type = "TIME"
	}
	t.Value, t.Weekday, t.Relative = value+part, "", ""
	return t
}

// Valid reports whether d is a year, a month, a day or a moment that there is.
func (d Date) Valid() bool {
	return slices.ContainsFunc([]string{"2006", "2006-01", time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339}, func(layout string) bool {
		_, err := time.Parse(layout, string(d))
		return err == nil
	})
}

// Day returns d as a day, false when it is less precise or malformed.
func (d Date) Day() (time.Time, bool) {
	if len(d) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, string(d[:len(time.DateOnly)]))
	return t, err == nil
}

// dayNear returns the day of that name at or before pub ("past"), before it
// ("before"), at or after it ("future"), or after it ("after").
func dayNear(pub time.Time, weekday, where string) string {
	step, at := -1, pub
	if where == "future" || where == "after" {
		step = 1
	}
	if where == "before" || where == "after" {
		at = at.AddDate(0, 0, step)
	}
	for range 7 {
		if strings.EqualFold(at.Weekday().String(), weekday) {
			return at.Format(time.DateOnly)
		}
		at = at.AddDate(0, 0, step)
	}
	return ""
}

// yearNear gives "-10-07" or "-10" the year that puts it nearest to pub on the side
// that where says.
func yearNear(pub time.Time, tail, where string) string {
	y := pub.Year()
	first := tail
	if len(tail) == len("-10") {
		first += "-01"
	}
	date, err := time.Parse(time.DateOnly, fmt.Sprintf("%04d%s", y, first))
	switch {
	case err != nil && tail != "-02-29":
		return ""
	case err != nil, where == "future" && date.Before(pub.AddDate(0, 0, -1)):
		y++
	case where != "future" && date.After(pub.AddDate(0, 0, 1)):
		y--
	}
	return fmt.Sprintf("%04d%s", y, tail)
}

// JudgedDates returns the dates of publication that judgements give: of each article
// the latest that was not undone. An undo can be undone.
func JudgedDates(log []Judgement) map[ID]Date {
	undone := map[int]bool{}
	for n := len(log) - 1; n >= 0; n-- {
		if j := &log[n]; j.Kind == "undo" && !undone[j.Seq] {
			undone[j.Undoes] = true
		}
	}
	out := map[ID]Date{}
	for n := range log {
		if j := &log[n]; j.Kind == "published" && !undone[j.Seq] {
			out[j.Article] = j.Date
		}
	}
	return out
}

// Dated returns r as it is when its article was published at date: the times that
// hang on the publication have their values. r itself is not changed.
func (r *Report) Dated(date Date) *Report {
	c := *r
	c.Article.Published, c.Article.Basis = date, "judgement"
	c.Times = make([]Time, len(r.Times))
	for i, t := range r.Times {
		c.Times[i] = t.Anchored(date)
	}
	return &c
}
