package segment

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// clitic are the words that lean on the one before them, behind its apostrophe.
var clitic = set("s m re ve ll d em")

// elided are words whose first letters an apostrophe stands for.
var elided = set("em til cause tis twas cuz bout n round neath ere")

// fused are words of two syntactic words; the value is the length of the first.
var fused = map[string]int{
	"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "outta": 3,
	"dont": 2, "didnt": 3, "doesnt": 4, "wont": 2, "cant": 2, "isnt": 2, "arent": 3, "wasnt": 3,
	"werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6,
	"aint": 2, "im": 1, "ive": 1, "thats": 4, "whats": 4, "theres": 5, "heres": 4, "youre": 3,
	"youll": 3, "youve": 3, "theyre": 4, "theyll": 4, "theyve": 4, "hes": 2, "shes": 3, "weve": 2,
	"itll": 2, "lets": 3,
}

// units follow a number without a space and are words of their own.
var units = set(`am pm a.m p.m mm cm m km kg g mg lb lbs oz ft in mi mph kph kmh hz khz mhz ghz w kw
mw gw kwh mwh kb mb gb tb k b bn mn tn mm mln min mins sec secs hr hrs h yr yrs ml l mph gwh bps v
x pp pt pts p c f ly kcal cal psi ppm db ha acres usd eur gbp %`)

// prefixes keep the hyphen behind them; other words are parted at their hyphens.
var prefixes = set(`e non anti re pro pre co mid post multi ex sub semi counter mini neo inter intra
micro macro un ultra trans extra socio bi tri pseudo mega hyper de arch over cross psycho
electro geo infra bio`)

// domains end addresses and file names.
var domains = set(`com org net edu gov mil int info biz uk de fr ca au jp cn ru us eu ch nl it es se
no dk nz ie br il za pl at be kr hk tv io co htm html php asp aspx jsp cgi doc docx xls xlsx ppt pdf
txt zip jpg jpeg gif png mp3 mp4 exe csv xml wav mov avi dll`)
