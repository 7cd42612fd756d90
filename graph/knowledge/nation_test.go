package knowledge_test

import (
	"testing"

	"newsgraph/graph/knowledge"
)

func TestNation(t *testing.T) {
	for code, want := range map[string]string{"IL": "Israel", "GB": "United Kingdom", "US": "United States", "": "", "QQ": ""} {
		if e, ok := knowledge.Default().Nation(code); e.Name != want || ok != (want != "") {
			t.Errorf("Nation(%q) = %q, %v, want %q", code, e.Name, ok, want)
		}
	}
}
