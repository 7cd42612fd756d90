package extract

import (
	"slices"
	"strings"

	"newsgraph/graph"
)

// This file reads the words of a post behind its noun: "minister of foreign affairs of
// Chad".

// postTail reads a token after the office noun and reports whether the post goes
// on: "of State", "of the Treasury", "of France" (its country), "for Health".
func (r *reading) postTail(p *post, words *[]string, i, end int) bool {
	w := r.low[i]
	if w == "elect" || w == "designate" || w == "emeritus" || w == "-" {
		p.occupancy = cmpOr(p.occupancy, r.lex.incumbency[w])
		return true
	}
	if r.titleOnly(i) || w == "general" {
		return true
	}
	if p.head == "chief" && r.capital(i) && (w == "staff" || r.word(i+1) == "staff") {
		*words = append(*words, w) // "Chief of Defence Staff"
		return true
	}
	if portfolios[w] && r.low[i-1] == "of" || portfolios[w] && r.low[i-1] == "for" {
		*words = append(*words, w) // "Secretary of Agriculture"
		return true
	}
	if n := len(*words); n > 1 && (*words)[n-2] == "for" && r.at[i] != graph.None && (*words)[n-1] == strings.ToLower(r.mentions[r.at[i]].name) {
		return true // the place of "director for Africa"
	}
	if x := r.tok(i).UPOS; slices.Contains(*words, "for") && (x == "ADJ" || x == "CCONJ" || i+1 < end && r.tok(i+1).UPOS == "NOUN") && !(r.bodyName(i) && r.mentions[r.at[i]].typ == organization) {
		*words = append(*words, w) // "for East Asian and Pacific affairs"
		return true
	}
	if c := r.orgAt(i); c != graph.None && r.mentions[c].kind != "pronoun" {
		if r.basedThere(c) {
			p.org = r.bodyAt(r.mentions[c].end)
			return false
		}
		if p.org != graph.None && r.mentions[c].typ != organization && (r.low[i-1] == "in" || r.low[i-1] == "the" && r.word(i-2) == "in") {
			return true // "Fiji's high commissioner in London"
		}
		if p.org == graph.None || r.mentions[p.org].typ == country && r.mentions[c].typ != country || r.mentions[p.org].typ == place && r.mentions[c].typ == organization {
			p.org = c
		}
		return true
	}
	switch r.tok(i).UPOS {
	case "ADP":
		return r.postAdposition(p, words, i, end)
	case "DET":
		if !r.orgFollows(i, end) && w == "the" {
			*words = append(*words, w)
		}
		return w == "the"
	case "NOUN", "PROPN", "ADJ", "CCONJ":
		if r.time(i) || r.low[i] == "time" || r.low[i] == "era" {
			return false
		}
		if r.orgFollows(i, end) && !r.capital(i) {
			return true
		}
		*words = append(*words, w)
	default:
		return false
	}
	return true
}

// postAdposition reads the preposition behind an office noun at token i and reports
// whether the post goes on: it brings the body of the post ("of the central bank",
// "for the rebels") or a part of its name ("for Africa", "to Japan").
func (r *reading) postAdposition(p *post, words *[]string, i, end int) bool {
	w, b := r.low[i], r.bodyAt(i+1)
	if w == "at" && r.word(i+1) == "the" && r.word(i+2) == "time" {
		p.occupancy = "former"
		return false
	}
	if b != graph.None && r.mentions[b].first >= end {
		b = graph.None
	}
	if b != graph.None && r.mentions[b].kind == "nominal" && p.org == graph.None && (w == "of" || w == "at" || w == "for" && r.mentions[b].typ != place) {
		p.org = b
		return false
	}
	if b != graph.None && p.org == graph.None && w == "of" && r.mentions[b].first > i+2 && r.low[r.mentions[b].first-1] == "'s" {
		p.org = b // "of her country's Reform League"
		return false
	}
	if (w == "at" || w == "in" || w == "with") && r.orgFollows(i, end) {
		return true
	}
	if w == "from" && constituents[p.head] && p.org == graph.None && b != graph.None && r.mentions[b].kind == "name" && r.mentions[b].typ != organization {
		p.org = b
		return false
	}
	if w == "on" && benchPosts[p.head] && b != graph.None && r.mentions[b].typ == organization && p.org == graph.None {
		p.org = b
		return false
	}
	if w == "on" && topicalPosts[p.head] && i+1 < end && !r.time(i+1) {
		*words = append(*words, w)
		return true
	}
	if w != "of" && w != "for" && w != "to" || w == "for" && r.spell(i+1) {
		return false
	}
	if b != graph.None && (w == "for" && r.mentions[b].typ != organization && r.mentions[b].first <= i+2 || w == "to" && envoys[p.head]) {
		if *words = append(*words, w); w == "to" && r.low[i+1] == "the" && r.mentions[b].kind == "name" {
			*words = append(*words, "the")
		}
		*words = append(*words, strings.ToLower(r.mentions[b].name)) // "director for Africa"
		return w == "for" && r.mentions[b].kind == "name"            // a description is whole: "envoy for the region"
	}
	if !r.orgFollows(i, end) || portfolios[r.word(i+1)] || w == "for" && i+1 < end && r.tok(i+1).UPOS == "ADJ" {
		*words = append(*words, w)
	}
	return true
}

// envoys are sent to a country or body that is not the one whose office they hold.
var envoys = words("envoys")

// benchPosts are posts on a body of several.
var benchPosts = words("bench-posts")

// topicalPosts are posts on a subject: "special rapporteur on torture".
var topicalPosts = words("topical-posts")

// orgFollows reports whether a country or organization comes next after the
// articles behind token i.
func (r *reading) orgFollows(i, end int) bool {
	j := i + 1
	for j < end && j < i+4 && (r.low[j] == "the" || r.low[j] == "its" || r.tok(j).UPOS == "NOUN" && !r.capital(j) && r.orgAt(j) == graph.None || r.tok(j).UPOS == "ADJ" && r.orgAt(j) == graph.None && !r.capital(j)) {
		j++
	}
	return j < end && r.orgAt(j) != graph.None
}

// spell reports whether the words from token i say for how long: "the past eight years", "nine
// days".
func (r *reading) spell(i int) bool {
	_, end := r.sentence(i)
	for k := i; k < end && k < i+5; k++ {
		if sentenceLengths[r.low[k]] || r.low[k] == "decades" || r.low[k] == "decade" {
			return k > i
		}
		if u := r.tok(k).UPOS; u != "DET" && u != "ADJ" && u != "NUM" && r.low[k] != "more" && r.low[k] != "than" {
			return false
		}
	}
	return false
}
