// Calls of C: generated code and names.
package cgo

/*
#include <stdlib.h>
typedef struct { int n; char *text; } item;
static int twice(item *i) { return 2 * i->n; }
*/
import "C"

import "unsafe"

var kept *C.item

func call(n int, s string) int {
	text := C.CString(s)
	defer C.free(unsafe.Pointer(text))
	i := &C.item{n: C.int(n), text: text}
	kept = &C.item{n: 1}
	return int(C.twice(i))
}

func bytes(p unsafe.Pointer, n C.int) []byte { return C.GoBytes(p, n) }
