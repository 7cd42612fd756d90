package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"newsgraph/api"
	"newsgraph/api/web"
	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/query/querytest"
	"newsgraph/loaders/source"
)

// store reads what is uploaded as the program does, up to its analysis: an article
// without claims.
type store struct{ *memory.Store }

func (s store) Ingest(ctx context.Context, name, contentType string, body []byte) ([]graph.ID, error) {
	return s.IngestEach(ctx, name, contentType, body, func(api.Progress) {})
}

func (s store) IngestEach(ctx context.Context, name, contentType string, body []byte, tell func(api.Progress)) ([]graph.ID, error) {
	arts, err := source.Parse(ctx, name, contentType, body, source.Options{})
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	for n, art := range arts {
		tell(api.Progress{Done: n, Total: len(arts)})
		if _, err := s.Apply(ctx, querytest.Batch([]*graph.Report{{Article: art}})); err != nil {
			return nil, err
		}
		ids = append(ids, art.ID)
	}
	return ids, nil
}

func (s store) Retract(context.Context, graph.ID) error { return nil }

func (s store) Annotate(context.Context, io.Writer, string, string, []byte) error { return nil }

func serve(t *testing.T, reports []*graph.Report) string {
	t.Helper()
	s := store{memory.New()}
	if _, err := s.Apply(t.Context(), querytest.Batch(reports)); err != nil {
		t.Fatal(err)
	}
	jobs := api.NewJobs(t.Context())
	srv := httptest.NewServer(api.New(api.Deps{Source: s.Snapshot, Ingester: s, Annotator: s, Judge: judge{s}, Jobs: jobs, Locate: locate, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(func() {
		srv.Close()
		if err := jobs.Close(); err != nil {
			t.Error(err)
		}
	})
	return srv.URL
}

// TestFiles asks for every embedded file.
func TestFiles(t *testing.T) {
	url := serve(t, nil)
	for _, path := range web.Paths() {
		res, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != 200 || len(b) == 0 || res.Header.Get("Content-Type") == "" {
			t.Errorf("%s: %d, %d bytes, %v", path, res.StatusCode, len(b), err)
		}
		if s := string(b); strings.HasSuffix(path, ".html") && (strings.Contains(s, "<script>") || strings.Contains(s, "style=")) {
			t.Errorf("%s holds inline script or style, which the policy forbids", path)
		}
		if strings.HasPrefix(path, "/files/vendor/") {
			continue // names its home page in messages; the content policy forbids going there
		}
		if s := strings.ReplaceAll(string(b), "http://www.w3.org/", ""); strings.Contains(s, "https://") || strings.Contains(s, "http://") {
			t.Errorf("%s names another server", path)
		}
	}
}

// browser starts Chromium, or skips where there is none unless CI=true.
func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no chromium")
		}
		t.Skip("no chromium")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// watch collects exceptions and errors of the console, among them what the content
// policy forbids: anything from another server, any inline script. The answers 4xx
// that a step asks for are none.
func watch(ctx context.Context, t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(ctx)
	messages := chromedp.Console(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m, err := range messages {
			if err != nil {
				return
			}
			if (m.IsException() || m.Type == "error") && !strings.Contains(m.Text, "status of 4") {
				t.Error(m)
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
}

// A step is an action without a result.
type step = chromedp.Action[chromedp.Void]

// until waits for a JavaScript condition.
func until(cond string) step {
	return chromedp.Poll[chromedp.Void](cond, chromedp.WithPollingTimeout(10*time.Second))
}

// picture keeps what is seen, for those who look: set NEWSGRAPH_SCREENSHOTS.
func picture(name string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		dir := os.Getenv("NEWSGRAPH_SCREENSHOTS")
		if dir == "" {
			return nil
		}
		b, err := chromedp.FullScreenshot(100)(ctx, t)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name+".png"), b, 0o644)
	})
}

// press clicks the button that bears words.
func press(words string) step {
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[...document.querySelectorAll("button")].find((b) => b.textContent === %q).click()`, words))
}

// has is a condition: some element of sel holds words.
func has(sel, words string) string {
	w, _ := json.Marshal(words)
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.textContent.includes(%s))`, sel, w)
}

// A flow is a part of a reader's walk.
type flow struct {
	name    string
	actions []step
}

