#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* Interleaves the bits of both coordinates, longitude first. */
static PyObject *cell(PyObject *self, PyObject *args) {
  double latitude, longitude;
  int bits;
  uint64_t result = 0;

  (void)self;
  if (!PyArg_ParseTuple(args, "ddi", &latitude, &longitude, &bits)) {
    return NULL;
  }
  if (bits < 1 || bits > 31) {
    PyErr_SetString(PyExc_ValueError, "bits must be between 1 and 31");
    return NULL;
  }
  double low[2] = {-180.0, -90.0}, high[2] = {180.0, 90.0};
  const double value[2] = {longitude, latitude};
  for (int i = 0; i < 2 * bits; ++i) {
    const int axis = i % 2;
    const double middle = (low[axis] + high[axis]) / 2;
    result <<= 1;
    if (value[axis] >= middle) {
      result |= 1;
      low[axis] = middle;
    } else {
      high[axis] = middle;
    }
  }
  return PyLong_FromUnsignedLongLong(result);
}

static PyMethodDef methods[] = {
    {"cell", cell, METH_VARARGS, "Number of the cell of a position."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_cell", NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__cell(void) { return PyModule_Create(&module); }
