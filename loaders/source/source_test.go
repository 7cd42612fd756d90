package source_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

// body is a paragraph long enough to be an article.
const body = "The harbour board of Lindesund approved a second ferry line on Tuesday, after three years of argument about its cost. " +
	"Board chair Marte Solheim said the boats would run from May. \"We have waited long enough,\" she said."

// read collects what Open gives for one file with this content.
func read(t *testing.T, name string, content []byte, opts source.Options) ([]graph.Article, []error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return collect(t, []string{path}, opts)
}

func collect(t *testing.T, srcs []string, opts source.Options) (arts []graph.Article, errs []error) {
	t.Helper()
	for art, err := range source.Open(t.Context(), srcs, strings.NewReader(body), opts) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		check(t, art)
		arts = append(arts, art)
	}
	return arts, errs
}

// check holds what is true of every article.
func check(t *testing.T, art graph.Article) {
	t.Helper()
	if got := graph.ArticleID(art.URI, art.Text); art.ID != got {
		t.Errorf("id %s, want %s", art.ID, got)
	}
	from := 0
	for _, m := range art.Margins {
		if m.B < from || m.E <= m.B || m.E > len(art.Text) {
			t.Errorf("margin %+v is out of order or range in %d bytes", m, len(art.Text))
		}
		from = m.E
	}
}

func csvCell(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func TestOpenReadsEveryFormat(t *testing.T) {
	jsonBody := fmt.Sprintf("%q", body)
	page := "<!DOCTYPE html><html lang=en><head><title>Second ferry line | The Lindesund Post</title></head><body><article><h1>Second ferry line</h1><p>" +
		strings.Repeat(body+"</p><p>", 3) + "</p></article></body></html>"
	for _, tt := range []struct {
		name, content string
		want          int
	}{
		{"a.txt", body, 1},
		{"noname", body, 1},
		{"wrong.json", body, 1},
		{"page.html", page, 1},
		{"page.txt", page, 1},
		{"one.json", `{"title": "Second ferry line", "text": ` + jsonBody + `}`, 1},
		{"array.json", `[{"text": ` + jsonBody + `}, {"body": ` + jsonBody + `}]`, 2},
		{"pretty.json", "{\n  \"headline\": \"Second\",\n  \"articleBody\": " + jsonBody + "\n}\n", 1},
		{"lines.jsonl", `{"text": ` + jsonBody + "}\n\n{\"maintext\": " + jsonBody + "}\n", 2},
		{"lines.dat", `{"text": ` + jsonBody + "}\n{\"content\": " + jsonBody + "}", 2},
		{"api.json", `{"status": "ok", "articles": [{"content": ` + jsonBody + `}, {"content": ` + jsonBody + `}]}`, 2},
		{"elastic.json", `{"hits": {"hits": [{"_source": {"body": ` + jsonBody + `}}]}}`, 1},
		{"table.csv", "id,title,content\n1,Second," + csvCell(body) + "\n2,\"Third, and last\"," + csvCell(body+"\n\nMore.") + "\n", 2},
		{"table.tsv", "Headline\tBody\tURL\nSecond\t" + body + "\thttps://post.example/a\n", 1},
		{"wordpress.json", `[{"title": {"rendered": "Second"}, "content": {"rendered": "<p>` + strings.ReplaceAll(body, `"`, "&quot;") + `</p>"}}]`, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, errs := read(t, tt.name, []byte(tt.content), source.Options{})
			if len(arts) != tt.want || len(errs) > 0 {
				t.Fatalf("got %d articles and errors %v, want %d articles", len(arts), errs, tt.want)
			}
			for _, art := range arts {
				if !strings.Contains(art.Text, "Board chair Marte Solheim said") || strings.Contains(art.Text, "<p>") {
					t.Errorf("text %q", art.Text)
				}
			}
		})
	}
}

