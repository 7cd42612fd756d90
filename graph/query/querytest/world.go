package querytest

import "newsgraph/graph"

var things = map[string]Thing{
	"anna":   {"Person", "Anna Berg"},
	"omar":   {"Person", "Omar Haddad"},
	"lena":   {"Person", "Lena Ortiz"},
	"tomas":  {"Person", "Tomas Berg"},
	"evil":   {"Person", `Eve "]; <script>alert('x')</script> \N`},
	"norway": {"Country", "Norway"},
	"jordan": {"Country", "Jordan"},
	"oslo":   {"City", "Oslo"},
	"amman":  {"City", "Amman"},
	"wfb":    {"Organization", "World Fishery Board"},
	"kestr":  {"NewsAgency", "Kestrel News"},
}

// Reports returns the reports of the world: five articles of four outlets about
// two ministers, a meeting that one article tells of and another denies, a news
// conference of which each article knows a part, offices, quotations, claims of
// speakers, and one name full of markup.
func Reports() []*graph.Report {
	var out []*graph.Report
	for i := range stories {
		out = append(out, stories[i].Report(things))
	}
	return out
}

var stories = []Story{
	{
		URI: "https://harbour.example/1", Title: "Ministers meet over fishing rights", Outlet: "Harbour Post", Published: "2024-03-06",
		Text: `{norway:Norwegian} Foreign Minister {anna:Anna Berg} met {jordan:Jordanian} Trade Minister {omar:Omar Haddad} in {oslo:Oslo} on 2024-03-05.
“The sea belongs to those who live from it,” {anna:Berg} said after the meeting.
{anna:The minister} said {omar:Haddad} had visited {amman:Amman} port before.`,
		Claims: []Claim{
			{Key: "meet", Class: "Meeting", Words: "Anna Berg met Jordanian Trade Minister Omar Haddad in Oslo on 2024-03-05", Cue: "met", Roles: "participant anna, participant omar, place oslo", Day: "2024-03-05"},
			{Relation: "met", Words: "Anna Berg met Jordanian Trade Minister Omar Haddad", Roles: "subject anna, object omar"},
			{Relation: "holds_position", Words: "Norwegian Foreign Minister Anna Berg", Roles: "subject anna, object norway", Post: "Foreign Minister of Norway", Holding: "current"},
			{Relation: "holds_position", Words: "Jordanian Trade Minister Omar Haddad", Roles: "subject omar, object jordan", Post: "Trade Minister of Jordan", Holding: "current"},
			{Key: "sea", Class: "Say", Words: "“The sea belongs to those who live from it,” Berg said", Cue: "said after", Quote: "“The sea belongs to those who live from it,”", Roles: "speaker anna"},
			{Key: "port", Class: "Say", Words: "Haddad had visited Amman port before", Cue: "said Haddad", Roles: "speaker anna, about omar"},
			{Class: "Visit", Words: "Haddad had visited Amman port", Cue: "visited", Roles: "visitor omar, place amman", Source: "port"},
		},
	},
	{
		URI: "https://courier.example/2", Title: "Berg denies secret talks", Outlet: "Courier", Published: "2024-03-08",
		Text: `{anna:Anna Berg} denied that she had met {lena:Lena Ortiz} of the {wfb:World Fishery Board}.
{anna:Berg} and {omar:Omar Haddad} will meet again in {amman:Amman} in April.
{kestr:Kestrel News} reported that {lena:Ortiz} called {omar:Haddad} on Monday.`,
		Claims: []Claim{
			{Class: "Meeting", Words: "Anna Berg denied that she had met Lena Ortiz", Cue: "met Lena", Roles: "participant anna, participant lena", Status: "denied"},
			{Relation: "member_of", Words: "Lena Ortiz of the World Fishery Board", Roles: "subject lena, object wfb"},
			{Class: "Meeting", Words: "Berg and Omar Haddad will meet again in Amman in April", Cue: "meet again", Roles: "participant anna, participant omar, place amman", Status: "planned"},
			{Key: "kn", Class: "Say", Words: "Ortiz called Haddad on Monday", Cue: "reported", Roles: "speaker kestr"},
			{Class: "PhoneCall", Words: "Ortiz called Haddad on Monday", Cue: "called", Roles: "participant lena, participant omar", Source: "kn", Day: "Monday"},
		},
	},
	{
		URI: "https://dagsnytt.example/3", Title: "Press conference in Oslo", Outlet: "Dagsnytt", Published: "2024-03-06",
		Text: `{anna:Anna Berg} spoke at a news conference in {oslo:Oslo} on 2024-03-05.
{anna:Berg} criticised {jordan:Jordan} over quotas.`,
		Claims: []Claim{
			{Key: "conf", Class: "NewsConference", Words: "Anna Berg spoke at a news conference in Oslo", Cue: "news conference", Roles: "speaker anna, place oslo", Day: "2024-03-05"},
			{Relation: "criticised", Words: "Berg criticised Jordan over quotas", Roles: "subject anna, object jordan"},
		},
	},
	{
		URI: "https://levant.example/4", Title: "Haddad beside Ortiz at conference", Outlet: "Levant Daily",
		Text: `{omar:Omar Haddad} stood beside {lena:Lena Ortiz} at the news conference.
{tomas:Tomas Berg}, {norway:Norway}'s former foreign minister, met {anna:Anna Berg} in private.`,
		Claims: []Claim{
			{Key: "conf", Class: "NewsConference", Words: "Omar Haddad stood beside Lena Ortiz at the news conference", Cue: "news conference", Roles: "participant omar, participant lena"},
			{Relation: "holds_position", Words: "Tomas Berg, Norway's former foreign minister", Roles: "subject tomas, object norway", Post: "Foreign Minister of Norway", Holding: "former"},
			{Key: "private", Class: "Meeting", Words: "met Anna Berg in private", Cue: "met", Roles: "participant tomas, participant anna"},
			{Relation: "met", Words: "Tomas Berg, Norway's former foreign minister, met Anna Berg", Roles: "subject tomas, object anna"},
		},
	},
	{
		URI: "https://odd.example/5", Title: `Quotes "and" <tags> & \backslashes\`, Outlet: "Odd", Published: "2024",
		Text: `{evil:Eve "]; <script>alert('x')</script> \N} works for the {wfb:World Fishery Board}, “it says”.`,
		Claims: []Claim{
			{Relation: "employed_by", Words: `works for the World Fishery Board, “it says”`, Roles: "subject evil, object wfb"},
		},
	},
}