// flows is the walk, each part from where the one before ended.
func flows(url, doc string) []flow {
	return []flow{
		{"home lists the articles", []step{
			chromedp.Navigate(url), until(has("h1", "Who met whom")), until(`document.querySelectorAll(".rows li").length === 5`), picture("home"),
		}},
		{"who met, with suggestions", []step{
			chromedp.SendKeys("#who", "berg"), until(`document.querySelectorAll("#who-names li").length === 2`), picture("who"),
			chromedp.SendKeys("#who", kb.ArrowDown+kb.Enter), until(has("h1", "Who met Anna Berg?")), until(has(".rows .thing", "Omar Haddad")), until(has("mark", "Anna Berg met Jordanian Trade Minister")),
			until(`document.querySelector(".paper svg") !== null`), picture("met"),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("#who").value = ""`), chromedp.SendKeys("#who", "Omar Haddad"+kb.Enter), until(has("h1", "Who met Omar Haddad?")),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("#who").value = ""`), chromedp.SendKeys("#who", "Nobody Known"+kb.Enter), until(has("[role=alert]", "not found")),
		}},
		{"suggestions by keyboard", []step{
			chromedp.SendKeys("#q", "berg"), until(`document.querySelectorAll("#suggestions li").length === 2`), picture("suggestions"),
			chromedp.SendKeys("#q", kb.ArrowDown+kb.Enter), until(has("h1", "Anna Berg")),
		}},
		{"card with evidence", []step{
			until(has(".fact", "Omar Haddad meeting")), until(`!document.querySelector(".how").open`), until(has(".how", "confidence 90 %, rule test")), until(has("mark", "Anna Berg met Jordanian Trade Minister")),
			until(has(".fact", "Lena Ortiz meeting denied")), until(has(".fact", "each by another article")), until(has(".quote", "“The sea belongs to those who live from it,”")), until(has(".fact", "Foreign Minister of Norway")),
		}},
		{"picture with links", []step{
			until(`document.querySelectorAll(".paper svg a[href^='#/']").length > 5`), picture("entity"),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".paper svg a[href='#/entity/e%3Aomar']").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`),
			until(has("h1", "Omar Haddad")),
		}},
		{"evidence in its article", []step{
			until(`document.querySelector("a.from") !== null`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("a.from").click()`), until(`document.querySelector(".text mark") !== null`),
			until(`document.querySelector(".claims button[aria-pressed='true']") !== null`), picture("article"),
		}},
		{"another claim of the article", []step{
			chromedp.Navigate(url + "/#/article/" + doc), until(`document.querySelectorAll(".claims button").length > 4 && !document.querySelector(".text mark")`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".claims button").click()`), until(`document.querySelector(".text mark") !== null`),
		}},
		{"reader: words and lines point at each other", []step{
			chromedp.Navigate(url + "/#/articles"), until(has("h1", "Articles")),
			chromedp.Navigate(url + "/#/article/" + doc), until(`document.querySelectorAll(".claims button").length > 4 && !document.querySelector(".text mark")`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".claims button").dispatchEvent(new MouseEvent("mouseenter"))`), until(`document.querySelector(".text mark") !== null`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".claims button").dispatchEvent(new MouseEvent("mouseleave"))`), until(`document.querySelector(".text mark") === null`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".text .mention").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`), until(`document.querySelector(".claims button.near") !== null`), picture("reader"),
		}},
		{"event", []step{
			chromedp.Navigate(url + "/#/event/" + string(querytest.Reports()[2].Events[0].ID)), until(has("h1", "News conference: Lena Ortiz, Omar Haddad and Anna Berg")),
			until(has("blockquote", "stood beside")), until(`document.querySelector(".paper svg") !== null`), picture("event"),
		}},
		{"hostile name stays text", []step{
			chromedp.Navigate(url + "/#/entity/e:evil"), until(has("h1", `Eve "]; <script>alert('x')</script> \N`)),
			until(`document.querySelector(".paper svg") !== null`), until(`document.querySelectorAll("main script, .paper script").length === 0`), picture("hostile"),
		}},
		{"nothing found", []step{
			chromedp.Navigate(url + "/#/search?q=zzzz"), until(has(".more", "Nothing bears a name like this")),
			chromedp.Navigate(url + "/#/entity/e:nobody"), until(has("[role=alert]", "not found")), picture("error"),
			chromedp.Navigate(url + "/#/nowhere"), until(has("[role=alert]", "no such page")),
		}},
		{"connection", []step{
			chromedp.Navigate(url + "/#/entity/e:tomas"), chromedp.WaitVisible("#other"), chromedp.SendKeys("#other", "Omar Haddad"+kb.Enter),
			until(has("h1", "Tomas Berg and Omar Haddad")), until(has(".kind", "met")), until(`document.querySelector(".paper svg") !== null`), picture("why"),
		}},
		{"review and undo", []step{
			chromedp.Navigate(url + "/#/review"), until(has(".compare td", "tomas berg")), until(has(".sides .thing", "Anna Berg")), until(has(".sides blockquote mark", "Anna Berg")), until(has(".sides blockquote", "Tomas Berg, Norway's former foreign minister")), picture("review"),
			chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("button")].find((b) => b.textContent === "Cannot be told").click()`),
			until(has(".kind", "unsure")), chromedp.Click("button[aria-label='Undo judgement 1']"), until(has(".kind", "undo")), until(has(".quiet", "undone")), picture("decided"),
		}},
		{"review by keyboard", []step{
			chromedp.Navigate(url + "/#/articles"), until(has("h1", "Articles")), chromedp.Navigate(url + "/#/review"), until(has(".compare td", "tomas berg")),
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".pairs > li").focus()`), chromedp.SendKeys(".pairs > li", "ju"), until(has(".rows .fact", "3 unsure")), until(`document.activeElement.matches(".pairs > li")`), picture("review-keys"),
		}},
		{"timeline with a brush", []step{
			chromedp.Navigate(url + "/#/entity/e:anna"), until(`document.querySelectorAll(".band .event").length > 0 && document.querySelectorAll(".band line.tick").length > 1 && document.querySelectorAll(".band line.tick").length < 7 && document.querySelectorAll(".band rect").length < 20`),
			chromedp.Evaluate[chromedp.Void](`(() => {
				const svg = document.querySelector(".band svg"), box = svg.getBoundingClientRect();
				const send = (to, type, part) => to.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, clientX: box.left + part * box.width, clientY: box.top + 10 }));
				send(svg, "pointerdown", .05); send(window, "pointermove", .5); send(window, "pointerup", 1);
			})()`),
			until(`document.querySelectorAll(".chosen > li").length > 0 && +document.querySelector(".brush").getAttribute("width") > 500`),
			until(has(".chosen .when", "2024-03-05")), until(`!document.querySelector(".chosen .when.unknown")`), picture("timeline"),
			chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".part button")].find((b) => /^Show [0-9]+ of unknown date$/.test(b.textContent)).click()`), until(has(".part [role=status]", "of unknown date")), until(`![...document.querySelectorAll(".chosen > li > .fact > .when")].some((e) => e.dateTime)`),
		}},
		{"canvas: expand, undo, share", []step{
			chromedp.Navigate(url + "/#/entity/e:anna"), until(has("main a", "On the canvas")),
			chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("main a")].find((a) => a.textContent === "On the canvas").click()`),
			until(`+document.querySelector(".canvas")?.dataset.nodes > 2 && document.querySelector(".canvas canvas") !== null`), picture("canvas"),
			chromedp.Evaluate[chromedp.Void](`window.before = +document.querySelector(".canvas").dataset.nodes; document.querySelector("button[aria-label='Expand Omar Haddad']").click()`),
			until(`+document.querySelector(".canvas").dataset.nodes > window.before && location.hash.includes("omar")`),
			chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".tools button")].find((b) => b.textContent === "Undo").click()`),
			until(`+document.querySelector(".canvas").dataset.nodes === window.before && !location.hash.includes("omar")`),
			chromedp.Navigate(url + "/#/graph"), until(has("[role=status]", "Nothing is opened")),
		}},
		{"canvas: path, files", []step{
			chromedp.Navigate(url + "/#/graph?open=e%3Atomas&open=e%3Aevil&open=e%3Aanna"), until(`+document.querySelector(".canvas")?.dataset.nodes > 2`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("select[aria-label='Path from']").value = "e:tomas"; document.querySelector("select[aria-label='Path to']").value = "e:evil"; [...document.querySelectorAll(".tools button")].find((b) => b.textContent === "Find path").click()`),
			until(`location.hash.includes("path=e%3Atomas%7Ce%3Aevil")`), until(`+document.querySelector(".canvas").dataset.path > 1 && document.querySelectorAll(".legend li").length === 4`), picture("canvas-path"),
			chromedp.Evaluate[chromedp.Void](`URL.createObjectURL = (b) => { b.text().then((t) => { window.saved = t; }); return "#saved"; }; HTMLAnchorElement.prototype.click = () => {}`),
			press("Save SVG"), until(`window.saved?.startsWith("<svg") && new DOMParser().parseFromString(window.saved, "image/svg+xml").querySelectorAll("script, parsererror").length === 0 && window.saved.includes("&lt;script&gt;")`),
			press("Save DOT"), until(`window.saved.startsWith("graph newsgraph {") && window.saved.includes('Eve \\"]; <script>') && window.saved.includes("style=dashed")`),
			press("Save PNG"), until(`window.saved.includes("PNG")`),
			chromedp.Navigate(url + "/#/graph?open=e%3Atomas&open=e%3Aevil&open=e%3Aanna&path=e%3Atomas%7Ce%3Aevil&sources=2"),
			until(`document.querySelector(".canvas")?.dataset.path === "0" && +document.querySelector(".canvas").dataset.nodes > 2`), picture("canvas-path-filtered"),
		}},
		{"moments as people write them", []step{
			chromedp.Evaluate[chromedp.Void](`import("/files/dom.js").then((m) => { window.clocks = ["2025-03-12", "2025-03-12T17:40Z", "2025-06-11T09:30", "2025-03-12T06:15:07.5+02:00", "2025-03", ""].map(m.clock).join("|"); })`),
			until(`window.clocks === "2025-03-12|2025-03-12 17:40 UTC|2025-06-11 09:30|2025-03-12 06:15 UTC+02:00|2025-03|"`),
		}},
		{"description of the interface", []step{
			chromedp.Navigate(url + "/docs"), until(has("code", "/v1/met")), until(`document.querySelectorAll(".part").length > 20`), picture("docs"),
		}},
		{"narrow screen", []step{
			chromedp.EmulateViewport(360, 700), chromedp.Navigate(url + "/#/entity/e:anna"), until(has(".fact", "Omar Haddad meeting")),
			until(`document.querySelector(".paper svg") !== null`), until(`document.documentElement.scrollWidth <= 360`), picture("narrow"),
			until(`document.querySelector(".paper svg").getBoundingClientRect().width > 600 && document.querySelector(".paper").clientWidth < 360`),
			chromedp.Navigate(url + "/#/graph?open=e%3Aevil&open=e%3Aanna"), until(`+document.querySelector(".canvas")?.dataset.nodes > 2`),
			until(`document.documentElement.scrollWidth <= 360 && document.querySelectorAll("main script").length === 0`), until(`+document.querySelector(".canvas").dataset.zoom >= .75`), picture("canvas-narrow"),
		}},
	}
}

// TestExplorer walks through the pages as a reader does.
func TestExplorer(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	watch(ctx, t)
	walk(ctx, t, flows(url, string(querytest.Reports()[0].Article.ID)))
}

// walk goes through flows until one fails.
func walk(ctx context.Context, t *testing.T, flows []flow) {
	t.Helper()
	for _, flow := range flows {
		if !t.Run(flow.name, func(t *testing.T) {
			if err := chromedp.Do(ctx, flow.actions...); err != nil {
				body, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
				t.Fatalf("%v\n%.1500s", err, body)
			}
		}) {
			break
		}
	}
}

func TestEmpty(t *testing.T) {
	ctx, url := browser(t), serve(t, nil)
	watch(ctx, t)
	err := chromedp.Do(ctx, chromedp.Navigate(url), until(has(".lead", "The graph is empty")), chromedp.WaitVisible(".upload"), picture("empty"),
		chromedp.Navigate(url+"/#/whole"), until(`document.querySelector(".paper svg, .paper [role=alert]") !== null`))
	if err != nil {
		t.Error(err)
	}
}
