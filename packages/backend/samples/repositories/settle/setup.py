from setuptools import Extension, setup

setup(ext_modules=[Extension("settle._records", ["settle/_records.c"])])
