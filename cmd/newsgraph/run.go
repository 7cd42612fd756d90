package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"newsgraph/graph"
)

// Exit codes.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

// An app is what every subcommand gets: the streams and the global flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	store          string // directory of the store, or the address of a running server
	json           bool
}

// commands lists the subcommands; to add one is one file and its line here.
var commands = []func(*app) *cobra.Command{
	demoCommand, loadCommand, serveCommand, retractCommand, annotateCommand,
	searchCommand, showCommand, metCommand, saidCommand, officesCommand, eventsCommand, timelineCommand, pathsCommand, whyCommand, compareCommand, watchCommand,
	drawCommand, gizmoCommand, exportCommand,
	mergeCommand, splitCommand, unsureCommand, undoCommand, publishCommand, judgementsCommand, reviewCommand, explainCommand, rebuildCommand, diffCommand, duplicatesCommand, contradictionsCommand,
	sparqlCommand, graphqlCommand,
	mcpCommand, checkCommand, backupCommand, restoreCommand, compactCommand, evalCommand, benchCommand, statsCommand, versionCommand,
}

// run is main without globals: it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(stderr, "newsgraph: error: %v\n", err)
	if h := hint(err); h != "" {
		fmt.Fprintf(stderr, "newsgraph: hint: %s\n", h)
	}
	var u usageError
	if errors.As(err, &u) {
		return exitUsage
	}
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "newsgraph",
		Short:         "News articles in, a knowledge graph out: who met whom, who said what, and which sentence says so",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          usage(cobra.NoArgs),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&a.store, "store", "newsgraph.db", "directory of the store")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "print JSON instead of a table")
	for _, c := range commands {
		root.AddCommand(c(a))
	}
	return root
}

// A usageError is a call with wrong arguments: exit code 2.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// usage makes the errors of an argument check usage errors.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// A hinted error tells its reader what to do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

func hint(err error) string {
	var h hinted
	var u usageError
	switch {
	case errors.As(err, &h):
		return h.hint
	case errors.As(err, &u):
		return "see newsgraph --help"
	case errors.Is(err, graph.ErrNotFound):
		return "newsgraph search NAME lists what the graph knows by that name"
	case errors.Is(err, graph.ErrGone):
		return "the article was retracted; newsgraph load brings it back"
	}
	return ""
}
