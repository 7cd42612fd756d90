package api_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"newsgraph/api"
	"newsgraph/graph/memory"
	"newsgraph/graph/query/querytest"
)

func ExampleNew() {
	s := memory.New()
	if _, err := s.Apply(context.Background(), querytest.Batch(querytest.Reports())); err != nil {
		fmt.Println(err)
		return
	}
	h := api.New(api.Deps{Source: s.Snapshot})
	r := httptest.NewRequest("GET", "/v1/search?q=WFB", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)
	// Output: 200 {"items":[{"id":"e:wfb","name":"World Fishery Board","class":"Organization","kind":"acronym","matched":"world fishery board","articles":2}],"total":1}
}
