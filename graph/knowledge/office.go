package knowledge

import (
	"slices"
	"strings"
	"sync"

	"newsgraph/graph"
)

// portfolios maps "phrase" and "CC:phrase" to the portfolio's key.
var portfolios = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, f := range readPlain("portfolios.tsv") {
		for p := range strings.SplitSeq(f[1], "|") {
			m[p] = f[0]
		}
	}
	return m
})

// Office returns a key under which the spellings of one office fall together:
// "foreign-minister" for "Minister of Foreign Affairs", "Foreign Secretary" and,
// of the United States, "Secretary of State". The state of the office (acting,
// former) is no part of it; rank is ("deputy-foreign-minister"). Words that name
// a country are left out. It is "" for a title without words.
func (t *Tables) Office(title, country string) string {
	words := t.officeWords(title)
	if len(words) == 0 {
		return ""
	}
	deputy := ""
	for len(words) > 1 && slices.Contains(lower, words[0]) {
		deputy, words = "deputy-", words[1:]
	}
	if len(words) > 3 && words[1] == "of" && words[2] == "state" && words[3] == "for" {
		if words[0] == "minister" {
			deputy = "deputy-"
		}
		words = slices.Concat(words[:1], words[3:])
	}
	return deputy + officeKey(words, country)
}

var (
	// lower are the words of lower rank, states those of how an office is held.
	lower  = []string{"deputy", "vice", "assistant", "under", "associate", "shadow", "junior", "parliamentary"}
	states = []string{"acting", "interim", "former", "ex", "caretaker", "transitional", "transition", "outgoing", "incoming", "then", "the", "a", "an", "his", "her", "its", "first", "second", "third", "new", "current", "late", "longtime"}
	linked = []string{"of", "for", "to", "and", "the", "in", "on"}
	same   = map[string]string{
		"premier": "prime-minister", "taoiseach": "prime-minister", "head of government": "prime-minister",
		"president of government": "prime-minister", "chairman of council of ministers": "prime-minister",
		"king": "monarch", "queen": "monarch", "emperor": "monarch", "sultan": "monarch", "emir": "monarch",
		"amir": "monarch", "chancellor of exchequer": "finance-minister", "head of state": "head-of-state",
		"national security advisor": "national-security-adviser", "secretary general": "secretary-general",
		"top diplomat": "foreign-minister", "chief diplomat": "foreign-minister", "pentagon chief": "defence-minister",
		"foreign policy chief": "high-representative", "eu foreign policy chief": "high-representative",
		"european union foreign policy chief": "high-representative", "high representative": "high-representative",
		"ceo": "chief-executive", "chief executive officer": "chief-executive", "cfo": "chief-financial-officer",
		"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
		"chairperson": "chair",
	}
)

// Sole reports whether one person at a time holds the office of a key in a country or
// body. Offices whose wordings may be two ("industry minister", "economy minister")
// are not among them.
func Sole(key string) bool { return sole[key] }

var sole = map[string]bool{
	"prime-minister": true, "president": true, "head-of-state": true, "foreign-minister": true, "defence-minister": true,
	"finance-minister": true, "interior-minister": true, "justice-minister": true, "secretary-general": true,
	"high-representative": true, "national-security-adviser": true, "chief-executive": true, "chief-financial-officer": true,
	"attorney-general": true, "chief-justice": true,
}

// officeWords normalises a title and drops what is not the office itself.
func (t *Tables) officeWords(title string) []string {
	title = strings.ReplaceAll(title, "&", " and ")
	words := strings.Fields(graph.NormalName(title))
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(states, w) })
	words = t.dropCountries(words)
	for len(words) > 0 && slices.Contains(linked, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// republics are the words around a country's name in a long title.
var republics = []string{"republic", "federation", "federal", "kingdom", "peoples", "state", "islamic", "confederation"}

// dropCountries leaves out the longest country names and demonyms, and after
// "of" the words of a state's long name.
func (t *Tables) dropCountries(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		n := 0
		for j := min(len(words), i+5); j > i && n == 0; j-- {
			phrase := strings.Join(words[i:j], " ")
			if _, ok := t.Country(phrase); ok && phrase != "interior" {
				n = j - i
			}
		}
		if n == 0 {
			out = append(out, words[i])
			n = 1
		}
		i += n
	}
	for len(out) > 2 && slices.Contains(republics, out[len(out)-1]) && out[len(out)-2] == "of" && out[0] != "secretary" {
		out = out[:len(out)-2]
	}
	return out
}

func officeKey(words []string, country string) string {
	phrase := strings.Join(words, " ")
	if k := same[phrase]; k != "" {
		return k
	}
	if k := same[words[0]]; k != "" && words[0] != "premier" && len(words) > 1 && words[1] == "of" {
		words = append([]string{k}, words[1:]...) // "chairman of the board"
	}
	if strings.HasPrefix(phrase, "high representative ") {
		return same["high representative"]
	}
	if phrase == "chancellor" && (country == "DE" || country == "AT") {
		return "prime-minister"
	}
	if k := portfolioOf(words, country); k != "" {
		return k + "-minister"
	}
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(linked, w) }); i > 0 {
		words = append(slices.Clone(words[i:]), words[:i]...) // "mayor of London" is the "London mayor"
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(linked, w) })
	return graph.Slug(strings.Join(words, "-"))
}

// portfolioOf reads "minister of X", "X minister", "X secretary" and "secretary
// of X".
func portfolioOf(words []string, country string) string {
	heads := []string{"minister", "secretary"}
	last := words[len(words)-1]
	phrase := ""
	switch {
	case slices.Contains(heads, last):
		phrase = strings.Join(words[:len(words)-1], " ")
	case slices.Contains(heads, words[0]) && len(words) > 2 && slices.Contains(linked, words[1]):
		phrase = strings.Join(words[2:], " ")
	default:
		return ""
	}
	if k := portfolios()[country+":"+phrase]; k != "" {
		return k
	}
	return portfolios()[phrase]
}
