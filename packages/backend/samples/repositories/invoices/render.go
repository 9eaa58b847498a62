package main

// #cgo pkg-config: cairo
// #include <cairo.h>
// #include <cairo-pdf.h>
// #include <stdlib.h>
import "C"

import (
	"errors"
	"os"
	"unsafe"
)

const (
	width, height = 595, 842 // A4 in points
	margin        = 56
	lineHeight    = 16
)

// render draws one page. Cairo writes to a file: a callback into Go for every
// chunk costs more than /tmp does.
func render(lines []string) ([]byte, error) {
	file, err := os.CreateTemp("", "invoice-*.pdf")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	defer file.Close()

	name := C.CString(file.Name())
	defer C.free(unsafe.Pointer(name))
	surface := C.cairo_pdf_surface_create(name, width, height)
	context := C.cairo_create(surface)
	C.cairo_set_font_size(context, 11)
	for i, line := range lines {
		text := C.CString(line)
		C.cairo_move_to(context, margin, C.double(margin+i*lineHeight))
		C.cairo_show_text(context, text)
		C.free(unsafe.Pointer(text))
	}
	C.cairo_show_page(context)
	status := C.cairo_status(context)
	C.cairo_destroy(context)
	C.cairo_surface_destroy(surface)
	if status != C.CAIRO_STATUS_SUCCESS {
		return nil, errors.New("cairo: " + C.GoString(C.cairo_status_to_string(status)))
	}
	return os.ReadFile(file.Name())
}
