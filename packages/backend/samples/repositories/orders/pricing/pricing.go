// Package pricing calls the pricing library that the web shop uses too.
package pricing

// #cgo CXXFLAGS: -std=c++17 -O2
// #cgo LDFLAGS: -lpthread
// #include "pricing.h"
import "C"

// Total is the sum of the amounts, in cents, after the volume discount.
func Total(cents []int64) int64 {
	if len(cents) == 0 {
		return 0
	}
	amounts := make([]C.longlong, len(cents))
	for i, c := range cents {
		amounts[i] = C.longlong(c)
	}
	return int64(C.pricing_total(&amounts[0], C.size_t(len(amounts))))
}
