"""One command for each table of figures: `python -m benchmarks.NAME` prints it.

Without arguments it also writes `results/NAME.md`.
"""
