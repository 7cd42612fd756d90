package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"newsgraph/api"
)

// TestContract asks every operation of the served description and holds the
// answer against what it declares.
func TestContract(t *testing.T) {
	h := api.New(deps(t))
	if w := do(t, h, call{method: "POST", path: "/v1/articles?async=true", body: "An article.", kind: "text/plain"}); w.Code != 202 || w.Header().Get("Location") != "/v1/jobs/1" {
		t.Fatalf("asynchronous load: %d %v %s", w.Code, w.Header(), w.Body)
	}
	spec := describe(t, h)
	router := route(t, h)
	todo := calls()
	for _, path := range sorted(spec["paths"].(map[string]any)) {
		for method, op := range spec["paths"].(map[string]any)[path].(map[string]any) {
			op := op.(map[string]any)
			id := op["operationId"].(string)
			t.Run(id, func(t *testing.T) {
				c, ok := todo[id]
				if !ok {
					t.Fatal("no call in this test")
				}
				c.method = strings.ToUpper(method)
				w := do(t, h, c)
				checkAnswer(t, router, c, w)
				checkErrors(t, h, op, c)
			})
		}
	}
}

// route reads the served description as any client would.
func route(t *testing.T, h http.Handler) routers.Router {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(do(t, h, call{method: "GET", path: "/openapi.json"}).Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Errorf("openapi.json: %v", err)
	}
	doc.Servers = openapi3.Servers{{URL: "http://localhost"}}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return router
}

func describe(t *testing.T, h http.Handler) map[string]any {
	t.Helper()
	w := do(t, h, call{method: "GET", path: "/openapi.json"})
	var spec map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &spec); err != nil || !strings.HasPrefix(spec["openapi"].(string), "3.1") {
		t.Fatalf("openapi.json: %v, %.100s", err, w.Body)
	}
	return spec
}

func sorted(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// checkAnswer holds status, headers, media type and body against the description,
// with a validator that is not ours.
func checkAnswer(t *testing.T, router routers.Router, c call, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code >= 300 {
		t.Fatalf("status %d: %.500s", w.Code, w.Body)
	}
	r := request(t, c)
	route, params, err := router.FindRoute(r)
	if err != nil {
		t.Fatal(err)
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
	opts := &openapi3filter.Options{IncludeResponseStatus: true, ExcludeRequestBody: true}
	in.Options = opts
	if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
		t.Errorf("request: %v", err)
	}
	kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	opts.ExcludeResponseBody = kind != "application/json"
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Options: opts}
	out.SetBodyBytes(w.Body.Bytes())
	if err := openapi3filter.ValidateResponse(t.Context(), out); err != nil {
		t.Errorf("answer: %v", err)
	}
	if route.Operation.Responses.Status(w.Code).Value.Content.Get(kind) == nil {
		t.Errorf("media type %q is not declared", kind)
	}
}

// checkErrors asks with an unknown parameter, which every operation refuses as a
// problem that it declares.
func checkErrors(t *testing.T, h http.Handler, op map[string]any, c call) {
	t.Helper()
	sep := "?"
	if strings.Contains(c.path, "?") {
		sep = "&"
	}
	c.path += sep + "nonsense=1"
	w := do(t, h, c)
	if w.Code != 422 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("unknown parameter: %d %s %.200s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	if _, ok := op["responses"].(map[string]any)["422"]; !ok {
		t.Error("422 is not declared")
	}
}
