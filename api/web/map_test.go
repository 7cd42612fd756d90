package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"newsgraph/graph"
	"newsgraph/graph/query/querytest"
)

// locate knows one of the two cities of the hand-made world.
func locate(id graph.ID) (lat, lon float64, ok bool) { return 59.913, 10.752, id == "e:oslo" }

// clickDot clicks the dot of a place.
func clickDot(id string) step {
	return chromedp.Evaluate[chromedp.Void](`document.querySelector(".dot[data-id='` + id + `']").dispatchEvent(new MouseEvent("click", {bubbles: true}))`)
}

func mapFlows(url string) []flow {
	drawn := `document.querySelector(".atlas")?.dataset.land === "drawn" && document.querySelectorAll(".sites .site").length === 2`
	return []flow{
		{"all places", []step{
			chromedp.Navigate(url + "/#/map"), until(drawn), until(`document.querySelectorAll(".dot").length === 1 && document.querySelector(".atlas text").textContent === "Oslo"`),
			until(has("[role=status]", "2 places. 1 of them without a known point")), until(has(".site", "Amman 2 events · 2 sources · date unknown · not on the map")), picture("map"),
		}},
		{"a dot opens its events and their sentences", []step{
			clickDot("e:oslo"), until(has(".sites .rows mark", "Anna Berg met Jordanian Trade Minister")), until(has(".site[aria-expanded='true']", "Oslo")),
			until(`document.querySelector(".dot.chosen") !== null && location.hash.includes("at=e%3Aoslo")`), picture("map-place"),
			clickDot("e:oslo"), until(`!document.querySelector(".site[aria-expanded='true']") && !location.hash.includes("at=")`),
		}},
		{"the list does so by keyboard", []step{
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".site").focus()`), chromedp.SendKeys(".site", kb.Enter), until(has(".within mark", "Omar Haddad will meet again in Amman in April")),
			until(has(".within .status", "planned")), until(`document.activeElement.matches(".site[aria-expanded='true']")`),
		}},
		{"filters, shared by the address", []step{
			chromedp.Evaluate[chromedp.Void](`(() => { const since = document.querySelector(".tools input[type=date]"); since.value = "2024-03-07"; since.dispatchEvent(new Event("change")); })()`),
			until(`document.querySelectorAll(".site").length === 1 && location.hash.includes("since=2024-03-07")`), until(has(".site[aria-expanded='true']", "Amman")), until(has(".within .count", "1")),
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/map?since=2031&facts=1"), until(has("[role=status]", "under these filters")), picture("map-none"),
			press("Clear filters"), until(drawn), until(`!location.hash.includes("since")`),
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/map?of=e:anna&at=e:oslo&view=60,10,8"), until(has("h1", "Where: Anna Berg")), until(has(".within mark", "news conference in Oslo")), until(`+document.querySelector(".dot").getAttribute("cx") > 0`),
		}},
		{"zoom and drag", []step{
			chromedp.Click(".zoom button[aria-label='Zoom in']"), until(`location.hash.includes("%2C16")`),
			chromedp.Click(".zoom button[aria-label='Whole world']"), until(`location.hash.includes("%2C1")`), chromedp.Click(".zoom button[aria-label='All places']"), until(`!location.hash.includes("view")`),
			chromedp.Evaluate[chromedp.Void](`(() => {
				const svg = document.querySelector(".atlas svg"), send = (to, type, x) => to.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: x, clientY: 300 }));
				window.was = +document.querySelector(".dot").getAttribute("cx"); send(svg, "pointerdown", 300); send(window, "pointermove", 340); send(window, "pointerup", 340);
			})()`),
			until(`Math.abs(+document.querySelector(".dot").getAttribute("cx") - window.was - 40) < 2 && location.hash.includes("view=")`),
		}},
		{"of one thing", []step{
			chromedp.Navigate(url + "/#/entity/e:lena"), until(has("main a", "On the map")),
			chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("main a")].find((a) => a.textContent === "On the map").click()`),
			until(has("h1", "Where: Lena Ortiz")), until(has(".site", "Oslo 1 event")),
			chromedp.Navigate(url + "/#/map?of=e:evil"), until(has("[role=status]", "No article says where something happened with Eve")), until(`document.querySelectorAll("main script").length === 0`),
			chromedp.Navigate(url + "/#/map?of=Nobody+Known"), until(has("[role=alert]", "not found")),
		}},
		{"narrow screen", []step{
			chromedp.EmulateViewport(360, 700), chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/map?at=e:oslo"), until(drawn), until(has(".within mark", "Anna Berg met")),
			until(`document.documentElement.scrollWidth <= 360 && document.querySelector(".sites").clientWidth > 300`), picture("map-narrow"),
		}},
	}
}

// TestMap walks over the map.
func TestMap(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	watch(ctx, t)
	walk(ctx, t, mapFlows(url))
}

// TestMapEmpty has no place to show.
func TestMapEmpty(t *testing.T) {
	ctx, url := browser(t), serve(t, nil)
	watch(ctx, t)
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/#/map"), until(has("[role=status]", "No article tells of an event at a named place yet")), until(`document.querySelector(".sites").hidden`), picture("map-empty")); err != nil {
		t.Error(err)
	}
}
