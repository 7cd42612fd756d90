package export

import "testing"

// TestQuoted: RDF and Cypher escape alike but for control characters, and what is no UTF-8
// becomes one U+FFFD a byte in both.
func TestQuoted(t *testing.T) {
	for _, tt := range []struct{ text, rdf, cypher string }{
		{"", `""`, `""`},
		{"“Æ”; \"a\\b\"", `"“Æ”; \"a\\b\""`, `"“Æ”; \"a\\b\""`},
		{"a\tb\r\nc", `"a\tb\r\nc"`, `"a\tb\r\nc"`},
		{"\x00\x1f\x7f", `"\u0000\u001F\u007F"`, `"���"`},
		{"a;\u2028b;\u2029c;\u0085d", "\"a;\u2028b;\u2029c;\u0085d\"", `"a;�b;�c;�d"`},
		{"\xff\xfea�", `"��a�"`, `"��a�"`},
	} {
		if rdf, cypher := quoted(tt.text, literals), cypherText(tt.text); rdf != tt.rdf || cypher != tt.cypher {
			t.Errorf("%q: %s and %s, want %s and %s", tt.text, rdf, cypher, tt.rdf, tt.cypher)
		}
	}
}
