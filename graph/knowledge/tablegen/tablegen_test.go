package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folder writes source sets to a temporary folder.
func folder(t *testing.T, files map[string]string) *source {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &source{dir: dir}
}

func TestOpenTenuresEndAtTheSnapshot(t *testing.T) {
	src := folder(t, map[string]string{
		"proto-tables/people_lean.tsv":      "#\nQ1\tJoseph Marsk\t\tm\t1950\nQ2\tAda Kell\t\tf\t\n",
		"proto-tables/nicknames.tsv":        "joseph\thas_nickname\tjoe\n",
		"proto-tables/tenures_wikidata.tsv": "XX\tPresident\tQ2\tAda Kell\t2015\t2019\twd2022\nXX\tPresident\tQ1\tJoseph Marsk\t2019-05-01\t\twd2022\n",
		"proto-tables/tenures_factbook.tsv": "XX\thog:President\t\tJoe Marsk\t2019-05-01\t\tfb 2019-06-01..2024-02-03\n",
		"authored/leaders_qid_patch.tsv":    "XX\tChancellor\tQ3\tIvo Stam\t2020\nXX\tChancellor\tQ2\tAda Kell\t2022\n",
		"authored/officeholders_delta.tsv":  "XX\tForeign Minister\tLena Bro\t2023-01-02\t\n",
		"authored/curated_seed.tsv":         "",
	})
	entries, holders := makePeople(src)
	if src.err != nil {
		t.Fatal(src.err)
	}
	want := []string{
		"XX\tPresident\tQ2\t2015\t2019\twd2022",
		"XX\tPresident\tQ1\t2019-05-01\t2022-10\twd2022",
		"XX\tPresident\tQ1\t2019-05-01\t2024-02-03\tfb", // Joe is Joseph
		"XX\tChancellor\tQ3\t2020\t2022\tauthored",
		"XX\tChancellor\tQ2\t2022\t2026-06\tauthored",
		"XX\tForeign Minister\tper:lena-bro.xx\t2023-01-02\t2026-06\tauthored",
	}
	all := strings.Join(holders, "\n")
	for _, w := range want {
		if !strings.Contains(all, w) {
			t.Errorf("no row %q in\n%s", w, all)
		}
	}
	if len(holders) != len(want) || len(entries) != 4 {
		t.Errorf("%d rows and %d persons, want %d and 4", len(holders), len(entries), len(want))
	}
}

// TestOneOfficeOnePerson: who holds the same office at the same time under another
// spelling of the name is one person, who follows under the family's name is another.
func TestOneOfficeOnePerson(t *testing.T) {
	src := folder(t, map[string]string{
		"proto-tables/people_lean.tsv":      "Q1\tJuan Marsk\t\tm\t1950\nQ2\tIvo Kell\t\tm\t\nQ4\tNajla Awad\t\tf\t\n",
		"proto-tables/nicknames.tsv":        "",
		"proto-tables/tenures_wikidata.tsv": "XX\tPresident\tQ1\tJuan Marsk\t2019-05-01\t\twd2022\nYY\tPrime Minister\tQ2\tIvo Kell\t2019-03-01\t2021-04-20\twd2022\nZZ\tMinister of Trade\tQ4\tNajla Awad\t2019\t\twd2022\n",
		"proto-tables/tenures_factbook.tsv": "XX\thog:President\t\tJuan Pedro Marsk Lund\t2019-05-01\t\tfb 2019-06-01..2024-02-03\n" +
			"YY\thog:Prime Minister\t\tAda Kell\t2021-04-20\t\tfb 2021-06-01..2024-02-03\n" +
			"YY\thog:Prime Minister\t\tIvo Kehl\t2019-04-01\t2021-04-20\tfb\n" +
			"ZZ\thog:Minister of Trade\t\tNajla Awwad\t2019\t\tfb 2019-06-01..2024-02-03\n",
		"authored/leaders_qid_patch.tsv":   "",
		"authored/officeholders_delta.tsv": "",
		"authored/curated_seed.tsv":        "",
	})
	entries, holders := makePeople(src)
	if src.err != nil {
		t.Fatal(src.err)
	}
	want := []string{
		"XX\tPresident\tQ1\t2019-05-01\t2022-10\twd2022",
		"XX\tPresident\tQ1\t2019-05-01\t2024-02-03\tfb",
		"YY\tPrime Minister\tQ2\t2019-03-01\t2021-04-20\twd2022",
		"YY\tPrime Minister\tper:ivo-kehl.yy\t2019-04-01\t2021-04-20\tfb", // no word of it is the same, as written
		"YY\tPrime Minister\tper:ada-kell.yy\t2021-04-20\t2024-02-03\tfb",
		"ZZ\tMinister of Trade\tQ4\t2019\t2022-10\twd2022",
		"ZZ\tMinister of Trade\tper:najla-awwad.zz\t2019\t2024-02-03\tfb", // of several at a time
	}
	if d := cmp.Diff(want, holders); d != "" {
		t.Errorf("holders (-want +got):\n%s", d)
	}
	for _, e := range entries {
		if e.ref == "Q1" && e.keys["juan pedro marsk lund"] != formAlias {
			t.Errorf("names of Q1: %v", e.keys)
		}
	}
}

