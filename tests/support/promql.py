"""The time series that the dashboard and the alerts query."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
_NAME = re.compile(r"\b([a-zA-Z_:][a-zA-Z0-9_:]*)\b\s*(?:\{([^}]*)\}|(\())?")
_MATCHER = re.compile(r'(\w+)\s*(=~|!=|!~|=)\s*"([^"]*)"')
_GROUPING = re.compile(r"\b(?:by|without|on|ignoring)\s*\([^)]*\)")
_KEYWORDS = {"and", "or", "unless", "bool", "offset"}


@dataclass(frozen=True, slots=True)
class Selector:
    """One metric in a query; `matchers` are (label, operator, value)."""

    metric: str
    matchers: tuple[tuple[str, str, str], ...]


def find_selectors(query: str) -> list[Selector]:
    """The metrics in a PromQL query, provided that all its strings are in matchers."""
    bare = re.sub(r"\[[^]]*\]", "", _GROUPING.sub("", query))
    return [
        Selector(name, tuple(_MATCHER.findall(matchers)))
        for name, matchers, call in _NAME.findall(bare)
        if not call and name not in _KEYWORDS
    ]


def dashboard_queries() -> list[str]:
    dashboard = json.loads((DEPLOY / "grafana" / "kairo-ocr.json").read_text("utf-8"))
    panels = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    variables = [
        re.sub(r"label_values\(([^,]+),.*\)", r"\1", variable["definition"])
        for variable in dashboard["templating"]["list"]
        if "definition" in variable
    ]
    return panels + variables


def alert_rules() -> list[dict[str, object]]:
    groups = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]
