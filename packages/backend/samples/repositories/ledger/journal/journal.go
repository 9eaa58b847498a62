// Package journal packs the journal with the same zlib as the archive's tools,
// so that both write the same bytes.
package journal

// #cgo LDFLAGS: -lz
// #include <zlib.h>
import "C"

import (
	"fmt"
	"unsafe"
)

// Pack compresses the text.
func Pack(text []byte) ([]byte, error) {
	if len(text) == 0 {
		return nil, nil
	}
	size := C.compressBound(C.uLong(len(text)))
	out := make([]byte, int(size))
	status := C.compress2(
		(*C.Bytef)(unsafe.Pointer(&out[0])), &size,
		(*C.Bytef)(unsafe.Pointer(&text[0])), C.uLong(len(text)),
		C.Z_BEST_COMPRESSION,
	)
	if status != C.Z_OK {
		return nil, fmt.Errorf("zlib: status %d", int(status))
	}
	return out[:int(size)], nil
}
