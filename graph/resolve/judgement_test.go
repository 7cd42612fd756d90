package resolve_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/resolve"
)

// TestJudgementOutlivesAnalysis: a new model finds the members of an article at other
// places; a judgement holds on to them by their names, and waits where there is none.
func TestJudgementOutlivesAnalysis(t *testing.T) {
	a, b := person(1, []string{"Elin Marsk"}), person(2, []string{"Anna Kell"})
	j := graph.Judgement{Seq: 1, Kind: "merge",
		Left:  []graph.Anchor{{Member: a.ID, Name: "Elin Marsk"}},
		Right: []graph.Anchor{{Member: b.ID, Name: "Anna Kell"}}}
	s := resolve.New(knowledge.Default())
	s.Update([]resolve.Member{a, b}, nil, []graph.Judgement{j})
	moved := a
	moved.ID = graph.In("m", a.Doc, graph.Span{B: 700, E: 710})
	s.Update([]resolve.Member{moved}, []resolve.Member{a}, nil)
	if s.Canonical(moved.ID) != s.Canonical(b.ID) || len(s.Unanchored()) != 0 {
		t.Errorf("found elsewhere: %s and %s, lost %v", s.Canonical(moved.ID), s.Canonical(b.ID), s.Unanchored())
	}
	renamed := moved
	renamed.Names = []string{"another name"}
	s.Update([]resolve.Member{renamed}, []resolve.Member{moved}, nil)
	if s.Canonical(renamed.ID) == s.Canonical(b.ID) || len(s.Unanchored()) != 1 {
		t.Errorf("no longer there: %s and %s, lost %v", s.Canonical(renamed.ID), s.Canonical(b.ID), s.Unanchored())
	}
	s.Update([]resolve.Member{a}, []resolve.Member{renamed}, nil)
	if s.Canonical(a.ID) != s.Canonical(b.ID) || len(s.Unanchored()) != 0 {
		t.Errorf("back: %s and %s, lost %v", s.Canonical(a.ID), s.Canonical(b.ID), s.Unanchored())
	}
}

// TestKeptApartStaysWhole: that two things are not one takes neither apart, whatever
// comes later.
func TestKeptApartStaysWhole(t *testing.T) {
	var all []resolve.Member
	for n := range 6 {
		name := []string{"Paul Harker"}
		if n%2 == 1 {
			name = []string{"Paul J. Harker"}
		}
		all = append(all, person(n+1, name))
	}
	s := resolve.New(knowledge.Default())
	j := graph.Judgement{Seq: 1, Kind: "split", Left: anchors(all[0], all[2]), Right: anchors(all[1], all[3])}
	s.Update(all, nil, []graph.Judgement{j})
	even, odd := s.Canonical(all[0].ID), s.Canonical(all[1].ID)
	for n, m := range all {
		want := even
		if n%2 == 1 {
			want = odd
		}
		if s.Canonical(m.ID) != want {
			t.Errorf("member %d is %s, want %s", n+1, s.Canonical(m.ID), want)
		}
	}
	if even == odd {
		t.Error("they are one")
	}
}
