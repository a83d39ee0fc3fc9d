"""The examples in the docstrings run as they stand."""

import doctest
import importlib
import pkgutil

import pytest

import course.checks

MODULES = sorted(
    f"course.checks.{module.name}" for module in pkgutil.iter_modules(course.checks.__path__)
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
