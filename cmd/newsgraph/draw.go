package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
)

// scenes are the kinds of pictures and how many names each takes at least and at most.
var scenes = map[string][2]int{"ego": {1, 1}, "event": {1, 1}, "path": {2, 2}, "why": {2, 2}, "timeline": {1, 1}, "articles": {0, 1}, "all": {0, 0}}

// drawCommand writes a picture of a part of the graph.
func drawCommand(a *app) *cobra.Command {
	var f filters
	var s export.Scene
	var out string
	cmd := &cobra.Command{
		Use:   "draw ego NAME | event ID | path FROM TO | why FROM TO | timeline NAME | articles [NAME] | all",
		Short: "Draw a part of the graph as Graphviz source, SVG or PNG",
		Args:  usage(func(_ *cobra.Command, args []string) error { return checkScene(args) }),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.ask(ctx, func(q *query.Query) error {
				if err := f.resolve(ctx, q); err != nil {
					return err
				}
				s.Filter = f.Filter
				if err := nameScene(ctx, q, &s, args); err != nil {
					return err
				}
				return a.draw(ctx, q, s, out)
			})
		},
	}
	f.add(cmd, "place")
	cmd.Flags().IntVar(&s.Depth, "depth", 1, "edges away from the centre, at most 3")
	cmd.Flags().IntVar(&s.Top, "top", export.DefaultTop, fmt.Sprintf("nodes drawn, at most %d; what is left out is counted in a node of its own", export.MaxTop))
	cmd.Flags().StringVar(&s.Theme, "theme", export.Themes[0], strings.Join(export.Themes, ", "))
	cmd.Flags().StringVarP(&out, "output", "o", "", "file.dot, file.svg or file.png instead of Graphviz source on standard output")
	return cmd
}

// checkScene checks the words after "draw" or of "export --part".
func checkScene(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to draw: %s", strings.Join(export.Kinds, ", "))
	}
	n, ok := scenes[args[0]]
	if given := len(args) - 1; !ok || given < n[0] || given > n[1] {
		return fmt.Errorf("%q: want ego NAME, event ID, path FROM TO, why FROM TO, timeline NAME, articles [NAME] or all", strings.Join(args, " "))
	}
	return nil
}

// nameScene sets the kind and the ids of a scene from words that checkScene took.
func nameScene(ctx context.Context, q *query.Query, s *export.Scene, args []string) error {
	s.Kind = args[0]
	for i, to := range []*graph.ID{&s.Of, &s.To}[:len(args)-1] {
		id, err := q.Resolve(ctx, args[i+1])
		if err != nil {
			return ambiguous(err)
		}
		*to = id
	}
	return nil
}

func (a *app) draw(ctx context.Context, q *query.Query, s export.Scene, out string) error {
	ext := strings.ToLower(filepath.Ext(out))
	render, ok := drawings[ext]
	if !ok && out != "" && out != "-" {
		return usageError{fmt.Errorf("draw: %s ends neither in .dot nor in .svg or .png", out)}
	}
	s.Filter.Limit = query.MaxLimit
	p, err := export.Draw(ctx, q, s)
	if err != nil {
		return err
	}
	body := []byte(p.DOT())
	if render != nil {
		if body, err = render(ctx, p); err != nil {
			return err
		}
	}
	return a.output(out, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// drawings are the formats of pictures by the ending of the file; nil is DOT.
var drawings = map[string]func(context.Context, *export.Picture) ([]byte, error){
	".dot": nil, ".gv": nil,
	".svg": func(ctx context.Context, p *export.Picture) ([]byte, error) { return p.SVG(ctx) },
	".png": func(ctx context.Context, p *export.Picture) ([]byte, error) { return p.PNG(ctx) },
}
