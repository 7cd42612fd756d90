package language

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/loaders/language/encoder"
)

func TestRelatable(t *testing.T) {
	p := parseOf(t, dinnerSentence)
	p.names = []Name{{First: 1, End: 3, Type: "PER"}, {First: 8, End: 9, Type: "LOC"}}
	var got []string
	for _, m := range p.relatable() {
		got = append(got, fmt.Sprint(p.forms[m.head], " ", m.sort))
	}
	want := []string{"Mayor 1", "Ana 0", "her 2", "lawyer 1", "Oslo 4"}
	if !slices.Equal(got, want) {
		t.Errorf("mentions %q, want %q", got, want)
	}
}

// relationsOf returns what is likelier so than not, as kind(head of A, head of B).
func relationsOf(t *testing.T, text string) []string {
	t.Helper()
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := &Document{Text: text}
	if err := p.Annotate(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range doc.Relations {
		if r.Margin > 0 {
			out = append(out, strings.TrimSuffix(fmt.Sprintf("%s(%s, %s)/%s", r.Kind, doc.Form(r.A), doc.Form(r.B), r.Status), "/"))
		}
	}
	return out
}

// TestRelations reads sentences that the scorer has not learned from.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		not  []string // kinds
	}{
		{"Petra Holm was born in Uppsala and studied at Lund University.", []string{"born_in(Petra, Uppsala)", "educated_at(Petra, University)"}, []string{"spouse"}},
		{"Petra Holm married Idris Kane, a painter, in 1998.", []string{"spouse(Petra, Idris)"}, []string{"parent", "child"}},
		{"The treasurer of the Green Union, Petra Holm, called Idris Kane a liar.", []string{"holds(Petra, treasurer)/current", "body(treasurer, Union)"}, []string{"spouse"}},
		{"Petra Holm flew to Uppsala.", nil, []string{"born_in", "citizen_of", "holds"}},
	} {
		got := relationsOf(t, c.text)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s\ngives %q, without %s", c.text, got, w)
			}
		}
		for _, g := range got {
			if slices.Contains(c.not, g[:strings.Index(g, "(")]) {
				t.Errorf("%s\ngives %s", c.text, g)
			}
		}
	}
}

// TestRelationsOnEachPath reads one sentence on all instruction paths of this machine.
func TestRelationsOnEachPath(t *testing.T) {
	used := encoder.Path()
	t.Cleanup(func() {
		if err := encoder.UsePath(used); err != nil {
			t.Error(err)
		}
	})
	var first []string
	for _, path := range encoder.Paths() {
		if err := encoder.UsePath(path); err != nil {
			t.Fatal(err)
		}
		got := relationsOf(t, "Mara Lind, who heads the Bergen office of Nordlys Bank, was born in Oslo to Captain Jon Lind.")
		if first == nil {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Errorf("%s: %v, first path %v", path, got, first)
		}
	}
	if len(first) == 0 {
		t.Error("no relation")
	}
}

func TestListsHaveNoRelations(t *testing.T) {
	names := strings.Fields("Ana Ruiz,Omar Sy,Mara Lind,Rui Costa,Jon Holm,Petra Vogel,Idris Kane,Tom Reed,Lena Fuchs,Paul Grant,Hugo Diaz,Nina Berg,Karl Braun,Maria Silva,Peter Novak,Laura Conti,Sven Dahl,Ugo Rossi,Ines Prado,Olaf Lund,Jane Swift")
	if got := relationsOf(t, strings.ReplaceAll(strings.Join(names, " "), ",", ", ")+" of Oslo were invited."); len(got) > 0 {
		t.Errorf("%q in a list of 21", got)
	}
}
