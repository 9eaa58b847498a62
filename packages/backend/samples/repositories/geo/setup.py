from setuptools import Extension, setup

setup(ext_modules=[Extension("geo._cell", ["geo/_cell.c"])])
