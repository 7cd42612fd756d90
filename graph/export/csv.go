package export

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"newsgraph/graph"
)

// CSV writes nodes.csv, edges.csv and evidence.csv as one zip archive without
// times, so that the same graph gives the same bytes.
func CSV(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	z := zip.NewWriter(w)
	err := Tables(ctx, r, o, func(name string, write func(io.Writer) error) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		return write(f)
	})
	if err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("export csv: %w", err)
	}
	return nil
}

// Tables writes nodes.csv, edges.csv and evidence.csv, one after the other: file is
// called with the name of each and with what writes it.
//
// A row of evidence is one claim of one article: of an event or statement by its
// id as subject, of a relation by subject, relation and object, which are source,
// relation and target of its edge.
func Tables(ctx context.Context, r graph.Reader, o Options, file func(name string, write func(io.Writer) error) error) error {
	p, err := newProperty(ctx, r, o, true)
	if err != nil {
		return fmt.Errorf("export csv: %w", err)
	}
	defer p.close()
	for _, t := range []struct {
		name  string
		write func(*csv.Writer) error
	}{{"nodes.csv", p.nodeTable}, {"edges.csv", p.edgeTable}, {"evidence.csv", p.evidenceTable}} {
		err := file(t.name, func(w io.Writer) error {
			c := csv.NewWriter(w)
			if err := t.write(c); err != nil {
				return err
			}
			c.Flush()
			return c.Error()
		})
		if err != nil {
			return fmt.Errorf("export csv: %s: %w", t.name, err)
		}
	}
	return nil
}

func (p *property) nodeTable(c *csv.Writer) error {
	head := []string{"id", "name"}
	for _, col := range vertexColumns {
		head = append(head, col.name)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for v, err := range p.vertices() {
		if err != nil {
			return err
		}
		row := []string{string(v.ID), v.Name}
		for _, col := range vertexColumns {
			row = append(row, col.get(v))
		}
		if err := c.Write(cells(row)); err != nil {
			return err
		}
	}
	return nil
}

func (p *property) edgeTable(c *csv.Writer) error {
	head := []string{"source", "target"}
	for _, col := range arcColumns {
		head = append(head, col.name)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for a, err := range p.edges() {
		if err != nil {
			return err
		}
		row := []string{string(a.From), string(a.To)}
		for _, col := range arcColumns {
			row = append(row, col.get(a))
		}
		if err := c.Write(cells(row)); err != nil {
			return err
		}
	}
	return nil
}

func (p *property) evidenceTable(c *csv.Writer) error {
	err := c.Write([]string{
		"label", "kind", "subject", "relation", "object", "article", "title", "outlet", "published", "status", "asserted",
		"polarity", "certainty", "source", "confidence", "rule", "begin", "end", "words", "sentence",
	})
	if err != nil {
		return err
	}
	for x, err := range p.claims() {
		if err != nil {
			return err
		}
		polarity := map[string]string{"+": "positive", "-": "negative"}[x.Polarity]
		err := c.Write(cells([]string{
			string(x.Label), x.Kind, string(x.Subject), x.Relation, string(x.Object), string(x.Article), x.Title, x.Outlet, x.Published,
			x.Status, boolean(true, x.Asserted), polarity, x.Certainty, string(x.Source), strconv.Itoa(x.Conf), x.Rule,
			strconv.Itoa(x.B), strconv.Itoa(x.E), x.Words, x.Sentence,
		}))
		if err != nil {
			return err
		}
	}
	return nil
}

// cells makes values safe for a spreadsheet: one that would be run as a formula
// gets an apostrophe before it (OWASP, "CSV injection"), what is no character of a
// text becomes U+FFFD.
func cells(row []string) []string {
	for i, s := range row {
		s = strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
				return utf8.RuneError
			}
			return r
		}, s)
		// encoding/csv writes \r\n for \n within a cell on no system, but reads \r\n as \n.
		s = strings.ReplaceAll(s, "\r\n", "\n")
		if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			s = "'" + s
		}
		row[i] = s
	}
	return row
}
