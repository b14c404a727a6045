"""`python -m benchmarks.peers.plot FILE`: draws bars of the engines given as JSON on standard input.

Runs under the peers' Python, which has matplotlib.
"""

import json
import sys
from importlib import import_module
from typing import Any

PANELS = (
    ("seconds", "seconds a page"),
    ("cpu_seconds", "CPU seconds a page"),
    ("peak", "peak memory, MB"),
    ("words_wrong", "words wrong, % (1 - F1)"),
)
OWN, OTHERS = "#1f6f8b", "#b8c4c9"


def main(file: str) -> None:
    bars = json.load(sys.stdin)
    import_module("matplotlib").use("Agg")
    plotter: Any = import_module("matplotlib.pyplot")
    figure, axes = plotter.subplots(1, len(PANELS), sharey=True, figsize=(14, 0.5 * len(bars) + 1.2))
    names = [bar["engine"] for bar in bars]
    colours = [OWN if name.startswith("Kairo") else OTHERS for name in names]
    for panel, (key, title) in zip(axes, PANELS, strict=True):
        drawn = panel.barh(names, [bar[key] for bar in bars], color=colours)
        panel.bar_label(drawn, fmt="%.0f" if key == "peak" else "%.2f", padding=3)
        panel.set_title(title, fontsize=10)
        panel.margins(x=0.25)
        panel.spines[["top", "right"]].set_visible(False)
    axes[0].invert_yaxis()
    figure.tight_layout()
    figure.savefig(file, dpi=110)


if __name__ == "__main__":
    main(sys.argv[1])
