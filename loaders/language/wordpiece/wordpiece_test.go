package wordpiece_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/loaders/language/wordpiece"
)

// pieces is a vocabulary; the number of a piece is its place.
var pieces = strings.Fields("[UNK] [CLS] [SEP] play ##ing ##er a b ##b cafe . _ 2 ##0")

func vocab(t testing.TB) *wordpiece.Vocab {
	t.Helper()
	v, err := wordpiece.New(strings.Join(pieces, "\n") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAppend(t *testing.T) {
	v := vocab(t)
	for _, tt := range []struct{ word, want string }{
		{"playing", "play ##ing"},
		{"PLAYER", "play ##er"},
		{"Café", "cafe"},
		{"Cafe\u0301", "cafe"},
		{"play.er", "play . [UNK]"},
		{"a_b", "a _ b"},
		{"20.2", "2 ##0 . 2"},
		{"playx", "[UNK]"},
		{"", "[UNK]"},
		{"\u0301", "[UNK]"},
		{"bbbbbbbb", "b ##b ##b ##b ##b ##b ##b ##b"},
		{"bbbbbbbbb.", "b ##b ##b ##b ##b ##b ##b ."},
		{"a\xffb", "a [UNK] b"},
		{strings.Repeat("a.", 1000), "[UNK]"},
	} {
		var got []string
		for _, id := range v.Append(nil, tt.word) {
			got = append(got, pieces[id])
		}
		if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.word, d)
		}
	}
}

func TestShape(t *testing.T) {
	for word, want := range map[string]uint8{
		"word": wordpiece.ShapeLower, "Word": wordpiece.ShapeTitle, "NATO": wordpiece.ShapeUpper, "U.S.": wordpiece.ShapeUpper,
		"iPhone": wordpiece.ShapeMixed, "McCoy": wordpiece.ShapeMixed, "A": wordpiece.ShapeCapital, "J.": wordpiece.ShapeCapital,
		"42": wordpiece.ShapeDigit, "3.5": wordpiece.ShapeDigit, "?": wordpiece.ShapeOther, "": wordpiece.ShapeOther,
		"Élan": wordpiece.ShapeTitle, "4th": wordpiece.ShapeLower, "’s": wordpiece.ShapeLower, "東京": wordpiece.ShapeLower,
	} {
		if got := wordpiece.Shape(word); got != want {
			t.Errorf("shape of %q: got %d, want %d", word, got, want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	if _, err := wordpiece.New("a\nb\n"); err == nil {
		t.Error("a vocabulary without marks is taken")
	}
}

func FuzzAppend(f *testing.F) {
	v := vocab(f)
	for _, s := range []string{"", "playing", "Café", "\xff", "a_b.c", strings.Repeat("b", 2000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		ids := v.Append([]int32{v.CLS}, word)
		if ids[0] != v.CLS || len(ids) < 2 || len(ids) > 1+wordpiece.WordLimit {
			t.Fatalf("%q has pieces %v", word, ids)
		}
		for _, id := range ids {
			if id < 0 || int(id) >= v.Len() {
				t.Fatalf("%q has piece %d", word, id)
			}
		}
		wordpiece.Shape(word)
	})
}

func Example() {
	v, err := wordpiece.New("[UNK]\n[CLS]\n[SEP]\nmeet\n##ing\n")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Append(nil, "Meeting"), wordpiece.Shape("Meeting") == wordpiece.ShapeTitle)
	// Output: [3 4] true
}
