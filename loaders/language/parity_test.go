package language

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// A reference is what training/reference.py says of a sentence.
type reference struct {
	Words, UPOS, XPOS, Feats, Lemma, Rel, NER, Ment []string
	Pieces                                          []int32
	Head                                            []int
	Frames                                          []struct {
		Word  int
		Sense string
		Roles map[int]string
	}
}

// TestParity compares the layers with those that the training code finds with the same
// packed model; NEWSGRAPH_REFERENCE names the output of training/reference.py. The
// activations of both are rounded to bytes, not always alike: a few close decisions
// may differ.
func TestParity(t *testing.T) {
	path := os.Getenv("NEWSGRAPH_REFERENCE")
	if path == "" {
		t.Skip("NEWSGRAPH_REFERENCE is not set")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var refs []reference
	if err := json.Unmarshal(b, &refs); err != nil {
		t.Fatal(err)
	}
	p, err := New(Options{ModelDir: os.Getenv("NEWSGRAPH_MODEL")})
	if err != nil {
		t.Fatal(err)
	}
	same, all := map[string]int{}, map[string]int{}
	for _, r := range refs {
		r.compare(t, p, func(layer string, equal bool) {
			all[layer]++
			if equal {
				same[layer]++
			}
		})
	}
	for _, layer := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%s: %d of %d", layer, same[layer], all[layer])
		limit := all[layer] / 50 // arguments and frames hang on a chain of decisions
		if layer == "roles" || layer == "frames" {
			limit = all[layer] / 10
		}
		if layer == "pieces" {
			limit = 0
		}
		if all[layer]-same[layer] > limit {
			t.Errorf("%s: %d of %d differ", layer, all[layer]-same[layer], all[layer])
		}
	}
}

func (r *reference) compare(t *testing.T, p *Pipeline, note func(layer string, equal bool)) {
	doc := &Document{Text: strings.Join(r.Words, " ")}
	at := 0
	for _, w := range r.Words {
		doc.Tokens = append(doc.Tokens, Token{Span: Span{at, at + len(w)}, Head: -1})
		at += len(w) + 1
	}
	doc.addSentence(0, len(doc.Tokens))
	made := batch{doc: doc, offs: []int{0}}
	made.piece(p.vocab, doc.Sentences[0])
	note("pieces", slices.Equal(made.ids[1:len(made.ids)-1], r.Pieces))
	if err := p.Parse(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	tags := make([]string, len(doc.Tokens))
	for _, n := range doc.Names {
		for i := n.First; i < n.End; i++ {
			tags[i] = "I-" + n.Type
		}
		tags[n.First] = "B-" + n.Type
	}
	for i, w := range doc.Tokens {
		note("UPOS", w.UPOS == r.UPOS[i])
		note("XPOS", w.XPOS == r.XPOS[i])
		note("feats", column(w.Feats) == r.Feats[i])
		note("lemma", w.Lemma == r.Lemma[i])
		note("head", w.Head+1 == r.Head[i])
		note("rel", w.Rel == r.Rel[i])
		note("ment", column(w.Ment) == r.Ment[i])
		note("names", tags[i] == strings.TrimPrefix(r.NER[i], "O"))
	}
	found := map[int]Frame{}
	for _, f := range doc.Frames {
		found[f.Predicate] = f
	}
	note("frames", len(doc.Frames) == len(r.Frames))
	for _, f := range r.Frames {
		roles := map[int]string{}
		for _, a := range found[f.Word].Args {
			roles[a.Head] = a.Role
		}
		note("sense", found[f.Word].Sense == f.Sense)
		note("roles", maps.Equal(roles, f.Roles))
	}
}
