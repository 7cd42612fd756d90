package eval

import (
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// A happening is an event as a gold article has it. Class, Trigger and Plover give
// alternatives joined by "|"; a Plover of "?" is not scored.
type happening struct {
	Class, Trigger, Plover, Status, Time, Source string
	Or                                           []string
	Roles                                        []goldRole
}

// A goldRole is who takes part in a happening: the fullest name, or words of the text.
type goldRole struct{ Role, Who string }

// A foundEvent is an event as a report has it.
type foundEvent struct {
	rep *graph.Report
	ev  *graph.Event
}

// An eventScore counts the events of articles: whole ones, their PLOVER roots, who
// takes part, when, and how they are meant.
type eventScore struct {
	whole, roots, roles tally
	times, status       accuracy
}

// add scores the events of one article.
func (s *eventScore) add(text string, gold listing[happening], rep *graph.Report) {
	found := make([]foundEvent, len(rep.Events))
	for i := range rep.Events {
		found[i] = foundEvent{rep, &rep.Events[i]}
	}
	count(&s.whole, text, gold, found, sameEvent, foundEvent.String)
	s.addRoots(text, gold, found)
	for _, g := range gold.Expect {
		i := slices.IndexFunc(found, func(f foundEvent) bool { return sameEvent(g, f) })
		if i < 0 {
			i = slices.IndexFunc(found, func(f foundEvent) bool { return f.triggeredBy(g) && f.ofClass(g) })
		}
		if i < 0 {
			s.roles.gold += len(g.Roles)
			continue
		}
		s.addRoles(text, g, found[i])
		s.status.add(g.Status == found[i].ev.Status || slices.Contains(g.Or, found[i].ev.Status))
		if g.Time != "" {
			s.times.add(found[i].timed(g.Time))
		}
	}
}

// addRoots counts events by trigger and PLOVER root alone.
func (s *eventScore) addRoots(text string, gold listing[happening], found []foundEvent) {
	rooted := func(all []happening) []happening {
		return slices.DeleteFunc(slices.Clone(all), func(g happening) bool { return g.Plover == "" || g.Plover == "?" })
	}
	found = slices.DeleteFunc(slices.Clone(found), func(f foundEvent) bool {
		return f.ev.Plover == "" || slices.ContainsFunc(gold.all(), func(g happening) bool { return g.Plover == "?" && f.triggeredBy(g) })
	})
	same := func(g happening, f foundEvent) bool { return among(g.Plover, f.ev.Plover) && f.triggeredBy(g) }
	count(&s.roots, text, listing[happening]{rooted(gold.Expect), rooted(gold.Allow)}, found, same, func(f foundEvent) string { return f.word() + " " + f.ev.Plover })
}

func (s *eventScore) addRoles(text string, g happening, f foundEvent) {
	var roles []graph.Role
	for _, role := range f.ev.Roles {
		if role.Name != "place" || slices.ContainsFunc(g.Roles, func(w goldRole) bool { return w.Role == "place" || w.Role == "destination" }) {
			roles = append(roles, role) // a place that the gold does not list may be one
		}
	}
	same := func(w goldRole, role graph.Role) bool {
		return likeRole(w.Role, role.Name) && called(f.rep, role.Mention, w.Who)
	}
	count(&s.roles, fmt.Sprintf("%s: %.80s", g.Trigger, text), listing[goldRole]{Expect: g.Roles}, roles, same, func(role graph.Role) string {
		return role.Name + "=" + f.rep.Chains[f.rep.Mentions[role.Mention].Chain].Name
	})
}

// rows gives the scores of all events.
func (s *eventScore) rows(split Split) Table {
	out := s.whole.rows("article events", split)
	out = append(out, s.roots.rows("event types (PLOVER root)", split)...)
	out = append(out, s.roots.row("event types (PLOVER root)", string(split), "F1"))
	out = append(out, s.roles.rows("event participants", split)...)
	out = append(out, s.roles.row("event participants", string(split), "F1"))
	return append(out, s.times.row("event times", string(split), "accuracy"), s.status.row("event status", string(split), "accuracy"))
}

func (f foundEvent) word() string { return f.rep.Article.Text[f.ev.Trigger.B:f.ev.Trigger.E] }

// String shows the event in a list of misses.
func (f foundEvent) String() string {
	return fmt.Sprintf("%s %s %s (%s)", f.ev.Class, f.word(), f.ev.Status, f.ev.Rule)
}

// triggeredBy reports whether one of the words of g shows the event.
func (f foundEvent) triggeredBy(g happening) bool {
	return slices.ContainsFunc(append([]graph.Span{f.ev.Trigger}, f.ev.Spans...), func(s graph.Span) bool {
		return among(g.Trigger, f.rep.Article.Text[s.B:s.E])
	})
}

// ofClass reports whether the event has a class of g, one above or one below it.
func (f foundEvent) ofClass(g happening) bool {
	return slices.ContainsFunc(strings.Split(g.Class, "|"), func(c string) bool { return ontology.Is(f.ev.Class, c) || c != "Event" && ontology.Is(c, f.ev.Class) })
}

// sameEvent reports whether f is the gold event g: word, class, status and whoever
// says so are right.
func sameEvent(g happening, f foundEvent) bool {
	if !f.triggeredBy(g) || !f.ofClass(g) || g.Status != f.ev.Status && !slices.Contains(g.Or, f.ev.Status) {
		return false
	}
	if f.ev.Source == graph.None || g.Source == "" {
		return f.ev.Source == graph.None && g.Source == ""
	}
	return foundSaying{f.rep, &f.rep.Statements[f.ev.Source]}.spokenBy(g.Source)
}

// timed reports whether the time of the event is one of the places where words stand.
func (f foundEvent) timed(words string) bool {
	return f.ev.Time != graph.None && stands(f.rep.Article.Text, words, f.rep.Times[f.ev.Time].Span)
}

// likeRole reports whether two roles are one, or one a kind of the other; whether
// something is the object of what is done, its recipient or its topic, readers differ.
func likeRole(a, b string) bool {
	return a == b || isRole(a, b) || isRole(b, a) || among("object|recipient|topic", a) && among("object|recipient|topic", b)
}

func isRole(a, b string) bool {
	term, ok := ontology.Lookup("role", a)
	return ok && term.Parent != "" && (term.Parent == b || isRole(term.Parent, b))
}

// called reports whether who is a name of the thing of mention m, or words in which its
// head stands.
func called(rep *graph.Report, m int, who string) bool {
	return forms(rep, m)[nameKey(who)] || stands(rep.Article.Text, who, rep.Mentions[m].Head)
}

// stands reports whether s overlaps a place of text where words stand.
func stands(text, words string, s graph.Span) bool {
	for b := 0; ; {
		i := strings.Index(text[b:], words)
		if i < 0 {
			return false
		}
		b += i
		if s.B < b+len(words) && b < s.E {
			return true
		}
		b += len(words)
	}
}

// among reports whether w is one of the words joined by "|", in any case.
func among(words, w string) bool {
	return slices.ContainsFunc(strings.Split(words, "|"), func(one string) bool { return strings.EqualFold(one, w) })
}
