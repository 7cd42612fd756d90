package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
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

// emulate shows pages on a screen or in print, in light or dark.
func emulate(media, scheme string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		features := []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}
		return t.Call(ctx, "Emulation.setEmulatedMedia", map[string]any{"media": media, "features": features}, nil)
	})
}

// A view is a page of the explorer, and the condition under which it is all there.
type view struct{ name, at, ready string }

// views returns one of each page, of the hand-made world.
func views() []view {
	doc, event := querytest.Reports()[0].Article.ID, querytest.Reports()[2].Events[0].ID
	drawn := `document.querySelector(".paper svg") !== null`
	return []view{
		{"home", "/", `document.querySelectorAll(".rows li").length === 5`},
		{"articles", "/#/articles", `document.querySelectorAll(".rows li").length >= 5`},
		{"met", "/#/met/e:anna", drawn},
		{"search", "/#/search?q=berg", `document.querySelectorAll(".rows li").length === 2`},
		{"entity", "/#/entity/e:anna", drawn + ` && document.querySelector(".tenures") !== null && document.querySelector(".band") !== null`},
		{"country", "/#/entity/e:norway", drawn + ` && document.querySelector(".seen.undated") !== null`},
		{"event", "/#/event/" + string(event), drawn},
		{"article", "/#/article/" + string(doc), `document.querySelector(".claims button") !== null`},
		{"why", "/#/why/e:anna?to=e:omar", drawn},
		{"whole", "/#/whole", drawn},
		{"review", "/#/review", has(".compare td", "tomas berg")},
		{"canvas", "/#/graph?open=e:anna", `+document.querySelector(".canvas")?.dataset.nodes > 2`},
		{"canvas, nothing left", "/#/graph?open=e:anna&since=2031", has("[role=status]", "under these filters")},
		{"map", "/#/map?at=e:oslo", `document.querySelector(".dot.chosen") !== null && document.querySelector(".within mark") !== null`},
		{"map, nothing left", "/#/map?since=2031", has("[role=status]", "under these filters")},
		{"error", "/#/nowhere", has("[role=alert]", "no such page")},
		{"docs", "/docs", `document.querySelectorAll(".part").length > 20`},
	}
}

// show opens a view and waits until it is all there and no longer fading in.
func show(url string, v view) step {
	return chromedp.Steps(chromedp.Navigate("about:blank"), chromedp.Navigate(url+v.at), until(v.ready),
		until(`document.querySelector("main").getAttribute("aria-busy") === null && getComputedStyle(document.querySelector("main")).opacity === "1"`))
}

// TestAccessible looks at every page with axe-core, in light and dark, and at those
// that look otherwise on a narrow screen there too.
func TestAccessible(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	script := axe(t)
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"narrow", "light", 360}} {
		for _, v := range views() {
			if look.name == "narrow" && !slices.Contains([]string{"country", "article", "canvas", "map"}, v.name) {
				continue
			}
			t.Run(look.name+" "+v.name, func(t *testing.T) {
				if err := chromedp.Do(ctx, emulate("screen", look.scheme), chromedp.EmulateViewport(look.width, 900), show(url, v)); err != nil {
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
