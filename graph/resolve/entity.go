package resolve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/knowledge"
	"newsgraph/graph/ontology"
)

// An entity holds the features of an entity signature.
type entity struct {
	kind    string // person organization place other, or "" for what bears no name
	class   string
	names   []string // normalised, sorted; of persons only the fullest
	persons []person // the names of a person, taken apart
	known   []person // further full names of the person that the tables have, of one with a ref
	full    bool     // a person known by more than one word of name
	gender  string
	offices []office
	born    int // year, 0 if unknown
	ref     graph.ID
	// where is the country of a thing whose name is not its own alone: every state
	// has a "Supreme Court".
	where string
	vague bool // not even that is known: it is like nothing else
}

// An office is a post under its key, see knowledge.Tables.Office.
type office struct {
	key     string
	country string // ISO code or "", or of an organization "org:" and its name
	field   string // public, sport, religion, or "" for what anyone may be
}

// entity returns the signature of a chain: its key and its features. What bears
// no name, or too little of one, is a signature of its own.
func (s *State) entity(id graph.ID, m *Member) (string, *entity) {
	key, f := s.describe(id, m)
	if s.log.leaving[id] && key != string(id) {
		key += "\tout " + string(id)
	}
	return key, f
}

// describe does so before judgements take a member out of its signature.
func (s *State) describe(id graph.ID, m *Member) (string, *entity) {
	if m == nil || len(m.Names) == 0 {
		if ref := s.incumbent(m); ref != "" {
			f := &entity{kind: "person", class: m.Class, ref: ref}
			return f.key(), f
		}
		return string(id), &entity{}
	}
	f := &entity{class: m.Class, ref: m.Ref}
	f.kind = kindOf(m.Class)
	switch f.kind {
	case "person":
		s.describePerson(f, m)
	case "organization":
		for _, n := range m.Names {
			f.names = append(f.names, organizationName(n))
			if rest, ok := strings.CutPrefix(n, "eu "); ok && len(s.know.Lookup("european "+rest)) > 0 {
				f.names = append(f.names, "european "+rest)
			}
		}
	default:
		for _, n := range m.Names {
			f.names = append(f.names, strings.TrimPrefix(n, "the "))
		}
	}
	slices.Sort(f.names)
	f.names = slices.Compact(f.names)
	if f.ref == "" {
		f.ref = s.linked(f, m)
	}
	if f.kind == "person" {
		f.known = s.namesOf(f.ref)
	}
	known := f.ref != "" || s.told(f, m)
	key := f.key()
	f.vague = !known && f.kind != "person"
	if !known {
		key += "\t" + string(m.ID)
	}
	return key, f
}

// told reports whether a name tells who or what is meant: a surname does not
// without an office that few hold, and what many countries have does not without
// the country. It fills f.where.
func (s *State) told(f *entity, m *Member) bool {
	switch {
	case f.kind == "person":
		return f.full || placedByOffice(f)
	case f.kind == "organization" && slices.ContainsFunc(f.names, func(n string) bool { return !generic(n) }):
		return true
	case f.kind == "place" && !s.ambiguous(f):
		return true
	case f.kind == "other":
		return true
	}
	if around := s.countriesNamed(m); len(around) == 1 {
		f.where = around[0]
	}
	return f.where != ""
}

// ambiguous reports whether the tables know places of that name and class in
// several countries.
func (s *State) ambiguous(f *entity) bool {
	seen := map[string]bool{}
	for _, n := range f.names {
		for _, c := range s.know.Lookup(n) {
			if kindOf(c.Class) == "place" && c.Form != knowledge.FormDemonym && c.Form != knowledge.FormMetonym && !placeClash(f.class, c.Class) {
				seen[c.Country] = true
			}
		}
	}
	return len(seen) > 1
}

// countriesNamed returns the codes of the countries that the article names.
func (s *State) countriesNamed(m *Member) []string {
	var out []string
	for _, name := range m.Around {
		if e, ok := s.know.Country(name); ok {
			out = append(out, e.Country)
		}
	}
	return unique(out)
}

// key spells the features: members with equal keys are one node.
func (f *entity) key() string {
	var b strings.Builder
	b.WriteString(f.kind + "\t" + string(f.ref) + "\t" + f.gender + "\t" + strings.Join(f.names, "|"))
	if f.kind != "person" {
		b.WriteString("\t" + f.class + "\t" + f.where)
	}
	if f.born != 0 {
		b.WriteString("\tborn " + strconv.Itoa(f.born))
	}
	for _, o := range f.offices {
		b.WriteString("\t" + o.key + "/" + o.country + "/" + o.field)
	}
	return b.String()
}

func kindOf(class string) string {
	switch {
	case class == "Person":
		return "person"
	case ontology.Is(class, "Organization"), class == "Group":
		return "organization"
	case ontology.Is(class, "Place"):
		return "place"
	}
	return "other"
}

// describePerson fills names, gender and offices.
func (s *State) describePerson(f *entity, m *Member) {
	for _, n := range m.Names {
		if p := s.person(n); len(p.words) > 0 {
			f.persons = append(f.persons, p)
		}
	}
	f.persons = fullest(f.persons)
	for _, p := range f.persons {
		f.names = append(f.names, p.String())
		f.full = f.full || len(p.words) > 1
	}
	f.gender, f.born = s.genderOf(f.persons, m.Gender), m.Born
	for _, o := range m.Offices {
		f.offices = append(f.offices, s.office(o))
	}
	slices.SortFunc(f.offices, func(a, b office) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.country, b.country), cmp.Compare(a.field, b.field))
	})
	f.offices = slices.Compact(f.offices)
}

