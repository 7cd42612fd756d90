package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"newsgraph/graph/query/querytest"
)

// hostile are files that a reader may be given: each is either loaded as plain text
// or refused in words, and none runs anything.
var hostile = []struct{ name, body, want string }{
	{"junk.bin", strings.Repeat("\x00\xff\xfe\x01\x9c", 4000), "not added"},
	{"line.txt", strings.Repeat("word ", 2<<20), "not added"},
	{"page.html", `<html><head><title>Harbour &lt;img src=x onerror="ran=1"&gt;</title><script>window.ran=1</script></head><body><article><p>The mayor of Port Elm opened the new harbour on Monday<img src=x onerror="window.ran=1">, and the council met the owners of the ferry <script>window.ran=1</script>afterwards.</p><p>She said that the first ship would leave within a week, if the wind allowed it.</p></article></body></html>`, "1 article added"},
	{`<img src=x onerror="ran=1">.txt`, "The council of Port Elm met the owners of the ferry on Tuesday, the mayor said.", "1 article added"},
	{`"><script>ran=1<script>.json`, `{"text":`, "not added"},
}

// TestUpload sends a text, files that are none, and files that would like to run.
func TestUpload(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	watch(ctx, t)
	dir := t.TempDir()
	var paths []string
	for _, f := range hostile {
		path := filepath.Join(dir, f.name)
		if err := os.WriteFile(path, []byte(f.body), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	steps := []step{
		chromedp.Navigate(url + "/#/articles"), chromedp.WaitVisible("#text"),
		chromedp.Click(".upload button"), until(has(".rows li", "Paste a text or choose a file first")),
		chromedp.SendKeys("#text", "The council of Elm met the owners of the mill on Friday, the mayor said."), chromedp.Click(".upload button"),
		until(has("[role=status] li", "1 article added")), until(`document.querySelector("[role=status] a[href^='#/article/']") !== null && document.querySelector("#text").value === ""`),
		chromedp.SetUploadFiles("#files", paths), chromedp.Click(".upload button"),
		until(`!document.querySelector(".upload button").disabled && document.querySelectorAll("ol[role=status] > li").length === 5`), picture("upload"),
	}
	for i, f := range hostile {
		line := fmt.Sprintf("ol[role=status] > li:nth-child(%d)", i+1)
		steps = append(steps, until(has(line, f.name)), until(has(line, f.want)))
		if f.want == "not added" {
			steps = append(steps, until(has(line+" [role=alert] strong", f.name+":")))
		}
	}
	steps = append(steps,
		chromedp.Evaluate[chromedp.Void](`document.querySelector("ol[role=status] > li:nth-child(3) a").click()`),
		until(has(".text", "opened the new harbour")), picture("upload-article"),
		until(`window.ran === undefined && document.querySelectorAll("main img, main script").length === 0`))
	if err := chromedp.Do(ctx, steps...); err != nil {
		body, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
		t.Fatalf("%v\n%.3000s", err, body)
	}
}
