package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/loaders"
	"newsgraph/loaders/eval"
	"newsgraph/loaders/language"
)

// An examiner scores one part of the analysis.
type examiner func(ctx context.Context, e *exam) (eval.Table, error)

// An exam is what examiners are asked with.
type exam struct {
	data  string // folder of public development sets, for the language layers
	split eval.Split
	model string
}

func (e *exam) loader() (*loaders.Loader, error) {
	return loaders.New(language.Options{ModelDir: e.model})
}

// gold makes an examiner of one that scores gold sentences of package eval.
func gold(score func(context.Context, *loaders.Loader, eval.Split) (eval.Table, []eval.Miss, error)) examiner {
	return func(ctx context.Context, e *exam) (eval.Table, error) {
		l, err := e.loader()
		if err != nil {
			return nil, err
		}
		t, _, err := score(ctx, l, e.split)
		return t, err
	}
}

// public makes an examiner of one that scores data of the folder --data.
func public(score func(context.Context, *loaders.Loader, string) (eval.Table, error)) examiner {
	return func(ctx context.Context, e *exam) (eval.Table, error) {
		if e.data == "" {
			return nil, usageError{fmt.Errorf("this layer is scored on public data: --data names its folder")}
		}
		l, err := e.loader()
		if err != nil {
			return nil, err
		}
		return score(ctx, l, e.data)
	}
}

// examiners are the layers that eval knows.
var examiners = map[string]examiner{
	"articles":     gold(eval.Articles),
	"encounters":   gold(eval.Encounters),
	"offices":      gold(eval.Offices),
	"statements":   gold(eval.Statements),
	"identity":     public(eval.Identity),
	"relations":    public(eval.Relations),
	"participants": public(eval.Participants),
	"quotations":   public(eval.Quotations),
	"reliability": func(ctx context.Context, e *exam) (eval.Table, error) {
		l, err := e.loader()
		if err != nil {
			return nil, err
		}
		return eval.Reliability(ctx, l, e.split, e.data)
	},
	"times": public(func(ctx context.Context, l *loaders.Loader, dir string) (eval.Table, error) {
		t, _, err := eval.Times(ctx, l, dir)
		return t, err
	}),
	"language": func(ctx context.Context, e *exam) (eval.Table, error) {
		if e.data == "" {
			return nil, usageError{fmt.Errorf("the language layers are scored on public data: --data names its folder")}
		}
		p, err := language.New(language.Options{ModelDir: e.model})
		if err != nil {
			return nil, err
		}
		return eval.Language(ctx, p, e.data)
	},
}

// evalCommand prints scores.
func evalCommand(a *app) *cobra.Command {
	var e exam
	layers := slices.Sorted(maps.Keys(examiners))
	var which []string
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Score the analysis on gold data: " + strings.Join(layers, ", "),
		Args:  usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if e.split != eval.Dev && e.split != eval.Unseen {
				return usageError{fmt.Errorf("--split %q is neither %s nor %s", e.split, eval.Dev, eval.Unseen)}
			}
			return a.eval(cmd.Context(), &e, which)
		},
	}
	cmd.Flags().StringSliceVar(&which, "layer", []string{"encounters", "offices", "statements"}, strings.Join(layers, ", "))
	cmd.Flags().StringVar(&e.data, "data", "", "folder of the public development sets (loaders/eval says which)")
	cmd.Flags().StringVar((*string)(&e.split), "split", string(eval.Dev), "of the gold sentences: dev, on which rules may be tuned, or unseen")
	cmd.Flags().StringVar(&e.model, "model", "", "folder of another language model")
	return cmd
}

func (a *app) eval(ctx context.Context, e *exam, which []string) error {
	var all eval.Table
	for _, w := range which {
		score, ok := examiners[w]
		if !ok {
			return usageError{fmt.Errorf("--layer %q is none of %s", w, strings.Join(slices.Sorted(maps.Keys(examiners)), ", "))}
		}
		t, err := score(ctx, e)
		if err != nil {
			return fmt.Errorf("eval %s: %w", w, err)
		}
		all = append(all, t...)
	}
	if a.json {
		return a.print(all, nil)
	}
	return all.Write(a.stdout)
}
