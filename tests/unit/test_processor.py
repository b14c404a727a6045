import os
import platform
from pathlib import Path

import numpy as np
import pytest

from function.machine.openvino import CompiledGraph, default_precision
from function.machine.processor import available_cores, multiplies_int8


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("100000 100000", 1), ("150000 100000", 1), ("250000 100000", 2), ("10000 100000", 1)],
)
def test_a_container_s_limit_bounds_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, cores: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    (tmp_path / "cpu.max").write_text(quota + "\n")
    assert available_cores(tmp_path) == cores


def test_the_older_kind_of_control_group_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("300000")
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000")
    assert available_cores(tmp_path) == 3


def test_without_a_limit_all_cores_are_used(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert available_cores(tmp_path) == len(os.sched_getaffinity(0))
    assert available_cores(tmp_path / "none") == len(os.sched_getaffinity(0))


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ({"cpu.max": "100000 100000"}, 1),
        ({"cpu.max": "50000 100000"}, 1),
        ({"cpu.max": "max 100000"}, 1000),
        ({"cpu/cpu.cfs_quota_us": "100000", "cpu/cpu.cfs_period_us": "100000"}, 1),
        ({"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, 1000),
        ({}, 1000),
    ],
)
def test_the_cores_are_those_of_the_container(tmp_path: Path, files: dict[str, str], most: int) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content + "\n")
    cores = available_cores(tmp_path)
    assert cores == min(most, available_cores(tmp_path / "none"))


@pytest.mark.parametrize(
    ("flags", "multiplies"),
    [
        ("avx2 fma", False),
        ("avx512f avx512_vnni", True),
        ("avx2 avx_vnni", True),
        ("avx512_vnni_of_tomorrow", False),
    ],
)
def test_only_exact_products_of_integers_count(tmp_path: Path, flags: str, multiplies: bool) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nflags\t\t: fpu {flags} sse2\nbugs\t\t: none\n")
    assert multiplies_int8(cpuinfo) is multiplies
    assert multiplies_int8(tmp_path / "none") is False


def test_a_graph_is_computed_in_float32_on_arm(monkeypatch: pytest.MonkeyPatch) -> None:
    import openvino
    from openvino import opset13

    parameter = opset13.parameter([1, 4], np.float32)
    graph = openvino.Model([opset13.relu(parameter)], [parameter])
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    compiled = CompiledGraph(graph, threads=1, streams=1, kept=1)
    assert compiled._model.get_property("INFERENCE_PRECISION_HINT").to_string() == "f32"
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    assert default_precision() is None
