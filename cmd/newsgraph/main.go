// Command newsgraph turns news articles into a knowledge graph and answers
// questions about it.
package main

func main() {}
