package resolve

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// Kinds of judgements, see graph.Judgement.
const (
	merge     = "merge"
	split     = "split"
	unsure    = "unsure"
	undo      = "undo"
	published = "published"
)

// A verdict is what the log says of a pair.
type verdict struct {
	kind string
	seq  int
}

// A side is one of the two sides of a judgement. A merge of two hubs has 100 000
// members a side, so that members know their sides and pairs are never listed.
type side struct {
	seq  int
	left bool
}

func (s side) other() side { return side{s.seq, !s.left} }

// verdicts is the log of judgements, read.
type verdicts struct {
	log   []graph.Judgement
	kinds map[int]string // of the judgements that count
	sides map[graph.ID][]side
	// leaving are the members that a split takes out of their cluster.
	leaving map[graph.ID]bool
	dates   map[graph.ID]graph.Date // article -> judged date of publication
	lost    []graph.Judgement
	docs    map[graph.ID]bool // articles in which the anchors lie
}

// read derives the verdicts from the log; find returns the present member that an
// anchor holds, or "".
// signature the key that a member would have without judgements, "" for one that
// shares it with no other.
func (v *verdicts) read(find func(graph.Anchor) graph.ID, signature func(graph.ID) string) {
	v.kinds, v.sides, v.lost = map[int]string{}, map[graph.ID][]side{}, nil
	v.docs = map[graph.ID]bool{}
	v.leaving, v.dates = map[graph.ID]bool{}, map[graph.ID]graph.Date{}
	slices.SortFunc(v.log, func(a, b graph.Judgement) int { return cmp.Compare(a.Seq, b.Seq) })
	v.log = slices.CompactFunc(v.log, func(a, b graph.Judgement) bool { return a.Seq == b.Seq })
	undone := v.undone()
	for _, j := range v.log {
		switch {
		case undone[j.Seq]:
		case j.Kind == published:
			v.dates[j.Article] = j.Date // before any signature is asked for: these may rest on dates
		}
	}
	for _, j := range v.log {
		if !undone[j.Seq] && (j.Kind == merge || j.Kind == split || j.Kind == unsure) {
			v.judge(j, find, signature)
		}
	}
}

// undone returns the judgements that a later one takes back; an undo can be
// undone.
func (v *verdicts) undone() map[int]bool {
	out := map[int]bool{}
	for i := len(v.log) - 1; i >= 0; i-- {
		if j := v.log[i]; j.Kind == undo && !out[j.Seq] {
			out[j.Undoes] = true
		}
	}
	return out
}

func (v *verdicts) judge(j graph.Judgement, find func(graph.Anchor) graph.ID, signature func(graph.ID) string) {
	for _, a := range slices.Concat(j.Left, j.Right) {
		v.docs[a.Member.Doc()] = true
	}
	left, right := anchored(j.Left, find), anchored(j.Right, find)
	if len(left) == 0 || len(right) == 0 {
		v.lost = append(v.lost, j)
	}
	v.kinds[j.Seq] = j.Kind
	for _, l := range left {
		v.sides[l] = append(v.sides[l], side{j.Seq, true})
	}
	for _, r := range right {
		v.sides[r] = append(v.sides[r], side{j.Seq, false})
	}
	if j.Kind == split {
		v.leave(left, right, signature)
	}
}

// leave marks the members that must leave their signature, because one from which
// they are split has the same. Things that are merely kept apart stay whole: a hub
// has 100 000 members behind few signatures.
func (v *verdicts) leave(left, right []graph.ID, signature func(graph.ID) string) {
	stays := map[string]bool{}
	for _, r := range right {
		stays[signature(r)] = true
	}
	for _, l := range left {
		if key := signature(l); key == "" || stays[key] {
			v.leaving[l] = true
		}
	}
}

func anchored(anchors []graph.Anchor, find func(graph.Anchor) graph.ID) []graph.ID {
	var out []graph.ID
	for _, a := range anchors {
		if id := find(a); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// verdictOf returns the latest verdict on two nodes: the latest judgement that
// has a member of each on either side.
func verdictOf[F any](v *verdicts, a, b *node[F]) verdict {
	var latest verdict
	if len(a.sides) > len(b.sides) {
		a, b = b, a
	}
	for s := range a.sides {
		if s.seq > latest.seq && b.sides[s.other()] > 0 {
			latest = verdict{v.kinds[s.seq], s.seq}
		}
	}
	return latest
}
