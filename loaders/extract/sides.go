package extract

import (
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

// This file tells those who meet each other from those on one side.

// tellSides gives those on one side of an encounter a role of their own where they are
// several: "A met B and C" says of A that she met both and nothing of B and C.
func (ev *event) tellSides() {
	if !ontology.Is(ev.Class, "Encounter") {
		return
	}
	count := map[int]int{} // slot -> those who fill it
	for _, role := range ev.Roles {
		if role.Name == "participant" {
			count[ev.sides[role.Mention]]++
		}
	}
	if len(count) < 2 {
		return
	}
	first := len(ev.rule.Slots)
	for slot := range count {
		first = min(first, slot)
	}
	for k, role := range ev.Roles {
		slot := ev.sides[role.Mention]
		switch {
		case role.Name != "participant" || count[slot] < 2:
		case slot == first:
			ev.Roles[k].Name = "actor"
		default:
			ev.Roles[k].Name = "counterpart"
		}
	}
}

// metRoles are the roles of those who meet.
var metRoles = set("participant actor counterpart host visitor")

// meets returns the mentions of those who take part in a meeting.
func (ev *event) meets() []int {
	var who []int
	for _, role := range ev.Roles {
		if metRoles[role.Name] {
			who = append(who, role.Mention)
		}
	}
	return who
}

// opposite reports whether a and b meet each other: they fill different slots
// ("A met B and C" says nothing of B and C), or there is only one slot.
func (ev *event) opposite(a, b int) bool {
	if ev.sides[a] != ev.sides[b] {
		return true
	}
	return !slices.ContainsFunc(ev.Roles, func(role graph.Role) bool {
		side, fills := ev.sides[role.Mention]
		return fills && side != ev.sides[a] && ev.rule.Slots[side].Role != "place"
	})
}
