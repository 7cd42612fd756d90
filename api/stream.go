package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// A sender writes one server-sent event and flushes it; one without a name is a
// comment.
type sender func(event string, data any) error

// writeTime is how long a client may take to read one event.
const writeTime = 10 * time.Second

// streams reports whether a path answers with server-sent events, which end when
// the client goes and not after the time of a question.
func streams(path string) bool {
	return path == "/v1/watch" || strings.HasPrefix(path, "/v1/jobs/") && strings.HasSuffix(path, "/events")
}

// stream registers an endpoint of server-sent events whose data is of type T. open
// answers errors before the stream begins and returns what then runs. Its context
// ends with the request and with the server.
func stream[I, T any](s *server, op huma.Operation, open func(ctx context.Context, in *I) (func(context.Context, sender), error)) {
	var example T
	schema := huma.SchemaFromType(s.api.OpenAPI().Components.Schemas, reflect.TypeOf(example))
	op.Responses = map[string]*huma.Response{"200": {
		Description: "Server-sent events; the data of each is such a document",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: schema}},
	}}
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*huma.StreamResponse, error) {
		run, err := open(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			hc.SetHeader("Content-Type", "text/event-stream")
			hc.SetHeader("Cache-Control", "no-store")
			ctx, cancel := context.WithCancel(hc.Context())
			defer cancel()
			stop := context.AfterFunc(s.deps.Stop, cancel)
			defer stop()
			send := sendTo(hc)
			if send("", nil) == nil { // so that the client sees the stream begin
				run(ctx, send)
			}
		}}, nil
	})
}

func sendTo(hc huma.Context) sender {
	w := hc.BodyWriter()
	var control *http.ResponseController
	if rw, ok := w.(http.ResponseWriter); ok {
		control = http.NewResponseController(rw)
	}
	return func(event string, data any) error {
		b, err := json.Marshal(data)
		if err != nil {
			return fmt.Errorf("write event %s: %w", event, err)
		}
		if control != nil {
			control.SetWriteDeadline(time.Now().Add(writeTime)) // a writer without deadlines is one of a test
		}
		text := ": open\n\n"
		if event != "" {
			text = fmt.Sprintf("event: %s\ndata: %s\n\n", event, b)
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
		if control != nil {
			return control.Flush()
		}
		return nil
	}
}
