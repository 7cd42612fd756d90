package extract_test

import (
	"fmt"
	"slices"
	"testing"

	"newsgraph/graph"
)

// TestTolls: who is counted, how many, by what; and numbers that are none.
func TestTolls(t *testing.T) {
	for text, want := range map[string][]string{
		"A bomb attack on a market in Kisumu killed at least 12 people on March 5, 2024, police said. The explosion injured more than 30 others.": {
			"killed 12- attack Kisumu 2024-03-05, told", "injured 30- attack Kisumu 2024-03-05"},
		"Seventeen people were killed and 41 wounded when a bomb exploded in Kisumu on March 5, 2024.": {
			"killed 17-17 attack Kisumu 2024-03-05", "injured 41-41 attack Kisumu 2024-03-05"},
		"The earthquake struck Nepal on March 5, 2024. The death toll rose from 128 to 1,130, the interior ministry said.": {
			"killed 1130-1130 earthquake Nepal 2024-03-05, told"},
		"Kenya attacked a port in Eritrea on March 5, 2024, killing 40 people. As Kenya pressed on with an attack on Somalia, at least 900 people were killed there.": {
			"killed 40-40 attack Eritrea 2024-03-05", "killed 900- attack Somalia"},
		"Kenya was attacked on March 5, 2024, and 40 people were killed. Kenya pressed on with an invasion that killed at least 900 people.": {
			"killed 40-40 attack Kenya 2024-03-05", "killed 900- attack"},
		"Kenya suffered an earthquake on March 5, 2024, in which 40 people died.":     {"killed 40-40 earthquake Kenya 2024-03-05"},
		"A blast in Oslo left three soldiers dead.":                                   {"killed 3-3 soldier attack Oslo"},
		"Between 40 and 50 people died in the floods in Lamu.":                        {"killed 40-50 flood Lamu"},
		"The number of dead in the fire in Oslo stands at 21.":                        {"killed 21-21 fire Oslo"},
		"Twenty-two miners are missing after a landslide in Peru.":                    {"missing 22-22 miner landslide Peru"},
		"The storm in Lamu destroyed 300 houses and cost 12 million dollars.":         nil,
		"No one was killed in the crash in Oslo, in which 12 people were travelling.": nil,
		"A strike on Lamu could kill 200 people, the minister warned.":                nil,
		"The court fined 12 people over the fire in Oslo.":                            nil,
		"Twelve people died of old age.":                                              nil,
	} {
		t.Run(text, func(t *testing.T) {
			rep := analyse(t, text, "")
			var got []string
			for _, x := range rep.Tolls {
				line := x.Kind + " " + fmt.Sprint(x.Least) + "-"
				if x.Most > 0 {
					line += fmt.Sprint(x.Most)
				}
				if x.Whom != "" {
					line += " " + x.Whom
				}
				line += " " + x.Cause
				if x.Place != graph.None {
					line += " " + rep.Chains[rep.Mentions[x.Place].Chain].Name
				}
				if x.Time != graph.None {
					line += " " + rep.Times[x.Time].Value
				}
				if x.Source != graph.None {
					line += ", told"
				}
				got = append(got, line)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