// TestOtherSpelling: bodies are known under British and American spellings, once.
func TestOtherSpelling(t *testing.T) {
	src := folder(t, map[string]string{
		"proto-tables/countries.tsv":             "",
		"proto-tables/parties_factbook.tsv":      "",
		"proto-tables/armed_groups_factbook.tsv": "",
		"proto-tables/orgs_phoenix.tsv":          "WORLD SEED PROGRAM\t\tIGOUNO\nDEFENSE CENTER\t\tNGO\n",
		"authored/curated_seed.tsv":              "",
	})
	igos := []*entry{{kind: "organization", ref: "Q1", name: "World Seed Programme", keys: map[string]byte{"world seed programme": formName}}}
	var got []string
	for _, e := range makeOrganizations(src, igos) {
		if strings.Contains(e.name, "Seed") || strings.HasPrefix(e.name, "Defense C") {
			got = append(got, e.line())
		}
	}
	want := []string{"organization\torg:defense-center\tDefense Center\tOrganization\t\t\t\t0\tngo\t250\tadefence centre|ndefense center"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("organizations (-want +got):\n%s", d)
	}
	if igos[0].keys["world seed program"] != formAlias {
		t.Errorf("names of the programme: %v", igos[0].keys)
	}
}

func TestCityYieldsNoForeignNames(t *testing.T) {
	src := folder(t, map[string]string{
		"proto-tables/countries.tsv":         "AA\tAAA\tcountry\tQ9\tAaland\t\tAalander\tBigtown\t1.0,2.0\t\nAA-X\t\tsub\tQ8\tBigtown\t\t\t\t\t\n",
		"proto-tables/admin1.tsv":            "AA.01\tBigtown\t77\nAA.02\tNorth\t78\n",
		"proto-tables/subdivisions_cldr.tsv": "aa02\tNorth\n",
		"proto-tables/wn_location.tsv":       "1\ti\tGrossstadt|Bigville\t\n",
		"proto-tables/cities.tsv":            "5\tBigtown\t\t1.5\t-2.25\tAA\t01\t150000\tPPL\n",
		"geonames-debian/cities15000.txt":    "5\tBigtown\tBigtown\tBigtownas,Bigville,BTN\n",
		"authored/curated_seed.tsv":          "metonym\tQ9\tAaland\tBigtown\t\t\n",
	})
	lines := slices.DeleteFunc(entryLines(makePlaces(src)), func(l string) bool { return strings.HasPrefix(l, "region") })
	if src.err != nil {
		t.Fatal(src.err)
	}
	want := []string{
		"city\tgeo:5\tBigtown\tCity\tAA\t1500\t-2250\t150000\t01\t300\tabigville|nbigtown",
		"country\tQ9\tAaland\tCountry\tAA\t1000\t2000\t0\t\t950\tdaalander|mbigtown|naaland",
		"subdivision\tQ8\tBigtown\tTerritory\tAA\t\t\t0\tAA-X\t190\tnbigtown",
		"subdivision\tgeo:78\tNorth\tTerritory\tAA\t\t\t0\t\t150\tnnorth",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestProperCase(t *testing.T) {
	tests := []struct{ in, want string }{
		{"BANK OF NORTH-EAST AALAND", "Bank of North-East Aaland"},
		{"THE KLM GROUP", "The KLM Group"},
		{"FRONT DE LIBÉRATION", "Front de Libération"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := properCase(tt.in); got != tt.want {
			t.Errorf("properCase(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestMissingSourceIsAnError(t *testing.T) {
	if err := run(t.TempDir(), t.TempDir()); err == nil {
		t.Error("no error for an empty folder")
	}
}
