package language

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/loaders/language/encoder"
)

// parseOf returns the parse of a sentence of compact CoNLL-U.
func parseOf(t *testing.T, s string) *parse {
	t.Helper()
	docs, err := ReadCoNLLU(strings.NewReader(columns(s)))
	if err != nil {
		t.Fatal(err)
	}
	p := &parse{tokens: docs[0].Tokens}
	for i := range p.tokens {
		p.forms = append(p.forms, docs[0].Form(i))
	}
	p.indexKids()
	return p
}

const dinnerSentence = `
1 Mayor Mayor PROPN NNP _ 2 nmod:desc _ Ment=person
2 Ana Ana PROPN NNP _ 4 nsubj _ Ment=person
3 Ruiz Ruiz PROPN NNP _ 2 flat _ _
4 dined dine VERB VBD _ 0 root _ _
5 with with ADP IN _ 7 case _ _
6 her her PRON PRP$ _ 7 nmod:poss _ Ment=person
7 lawyer lawyer NOUN NN _ 4 obl _ Ment=person
8 in in ADP IN _ 9 case _ _
9 Oslo Oslo PROPN NNP _ 4 obl _ Ment=place
`

func TestPersons(t *testing.T) {
	p := parseOf(t, dinnerSentence)
	p.names = []Name{{First: 1, End: 3, Type: "PER"}, {First: 8, End: 9, Type: "LOC"}}
	var got []string
	for _, w := range p.persons() {
		got = append(got, fmt.Sprintln(p.forms[w.head], w.sort, w.rel, w.up))
	}
	want := []string{"Ana 0 0 [1 3]\n", "her 2 5 [5 6 3]\n", "lawyer 1 3 [6 3]\n"}
	if !slices.Equal(got, want) {
		t.Errorf("persons %q, want %q", got, want)
	}
}

func TestBetween(t *testing.T) {
	p := parseOf(t, dinnerSentence)
	p.names = []Name{{First: 1, End: 3, Type: "PER"}}
	who := p.persons()
	c := comparison{p: p, who: who, onPath: make([]bool, len(p.tokens))}
	path := c.between(&who[0], &who[1])
	if path.top != 3 || path.length != 4 || !slices.Equal(path.a, []int{1}) || !slices.Equal(path.b, []int{5, 6}) {
		t.Errorf("path between Ana and her: %+v", path)
	}
	var branches, spots []int
	for w := range p.tokens {
		branches, spots = append(branches, c.branchOf(w, path)), append(spots, c.spotOf(w, who[0].head, who[1].head))
	}
	if want := []int{2, 1, 2, 3, 2, 1, 1, 0, 2}; !slices.Equal(branches, want) {
		t.Errorf("branches %v, want %v", branches, want)
	}
	if want := []int{2, 0, 4, 4, 4, 1, 5, 5, 5}; !slices.Equal(spots, want) {
		t.Errorf("spots %v, want %v", spots, want)
	}
}

// TestEncounters reads sentences that the scorer has not learned from.
func TestEncounters(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, kind string
		met        bool
	}{
		{"Chancellor Petra Holm had breakfast with President Idris Kane at the villa.", "Meeting", true},
		{"Petra Holm spoke to Idris Kane by phone late on Monday.", "PhoneCall", true},
		{"Petra Holm will be succeeded by Idris Kane as chairman of the bank.", "", false},
		{"Petra Holm accused Idris Kane of lying to the court.", "", false},
	} {
		doc := &Document{Text: c.text}
		if err := p.Annotate(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(doc.Encounters, func(e Encounter) bool { return doc.Form(e.A) == "Petra" && doc.Form(e.B) == "Idris" })
		if i < 0 {
			t.Fatalf("%s: no pair", c.text)
		}
		if e := doc.Encounters[i]; e.Margin > 0 != c.met || c.met && (e.Kind != c.kind || e.Status != "happened") {
			t.Errorf("%s: %+v", c.text, e)
		}
	}
}

// TestEncountersOnEachPath reads one sentence on all instruction paths of this machine.
func TestEncountersOnEachPath(t *testing.T) {
	used := encoder.Path()
	t.Cleanup(func() {
		if err := encoder.UsePath(used); err != nil {
			t.Error(err)
		}
	})
	var first []Encounter
	for _, path := range encoder.Paths() {
		if err := encoder.UsePath(path); err != nil {
			t.Fatal(err)
		}
		p, err := New(Options{})
		if err != nil {
			t.Fatal(err)
		}
		doc := &Document{Text: "After he had seen Mara Lind, the envoy, Omar Sy wrote to her brother, Captain Jon Lind, and to Rui Costa."}
		if err := p.Annotate(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = doc.Encounters
		}
		if !slices.Equal(doc.Encounters, first) {
			t.Errorf("%s: %v, first path %v", path, doc.Encounters, first)
		}
	}
	if len(first) < 6 {
		t.Errorf("%d pairs", len(first))
	}
}

func TestListsHaveNoEncounters(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields("Ana Ruiz,Omar Sy,Mara Lind,Rui Costa,Jon Holm,Petra Vogel,Idris Kane,Tom Reed,Lena Fuchs,Paul Grant,Hugo Diaz,Nina Berg,Karl Braun,Maria Silva,Peter Novak,Laura Conti")
	doc := &Document{Text: strings.ReplaceAll(strings.Join(names, " "), ",", ", ") + " were invited."}
	if err := p.Annotate(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Encounters) > 0 {
		t.Errorf("%d pairs in a list of 16", len(doc.Encounters))
	}
}