// genderOf prefers what the article says; given names tell it where they are clear.
func (s *State) genderOf(names []person, said string) string {
	switch strings.ToLower(said) {
	case "m", "male", "masc":
		return "m"
	case "f", "female", "fem":
		return "f"
	}
	gender := ""
	for _, p := range names {
		if len(p.words) < 2 {
			continue
		}
		g, _ := s.know.Given(p.words[0])
		if g != "m" && g != "f" || gender != "" && g != gender {
			return ""
		}
		gender = g
	}
	return gender
}

// office reads a post: its key, its country and the field of life it belongs to.
func (s *State) office(o Office) office {
	country := s.countryOf(o)
	if country == "" {
		country = s.countryIn(o.Post)
	}
	key := s.know.Office(o.Post, strings.TrimPrefix(country, "org:"))
	out := office{key: key, country: country}
	words := strings.Fields(graph.NormalName(o.Post))
	for i := len(words) - 1; i >= 0 && out.field == ""; i-- {
		if kind, ok := s.know.TitleHead(words[i]); ok {
			out.field = field(kind)
		}
	}
	return out
}

// field joins the kinds of titles between which careers move.
func field(kind string) string {
	switch kind {
	case "government", "military", "court", "police", "company", "party":
		return "public"
	case "sport", "religion":
		return kind
	}
	return ""
}

// countryOf returns the country of the thing in which the post is.
func (s *State) countryOf(o Office) string {
	if o.OrgRef != "" {
		if e, ok := s.know.ByRef(o.OrgRef); ok {
			if e.Country != "" {
				return e.Country
			}
			return "org:" + string(e.Ref)
		}
	}
	if o.Org == "" {
		return ""
	}
	if e, ok := s.know.Country(o.Org); ok {
		return e.Country
	}
	return "org:" + organizationName(o.Org)
}

// countryIn returns the country that the words of a post name.
func (s *State) countryIn(post string) string {
	words := strings.Fields(graph.NormalName(post))
	for i := range words {
		for j := min(len(words), i+3); j > i; j-- {
			if e, ok := s.know.Country(strings.Join(words[i:j], " ")); ok {
				return e.Country
			}
		}
	}
	return ""
}

// placedByOffice reports whether the offices say who a person of one-word name is.
func placedByOffice(f *entity) bool {
	return slices.ContainsFunc(f.offices, func(o office) bool { return o.unique() })
}

// unique reports whether few people at a time hold the office.
func (o office) unique() bool {
	return o.country != "" && o.key != "" && o.field != "" && !common[o.key]
}

// common are the offices that many hold at once.
var common = map[string]bool{
	"minister": true, "senator": true, "representative": true, "lawmaker": true, "judge": true, "general": true,
	"mp": true, "official": true, "ambassador": true, "governor": true, "mayor": true, "colonel": true, "diplomat": true,
	"lawyer": true, "congressman": true, "congresswoman": true, "adviser": true, "aide": true, "spokesman": true,
	"spokeswoman": true, "spokesperson": true, "candidate": true, "activist": true, "secretary": true, "director": true,
	"commander": true, "captain": true, "player": true, "member": true, "prosecutor": true, "soldier": true, "envoy": true,
	"leader": true, "citizen": true, "prince": true, "manager": true, "analyst": true, "executive": true, "officer": true,
}

// definite reports whether words describe the present holder of an office: "the US
// secretary of state", "Egypt's chief diplomat"; not "a former US president".
func definite(described string) bool {
	words := strings.Fields(strings.ToLower(described))
	if len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(notNow, w) }) {
		return false
	}
	owner := slices.ContainsFunc(words[:len(words)-1], func(w string) bool {
		return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "s'") || strings.HasSuffix(w, "s’")
	})
	return words[0] == "the" || owner
}

// notNow are the words by which another holder than the present one is meant, or none.
var notNow = []string{"former", "ex", "then", "next", "incoming", "new", "acting", "interim", "late", "previous", "past", "future", "first",
	"last", "no", "any", "every", "each", "or", "and", "outgoing", "shadow", "would-be", "elect", "designate", "caretaker"}

// owners takes the mark of the possessor off.
var owners = strings.NewReplacer("'s ", " ", "’s ", " ", "s' ", "s ", "s’ ", "s ")

// incumbent returns who is described by an office that one person at a time holds in a
// country: who held it when the article was published, as the tables know it; "" where
// they do not, or know several.
func (s *State) incumbent(m *Member) graph.ID {
	if m == nil || m.Described == "" {
		return ""
	}
	date := s.publishedOf(m)
	o := s.office(Office{Post: owners.Replace(m.Described)})
	if len(date) < len("2006-01") || o.country == "" || !knowledge.Sole(o.key) {
		return ""
	}
	if hs := s.know.Holder(o.key, o.country, date); len(hs) == 1 {
		return hs[0].Ref
	}
	return ""
}

// publishedOf returns the article's date, as judged or as read.
func (s *State) publishedOf(m *Member) graph.Date {
	if d := s.log.dates[m.Doc]; d != "" {
		return d
	}
	return m.Published
}
