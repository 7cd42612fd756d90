package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isAbbreviation says whether the word w keeps the point that ends it; rest is the
// text that follows.
func isAbbreviation(w, rest string) bool {
	w = w[:len(w)-1]
	if len(w) > maxForm {
		return false
	}
	low := strings.ToLower(w)
	next := nextRune(rest)
	switch {
	case titles[low] || abbreviations[low]:
		return true
	case wordTitles[low]:
		return isCapitalized(w) && unicode.IsUpper(next)
	case numbered[low] && !(len(w) == 1 && isCapitalized(w)): // "John P. Smith" has an initial
		return unicode.IsDigit(next) || next == '#'
	case calendar[low]:
		word := low == "sat" || low == "sun" || low == "mar"
		return isCapitalized(w) && (unicode.IsDigit(next) || unicode.IsUpper(next) || next == ',' || !word && unicode.IsLower(next))
	case states[low]:
		return isCapitalized(w) && (next == ',' || next == ')' || unicode.IsLower(next) || isHyphen(next))
	case !isAcronym(w):
		return false
	case strings.Contains(low, "."):
		return true
	}
	// One letter: an initial, unless it is a word.
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && (r != 'I' || unicode.IsUpper(next)) || strings.ContainsRune("pcbdm", r) && unicode.IsDigit(next)
}

// nextRune returns the first character of s that is no space.
func nextRune(s string) rune {
	for i, r := range s {
		if isSpaceAt(s, i) == 0 {
			return r
		}
	}
	return -1
}

// keepsPoint says whether an abbreviation at the end of a sentence keeps the point; of
// others it is the mark that ends the sentence, and a word of its own.
func keepsPoint(w string) bool {
	switch strings.ToLower(w) {
	case "u.s.", "d.c.", "u.n.", "u.k.", "e.u.":
		return true
	}
	return false
}

// titles stand before a name: no sentence ends behind them.
var titles = set(`mr mrs ms messrs dr prof gen col lt capt maj sgt cpl pvt cmdr adm brig gov sen
reps sens rev fr hon pres supt insp det st ft pfc spc cpt ssgt amb atty treas msgr mx vs rt drs sts mme mlle sr dom`)

// wordTitles are titles only where they and what follows begin with a capital.
var wordTitles = set(`rep gens dep`)

// abbreviations keep their point; a sentence may end behind them.
var abbreviations = set(`inc corp co ltd llc bros jr etc al ave blvd hwy jct tel
attn asst assn assoc govt natl intl inst lb lbs oz yr yrs hr hrs sq cu trans cit ibid ph eg ie plc gmbh
esp excl incl mfg mgr mgmt bldg conf lv arrv dept univ thur thurs tue tues wed fri mon viz cf eq eds
que ont alta b.sc m.sc ph.d m.a b.a ass't esq approx`)

// numbered keep their point before a number.
var numbered = set(`no nos p pp ch sec art vol vols fig figs para ext mob div ca sc pt op tel fax ser rm apt ste
ver eq ex cap q par`)

// calendar are the short names of days and months; some are words, too.
var calendar = set(`jan feb mar apr jun jul aug sep sept oct nov dec sat sun mon tue tues wed thu thur thurs fri`)

// states are short names of states; some are words, too.
var states = set(`ala ariz ark cal calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont
neb nev okla ore pa penn tenn tex va vt wash wis wyo`)
