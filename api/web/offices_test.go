package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"newsgraph/graph/query/querytest"
)

func officeFlows(url string) []flow {
	return []flow{
		{"of a person", []step{
			chromedp.Navigate(url + "/#/entity/e:anna"), until(has("h2", "Offices over time 1")), until(has(".tenures th", "Foreign Minister of Norway")),
			until(has(".tenures td", "current 2024-03-06 1 observation")), until(`document.querySelectorAll(".strip .seen.held").length === 1 && !document.querySelector(".seen.undated")`), picture("offices"),
		}},
		{"of a country, what has no date apart", []step{
			chromedp.Navigate(url + "/#/entity/e:norway"), until(has(".tenures th", "Tomas Berg, Foreign Minister of Norway")), until(has(".tenures td", "former date unknown 1 observation")),
			until(`document.querySelectorAll(".strip .seen.held").length === 1 && document.querySelectorAll(".strip .seen.over.undated").length === 1`), until(has("thead", "unknown")), picture("offices-country"),
		}},
		{"a mark opens its words", []step{
			chromedp.Evaluate[chromedp.Void](`document.querySelector(".strip > svg:has(.held)").dispatchEvent(new MouseEvent("click", {bubbles: true}))`), until(`document.querySelector(".text mark") !== null && document.querySelector(".claims button[aria-pressed='true']").textContent.includes("holds the position")`),
		}},
		{"narrow screen", []step{
			chromedp.EmulateViewport(360, 700), chromedp.Navigate(url + "/#/entity/e:norway"), until(has(".tenures th", "Tomas Berg")),
			until(`document.documentElement.scrollWidth <= 360 && document.querySelector("tbody .strip").clientWidth > 250`), picture("offices-narrow"),
		}},
	}
}

// TestOffices looks at offices over time.
func TestOffices(t *testing.T) {
	ctx, url := browser(t), serve(t, querytest.Reports())
	watch(ctx, t)
	walk(ctx, t, officeFlows(url))
}
