package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP runs the command as an assistant does, with the protocol's own client.
func TestMCP(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(text, []byte("Prime Minister Ann Lee met Bo Ek in Oslo on 3 May 2024."), 0o644); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "newsgraph") // the test binary is the program under that name
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "db")
	if out, err := exec.Command(program, "load", "--store", db, text).CombinedOutput(); err != nil {
		t.Fatalf("load: %v: %s", err, out)
	}
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	c, err := client.Connect(t.Context(), &sdk.CommandTransport{Command: exec.Command(program, "mcp", "--store", db)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "met", Arguments: map[string]any{"of": "Ann Lee"}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(res.StructuredContent)
	if err != nil || res.IsError || !strings.Contains(string(b), "Bo Ek in Oslo") {
		t.Errorf("%v: %s", err, b)
	}
	if err := c.Close(); err != nil {
		t.Errorf("the command did not end well: %v", err)
	}
}
