package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"newsgraph/graph/query/querytest"
)

// wide is what is wider than the page and does not scroll in a box of its own.
const wide = `(() => {
	const scrolls = (e) => e && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
	const bad = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement) && getComputedStyle(e).position !== "absolute");
	return document.documentElement.scrollWidth > innerWidth ? "page " + document.documentElement.scrollWidth + ": " + bad.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join("; ") : "";
})()`

// idle is what has no use on paper and is printed all the same.
const idle = `[...document.querySelectorAll("button, input, select, textarea, header.top")]
	.filter((e) => e.offsetParent !== null && !e.matches(".site, .claims button")).map((e) => e.outerHTML.slice(0, 120)).join("; ")`

// cut is what a box that scrolls hides, which nobody can scroll on paper.
const cut = `[...document.querySelectorAll("main *")].filter((e) => e.offsetParent !== null && getComputedStyle(e).overflowX !== "visible" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
	.map((e) => e.outerHTML.slice(0, 120)).join("; ")`

// TestReflow reads every page on the narrowest screen of WCAG 2.2 (1.4.10), 320 pixels,
// and prints it on A4: nothing is cut off, and what can only be clicked is not printed.
func TestReflow(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	none := func(t *testing.T, what string) {
		t.Helper()
		if got, err := chromedp.Run(ctx, chromedp.Evaluate[string](what)); err != nil || got != "" {
			t.Error(got, err)
		}
	}
	for _, v := range views() {
		t.Run(v.name, func(t *testing.T) {
			if err := chromedp.Do(ctx, emulate("screen", "light"), chromedp.EmulateViewport(320, 640), show(url, v), picture("narrow-"+v.name)); err != nil {
				t.Fatal(err)
			}
			none(t, wide)
			if err := chromedp.Do(ctx, emulate("print", "light"), chromedp.EmulateViewport(718, 1000), picture("print-"+v.name)); err != nil {
				t.Fatal(err)
			}
			none(t, wide)
			none(t, idle)
			none(t, cut)
		})
	}
}

// TestDarkPicture: pictures have the colours of the page, and are dark on white in print.
func TestDarkPicture(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	const paper = `document.querySelector(".paper svg rect").getAttribute("fill") + " " + getComputedStyle(document.querySelector(".paper")).backgroundColor + " " + getComputedStyle(document.querySelector(".paper svg")).filter`
	met := view{"met", "/#/met/e:anna", `document.querySelector(".paper svg") !== null`}
	for _, tt := range []struct{ scheme, media, want string }{
		{"light", "screen", "#FFFFFF rgb(255, 255, 255) none"},
		{"dark", "screen", "#14171C rgb(20, 23, 28) none"},
		{"dark", "print", "#14171C rgb(255, 255, 255) invert(1) hue-rotate(180deg)"},
	} {
		if err := chromedp.Do(ctx, emulate("screen", tt.scheme), show(url, met), emulate(tt.media, tt.scheme), picture("met-"+tt.scheme+"-"+tt.media)); err != nil {
			t.Fatal(err)
		}
		if got, err := chromedp.Run(ctx, chromedp.Evaluate[string](paper)); err != nil || got != tt.want {
			t.Errorf("%s %s: %q, %v, want %q", tt.scheme, tt.media, got, err, tt.want)
		}
	}
}
