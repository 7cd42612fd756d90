package graph_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"newsgraph/graph"
)

// fill sets every field of v to a value of its own, lists to n elements.
func fill(v reflect.Value, n int, next *int) {
	*next++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("é%d", *next))
	case reflect.Int:
		v.SetInt(int64(*next) - 20)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n, next)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(v.Index(i), n, next)
		}
	default:
		panic(fmt.Sprintf("a field of kind %s: say how it is packed", v.Kind()))
	}
}

func unpack(b []byte) (*graph.Report, error) {
	p, err := graph.OpenPacked(b)
	if err != nil {
		return nil, err
	}
	return p.Report()
}

func viaJSON(t *testing.T, r *graph.Report) *graph.Report {
	t.Helper()
	b, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	out, err := graph.DecodeReport(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPack: every field of a report comes back as it does from JSON, of a new one too.
func TestPack(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		var r graph.Report
		next := 0
		fill(reflect.ValueOf(&r).Elem(), n, &next)
		got, err := unpack(r.Pack())
		if err != nil {
			t.Fatal(err)
		}
		if want := viaJSON(t, &r); !reflect.DeepEqual(got, want) {
			t.Errorf("with lists of %d, came back as\n%+v, want\n%+v", n, got, want)
		}
	}
	var none graph.Report
	if got, err := unpack(none.Pack()); err != nil || !reflect.DeepEqual(got, viaJSON(t, &none)) {
		t.Errorf("an empty report came back as %+v, %v", got, err)
	}
}

// TestPacked: parts are those of the whole.
func TestPacked(t *testing.T) {
	var r graph.Report
	next := 0
	fill(reflect.ValueOf(&r).Elem(), 3, &next)
	r.Article.Text = strings.Repeat("Many words that differ each from all the others before it. ", 9)
	p, err := graph.OpenPacked(r.Pack())
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string][2]any{
		"article":    {p.Article(), r.Article},
		"print":      {p.Print(), r.Article.Print()},
		"sentences":  {p.Sentences(), r.Sentences},
		"mention":    {p.Mention(1), r.Mentions[1]},
		"chain":      {p.Chain(2), r.Chains[2]},
		"member":     {p.Member(2), r.Chains[2].ID},
		"time":       {p.Time(0), r.Times[0]},
		"statement":  {p.Statement(1), r.Statements[1]},
		"event":      {p.Event(2), r.Events[2]},
		"claim":      {p.Claim(0), r.Claims[0]},
		"no claim":   {p.Claim(3), graph.Claim{}},
		"no chain":   {p.Chain(3), graph.Chain{}},
		"no mention": {p.Mention(graph.None), graph.Mention{}},
		"counts": {
			[]int{p.Mentions(), p.Chains(), p.Times(), p.Statements(), p.Events(), p.Claims()}, []int{3, 3, 3, 3, 3, 3},
		},
	} {
		if !reflect.DeepEqual(tt[0], tt[1]) {
			t.Errorf("%s: %+v, want %+v", name, tt[0], tt[1])
		}
	}
}

// FuzzUnpack reads any bytes without a panic and without asking for more memory than
// they account for.
func FuzzUnpack(f *testing.F) {
	var r graph.Report
	next := 0
	fill(reflect.ValueOf(&r).Elem(), 2, &next)
	f.Add(r.Pack())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := unpack(b)
		if err != nil {
			return
		}
		again, err := unpack(r.Pack())
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("%+v came back as %+v, %v", r, again, err)
		}
	})
}