func TestBadInputIsReportedInOneLineAndTheRestIsRead(t *testing.T) {
	good := fmt.Sprintf("{\"text\": %q}\n", body)
	for _, tt := range []struct {
		name, content string
		arts          int
		want          []string // the end of each error
		kind          error
	}{
		{"empty.txt", "", 0, []string{"empty.txt: invalid: empty"}, graph.ErrInvalid},
		{"blank.txt", " \n\t\n", 0, []string{"blank.txt: invalid: empty"}, graph.ErrInvalid},
		{"junk.bin", "\x00\x01\x02\x03\xff\xfe\x80binary", 0, []string{"invalid: binary data, not text"}, graph.ErrInvalid},
		{"nul.txt", body + "\x00" + body, 0, []string{"invalid: binary data, not text"}, graph.ErrInvalid},
		{"late.txt", strings.Repeat(body+"\n\n", 400) + "\x00", 0, []string{"invalid: binary data at byte 88000"}, graph.ErrInvalid},
		{"picture.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, []string{"invalid format: no format reads image/png"}, source.ErrFormat},
		{"paper.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", 0, []string{"invalid format: no format reads application/pdf"}, source.ErrFormat},
		{"data.xml", "<?xml version=\"1.0\"?><data><row/></data>", 0, []string{"invalid format: no format reads text/xml"}, source.ErrFormat},
		{"none.rss", "<rss><channel><title>Post</title></channel></rss>", 0, []string{"none.rss:1: invalid: no item of a feed in it"}, graph.ErrInvalid},
		{"feed.xml", "<rss><channel><title>Post</title><item><title>A line</title><description>Read all about it</description></item><item><description>" + body + "</description></item><item><title>Cut", 1,
			[]string{"feed.xml:1: invalid: no text of an article in this item", "feed.xml:1: invalid: XML syntax error on line 1: unexpected EOF"}, graph.ErrInvalid},
		{"utf8.txt", "Z\u00fcrich and Gen\u00e8ve met in Malm\u00f6 \xff\xfe on Monday", 0, []string{"invalid: broken UTF-8 at byte 34"}, graph.ErrInvalid},
		{"bytes.txt", "plain words \xff\xfe and more plain words", 0, []string{"invalid: neither UTF-8 nor another character encoding that can be told"}, graph.ErrInvalid},
		{"deep.json", `{"text":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}\n", 0, []string{"deep.json:1: invalid: nested more than 100 deep"}, graph.ErrInvalid},
		{"deeper.json", "{\"a\":\n" + strings.Repeat(`{"a":`, 100000), 0, []string{"invalid: ends in the middle"}, graph.ErrInvalid},
		{"cut.json", `[{"text": "A` + body[:20], 0, []string{"cut.json:1: invalid: ends in the middle"}, graph.ErrInvalid},
		{"empty.json", "[]", 0, []string{"invalid: no object in it"}, graph.ErrInvalid},
		{"fields.json", `{"colour": "red"}`, 0, []string{"fields.json:1: invalid: no field with the text of an article, such as text, body or content"}, graph.ErrInvalid},
		{"mixed.jsonl", good + "{\"text\": oops}\n" + good + "{\"text\": \"\"}\n" + good, 3,
			[]string{"mixed.jsonl:2: invalid: not JSON: invalid character 'o' looking for beginning of value", "mixed.jsonl:4: invalid: no field with the text of an article, such as text, body or content"}, graph.ErrInvalid},
		{"table.csv", "title,text\nFirst," + csvCell(body) + "\nSecond,\nThird," + csvCell(body) + "\nFourth,\"open " + strings.Repeat("x", 9<<20), 2,
			[]string{"table.csv:3: invalid: no text in this row", "table.csv:5: too large: more than 8 MiB in one row"}, nil},
		{"page.html", "<html><body><nav><a href=/>Home</a></nav><p>Page not found</p></body></html>", 0, []string{"page.html: invalid: HTML without an article"}, graph.ErrInvalid},
		{"header.txt", "Title: Harbour news today\nDate: 2023-05-01\n", 0, []string{"invalid: no sentences beside its header"}, graph.ErrInvalid},
		{"german.txt", strings.Repeat("Der Rat hat die neue Linie für das Jahr genehmigt, und sie wird nicht auf eine andere Art gebaut. ", 3), 0,
			[]string{"invalid language: German, only English is analysed"}, source.ErrLanguage},
		{"russian.txt", strings.Repeat("Совет порта одобрил вторую линию парома. ", 5), 0, []string{"invalid language: Cyrillic, only English is analysed"}, source.ErrLanguage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, errs := read(t, tt.name, []byte(tt.content), source.Options{})
			if len(arts) != tt.arts {
				t.Errorf("%d articles, want %d", len(arts), tt.arts)
			}
			if len(errs) != len(tt.want) {
				t.Fatalf("errors %q, want %q", errs, tt.want)
			}
			for i, err := range errs {
				if !strings.HasSuffix(err.Error(), tt.want[i]) || strings.Contains(err.Error(), "\n") {
					t.Errorf("error %q, want one line ending in %q", err, tt.want[i])
				}
				var where *source.Error
				if tt.kind != nil && !errors.Is(err, tt.kind) || !errors.As(err, &where) || !strings.Contains(where.Path, tt.name) {
					t.Errorf("error %q is not a *source.Error of kind %q with the path", err, tt.kind)
				}
			}
		})
	}
}

func TestLimitsRefuseAndAreNamed(t *testing.T) {
	long := strings.Repeat("x", 5000)
	for _, tt := range []struct {
		name, content string
		arts          int
		want          string
	}{
		{"long.txt", long, 0, "long.txt: too large: more than 4 KiB in one article"},
		{"text.txt", strings.Repeat("A word. ", 300), 0, "text.txt: too large: more than 2 KiB of text in one article"},
		{"long.html", "<html><body><p>" + long, 0, "long.html: too large: more than 4 KiB in one article"},
		{"long.jsonl", "{\"text\": \"A first short line.\"}\n{\"text\": \"" + long + "\"}\n{\"text\": \"A third short line.\"}\n", 2, "long.jsonl:2: too large: more than 4 KiB in one line"},
		{"long.json", "[{\"text\": \"A first short one.\"},\n{\"text\": \"" + long + "\"},\n{\"text\": \"A third short one.\"}]", 2, "long.json:2: too large: more than 4 KiB in one object"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, errs := read(t, tt.name, []byte(tt.content), source.Options{MaxBytes: 4096, MaxText: 2048})
			if len(arts) != tt.arts || len(errs) != 1 {
				t.Fatalf("%d articles and errors %q, want %d and one", len(arts), errs, tt.arts)
			}
			if !strings.HasSuffix(errs[0].Error(), tt.want) || !errors.Is(errs[0], graph.ErrTooLarge) {
				t.Errorf("error %q, want %q", errs[0], tt.want)
			}
		})
	}
}

func TestFoldersGlobsAndStandardInputComeInOrder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("b.txt", "Second in order, said the clerk.")
	write("a.txt", "First in order, said the clerk.")
	write("sub/c.txt", "Third in order, said the clerk.")
	write(".hidden/d.txt", "Not read, said the clerk.")
	write(".e.txt", "Not read, said the clerk.")
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, tt := range []struct {
		name string
		srcs []string
		want []string
		errs int
	}{
		{"folder", []string{dir}, []string{"First", "Second", "Third"}, 0},
		{"glob", []string{filepath.Join(dir, "*.txt")}, []string{"First", "Second"}, 0},
		{"files as given", []string{filepath.Join(dir, "b.txt"), filepath.Join(dir, "a.txt")}, []string{"Second", "First"}, 0},
		{"standard input", []string{"-"}, []string{"The"}, 0},
		{"nothing there", []string{filepath.Join(dir, "z.txt"), filepath.Join(dir, "z*"), filepath.Join(dir, "a.txt")}, []string{"First"}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, errs := collect(t, tt.srcs, source.Options{})
			var got []string
			for _, art := range arts {
				first, _, _ := strings.Cut(art.Text, " ")
				got = append(got, first)
			}
			if diff := cmp.Diff(got, tt.want); diff != "" || len(errs) != tt.errs {
				t.Errorf("articles (-got +want):\n%s errors %v", diff, errs)
			}
		})
	}
}

func TestAFormatCanBeForced(t *testing.T) {
	record := []byte(fmt.Sprintf("{\"text\": %q}", body))
	for _, tt := range []struct {
		name, format string
		content      []byte
		want         string // the beginning of the text, or the error
	}{
		{"a.json", "text", record, `{"text"`},
		{"a.json.gz", "text", gz(t, record), `{"text"`},
		{"a.json", "json", record, "The harbour"},
		{"a.txt", "json", []byte(body), "invalid: not JSON: 'T' where an object should begin"},
		{"a.txt", "jsonl", []byte(body), "invalid: not JSON: invalid character 'T' looking for beginning of value"},
		{"a.txt", "csv", []byte(body), "invalid: no table with a column of texts, such as text, body or content"},
		{"a.txt", "html", []byte(body), "The harbour"},
		{"a.txt", "word", []byte(body), `invalid format: "word" is none of`},
	} {
		t.Run(tt.name+" as "+tt.format, func(t *testing.T) {
			arts, errs := read(t, tt.name, tt.content, source.Options{Format: tt.format})
			got := fmt.Sprint(errs)
			if len(arts) == 1 {
				got = arts[0].Text[:min(len(arts[0].Text), len(tt.want))]
			}
			if len(arts)+len(errs) != 1 || !strings.Contains(got, tt.want) {
				t.Errorf("%d articles, %s, want %q", len(arts), got, tt.want)
			}
		})
	}
}

func TestUnreadableFoldersAreReported(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is unreadable for this user")
	}
	dir := t.TempDir()
	closed := filepath.Join(dir, "a")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	arts, errs := collect(t, []string{dir}, source.Options{})
	if len(arts) != 1 || len(errs) != 1 || !strings.HasSuffix(errs[0].Error(), "a: permission denied") {
		t.Errorf("%d articles, errors %v", len(arts), errs)
	}
}

