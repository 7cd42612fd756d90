package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"newsgraph/graph/query/querytest"
)

// axe returns the script of axe-core, whose path NEWSGRAPH_AXE gives; .ci/run
// fetches it.
func axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("NEWSGRAPH_AXE")
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("NEWSGRAPH_AXE names no axe.min.js")
		}
		t.Skip("set NEWSGRAPH_AXE to axe.min.js of the npm package axe-core")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// violations runs axe-core on the page and returns what is serious or critical, a
// line each.
func violations(ctx context.Context, script string) ([]string, error) {
	const run = `axe.run(document, {resultTypes: ["violations"]}).then((r) => { window.found = JSON.stringify(r.violations
		.filter((v) => v.impact === "serious" || v.impact === "critical")
		.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + " " + n.any.map((a) => a.message).join(" ").slice(0, 200)))) })`
	err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script+"; void 0"), chromedp.Evaluate[chromedp.Void]("window.found = undefined; "+run+"; void 0"), until("window.found !== undefined"))
	if err != nil {
		return nil, err
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("window.found"))
	if err != nil {
		return nil, err
	}
	var out []string
	return out, json.Unmarshal([]byte(text), &out)
}

// emulate prefers light or dark.
func emulate(scheme string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		features := []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}
		return t.Call(ctx, "Emulation.setEmulatedMedia", map[string]any{"features": features}, nil)
	})
}

// TestAccessible looks at every page with axe-core, in light and dark.
func TestAccessible(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	script := axe(t)
	doc, event := querytest.Reports()[0].Article.ID, querytest.Reports()[2].Events[0].ID
	drawn := `document.querySelector(".paper svg") !== null`
	pages := []struct{ name, at, ready string }{
		{"home", "/", `document.querySelectorAll(".rows li").length === 5`},
		{"articles", "/#/articles", `document.querySelectorAll(".rows li").length >= 5`},
		{"met", "/#/met/e:anna", drawn},
		{"search", "/#/search?q=berg", `document.querySelectorAll(".rows li").length === 2`},
		{"entity", "/#/entity/e:anna", drawn},
		{"event", "/#/event/" + string(event), drawn},
		{"article", "/#/article/" + string(doc), `document.querySelector(".claims button") !== null`},
		{"why", "/#/why/e:anna?to=e:omar", drawn},
		{"whole", "/#/whole", drawn},
		{"review", "/#/review", has(".compare td", "tomas berg")},
		{"canvas", "/#/graph?open=e:anna", `+document.querySelector(".canvas")?.dataset.nodes > 2`},
		{"map", "/#/map?at=e:oslo", `document.querySelector(".dot.chosen") !== null && document.querySelector(".within mark") !== null`},
		{"error", "/#/nowhere", has("[role=alert]", "no such page")},
		{"docs", "/docs", `document.querySelectorAll(".part").length > 20`},
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, page := range pages {
			t.Run(scheme+" "+page.name, func(t *testing.T) {
				err := chromedp.Do(ctx, emulate(scheme), chromedp.Navigate("about:blank"), chromedp.Navigate(url+page.at), until(page.ready),
					until(`document.querySelector("main").getAttribute("aria-busy") === null && getComputedStyle(document.querySelector("main")).opacity === "1"`))
				if err != nil {
					t.Fatal(err)
				}
				found, err := violations(ctx, script)
				if err != nil || len(found) > 0 {
					t.Error(fmt.Sprint(len(found)), err, "\n"+strings.Join(found, "\n"))
				}
			})
		}
	}
}
