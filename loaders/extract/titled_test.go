package extract_test

import (
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// titledNames are titles with the names of nobody, each beside the next in the sentences
// of TestTitledNames.
var titledNames = strings.Split("French President Elif Demir|Helvion Chief Executive Emma Thorne|U.S. Secretary of State Moses Kato|NATO Secretary General Kenji Arai|"+
	"union leader Liisa Kask|Governor Tigist Alemu|EU Trade Commissioner Stefan Kruger|House Speaker Niels Holst|central bank governor Isabel Duarte|"+
	"Crown Prince Dusan Ristić|UN envoy Rein Tamme|Attorney General Paul Ng|defence minister Kim Jae-ho|Archbishop Joris van der Veen|Sen. Dana Whitfield|coach Petra Hallin", "|")

// TestTitledNames puts two titled names into one frame after the other. At most one
// meeting in twenty may be missed, none may be invented.
func TestTitledNames(t *testing.T) {
	missed, all := 0, 0
	for f, frame := range []string{
		"{A} and {B} met in Vienna on Tuesday.", "{A} met {B} on Tuesday in Vienna.", "{A} met for three hours with {B} at a hotel.",
		"After a meeting with {B}, {A} told reporters that the deal was close.", "{B} received {A} at the palace on Monday.",
		"{A}, who met {B} on Sunday, called the talks useful.", "{A} said after meeting {B} that the road would open.",
		"The meeting between {A} and {B} lasted two hours.", "{A} hosted {B} for dinner at the residence.",
		"!{A} refused to meet {B}.", "!{A} is due to meet {B} on Friday.", "!{A} did not meet {B} in Vienna.", "!A meeting between {A} and {B} was cancelled.",
	} {
		frame, not := strings.CutPrefix(frame, "!")
		for i := range titledNames {
			a, b := titledNames[i], titledNames[(i+f+1)%len(titledNames)]
			text := strings.NewReplacer("{A}", a, "{B}", b).Replace(frame)
			text = strings.ToUpper(text[:1]) + text[1:]
			switch met := together(analyse(t, text, ""), a, b); {
			case not && met:
				t.Errorf("a meeting that did not happen: %s", text)
			case !not:
				if all++; !met {
					missed++
					t.Logf("missed: %s", text)
				}
			}
		}
	}
	if missed*20 > all {
		t.Errorf("%d of %d meetings missed", missed, all)
	}
}

// together reports whether rep has an encounter that happened of the two titled names.
func together(rep *graph.Report, a, b string) bool {
	for _, ev := range rep.Events {
		if ev.Status != graph.Happened || !ontology.Is(ev.Class, "Encounter") {
			continue
		}
		var who [2]bool
		for _, role := range ev.Roles {
			name := rep.Chains[rep.Mentions[role.Mention].Chain].Name
			who[0] = who[0] || strings.Contains(name, " ") && strings.HasSuffix(a, " "+name)
			who[1] = who[1] || strings.Contains(name, " ") && strings.HasSuffix(b, " "+name)
		}
		if who[0] && who[1] {
			return true
		}
	}
	return false
}
