package graph_test

import (
	"testing"

	"newsgraph/graph"
)

func TestAnchored(t *testing.T) {
	const friday = "2023-12-08"
	for name, tt := range map[string]struct {
		time graph.Time
		pub  graph.Date
		want string
	}{
		"thursday":            {graph.Time{Weekday: "thursday", Relative: "weekday past"}, friday, "2023-12-07"},
		"the same day":        {graph.Time{Weekday: "friday", Relative: "weekday past"}, friday, "2023-12-08"},
		"last friday":         {graph.Time{Weekday: "friday", Relative: "weekday before"}, friday, "2023-12-01"},
		"will on friday":      {graph.Time{Weekday: "friday", Relative: "weekday future"}, friday, "2023-12-08"},
		"next monday":         {graph.Time{Weekday: "monday", Relative: "weekday after"}, friday, "2023-12-11"},
		"evening":             {graph.Time{Weekday: "thursday", Relative: "weekday past TEV"}, friday, "2023-12-07TEV"},
		"yesterday":           {graph.Time{Relative: "day -1"}, friday, "2023-12-07"},
		"tonight":             {graph.Time{Relative: "day 0 TNI"}, friday, "2023-12-08TNI"},
		"over the weekend":    {graph.Time{Relative: "weekend -1"}, friday, "2023-W48-WE"},
		"last week":           {graph.Time{Relative: "week -1"}, friday, "2023-W48"},
		"last quarter":        {graph.Time{Relative: "quarter -1"}, "2024-02-29", "2023-Q4"},
		"this morning":        {graph.Time{Relative: "day 0 TMO"}, friday, "2023-12-08TMO"},
		"next month":          {graph.Time{Relative: "month 1"}, friday, "2024-01"},
		"last year":           {graph.Time{Relative: "year -1"}, friday, "2022"},
		"in October":          {graph.Time{Value: "XXXX-10", Relative: "yearless past"}, friday, "2023-10"},
		"on December 31":      {graph.Time{Value: "XXXX-12-31", Relative: "yearless past"}, friday, "2022-12-31"},
		"will on January 5":   {graph.Time{Value: "XXXX-01-05", Relative: "yearless future"}, friday, "2024-01-05"},
		"on February 30":      {graph.Time{Value: "XXXX-02-30", Relative: "yearless past"}, friday, "XXXX-02-30"},
		"published in a year": {graph.Time{Weekday: "thursday", Relative: "weekday past"}, "2023", ""},
		"known":               {graph.Time{Value: "2023-10-07"}, friday, "2023-10-07"},
		"no such weekday":     {graph.Time{Weekday: "someday", Relative: "weekday past"}, friday, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tt.time.Anchored(tt.pub).Value; got != tt.want {
				t.Errorf("Anchored(%s) has value %q, want %q", tt.pub, got, tt.want)
			}
		})
	}
}

func TestValidDate(t *testing.T) {
	for d, want := range map[graph.Date]bool{
		"2024": true, "2024-02": true, "2024-02-29": true, "2023-11-03T14:05Z": true, "2023-11-03T14:05": true, "2023-11-03T14:05:09": true, "2023-11-03T14:05:09+01:00": true,
		"": false, "May": false, "24": false, "2024-13": false, "2023-02-29": false, "2024-13-45": false, "2024-02-29T25:00Z": false, "2024-02-29 or so": false,
	} {
		if d.Valid() != want {
			t.Errorf("%q: %v", d, !want)
		}
	}
}
