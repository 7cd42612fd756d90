package main

import (
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"newsgraph/graph/knowledge"
	"newsgraph/loaders/language/encoder"
	"newsgraph/loaders/language/model"
)

// A build says what this binary is made of.
type build struct {
	Version   string   `json:"version"`
	Model     string   `json:"model"`
	Knowledge string   `json:"knowledge"`
	Path      string   `json:"path"`  // instruction set that the encoder uses here
	Paths     []string `json:"paths"` // those it could use
}

// versionCommand prints what this binary is made of.
func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of program, model and tables, and the processor paths of the encoder",
		Args:  usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			b := buildVersion()
			return a.print(b, [][]string{{"newsgraph", b.Version}, {"model", b.Model}, {"knowledge", b.Knowledge},
				{"encoder", b.Path + " (of " + strings.Join(b.Paths, ", ") + ")"}})
		},
	}
}

func buildVersion() build {
	b := build{Version: "devel", Model: model.Version(), Knowledge: knowledge.Version, Path: encoder.Path(), Paths: encoder.Paths()}
	if bi, ok := debug.ReadBuildInfo(); ok && bi.Main.Version != "" {
		b.Version = bi.Main.Version
	}
	return b
}
