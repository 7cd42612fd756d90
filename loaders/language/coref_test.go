package language

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var mentionTypes = []string{"_", "organization", "person", "place"}

// mentionsOf returns the mentions of compact CoNLL-U.
func mentionsOf(t *testing.T, s string) []mention {
	t.Helper()
	docs, err := ReadCoNLLU(strings.NewReader(columns(s)))
	if err != nil {
		t.Fatal(err)
	}
	var out []mention
	for k, sent := range docs[0].Sentences {
		p := &parse{}
		for i := sent.First; i < sent.End; i++ {
			tok := docs[0].Tokens[i]
			if tok.Head >= 0 {
				tok.Head -= sent.First
			}
			p.tokens, p.forms = append(p.tokens, tok), append(p.forms, docs[0].Form(i))
		}
		p.indexKids()
		for _, m := range p.findMentions(mentionTypes) {
			m.sent = k
			out = append(out, m)
		}
	}
	quote(docs[0], out)
	return out
}

const twoSentences = `
1 The the DET DT _ 3 det _ _
2 old old ADJ JJ _ 3 amod _ _
3 mayor mayor NOUN NN Number=Sing 6 nsubj _ Ment=person
4 Ana Ana PROPN NNP Number=Sing 3 appos _ Ment=person
5 Ruiz Ruiz PROPN NNP Number=Sing 4 flat _ _
6 left leave VERB VBD _ 0 root _ _
7 . . PUNCT . _ 6 punct _ _

1 " " PUNCT _ _ 3 punct _ SpaceAfter=No
2 She she PRON PRP _ 3 nsubj _ Ment=person
3 left leave VERB VBD _ 0 root _ _
4 her her PRON PRP _ 5 nmod:poss _ Ment=person
5 towns town NOUN NNS Number=Plur 3 obj _ SpaceAfter=No
6 " " PUNCT _ _ 3 punct _ _
`

func TestFindMentions(t *testing.T) {
	var got []string
	for _, m := range mentionsOf(t, twoSentences) {
		got = append(got, fmt.Sprintf("%d[%d:%d] kind %d rel %d det %d type %d number %d quoted %d%q%q%v%v",
			m.head, m.first, m.end, m.kind, m.rel, m.det, m.typ, m.number, m.quoted, m.text, m.caps, m.names, m.mods))
	}
	want := []string{
		`2[0:3] kind 10 rel 0 det 1 type 2 number 1 quoted 0" old mayor """[][old]`,
		`3[3:5] kind 11 rel 6 det 0 type 2 number 1 quoted 0" ana ruiz ""ar"[ana ruiz][]`,
		`1[1:2] kind 3 rel 0 det 0 type 2 number 1 quoted 1" she ""s"[][]`,
		`3[3:4] kind 3 rel 5 det 0 type 2 number 1 quoted 1" her """[][]`,
		`4[3:5] kind 10 rel 1 det 4 type 0 number 2 quoted 1" her towns """[][]`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestCompare(t *testing.T) {
	ms := mentionsOf(t, twoSentences)
	for _, tt := range []struct {
		a, b int
		want []int
	}{
		// b is appos of a; numbers, types agree; the same sentence; 1 mention away
		{0, 1, []int{12, 14, 16, 17, 23, 26, 27, 33, 34, 35, 36, 37, 38, 39, 40, 41}},
		// a pronoun of the next sentence, same relation
		{0, 2, []int{16, 17, 19, 26, 28, 34, 35, 36, 37, 38, 39, 40, 41}},
	} {
		f := make([]float32, pairFeatures)
		compare(f, &ms[tt.a], &ms[tt.b], tt.b-tt.a, true)
		var got []int
		for i, v := range f {
			if v != 0 {
				got = append(got, i)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%d, %d (-want +got):\n%s", tt.a, tt.b, d)
		}
	}
}

func TestChains(t *testing.T) {
	doc := &Document{Mentions: []Mention{{Antecedent: -1}, {Antecedent: -1}, {Antecedent: 0}, {Antecedent: -1}, {Antecedent: 2}, {Antecedent: 3}}}
	if d := cmp.Diff([][]int{{0, 2, 4}, {3, 5}}, doc.Chains()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestResolve(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.heads.ranker == nil {
		t.Skip("the model ranks no antecedents")
	}
	doc := &Document{Text: "Ana Ruiz came to Oslo on Monday. She left the city on Friday. Ruiz was ill."}
	if err := p.Annotate(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, chain := range doc.Chains() {
		var words []string
		for _, i := range chain {
			words = append(words, doc.Form(doc.Mentions[i].Head))
		}
		got = append(got, strings.Join(words, " "))
	}
	if all := strings.Join(got, "|"); !strings.Contains(all, "Ana She Ruiz") {
		t.Errorf("chains %q", got)
	}
}
