"""What a graph keeps in memory between two calls. In a process of its own, whose memory nothing else moves."""

import subprocess
import sys
from dataclasses import dataclass

# Runs the graph on a small input, then on one of 64 MB, and prints by how many MB the process has grown since the first:
# after the call, and after a release. Each softmax has a buffer as large as the input.
PROGRAM = """if True:
    import sys
    import numpy as np
    from function.machine.memory import Memory, trim_heap
    from function.machine.openvino import CompiledGraph, import_openvino

    import_openvino()
    import openvino
    from openvino import opset13 as ops

    entry = ops.parameter([1, 1, -1, -1], np.float32)
    total = ops.reduce_sum(ops.softmax(ops.softmax(entry, 3), 2), [2, 3], True)
    graph = CompiledGraph(
        openvino.Model([total], [entry]), threads=1, streams=1, kept=1, thrifty="thrifty" in sys.argv
    )
    memory = Memory(10**6)

    def grown():
        trim_heap()
        return memory.resident() - before

    before = 0
    graph([np.ones((1, 1, 64, 64), np.float32)])
    before = grown()
    graph([np.ones((1, 1, 4096, 4096), np.float32)])
    print(grown())
    graph.release()
    print(grown())"""
INPUT = 64


@dataclass(frozen=True)
class Grown:
    after_call: float
    after_release: float


def run(*options: str) -> Grown:
    command = [sys.executable, "-c", PROGRAM, *options]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    call, release = map(float, printed)
    return Grown(call, release)


def test_a_thrifty_graph_keeps_neither_its_buffers_nor_what_it_was_given() -> None:
    assert run("thrifty").after_call < INPUT / 2


def test_another_graph_keeps_its_buffers_until_they_are_released() -> None:
    grown = run()
    assert grown.after_call > INPUT / 2
    assert grown.after_release < grown.after_call - INPUT / 2
