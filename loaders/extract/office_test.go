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
		"envoy":                    {"Kenya's new ambassador to Japan, Jane Osei, arrived.", "Jane Osei: Ambassador to Japan, Kenya (current)"},
		"envoy in a title":         {"The British High Commissioner to India, Pavel Dorn, came.", "Pavel Dorn: High Commissioner to India, United Kingdom (current)"},
		"body of a country":        {"The head of Kenya's coastguard, Pavel Dorn, denied it.", "Pavel Dorn: Head, Kenya's coastguard (current)"},
		"for a group":              {"The chief negotiator for the rebels, Pavel Dorn, walked out.", "Pavel Dorn: Chief Negotiator, the rebels (current)"},
		"owner without a name":     {"Jane Osei will succeed Pavel Dorn as the state's lieutenant governor.", "Jane Osei: Lieutenant Governor, the state (designate)"},
		"predecessor":              {"Justice Secretary Jane Osei and her predecessor, Pavel Dorn, came.", "Pavel Dorn: Justice Secretary,  (former)"},
		"successor":                {"Pavel Dorn, the finance minister, resigned on Monday. His successor, Jane Osei, promised calm.", "Jane Osei: Finance Minister,  (current)"},
		"after many posts":         {"Kenya's interim president, Jane Osei, a senator, spoke. Her predecessor, Pavel Dorn, fled.", "Pavel Dorn: President, Kenya (former)"},
		"after party and state":    {"Sen. Pavel Dorn, R-Ohio, the panel's chairman, spoke.", "Pavel Dorn: Chairman, the panel (current)"},
		"after brackets":           {"Jane Osei (Greens), the health minister, spoke.", "Jane Osei: Health Minister,  (current)"},
		"after a party":            {"Jane Osei of the Green party, the health minister, spoke.", "Jane Osei: Health Minister,  (current)"},
		"one of the dead":          {"Police named the dead as Jane Osei, 61, Pavel Dorn, 44, a mayor, and Tomas Okello, 20.", "!Jane Osei: Mayor,  (current)"},
		"region and body":          {"Pavel Dorn, deputy Asia director of Arvo Bank, spoke.", "Pavel Dorn: Deputy Director, Arvo Bank (current)"},
		"for a region":             {"Jane Osei, vice president for Latin America and the Caribbean, came.", "Jane Osei: Vice President for Latin America,  (current)"},
		"attorney of a country":    {"U.S. Attorney Jane Osei declined to comment.", "Jane Osei: Attorney, United States (current)"},
		"two posts, one body":      {"Jane Osei, president and chief executive of Arvo Bank, spoke.", "Jane Osei: President, Arvo Bank (current)"},
		"two titles, one body":     {"Arvo chairman and chief executive Jane Osei spoke.", "Jane Osei: Chief Executive, Arvo (current)"},
		"post of each body":        {"Jane Osei, mayor of Oslo and leader of the Green party, spoke.", "Jane Osei: Leader, Green party (current)"},
		"founder and former":       {"Jane Osei, the founder and former chief executive of the retailer Arvo, spoke.", "Jane Osei: Founder, Arvo (current)"},
		"term that is over":        {"Jane Osei, prime minister from 1990 to 1996, died.", "Jane Osei: Prime Minister,  (former)"},
		"two people":               {"The chairman and Prime Minister Jane Osei spoke.", "!Jane Osei: Chairman,  (current)"},
		"succeeded by":             {"Pavel Dorn was succeeded as mayor of Oslo by Jane Osei.", "Jane Osei: Mayor, Oslo (appointed)"},
		"was succeeded":            {"Pavel Dorn was succeeded as mayor of Oslo by Jane Osei.", "Pavel Dorn: Mayor, Oslo (former)"},
		"will step down":           {"Jane Osei will step down as mayor of Oslo in May.", "Jane Osei: Mayor, Oslo (current)"},
		"stepped in":               {"Jane Osei stepped in as chairman of Arvo Bank.", "!Jane Osei: Chairman, Arvo Bank (resigned)"},
		"joined as":                {"Jane Osei joined Arvo Bank as finance chief in May.", "Jane Osei: Finance Chief, Arvo Bank (appointed)"},
		"country appoints":         {"Kenya has appointed Jane Osei foreign minister.", "Jane Osei: Foreign Minister, Kenya (appointed)"},
		"secretary-general":        {"Jane Osei was named secretary-general of NATO.", "Jane Osei: Secretary-general, NATO (appointed)"},
		"is attorney general":      {"Jane Osei is attorney general of Kenya.", "Jane Osei: Attorney General, Kenya (current)"},
		"became editor of":         {"Jane Osei became editor of the Riga Times.", "Jane Osei: Editor, Riga Times (appointed)"},
		"body of one post only":    {"Oslo comptroller and former congresswoman Jane Osei spoke.", "Jane Osei: Congresswoman,  (former)"},
		"its, of an apposition":    {"Hapag-Lloyd, the German shipping company, left. Its chief executive, Pavel Dorn, came.", "Pavel Dorn: Chief Executive, Hapag-Lloyd (current)"},
		"as minister and another":  {"She came, naming Jane Osei as foreign minister and retired general Pavel Dorn to run the army.", "!Pavel Dorn: Foreign Minister,  (current)"},
		"country and portfolio":    {"She met Swiss Culture Minister Jane Osei in Bern.", "Jane Osei: Culture Minister, Switzerland (current)"},
		"district judge":           {"U.S. District Judge Jane Osei spoke.", "Jane Osei: District Judge, United States (current)"},
		"words of the owner":       {"The anti-doping agency's director, Jane Osei, spoke.", "Jane Osei: Director, The anti-doping agency (current)"},
		"chief of a staff":         {"Chief of Army Staff Jane Osei spoke.", "Jane Osei: Chief of Army Staff,  (current)"},
		"two ministries":           {"Deputy Prime Minister and Defence Minister Jane Osei spoke.", "Jane Osei: Deputy Prime Minister,  (current)"},
		"board named":              {"The board named Jane Osei chief executive.", "Jane Osei: Chief Executive,  (appointed)"},
		"successor to come":        {"Outgoing Premier Jane Osei handed the keys to her successor, Pavel Dorn.", "Pavel Dorn: Premier,  (designate)"},
		"minister of his":          {"Kenyan President Pavel Dorn accepted the resignation of his prime minister, Jane Osei.", "Jane Osei: Prime Minister, Kenya (resigned)"},
		"lawyer of his":            {"Kenyan President Pavel Dorn came with his lawyer, Jane Osei.", "!Jane Osei: Lawyer, Kenya (current)"},
		"appointment":              {"Voters welcomed the appointment of Jane Osei as interior minister.", "Jane Osei: Interior Minister,  (appointed)"},
		"rejected nomination":      {"Parliament rejected the nomination of Jane Osei as interior minister.", "!Jane Osei: Interior Minister,  (designate)"},
		"to lead":                  {"Jane Osei becomes the first woman to lead the central bank.", "Jane Osei: Leader, the central bank (appointed)"},
		"named to head":            {"The prime minister named Jane Osei, a former envoy, to head the intelligence service.", "Jane Osei: Head, the intelligence service (appointed)"},
		"voted out":                {"Shareholders voted out chairman Pavel Dorn.", "Pavel Dorn: Chairman,  (resigned)"},
		"said she was":             {"Jane Osei said she was the director of Arvo Bank.", "Jane Osei: Director, Arvo Bank (current)"},
		"said she was, of a year":  {"Jane Osei said she was the director of Arvo Bank in 2010.", "Jane Osei: Director, Arvo Bank (former)"},
		"parted company":           {"The club parted company with manager Pavel Dorn.", "Pavel Dorn: Manager, The club (resigned)"},
		"announced his":            {"Chairman Pavel Dorn announced his retirement on Monday.", "Pavel Dorn: Chairman,  (resigned)"},
		"its, of a description":    {"The provincial disaster agency warned of more rain. Its director, Pavel Dorn, came.", "Pavel Dorn: Director, The provincial disaster agency (current)"},
		"two posts in a row":       {"The bloc's chairman, Kenyan President Pavel Dorn, came.", "Pavel Dorn: Chairman, The bloc (current)"},
		"she was":                  {"Jane Osei died on Monday. She was Kenya's ambassador to Lebanon from 1985 to 1990.", "Jane Osei: Ambassador to Lebanon, Kenya (former)"},
		"director general":         {"The regulator's director general, Jane Osei, told a news conference in Oslo.", "Jane Osei: Director General, The regulator (current)"},
		"attorney general":         {"Kenya's attorney general, Jane Osei, left.", "Jane Osei: Attorney General, Kenya (current)"},
		"was not":                  {"Jane Osei was not the chairman of Arvo Bank.", "!Jane Osei: Chairman, Arvo Bank (former)"},
		"never was":                {"Jane Osei has never been president of Kenya.", "!Jane Osei: President, Kenya (current)"},
		"no longer":                {"Jane Osei is no longer the chairman of Arvo Bank.", "Jane Osei: Chairman, Arvo Bank (former)"},
		"for affairs":              {"The assistant secretary of state for European affairs, Jane Osei, came.", "Jane Osei: Assistant Secretary of State for European Affairs,  (current)"},
		"two posts of a body":      {"Pavel Dorn was named president and chief executive officer of Arvo Bank.", "Pavel Dorn: President, Arvo Bank (appointed)"},
		"three posts left":         {"Pavel Dorn stepped down as chairman, president and chief executive in March.", "Pavel Dorn: Chief Executive,  (resigned)"},
		"had been":                 {"Pavel Dorn had been the company's general manager for six months.", "Pavel Dorn: General Manager, the company (former)"},
		"age between":              {"Police held Pavel Dorn, 66, a former vice president of Arvo Bank.", "Pavel Dorn: Vice President, Arvo Bank (former)"},
		"numbered":                 {"Jane Osei was sworn in as Kenya's 33rd prime minister in June.", "Jane Osei: Prime Minister, Kenya (appointed)"},
		"a person's":               {"President Pavel Dorn's chief of staff, Jane Osei, came.", "Jane Osei: Chief of Staff, Pavel Dorn (current)"},
		"to be":                    {"The premier picked economist Jane Osei to be finance minister.", "Jane Osei: Finance Minister,  (designate)"},
		"short and elect":          {"Gov.-elect Jane Osei came.", "Jane Osei: Governor,  (elect)"},
		"as, hung on the name":     {"As foreign secretary, Jane Osei had opposed the treaty.", "Jane Osei: Foreign Secretary,  (former)"},
		"speech as":                {"In her first speech as party chairman, Jane Osei lashed out at the press.", "Jane Osei: Party Chairman,  (current)"},
		"of several countries":     {"The trade ministers of Kenya and Ghana, Pavel Dorn and Jane Osei, met.", "Jane Osei: Trade Minister, Ghana (current)"},
		"her deputy":               {"Jane Osei, Kenya's minister of health, and her deputy, Pavel Dorn, came.", "Pavel Dorn: Deputy Minister of Health, Kenya (current)"},
		"counterpart at a body":    {"Arvo Bank spokesman Pavel Dorn and his counterpart at Norbank, Jane Osei, disagreed.", "Jane Osei: Spokesman, Norbank (current)"},
		"board member":             {"It was a mistake, former board member Jane Osei wrote.", "Jane Osei: Board Member,  (former)"},
		"a spokesman":              {"A spokesman for the army, Colonel Pavel Dorn, denied it.", "Pavel Dorn: Spokesman, the army (current)"},
		"to the post":              {"The king appointed Jane Osei to the post of finance minister.", "Jane Osei: Finance Minister,  (appointed)"},
		"lost the job":             {"Jane Osei lost her job as head of the central bank.", "Jane Osei: Head, the central bank (resigned)"},
		"lost a match":             {"Governor Jane Osei lost the match on Monday.", "!Jane Osei: Governor,  (resigned)"},
		"congressman from":         {"Pavel Dorn, a four-term Democratic congressman from Ohio, left.", "Pavel Dorn: Congressman, Ohio (current)"},
		"owner of two posts":       {"Jane Osei, Arvo's founder and chief executive, left.", "Jane Osei: Chief Executive, Arvo (current)"},
		"announced another's":      {"Chairman Pavel Dorn announced the retirement of Jane Osei.", "Pavel Dorn: Chairman,  (current)"},
		"two posts in a title":     {"Deputy Prime Minister and Finance Minister Jane Osei spoke.", "Jane Osei: Deputy Prime Minister,  (current)"},
		"two posts behind":         {"Jane Osei, Kenya's deputy premier and finance minister, spoke.", "Jane Osei: Deputy Premier, Kenya (current)"},
		"body with of":             {"Pavel Dorn, a former Bank of England governor, came.", "Pavel Dorn: Governor, Bank of England (former)"},
		"owner in -s":              {"Jane Osei, Reuters' bureau chief in Cairo, was held.", "Jane Osei: Bureau Chief, Reuters (current)"},
		"editor-in-chief":          {"Jane Osei, editor-in-chief of the Arvo Times, came.", "Jane Osei: Editor-in-chief, Arvo Times (current)"},
		"sacked by someone":        {"Chairman Pavel Dorn sacked manager Jane Osei.", "Jane Osei: Manager,  (resigned)"},
		"their new coach":          {"Arvo United have appointed Jane Osei as their new head coach.", "Jane Osei: Head Coach, Arvo United (appointed)"},
		"resignation as":           {"Jane Osei's resignation as leader of the Unity Party came late.", "Jane Osei: Leader, Unity Party (resigned)"},
		"previously":               {"Jane Osei, previously health minister, was moved to finance.", "Jane Osei: Health Minister,  (former)"},
		"at the time":              {"The prime minister at the time, Pavel Dorn, built the port.", "Pavel Dorn: Prime Minister,  (former)"},
		"one of several":           {"One of the bank's vice presidents, Jane Osei, spoke.", "Jane Osei: Vice President, the bank (current)"},
		"becomes":                  {"Jane Osei becomes president of Arvo Bank.", "Jane Osei: President, Arvo Bank (appointed)"},
		"body by a common noun":    {"The prison governor, Pavel Dorn, spoke.", "Pavel Dorn: Governor, prison (current)"},
		"army of a country":        {"Kenya's army chief, Pavel Dorn, spoke.", "Pavel Dorn: Army Chief, Kenya (current)"},
		"title behind":             {"The chair of the bank, Green MP Jane Osei, spoke.", "Jane Osei: Chair, the bank (current)"},
		"envoy in a place":         {"Kenya's envoy in Oslo, Jane Osei, spoke.", "Jane Osei: Envoy, Kenya (current)"},
		"co-leader":                {"The co-leader of the Unity Party, Jane Osei, spoke.", "Jane Osei: Co-leader, Unity Party (current)"},
		"used to be":               {"Jane Osei used to be chairman of Arvo Bank.", "Jane Osei: Chairman, Arvo Bank (former)"},
		"is run by":                {"Arvo Bank is run by Jane Osei.", "Jane Osei: Head, Arvo Bank (current)"},
		"is to head":               {"Jane Osei is to head the bank from May.", "Jane Osei: Head, the bank (designate)"},
		"from a state":             {"Rep. Jane Osei (R-Texas) spoke.", "Jane Osei: Representative, Texas (current)"},
		"country of both":          {"Kenyan Foreign Minister Jane Osei and Trade Minister Pavel Dorn came.", "Pavel Dorn: Trade Minister, Kenya (current)"},
		"presidency":               {"Jane Osei gave up the presidency of the league.", "Jane Osei: President, the league (resigned)"},
		"fronted":                  {"Twice prime minister of Kenya, Jane Osei died in May.", "Jane Osei: Prime Minister, Kenya (former)"},
		"two resigned":             {"Ministers Jane Osei and Pavel Dorn resigned.", "Pavel Dorn: Minister,  (resigned)"},
		"owner of a named body":    {"Kenya's Supreme Court president, Jane Osei, spoke.", "Jane Osei: President, Supreme Court (current)"},
		"its coach and captain":    {"The club's president, its coach and its captain, Pavel Dorn, left.", "!Pavel Dorn: Coach, The club (current)"},
		"founder who owns":         {"Founder Jane Osei owns half of Arvo Bank.", "Jane Osei: Founder, Arvo Bank (current)"},
		"chairman of the same":     {"Jane Osei resigned as chief executive of Arvo Bank. The chairman, Pavel Dorn, thanked her.", "Pavel Dorn: Chairman, Arvo Bank (current)"},
		"surname of two words":     {"Pavel de Graaf left. De Graaf, who was chairman of Arvo Bank until March, spoke.", "Pavel de Graaf: Chairman, Arvo Bank (former)"},
		"edited by":                {"Edited by Jane Osei, the magazine has won.", "Jane Osei: Editor, the magazine (current)"},
		"ex- before a body":        {"Police held ex-customs commissioner Pavel Dorn.", "Pavel Dorn: Customs Commissioner,  (former)"},
		"a former pilot":           {"Jane Osei, the bank's deputy chairwoman and a former councillor, left.", "!Jane Osei: Councillor, the bank (former)"},
		"predicate behind another": {"Jane Osei is an economist, chairman of Arvo Bank, and former president and CEO of Nordlys Group.", "Jane Osei: Chairman, Arvo Bank (current)"},
		"former of two":            {"Jane Osei is an economist, chairman of Arvo Bank, and former president and CEO of Nordlys Group.", "Jane Osei: CEO, Nordlys Group (former)"},
		"body of two predicates":   {"Pavel Dorn was the president and chief executive officer of Arvo Bank.", "Pavel Dorn: President, Arvo Bank (former)"},
		"founded and is":           {"Jane Osei, who founded and is chief executive of Arvo Bank, spoke.", "Jane Osei: Chief Executive, Arvo Bank (current)"},
		"post of her friend":       {"Jane Osei is a friend of Pavel Dorn, president of Arvo Bank, and chairwoman of the Nordlys Group.", "!Jane Osei: Chairwoman, Nordlys Group (current)"},
		"post of her father":       {"Jane Osei was the daughter of a banker and chairman of Arvo Bank.", "!Jane Osei: Chairman, Arvo Bank (former)"},
		"owner of the other body":  {"Jane Osei is the chief executive of Arvo Bank, the owner of Nordlys Airlines.", "!Jane Osei: Owner, Nordlys Airlines (current)"},
		"who served as":            {"Jane Osei is a Kenyan diplomat who served as the seventh secretary-general of the Lamu League.", "Jane Osei: Secretary-general, Lamu League (former)"},
		"she who served as":        {"She is a Kenyan diplomat who served as chairwoman of Arvo Bank.", "she: Chairwoman, Arvo Bank (former)"},
		"where she served":         {"Jane Osei founded Arvo Bank, where she served as president and chief executive officer.", "Jane Osei: President, Arvo Bank (former)"},
		"where in a town":          {"Jane Osei moved to Oslo, where she served as chairwoman.", "!Jane Osei: Chairwoman, Oslo (former)"},
		"led by its chief":         {"Arvo Bank is led by chief executive Jane Osei.", "Jane Osei: Chief Executive, Arvo Bank (current)"},
		"led by a minister":        {"Arvo Bank is led by former minister Jane Osei.", "!Jane Osei: Minister, Arvo Bank (former)"},
		"if she were":              {"Jane Osei said that if she were the governor of Arvo Bank she would resign.", "!Jane Osei: Governor, Arvo Bank (former)"},
		"would be":                 {"Jane Osei would be president of Kenya today if she had won.", "!Jane Osei: President, Kenya (current)"},
		"had she been":             {"Had she been the mayor of Lamu, Jane Osei would have resigned.", "!Jane Osei: Mayor, Lamu (former)"},
		"three times":              {"Pavel Dorn, three times prime minister of Kenya, died.", "Pavel Dorn: Prime Minister, Kenya (former)"},
	} {
		t.Run(name, func(t *testing.T) { checkOffice(t, tt.text, tt.want) })
	}
}

// checkOffice reports an error if text does not tell of the office want, or with "!" if it
// does.
func checkOffice(t *testing.T, text, want string) {
	t.Helper()
	rep := analyse(t, text, "")
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
	if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
		t.Errorf("%q gives\n%s\nwant %s", text, strings.Join(got, "\n"), want)
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
