// Recorded under several names that a file may have.
package oddname

var keep *int

func leak(n int) { keep = &n }
