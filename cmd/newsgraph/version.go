package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionCommand prints what this binary is made of.
func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of program, model and tables",
		Args:  usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return a.print(buildVersion(), [][]string{{"newsgraph", buildVersion()["version"]}})
		},
	}
}

func buildVersion() map[string]string {
	v := "devel"
	if bi, ok := debug.ReadBuildInfo(); ok && bi.Main.Version != "" {
		v = bi.Main.Version
	}
	return map[string]string{"version": v}
}
