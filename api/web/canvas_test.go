package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"newsgraph/graph/query/querytest"
)

// covered counts the pairs of things on the canvas of which one covers the other or
// its name, as cytoscape measures them.
const covered = `(() => {
	const slack = 10; // of boxes that cytoscape draws around shapes and outlined names
	const boxes = document.querySelector(".canvas")._cyreg.cy.nodes().map((n) => n.boundingBox({ includeLabels: true, includeOverlays: false }));
	return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x1 < b.x2 - slack && b.x1 < a.x2 - slack && a.y1 < b.y2 - slack && b.y1 < a.y2 - slack)).length;
})()`

// set changes a field and tells its listeners.
func set(label, value string) step {
	return chromedp.Evaluate[chromedp.Void](`(() => {
		const field = [...document.querySelectorAll(".tools label")].find((l) => l.textContent.trim().startsWith("` + label + `")).querySelector("input, select");
		field.value = "` + value + `"; field.dispatchEvent(new Event("change"));
	})()`)
}

func nodes(n string) step {
	return until(`document.querySelector(".canvas")?.dataset.nodes === "` + n + `"`)
}

func canvasFlows(url string) []flow {
	return []flow{
		{"told by one outlet", []step{
			chromedp.Navigate(url + "/#/graph?open=e:anna"), nodes("8"), set("told by", "Courier"), nodes("4"), until(`location.hash.includes("outlet=Courier")`), picture("canvas-outlet"),
			press("Undo"), nodes("8"), until(`!location.hash.includes("outlet")`),
		}},
		{"by time and number of sources", []step{
			set("since", "2024-03-07"), nodes("4"), set("until", "2024-03-07"), until(has("[role=status]", "Nothing is connected under these filters")), until(`location.hash.includes("until=2024-03-07")`),
			press("Undo"), press("Undo"), nodes("8"), set("sources", "2"), until(`+document.querySelector(".canvas").dataset.nodes < 8 && location.hash.includes("sources=2")`),
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/graph?open=e:anna&until=2024-03-05"), until(has("[role=status]", "connection")), until(`[...document.querySelectorAll(".tools input[type=date]")].at(-1).value === "2024-03-05"`),
		}},
		{"opened by name", []step{
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/graph?open=Anna+Berg&open=e:anna"), nodes("8"), until(`document.querySelector("button[aria-label='Collapse Anna Berg']") !== null && location.hash.endsWith("?open=e%3Aanna")`),
		}},
		{"opened on the canvas itself", []step{
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/graph"), until(has("[role=status]", "Nothing is opened")), until(`document.querySelector(".canvas").hidden`), picture("canvas-empty"),
			chromedp.SendKeys("#opened", "Anna Ber"), until(`document.querySelectorAll("#opened-names li").length === 1`), chromedp.SendKeys("#opened", kb.ArrowDown+kb.Enter), nodes("8"),
			until(`!document.querySelector(".canvas").hidden && +document.querySelector(".canvas").dataset.zoom >= .75 && document.querySelector("#opened").value === ""`),
			chromedp.SendKeys("#opened", "Nobody Known"+kb.Enter), until(has("[role=alert]", "not found")), nodes("8"),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("#opened").value = ""`), chromedp.SendKeys("#opened", "Omar Haddad"+kb.Enter), until(`location.hash.endsWith("?open=e%3Aanna&open=e%3Aomar")`), until(has("[role=status]", "connections")),
		}},
		{"nothing covers anything", []step{
			chromedp.Navigate("about:blank"), chromedp.Navigate(url + "/#/graph?open=e:anna&open=e:omar&open=e:tomas&open=e:wfb"), nodes("11"), picture("canvas-open"), until(covered + ` === 0`),
		}},
	}
}

// TestCanvas narrows what the canvas shows, and looks at its places.
func TestCanvas(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	watch(ctx, t)
	walk(ctx, t, canvasFlows(url))
}
