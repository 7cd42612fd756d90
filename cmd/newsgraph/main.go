// Command newsgraph turns news articles into a knowledge graph and answers
// questions about it.
//
// Start at run: it builds the command tree; each subcommand is one file, listed
// in commands. The result goes to standard output and nothing else does.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
