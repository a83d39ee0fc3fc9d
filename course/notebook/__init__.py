"""Notebooks as data: cells, recorded answers, release, repair and lint.

This layer is the only door to nbformat. It never runs code from a notebook.
"""
