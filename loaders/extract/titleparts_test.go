package extract_test

import "testing"

// TestPartsOfTitles holds what stands in a title beside the post itself, as TestOffices
// does: adjectives, ranks, bodies, further names.
func TestPartsOfTitles(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"rank behind a post":     {"Kenyan air force spokesman Colonel Pavel Dorn came.", "Pavel Dorn: Spokesman, Kenyan air force (current)"},
		"dignity behind a post":  {"Defence Minister Prince Pavel Dorn came.", "Pavel Dorn: Defence Minister,  (current)"},
		"ministry of a country":  {"Kenya's foreign ministry spokeswoman Jane Osei came.", "Jane Osei: Spokeswoman, Kenya's foreign ministry (current)"},
		"founder and CEO":        {"Arvo founder and CEO Jane Osei came.", "Jane Osei: Founder, Arvo (current)"},
		"sheriff of a county":    {"Harlan County Sheriff Pavel Dorn came.", "Pavel Dorn: Sheriff, Harlan County (current)"},
		"name behind its post":   {"Mayor Jane Osei named retired judge Pavel Dorn as Kenya's next attorney general.", "!Jane Osei: Attorney General, Kenya (appointed)"},
		"sworn in":               {"Jane Osei swore in Pavel Dorn as deputy president.", "Pavel Dorn: Deputy President,  (appointed)"},
		"joins the firm":         {"Jane Osei joins the bank as chairwoman.", "Jane Osei: Chairwoman, the bank (appointed)"},
		"student of art":         {"Jane Osei, an art major at Arvo College, came.", "!Jane Osei: Art Major, Arvo College (current)"},
		"chief in the middle":    {"Deputy chief medical officer Jane Osei came.", "Jane Osei: Deputy Chief Medical Officer,  (current)"},
		"sacked by a club":       {"Arvo United sacked manager Pavel Dorn on Monday.", "Pavel Dorn: Manager, Arvo United (resigned)"},
		"reverend bishop":        {"The Archbishop of York, the Most Rev Jane Osei, prayed.", "Jane Osei: Archbishop, York (current)"},
		"two at the head":        {"Both co-leaders of the Greens, Jane Osei and Pavel Dorn, will go.", "Pavel Dorn: Co-leader, Greens (current)"},
		"co-leaders":             {"Co-leaders Jane Osei and Pavel Dorn came.", "Pavel Dorn: Co-leader,  (current)"},
		"lieutenant governor":    {"Lt. Gov. Jane Osei came.", "Jane Osei: Lieutenant Governor,  (current)"},
		"what one thinks of her": {"Arvo United's aggressive rookie manager, Jane Osei, came.", "Jane Osei: Manager, Arvo United (current)"},
		"president named":        {"Arvo Motors named chief operating officer Jane Osei as president.", "Jane Osei: President, Arvo Motors (appointed)"},
		"where a body sits":      {"Jane Osei, chief executive of Toledo, Ohio-based Meridian, spoke.", "!Jane Osei: Chief Executive, Toledo (current)"},
		"clause without that":    {"It rests on a treaty President Jane Osei signed.", "Jane Osei: President,  (current)"},
		"predecessor as auditor": {"Her predecessor as auditor general, Pavel Dorn, had found holes in the books.", "Pavel Dorn: Auditor General,  (former)"},
		"convener of a union":    {"Jane Osei, convener of the Arvo Union, spoke.", "Jane Osei: Convener, Arvo Union (current)"},
		"part of a country":      {"English captain Pavel Dorn scored twice.", "Pavel Dorn: Captain, England (current)"},
		"long part of a country": {"Northern Irish police chief Pavel Dorn came.", "Pavel Dorn: Police Chief, Northern Ireland (current)"},
		"teacher of a tongue":    {"Welsh professor Pavel Dorn came.", "!Pavel Dorn: Professor, Wales (current)"},
	} {
		t.Run(name, func(t *testing.T) { checkOffice(t, tt.text, tt.want) })
	}
}
