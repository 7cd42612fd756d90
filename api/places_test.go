package api_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
)

// TestPlaces asks for the places of one, with points as far as they are known.
func TestPlaces(t *testing.T) {
	d := deps(t)
	d.Locate = func(id graph.ID) (lat, lon float64, ok bool) { return 59.913, 10.752, id == "e:oslo" }
	h := api.New(d)
	for _, tt := range []struct{ path, want string }{
		{"/v1/places?of=e:omar", "[Amman 2 - 2][Oslo 2 59.913,10.752 2]"},
		{"/v1/places?of=e:omar&samples=0", "[Amman 2 - 0][Oslo 2 59.913,10.752 0]"},
		{"/v1/places?of=e:omar&samples=1&place=e:oslo", "[Oslo 2 59.913,10.752 1]"},
		{"/v1/places?of=e:omar&since=2030", ""},
	} {
		var page struct {
			Items []struct {
				Name                string
				Events              int
				Latitude, Longitude *float64
				Sample              []any
			}
		}
		w := do(t, h, call{method: "GET", path: tt.path})
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range page.Items {
			point := "-"
			if s.Latitude != nil && s.Longitude != nil {
				point = fmt.Sprintf("%v,%v", *s.Latitude, *s.Longitude)
			}
			got += fmt.Sprintf("[%s %d %s %d]", s.Name, s.Events, point, len(s.Sample))
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.path, got, tt.want)
		}
	}
}
