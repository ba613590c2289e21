package bloop

type box struct{ p *int }

func value(n int) (*int, int) { return &n, n }
func pair(n int) int          { return n + 1 }
func text(s string) []byte    { return []byte(s) }
