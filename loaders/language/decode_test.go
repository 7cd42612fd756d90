package language

import (
	"math/rand/v2"
	"strings"
	"testing"

	"newsgraph/loaders/language/model"
)

func TestBestTags(t *testing.T) {
	tags, err := nameTags([]string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		n := 1 + rng.IntN(4)
		score := make([]float32, n*len(tags))
		for i := range score {
			score[i] = float32(rng.IntN(8))
		}
		got := bestTags(tags, score)
		best := -1.0
		seq := make([]int, n)
		var try func(i int, sum float64)
		try = func(i int, sum float64) {
			if i == n {
				best = max(best, sum)
				return
			}
			for k, tag := range tags {
				if tag.inside && (i == 0 || tags[seq[i-1]].typ != tag.typ) {
					continue
				}
				seq[i] = k
				try(i+1, sum+float64(score[i*len(tags)+k]))
			}
		}
		try(0, 0)
		sum := 0.0
		for i, k := range got {
			if tags[k].inside && (i == 0 || tags[got[i-1]].typ != tags[k].typ) {
				t.Fatalf("tags %v of %v: an inside tag follows no name", got, score)
			}
			sum += float64(score[i*len(tags)+k])
		}
		if sum != best {
			t.Fatalf("tags %v of %v score %v, the best %v", got, score, sum, best)
		}
	}
}

func TestNameTagsRefused(t *testing.T) {
	for _, labels := range []string{"O I-PER", "O PER", "X B-PER"} {
		if _, err := nameTags(strings.Fields(labels)); err == nil {
			t.Errorf("labels %q are taken", labels)
		}
	}
}

func TestLemmaRule(t *testing.T) {
	for _, tt := range []struct{ rule, form, want string }{
		{"L0+", "House", "house"},
		{"L3+y", "Cities", "city"},
		{"K1+", "Xs", "X"},
		{"T0+", "MARIA", "Maria"},
		{"U0+", "nato", "NATO"},
		{"=be", "'m", "be"},
		{"L9+", "ran", ""},
		{"K1+", "É", ""},
	} {
		r, err := parseLemmaRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.apply(tt.form); got != tt.want {
			t.Errorf("%s on %q: got %q, want %q", tt.rule, tt.form, got, tt.want)
		}
	}
	for _, s := range []string{"", "Q0+", "Lx+", "L-1+", "L3"} {
		if _, err := parseLemmaRule(s); err == nil {
			t.Errorf("rule %q is taken", s)
		}
	}
}

func TestPath(t *testing.T) {
	docs, err := ReadCoNLLU(strings.NewReader(columns(`
1 She _ _ _ _ 2 nsubj _ _
2 wants _ _ _ _ 0 root _ _
3 to _ _ _ _ 4 mark _ _
4 leave _ _ _ _ 2 xcomp _ _
5 the _ _ _ _ 6 det _ _
6 town _ _ _ _ 4 obj _ _
`)))
	if err != nil {
		t.Fatal(err)
	}
	p := &parse{tokens: docs[0].Tokens}
	p.indexKids()
	names := []string{"", ">nsubj", "<xcomp>nsubj", "<obj<xcomp>nsubj", ">obj>det", ">xcomp>obj>det"}
	h := &heads{other: -1}
	h.labels = labelsOf(names)
	for _, tt := range []struct {
		pred, word int
		want       string
	}{
		{1, 1, ""}, {1, 0, ">nsubj"}, {3, 0, "<xcomp>nsubj"}, {3, 4, ">obj>det"}, {5, 0, "<obj<xcomp>nsubj"},
		{1, 4, ">xcomp>obj>det"}, {4, 0, "other"}, {2, 0, "other"},
	} {
		got := "other"
		if i := h.path(p, tt.pred, tt.word); i >= 0 {
			got = names[i]
		}
		if got != tt.want {
			t.Errorf("path from %d to %d: got %q, want %q", tt.pred, tt.word, got, tt.want)
		}
	}
}

func TestBestTagIsOneThatTrainingSaw(t *testing.T) {
	tags := []model.Tag{{UPOS: 0, XPOS: 0, Feats: 1}, {UPOS: 1, XPOS: 1, Feats: 0}, {UPOS: 1, XPOS: 1, Feats: 1}}
	got := bestTag(tags, []float32{5, 4}, []float32{1, 3}, []float32{2, 2}) // the best UPOS and XPOS do not go together
	if want := tags[1]; got != want {
		t.Errorf("got %v, want %v, the first with the highest sum", got, want)
	}
}
