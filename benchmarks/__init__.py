"""Benchmarks: how well and how fast names are found, beside named peers. See README.md."""
