package export

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed" // the table of relations
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"newsgraph/graph"
	"newsgraph/graph/ontology"
)

//go:embed ftm.tsv
var ftmTable string

// An ftmLink says which schema a relation becomes.
type ftmLink struct{ schema, subject, subjectIs, object, objectIs string }

var ftmLinks = sync.OnceValue(func() map[string]ftmLink {
	out := map[string]ftmLink{}
	for line := range strings.Lines(ftmTable) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 6 && f[0][0] != '#' {
			out[f[0]] = ftmLink{f[1], f[2], f[3], f[4], f[5]}
		}
	}
	return out
})

// ftmSchemas gives classes of the ontology their schema in FollowTheMoney; a class
// that is not here has that of its ancestor.
var ftmSchemas = map[string]string{
	"Person": "Person", "Organization": "Organization", "PublicBody": "PublicBody", "Company": "Company", "Place": "Territory",
	"Group": "LegalEntity", "Position": "Position", "Event": "Event", "Article": "Article", "Product": "Asset",
}

// ftmAncestors are the schemas that one may stand for, as FollowTheMoney has them.
var ftmAncestors = map[string][]string{
	"Person": {"LegalEntity"}, "Organization": {"LegalEntity"}, "PublicBody": {"Organization", "LegalEntity"},
	"Company": {"Organization", "LegalEntity", "Asset"},
}

// ftmSchema returns the schema of a class; what FollowTheMoney has no word for is
// a Note.
func ftmSchema(class string) string {
	for class != "" {
		if s, ok := ftmSchemas[class]; ok {
			return s
		}
		t, _ := ontology.Lookup("class", class)
		class = t.Parent
	}
	return "Note"
}

func ftmIs(schema, want string) bool {
	if schema == want {
		return true
	}
	for _, a := range ftmAncestors[schema] {
		if a == want {
			return true
		}
	}
	return false
}

// An ftmEntity is a line of the format.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func (e *ftmEntity) put(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[name] = append(e.Properties[name], v)
		}
	}
}

// FollowTheMoney writes entities as JSON Lines: things, events, statements (as
// events), articles, and a link a relation and role.
func FollowTheMoney(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	p, err := newProperty(ctx, r, o, false)
	if err != nil {
		return fmt.Errorf("export ftm: %w", err)
	}
	defer p.close()
	f := &ftmWriter{classes: map[uint64]string{}, names: map[uint64]string{}, w: bufio.NewWriter(w)}
	if err := f.know(p); err != nil {
		return fmt.Errorf("export ftm: %w", err)
	}
	next, stop := iter.Pull2(p.edges())
	defer stop()
	a, err, more := next()
	for v, verr := range p.vertices() {
		if err := cmp.Or(verr, err); err != nil {
			return fmt.Errorf("export ftm: %w", err)
		}
		e := f.entity(v)
		for more && err == nil && a.From <= v.ID { // both are sorted by id
			if werr := f.arc(e, a); werr != nil {
				return fmt.Errorf("export ftm: %w", werr)
			}
			a, err, more = next()
		}
		if werr := f.write(e); werr != nil {
			return fmt.Errorf("export ftm: %w", werr)
		}
	}
	if err != nil {
		return fmt.Errorf("export ftm: %w", err)
	}
	return f.w.Flush()
}

// An ftmWriter knows the schemas of all nodes, since a link is valid only between
// certain ones, and the names of places.
type ftmWriter struct {
	classes map[uint64]string // by hash of the id: a million ids take 30 MB
	names   map[uint64]string
	w       *bufio.Writer
}

func hashOf(id graph.ID) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

func (f *ftmWriter) know(p *property) error {
	for v, err := range p.vertices() {
		if err != nil {
			return err
		}
		schema := ftmSchema(v.Class)
		f.classes[hashOf(v.ID)] = schema
		if schema == "Territory" {
			f.names[hashOf(v.ID)] = v.Name
		}
	}
	return nil
}

func (f *ftmWriter) write(e *ftmEntity) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = f.w.Write(append(b, '\n'))
	return err
}

// ftmID writes an id with the characters that FollowTheMoney allows.
func ftmID(id graph.ID) string {
	return strings.NewReplacer(":", "-", "_", "--").Replace(string(id))
}

