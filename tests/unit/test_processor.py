import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from function.machine import processor
from function.machine.openvino import CompiledGraph, default_precision
from function.machine.processor import Trial, _measure, available_cores, multiplies_int8, share_cores


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
    ("trial", "is_won"),
    [
        (Trial(int8_ms=0.7, float_ms=1.0, error=0.004), True),
        (Trial(int8_ms=0.95, float_ms=1.0, error=0.0), False),
        (Trial(int8_ms=0.7, float_ms=1.0, error=0.5), False),
    ],
)
def test_integers_must_be_exact_and_clearly_faster(trial: Trial, *, is_won: bool) -> None:
    assert trial.is_won is is_won


def test_the_processor_is_asked_by_trial_and_the_log_says_what_was_chosen_and_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trial = processor.try_int8()
    assert min(trial.int8_ms, trial.float_ms) > 0
    monkeypatch.setattr(processor, "try_int8", lambda: trial)
    with capture_logs() as lines:
        # Past the cache: another trial may end otherwise, and the models of other tests have been loaded by the first.
        assert _measure.__wrapped__() is trial.is_won
    (line,) = lines
    assert (line["event"], line["precision"]) == ("precision_chosen", "int8" if trial.is_won else "float")
    told = (line["int8_ms"], line["float_ms"], line["int8_error"])
    assert told == (round(trial.int8_ms, 3), round(trial.float_ms, 3), round(trial.error, 4))


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the engine's switch is for x86 alone")
def test_a_processor_whose_sums_of_integers_saturate_is_found_out() -> None:
    """The engine's own switch makes any x86 processor one of 2013: AVX2 without VNNI."""
    program = """if True:
        from function.machine import openvino
        openvino.default_precision = lambda: "f32"
        from function.machine.processor import try_int8
        print(try_int8().error)"""
    environment = {**os.environ, "ONEDNN_MAX_CPU_ISA": "AVX2"}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert float(ended.stdout) == pytest.approx(0.5, abs=0.05)


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


def test_integers_are_not_chosen_on_arm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("function.machine.processor._measure", lambda: True)
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert not multiplies_int8()
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    assert multiplies_int8()


@pytest.mark.parametrize(("cores", "workers", "share"), [(2, 1, 2), (16, 8, 2), (5, 2, 2), (1, 3, 1)])
def test_workers_share_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, workers: int, share: int
) -> None:
    monkeypatch.setattr("function.machine.processor.available_cores", lambda: cores)
    assert share_cores(workers) == share
