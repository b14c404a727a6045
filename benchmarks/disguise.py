"""Makes this x86 processor look like an older one to a program, which runs at this one's speed.

The kernel makes the instruction CPUID fault (Intel since 2012, Linux since 4.12), and `disguise.c` answers it with less.
Unlike the engine's own switch, this reaches all of the engine, and NumPy and OpenCV. It needs a C compiler.
"""

import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("disguise.c")
# Bits of CPUID's leaf 7: AVX-512 and what widens it, but for what AVX2 has as well.
AVX512_EBX = sum(1 << bit for bit in (16, 17, 21, 26, 27, 28, 30, 31))
AVX512_ECX = sum(1 << bit for bit in (1, 6, 11, 12, 14))
AVX512_EDX = sum(1 << bit for bit in (2, 3, 8))
AVX512_VNNI = 1 << 11
# AMX and AVX-512 with float16.
NEWEST_EDX = sum(1 << bit for bit in (22, 23, 24, 25))
# Of its subleaf 1: integers in AVX2's registers, and bfloat16 and AMX's float16.
AVX_VNNI = 1 << 4
NEWEST_EAX = 1 << 5 | 1 << 21


@dataclass(frozen=True, slots=True)
class Disguise:
    """A kind of processor: its newest feature, as Linux calls it, and what a newer processor must hide to look like it:
    EBX, ECX and EDX of leaf 7, EAX of its subleaf 1."""

    title: str
    feature: str
    ebx: int
    ecx: int
    edx: int
    eax: int

    @property
    def hidden(self) -> str:
        return ",".join(f"{bits:x}" for bits in (self.ebx, self.ecx, self.edx, self.eax))


# None has AVX-512's bfloat16: an Intel that has AMX besides is slower in it than in float32, unlike AMD's.
DISGUISES = (
    Disguise("AVX-512, VNNI", "avx512_vnni", 0, 0, NEWEST_EDX, NEWEST_EAX),
    Disguise("AVX-512", "avx512f", 0, AVX512_VNNI, NEWEST_EDX, NEWEST_EAX | AVX_VNNI),
    Disguise("AVX2, VNNI", "avx_vnni", AVX512_EBX, AVX512_ECX, NEWEST_EDX | AVX512_EDX, NEWEST_EAX),
    Disguise("AVX2", "avx2", AVX512_EBX, AVX512_ECX, NEWEST_EDX | AVX512_EDX, NEWEST_EAX | AVX_VNNI),
)


def find_disguises() -> Iterator[Disguise]:
    """What this processor can look like; nothing if it is not x86."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    flags = next((line.split() for line in lines if line.startswith("flags")), [])
    yield from (disguise for disguise in DISGUISES if disguise.feature in flags)


def compile_disguise(folder: Path) -> Path | None:
    """Compile the library into `folder` and return it; None without a C compiler, or on a processor that is not x86."""
    if platform.machine() != "x86_64" or (compiler := shutil.which("cc")) is None:
        return None
    library = folder / "disguise.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    return library


def put_on(disguise: Disguise, library: Path) -> Mapping[str, str]:
    """Return what a program's environment needs besides its own."""
    return {"LD_PRELOAD": str(library), "HIDDEN_FEATURES": disguise.hidden}
