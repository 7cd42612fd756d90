package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"newsgraph/graph"
	"newsgraph/loaders"
	"newsgraph/loaders/language"
	"newsgraph/loaders/source"
)

// annotateCommand prints what articles say without storing it.
func annotateCommand(a *app) *cobra.Command {
	var opts source.Options
	var output, offsets, model string
	cmd := &cobra.Command{
		Use:   "annotate SRC…",
		Short: "Print the language layers and claims of articles, one JSON line each, without storing them",
		Args:  usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if output != "json" && output != "conllu" {
				return usageError{fmt.Errorf("--format %q is neither json nor conllu", output)}
			}
			unit, ok := map[string]loaders.Offsets{"byte": loaders.Bytes, "rune": loaders.Runes}[offsets]
			if !ok {
				return usageError{fmt.Errorf("--offsets %q is neither byte nor rune", offsets)}
			}
			if os.Getenv("GOGC") == "" {
				debug.SetGCPercent(25) // most of what lives is the model: collecting it often is cheap
			}
			l, err := loaders.New(language.Options{ModelDir: model})
			if err != nil {
				return err
			}
			return a.annotate(cmd, l, args, opts, output, unit)
		},
	}
	cmd.Flags().StringVar(&output, "format", "json", "json (JSON Lines) or conllu")
	cmd.Flags().StringVar(&offsets, "offsets", "byte", "byte or rune")
	cmd.Flags().StringVar(&model, "model", "", "folder of another language model")
	cmd.Flags().BoolVar(&opts.AnyLanguage, "any-language", false, "analyse articles that are not in English, too")
	return cmd
}

func (a *app) annotate(cmd *cobra.Command, l *loaders.Loader, srcs []string, opts source.Options, output string, unit loaders.Offsets) error {
	ctx := cmd.Context()
	done, skipped := 0, 0
	for art, err := range source.Open(ctx, srcs, a.stdin, opts) {
		var line bytes.Buffer
		if err == nil {
			err = annotation(ctx, &line, l, art, output, unit)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			skipped++
			fmt.Fprintf(a.stderr, "newsgraph: skipped: %s\n", printable(err.Error()))
			continue
		}
		done++
		if _, err := line.WriteTo(a.stdout); err != nil {
			return fmt.Errorf("annotate: %w", err)
		}
	}
	if done == 0 && skipped > 0 {
		return fmt.Errorf("none of %d articles could be annotated", skipped)
	}
	return nil
}

func annotation(ctx context.Context, w io.Writer, l *loaders.Loader, art graph.Article, output string, unit loaders.Offsets) error {
	if output == "conllu" {
		doc, err := l.Annotate(ctx, art)
		if err != nil {
			return err
		}
		return language.WriteCoNLLU(w, doc)
	}
	rep, doc, err := l.AnalyseLayers(ctx, art)
	if err != nil {
		return err
	}
	return loaders.WriteAnnotation(w, doc, rep, unit)
}
