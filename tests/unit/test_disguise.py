import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.disguise import DISGUISES, compile_disguise, put_on


def flags_of_the_processor() -> set[str]:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


@pytest.mark.skipif(
    "cpuid_fault" not in flags_of_the_processor(), reason="this processor cannot hide features"
)
def test_the_engine_multiplies_as_on_the_processor_that_it_is_shown(tmp_path: Path) -> None:
    """Without VNNI, sums of two products of integers saturate at 16 bits, and half of the largest ones is lost."""
    disguise = next(disguise for disguise in DISGUISES if disguise.title == "AVX2")
    library = compile_disguise(tmp_path)
    if library is None:
        pytest.skip("there is no C compiler")
    program = """if True:
        from function.machine.openvino import import_openvino
        print(*import_openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"))
        from function.machine.processor import try_int8
        print(try_int8().error)"""
    environment = {**os.environ, **put_on(disguise, library)}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    abilities, error = ended.stdout.splitlines()
    assert "BF16" not in abilities
    assert float(error) == pytest.approx(0.5, abs=0.05)
