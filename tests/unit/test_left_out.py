"""Packages that are left out of an import, and only of that one."""

import subprocess
import sys


def run(code: str) -> None:
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr


def test_a_package_is_missing_meanwhile_and_there_afterwards() -> None:
    run("""if True:
    import sys
    from function.machine.imports import leave_out
    try:
        with leave_out("colorsys", "nowhere"):
            import colorsys
    except ImportError:
        pass
    else:
        raise AssertionError
    assert "nowhere" not in sys.modules
    import colorsys
    assert colorsys.rgb_to_hsv
    """)


def test_what_has_been_imported_stays() -> None:
    run("""if True:
    import sys, colorsys
    from function.machine.imports import leave_out
    with leave_out("colorsys"):
        import colorsys as again
    assert sys.modules["colorsys"] is colorsys is again
    """)
