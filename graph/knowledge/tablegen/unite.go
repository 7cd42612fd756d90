package main

import (
	"maps"
	"slices"
	"strings"
	"time"

	"newsgraph/graph"
)

// unite makes one person of those whom two sources spell in two ways: who held the
// same office of one holder in the same country at the same time and bears much the
// same name ("Javier Gerardo Milei" of one source is the "Javier Milei" of another).
// Only persons with references of our own go up in others.
func (p *people) unite() {
	for {
		from, to := p.twins()
		if from == "" {
			return
		}
		e, into := p.byRef[from], p.byRef[to]
		for _, key := range slices.Sorted(maps.Keys(e.keys)) {
			into.add(formAlias, key)
		}
		delete(p.byRef, from)
		for i := range p.tenures {
			if p.tenures[i].ref == from {
				p.tenures[i].ref = to
			}
		}
	}
}

// twins returns the first person with a reference of our own that is another one, and
// that one; "" if there is none. Who may be two others is neither.
func (p *people) twins() (from, to string) {
	offices := map[string][]tenure{}
	for _, t := range p.tenures {
		if key := soleOffice(t.office); key != "" {
			offices[t.country+" "+key] = append(offices[t.country+" "+key], t)
		}
	}
	rivals := map[string]map[string]bool{}
	for _, ts := range offices {
		for _, a := range ts {
			for _, b := range ts {
				if strings.HasPrefix(a.ref, "per:") && (!strings.HasPrefix(b.ref, "per:") || b.ref < a.ref) &&
					atOneTime(a, b) && sameBearer(p.byRef[a.ref], p.byRef[b.ref], p.nick) {
					if rivals[a.ref] == nil {
						rivals[a.ref] = map[string]bool{}
					}
					rivals[a.ref][b.ref] = true
				}
			}
		}
	}
	for _, ref := range slices.Sorted(maps.Keys(rivals)) {
		others := slices.Sorted(maps.Keys(rivals[ref])) // "Q…" before "per:…"
		if len(others) == 1 || strings.HasPrefix(others[1], "per:") {
			return ref, others[0]
		}
	}
	return "", ""
}

// soleOffice returns a key for the titles of an office that one person holds, "" for
// any other.
func soleOffice(title string) string {
	title = graph.NormalName(title)
	for _, key := range []string{"prime minister", "president", "chancellor", "premier", "king", "queen", "emir", "amir", "sultan", "supreme leader"} {
		if title == key || strings.HasPrefix(title, key+" ") {
			return key
		}
	}
	if strings.HasPrefix(title, "minister of foreign affairs") || strings.HasPrefix(title, "foreign minister") {
		return "foreign"
	}
	return ""
}

// atOneTime reports whether two tenures began together or ran beside each other for
// more than the months by which sources differ on a change of office.
func atOneTime(a, b tenure) bool {
	if n := min(len(a.start), len(b.start)); n > 0 && a.start[:n] == b.start[:n] {
		return true
	}
	begin := max(padded(a.start, "12", "31"), padded(b.start, "12", "31"))
	end := min(padded(a.end, "01", "01"), padded(b.end, "01", "01"))
	from, err := time.Parse(time.DateOnly, begin)
	to, err2 := time.Parse(time.DateOnly, end)
	return err == nil && err2 == nil && to.Sub(from) > 150*24*time.Hour
}

// padded completes a date that is known to the year or month only.
func padded(date, month, day string) string {
	switch len(date) {
	case len("2006"):
		return date + "-" + month + "-" + day
	case len("2006-01"):
		return date + "-" + min(day, "28")
	}
	return date
}

// sameBearer reports whether two persons have names of which one is the other with
// words left out, spelled otherwise or familiar.
func sameBearer(a, b *entry, nick map[string]map[string]bool) bool {
	if a.ref == b.ref {
		return false
	}
	for x := range a.keys {
		for y := range b.keys {
			if v, w := strings.Fields(x), strings.Fields(y); len(v) <= len(w) && shortOf(v, w, nick) || len(w) < len(v) && shortOf(w, v, nick) {
				return true
			}
		}
	}
	return false
}

// shortOf reports whether each word of short has one of its own in long that is it or
// may be, and at least one is it, as written.
func shortOf(short, long []string, nick map[string]map[string]bool) bool {
	used := make([]bool, len(long))
	equal := 0
	for _, w := range short {
		best := -1
		for i, v := range long {
			if !used[i] && (v == w || best < 0 && (alike(v, w) || nick[v][w] || nick[w][v])) {
				best = i
				if v == w {
					break
				}
			}
		}
		if best < 0 {
			return false
		}
		used[best] = true
		if long[best] == w && len(w) > 3 {
			equal++
		}
	}
	return len(short) > 1 && equal > 0
}

// alike reports whether two long words are two spellings of one.
func alike(a, b string) bool {
	d := edits(a, b)
	return d <= 1 && min(len(a), len(b)) >= 4 || d <= 2 && max(len(a), len(b)) >= 6
}

// edits is the number of letters to insert, delete or change.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
