"""One command for each table of figures: `python -m benchmarks.NAME` prints it and writes `results/NAME.md`."""
