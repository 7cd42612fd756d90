package extract_test

import "testing"

// TestHeardBodies: a body that stands where no rule looks, and a word of a title that is none.
func TestHeardBodies(t *testing.T) {
	for text, want := range map[string]string{
		"Analyst Jane Osei at Arvo Securities said the selloff was overdone.": "Jane Osei: Analyst, Arvo Securities (current)",
		"Labour Minister Jane Osei spoke.":                                    "Jane Osei: Labour Minister,  (current)",
	} {
		checkOffice(t, text, want)
	}
}