// entity makes the entity of a node.
func (f *ftmWriter) entity(v *vertex) *ftmEntity {
	e := &ftmEntity{ID: ftmID(v.ID), Schema: ftmSchema(v.Class), Properties: map[string][]string{}}
	name := ftmLine(v.Name)
	switch e.Schema {
	case "Article":
		e.put("title", name)
		e.put("publisher", ftmLine(v.Outlet))
		e.put("publishedAt", ftmDate(v.Published))
		e.put("sourceUrl", ftmURL(v.URI))
		e.put("bodyText", ftmText(v.Text))
		return e
	case "Event":
		e.put("date", ftmDate(v.Time))
		e.put("summary", ftmText(v.Text))
		e.put("keywords", v.Class, v.Status)
	case "Person":
		e.put("gender", map[string]string{"m": "male", "f": "female", "male": "male", "female": "female"}[v.Gender])
	}
	if name == "" {
		t, _ := ontology.Lookup("class", v.Class)
		name = cmp.Or(t.Label, "unnamed")
	}
	e.put("name", name)
	for _, a := range v.Aliases {
		if a = ftmLine(a); a != name {
			e.put("alias", a)
		}
	}
	for _, fact := range v.Facts {
		e.put("notes", ftmText(fact))
	}
	if q, ok := strings.CutPrefix(string(v.ID), "e:"); ok && wikidata.MatchString(q) {
		e.put("wikidataId", q)
	}
	return e
}

var wikidata = regexp.MustCompile(`^Q[1-9]\d*$`)

// arc adds what an edge says to the entity that it is from, or writes a link.
func (f *ftmWriter) arc(e *ftmEntity, a *arc) error {
	to := f.classes[hashOf(a.To)]
	switch {
	case a.Relation == "reported_in":
		e.put("proof", ftmID(a.To))
		return nil
	case a.Relation == "post_in" && ftmIs(to, "Organization") && e.Schema == "Position":
		e.put("organization", ftmID(a.To))
		return nil
	case e.Schema == "Event" && a.Relation == "place":
		e.put("location", shorten(ftmText(f.names[hashOf(a.To)]), longestPlace))
	case e.Schema == "Event" && a.Asserted && ftmIs(to, "LegalEntity"):
		if a.Relation == "host" {
			e.put("organizer", ftmID(a.To))
		} else {
			e.put("involved", ftmID(a.To))
		}
	}
	return f.write(f.link(e, a, to))
}

// link makes the entity of a relation or role: of the schema that the table names
// if it is asserted and both ends may stand there, else an UnknownLink.
func (f *ftmWriter) link(from *ftmEntity, a *arc, to string) *ftmEntity {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(a.From), a.Relation, string(a.To)}, "\x00")))
	e := &ftmEntity{ID: "link-" + hex.EncodeToString(sum[:12]), Schema: "UnknownLink", Properties: map[string][]string{}}
	l, ok := ftmLinks()[a.Relation]
	if asserted := a.Asserted || a.State != "" && a.Status == graph.Happened; ok && asserted && ftmIs(from.Schema, l.subjectIs) && ftmIs(to, l.objectIs) {
		e.Schema = l.schema
		e.put(l.subject, from.ID)
		e.put(l.object, ftmID(a.To))
	} else {
		e.put("subject", from.ID)
		e.put("object", ftmID(a.To))
	}
	switch e.Schema {
	case "Family", "Associate":
		e.put("relationship", a.Label)
	case "Occupancy":
		e.put("status", a.State)
	default:
		e.put("role", a.Label)
		e.put("status", cmp.Or(a.State, a.Status))
	}
	e.put("recordId", string(a.Evidence))
	if doc := a.Evidence.Doc(); doc != "" {
		e.put("proof", ftmID(doc))
	}
	return e
}

// ftmText drops what is no text: control characters, and white space but for one
// space between words, as FollowTheMoney's own cleaning does.
func ftmText(s string) string { return norm.NFC.String(strings.Join(strings.Fields(clean(s)), " ")) }

// ftmLine is ftmText for names and strings, which FollowTheMoney bounds: what is
// longer ends in an ellipsis.
func ftmLine(s string) string { return shorten(ftmText(s), longestLine) }

// longestLine is the bound of names in FollowTheMoney 4, in characters.
const longestLine = 384

// longestPlace is its bound of addresses.
const longestPlace = 250

var ftmDay = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?`)

// ftmDate returns a date up to the day, "" for a weekday or a duration.
func ftmDate(s string) string { return ftmDay.FindString(s) }

// ftmURL returns the address of a page, "" for what is none.
func ftmURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	return s
}
