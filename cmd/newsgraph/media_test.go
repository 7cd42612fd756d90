package main

import (
	"net/http"
	"testing"
)

// TestMediaTypes: what the description says of bodies is so: of each media type an
// article is stored, and no other one is declared.
func TestMediaTypes(t *testing.T) {
	const words = "The minister of Norway met the mayor of the town in the new hall on Friday."
	const feed = `<rss version="2.0"><channel><title>News</title><item><title>A hall</title><description>` + words + `</description></item></channel></rss>`
	const page = `<!doctype html><html><head><title>A hall</title></head><body><p>` + words + `</p></body></html>`
	const record = `{"title": "A hall", "text": "` + words + `"}`
	bodies := map[string]string{
		"text/plain": words, "application/octet-stream": words, "text/html": page, "application/xhtml+xml": page,
		"application/json": record, "application/ld+json": record,
		"application/jsonl": record + "\n" + record + "\n", "application/x-ndjson": record + "\n", "application/x-jsonlines": record + "\n",
		"text/csv": "title,text\nA hall," + words + "\n", "text/tab-separated-values": "title\ttext\nA hall\t" + words + "\n",
		"application/rss+xml": feed, "application/atom+xml": feed, "application/rdf+xml": feed, "application/xml": feed, "text/xml": feed,
	}
	b := &counter{dir: t.TempDir()}
	b.open(t)
	defer b.close(t)
	var spec struct {
		Paths map[string]struct {
			Post struct {
				RequestBody struct{ Content map[string]any }
			}
		}
	}
	b.ask(t, http.MethodGet, "/openapi.json", "", "", &spec)
	declared := spec.Paths["/v1/articles"].Post.RequestBody.Content
	if len(declared) != len(bodies) {
		t.Errorf("%d media types declared, %d tested", len(declared), len(bodies))
	}
	for kind := range declared {
		if w := b.ask(t, http.MethodPost, "/v1/articles", kind, bodies[kind], nil); w.Code != http.StatusCreated {
			t.Errorf("%s: %d %s", kind, w.Code, w.Body)
		}
	}
}
