#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Columns 17 to 28 of a record: cents, zero padded. */
enum { AMOUNT_START = 16, AMOUNT_END = 28 };

static PyObject *amount(PyObject *self, PyObject *args) {
  const char *line;
  Py_ssize_t length;
  long long cents = 0;

  (void)self;
  if (!PyArg_ParseTuple(args, "y#", &line, &length)) {
    return NULL;
  }
  if (length < AMOUNT_END) {
    PyErr_Format(PyExc_ValueError, "record of %zd bytes, expected at least %d",
                 length, AMOUNT_END);
    return NULL;
  }
  for (Py_ssize_t i = AMOUNT_START; i < AMOUNT_END; ++i) {
    if (line[i] < '0' || line[i] > '9') {
      PyErr_Format(PyExc_ValueError, "column %zd is not a digit", i + 1);
      return NULL;
    }
    cents = cents * 10 + (line[i] - '0');
  }
  return PyLong_FromLongLong(cents);
}

static PyMethodDef methods[] = {
    {"amount", amount, METH_VARARGS, "Amount of a record, in cents."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_records", NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__records(void) { return PyModule_Create(&module); }