func TestCountSaysWhatProgressWillReach(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), bytes.Repeat([]byte(body+"\n"), 100), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, total, err := source.Count([]string{dir})
	if err != nil || files != 2 {
		t.Fatalf("Count: %d files, error %v", files, err)
	}
	var read int64
	collect(t, []string{dir}, source.Options{Progress: func(n int64) { read += n }})
	if read != total {
		t.Errorf("progress adds up to %d of %d", read, total)
	}
}

func TestOpenStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	n := 0
	for _, err := range source.Open(ctx, []string{"-"}, strings.NewReader(body), source.Options{}) {
		if n++; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
	if n != 1 {
		t.Errorf("%d steps, want the one with the error", n)
	}
}

func TestParseKeepsToTheDeclaredType(t *testing.T) {
	jsonBody := fmt.Sprintf(`{"url": "https://EXAMPLE.org/a?utm_source=x&id=7#top", "text": %q}`, body)
	for _, tt := range []struct {
		name, contentType, body string
		arts                    int
		want                    error
	}{
		{"json", "application/json; charset=utf-8", jsonBody, 1, nil},
		{"lines", "application/x-ndjson", jsonBody + "\n" + jsonBody, 2, nil},
		{"text", "text/plain", body, 1, nil},
		{"none", "", jsonBody, 1, nil},
		{"json that is none", "application/json", body, 0, graph.ErrInvalid},
		{"half of it", "application/jsonl", jsonBody + "\n{]", 1, graph.ErrInvalid},
		{"media type", "image/png", "x", 0, source.ErrFormat},
		{"no type", "/;;", "x", 0, source.ErrFormat},
		{"archive", "", "\x1f\x8b\x08\x00", 0, source.ErrFormat},
		{"empty", "text/plain", "", 0, graph.ErrInvalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, err := source.Parse(t.Context(), "request", tt.contentType, []byte(tt.body), source.Options{})
			if len(arts) != tt.arts || !errors.Is(err, tt.want) {
				t.Errorf("%d articles, error %v, want %d, %v", len(arts), err, tt.arts, tt.want)
			}
			for _, art := range arts {
				check(t, art)
			}
		})
	}
}

func TestParseNamesTheBody(t *testing.T) {
	_, err := source.Parse(t.Context(), "", "application/json", []byte("{"), source.Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "body:1: invalid: ") {
		t.Errorf("error %v", err)
	}
}

func ExampleParse() {
	arts, err := source.Parse(context.Background(), "request", "text/plain", []byte("OSLO, 2 May 2024 (Reuters) - Norway's parliament approved the plan."), source.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, art := range arts {
		fmt.Println(art.Published, art.Basis, art.Agency)
		for _, m := range art.Margins {
			fmt.Printf("%s %q\n", m.Kind, art.Text[m.B:m.E])
		}
	}
	// Output:
	// 2024-05-02 header Reuters
	// dateline "OSLO, 2 May 2024 (Reuters) -"
}
