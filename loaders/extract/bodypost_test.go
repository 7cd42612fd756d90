package extract_test

import "testing"

// TestBodiesOfPosts holds whose post it is and what of the words beside it is no part of the
// post, as TestOffices does.
func TestBodiesOfPosts(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"association of members": {"Hoteliers' association president Jane Osei spoke.", "Jane Osei: President, Hoteliers' association (current)"},
		"union of members":       {"The dockers' union secretary Pavel Dorn spoke.", "Pavel Dorn: Secretary, dockers' union (current)"},
		"their own founder":      {"The Arvo Union expelled Jane Osei, its own founder.", "!Jane Osei: Own Founder, Arvo Union (current)"},
		"plural of co-founder":   {"Arvo's co-founders, Jane Osei and Pavel Dorn, left.", "Jane Osei: Co-founder, Arvo (current)"},
		"for how long":           {"Pavel Dorn, Arvo's treasurer for the past eight years, left.", "Pavel Dorn: Treasurer, Arvo (current)"},
		"honorific of a country": {"Cambodia's senate president, Samdech Pavel Dorn, spoke.", "Pavel Dorn: Senate President, Cambodia (current)"},
	} {
		t.Run(name, func(t *testing.T) { checkOffice(t, tt.text, tt.want) })
	}
}
