package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestOffices holds one reading of each way to tell an office: "Name: post, body
// (occupancy)", "!" before what must not be read.
func TestOffices(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"envoy":                 {"Kenya's new ambassador to Japan, Jane Osei, arrived.", "Jane Osei: Ambassador to Japan, Kenya (current)"},
		"envoy in a title":      {"The British High Commissioner to India, Pavel Dorn, came.", "Pavel Dorn: High Commissioner to India, United Kingdom (current)"},
		"body of a country":     {"The head of Kenya's coastguard, Pavel Dorn, denied it.", "Pavel Dorn: Head, Kenya's coastguard (current)"},
		"for a group":           {"The chief negotiator for the rebels, Pavel Dorn, walked out.", "Pavel Dorn: Chief Negotiator, the rebels (current)"},
		"owner without a name":  {"Jane Osei will succeed Pavel Dorn as the state's lieutenant governor.", "Jane Osei: Lieutenant Governor, the state (designate)"},
		"predecessor":           {"Justice Secretary Jane Osei and her predecessor, Pavel Dorn, came.", "Pavel Dorn: Justice Secretary,  (former)"},
		"successor":             {"Pavel Dorn, the finance minister, resigned on Monday. His successor, Jane Osei, promised calm.", "Jane Osei: Finance Minister,  (current)"},
		"successor to come":     {"Outgoing Premier Jane Osei handed the keys to her successor, Pavel Dorn.", "Pavel Dorn: Premier,  (designate)"},
		"minister of his":       {"Kenyan President Pavel Dorn accepted the resignation of his prime minister, Jane Osei.", "Jane Osei: Prime Minister, Kenya (resigned)"},
		"lawyer of his":         {"Kenyan President Pavel Dorn came with his lawyer, Jane Osei.", "!Jane Osei: Lawyer, Kenya (current)"},
		"appointment":           {"Voters welcomed the appointment of Jane Osei as interior minister.", "Jane Osei: Interior Minister,  (appointed)"},
		"rejected nomination":   {"Parliament rejected the nomination of Jane Osei as interior minister.", "!Jane Osei: Interior Minister,  (designate)"},
		"to lead":               {"Jane Osei becomes the first woman to lead the central bank.", "Jane Osei: Leader, the central bank (appointed)"},
		"named to head":         {"The prime minister named Jane Osei, a former envoy, to head the intelligence service.", "Jane Osei: Head, the intelligence service (appointed)"},
		"voted out":             {"Shareholders voted out chairman Pavel Dorn.", "Pavel Dorn: Chairman,  (resigned)"},
		"parted company":        {"The club parted company with manager Pavel Dorn.", "Pavel Dorn: Manager, The club (resigned)"},
		"announced his":         {"Chairman Pavel Dorn announced his retirement on Monday.", "Pavel Dorn: Chairman,  (resigned)"},
		"its, of a description": {"The provincial disaster agency warned of more rain. Its director, Pavel Dorn, came.", "Pavel Dorn: Director, The provincial disaster agency (current)"},
		"two posts in a row":    {"The bloc's chairman, Kenyan President Pavel Dorn, came.", "Pavel Dorn: Chairman, The bloc (current)"},
		"she was":               {"Jane Osei died on Monday. She was Kenya's ambassador to Lebanon from 1985 to 1990.", "Jane Osei: Ambassador to Lebanon, Kenya (former)"},
		"director general":      {"The regulator's director general, Jane Osei, told a news conference in Oslo.", "Jane Osei: Director General, The regulator (current)"},
		"attorney general":      {"Kenya's attorney general, Jane Osei, left.", "Jane Osei: Attorney General, Kenya (current)"},
		"was not":               {"Jane Osei was not the chairman of Arvo Bank.", "!Jane Osei: Chairman, Arvo Bank (former)"},
		"never was":             {"Jane Osei has never been president of Kenya.", "!Jane Osei: President, Kenya (current)"},
		"no longer":             {"Jane Osei is no longer the chairman of Arvo Bank.", "Jane Osei: Chairman, Arvo Bank (former)"},
		"for affairs":           {"The assistant secretary of state for European affairs, Jane Osei, came.", "Jane Osei: Assistant Secretary of State for European Affairs,  (current)"},
		"two posts of a body":   {"Pavel Dorn was named president and chief executive officer of Arvo Bank.", "Pavel Dorn: President, Arvo Bank (appointed)"},
		"three posts left":      {"Pavel Dorn stepped down as chairman, president and chief executive in March.", "Pavel Dorn: Chief Executive,  (resigned)"},
		"had been":              {"Pavel Dorn had been the company's general manager for six months.", "Pavel Dorn: General Manager, the company (former)"},
		"announced another's":   {"Chairman Pavel Dorn announced the retirement of Jane Osei.", "Pavel Dorn: Chairman,  (current)"},
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

// TestOfficeTimes holds when an office is dated: by what its holder did in a year before
// the article, and by when it was taken or left.
func TestOfficeTimes(t *testing.T) {
	for text, want := range map[string]string{
		"In 1933, President Pavel Dorn took the country off the gold standard.": "1933",
		"President Pavel Dorn came on Monday.":                                  "",
		"Pavel Dorn was sacked as army chief in November 2021.":                 "2021-11",
		"President Pavel Dorn says that in 1933 nobody voted.":                  "",
	} {
		rep := analyse(t, text, "2023-12-08")
		got := ""
		for _, c := range rep.Claims {
			if c.Relation == "holds_position" && c.Time >= 0 {
				got = rep.Times[c.Time].Value
			}
		}
		if got != want {
			t.Errorf("%s: dated %q, want %q", text, got, want)
		}
	}
}
