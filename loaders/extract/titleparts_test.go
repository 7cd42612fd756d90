package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestPartsOfTitles holds what stands in a title beside the post itself, as TestOffices
// does: adjectives, ranks, bodies, further names.
func TestPartsOfTitles(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"part of a country":      {"English captain Pavel Dorn scored twice.", "Pavel Dorn: Captain, England (current)"},
		"long part of a country": {"Northern Irish police chief Pavel Dorn came.", "Pavel Dorn: Police Chief, Northern Ireland (current)"},
		"teacher of a tongue":    {"Welsh professor Pavel Dorn came.", "!Pavel Dorn: Professor, Wales (current)"},
	} {
		t.Run(name, func(t *testing.T) {
			rep := analyse(t, tt.text, "")
			var got []string
			for _, c := range rep.Claims {
				if c.Relation != "holds_position" && c.Relation != "occupation" {
					continue
				}
				org := ""
				if c.Object >= 0 {
					org = rep.Chains[rep.Mentions[c.Object].Chain].Name
				}
				got = append(got, fmt.Sprintf("%s: %s, %s (%s)", rep.Chains[rep.Mentions[c.Subject].Chain].Name, c.Post, org, c.Occupancy))
			}
			if w, not := strings.CutPrefix(tt.want, "!"); slices.Contains(got, w) == not {
				t.Errorf("%q gives\n%s\nwant %s", tt.text, strings.Join(got, "\n"), tt.want)
			}
		})
	}
}
