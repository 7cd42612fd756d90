package resolve_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
	"newsgraph/graph/world"
)

// FuzzNames: any two names are compared the same both ways and in both orders of
// arrival, and each is one with itself.
func FuzzNames(f *testing.F) {
	for _, s := range [][2]string{{"Joe Biden", "Joseph R. Biden Jr."}, {"Xi", "Xi Jinping"}, {"Ōe Kenzaburō", "Kenzaburo Oe"}, {"", "\xff"}, {"Dr. Dr.", "van der"}, {"A B C D E F", "a.b"}} {
		f.Add(s[0], s[1], true)
	}
	f.Fuzz(func(t *testing.T, a, b string, office bool) {
		x, y := person(1, []string{a}), person(2, []string{b})
		if office {
			x.Offices = []resolve.Office{post("foreign minister", "Norway")}
			y.Offices = []resolve.Office{post(b, a)}
		}
		s, u := resolve.New(knowledge.Default()), resolve.New(knowledge.Default())
		s.Update([]resolve.Member{x, y}, nil, nil)
		u.Update([]resolve.Member{y}, nil, nil)
		u.Update([]resolve.Member{x}, nil, nil)
		if s.Canonical(x.ID) != u.Canonical(x.ID) || s.Canonical(y.ID) != u.Canonical(y.ID) {
			t.Errorf("%q and %q depend on the order", a, b)
		}
		if p, q := s.Why(x.ID, y.ID), s.Why(y.ID, x.ID); p.Score != q.Score || p.Conflict != q.Conflict {
			t.Errorf("%q and %q are compared differently from the other side: %+v %+v", a, b, p, q)
		}
	})
}

// TestHostileReports: indexes that point nowhere are passed over.
func TestHostileReports(t *testing.T) {
	damage := map[string]func(r *graph.Report){
		"speaker":    func(r *graph.Report) { r.Statements[0].Speaker = 999 },
		"during":     func(r *graph.Report) { r.Statements[0].During = 999 },
		"quote":      func(r *graph.Report) { r.Statements[0].Quotes = []graph.Span{{B: -1, E: 5}, {B: 3, E: 1 << 30}} },
		"subject":    func(r *graph.Report) { r.Claims[0].Subject = -7 },
		"object":     func(r *graph.Report) { r.Claims[0].Object = 999 },
		"role":       func(r *graph.Report) { r.Events[0].Roles[0].Mention = 999 },
		"time":       func(r *graph.Report) { r.Events[0].Time = 999 },
		"chain":      func(r *graph.Report) { r.Mentions[0].Chain = 999 },
		"no names":   func(r *graph.Report) { r.Chains[0].Name, r.Chains[0].Names = "", []string{"...", ""} },
		"class":      func(r *graph.Report) { r.Chains[0].Class = "Unheard" },
		"everything": func(r *graph.Report) { *r = graph.Report{} },
	}
	for name, f := range damage {
		t.Run(name, func(t *testing.T) {
			r := world.New(1, world.Size{}).Report(13)
			f(r)
			s := resolve.New(knowledge.Default())
			ms := resolve.Members(r)
			s.Update(ms, nil, nil)
			s.Update(nil, ms, nil)
		})
	}
}
