"""The machine: memory, cores, disk space for temporary files."""

import shutil
import tempfile
from pathlib import Path

import psutil

from function.doctor.finding import Verdict, failure, ok, warning
from function.machine.memory import MEGABYTE, container_limit
from function.machine.processor import CGROUPS, available_cores
from function.settings import Settings

# Room for the page that passes MEMORY_LIMIT_MB; docker-compose.yml uses the same figure.
PAGE_ROOM_MB = 300


# With more cores, one worker leaves most of them idle: pages go through its models one at a time.
CORES_OF_A_WORKER = 2


def check_memory(settings: Settings, cgroups: Path = CGROUPS) -> Verdict:
    available, whose = _available_memory(cgroups)
    each, workers = settings.memory_limit_mb, settings.workers
    limit = each * workers
    found = f"{whose} has {available:,.0f} MB, MEMORY_LIMIT_MB is {each}"
    if workers > 1:
        found += f" for each of {workers} workers"
    lower = (available - PAGE_ROOM_MB) / workers
    remedy = (
        f"Give {whose} {limit + PAGE_ROOM_MB} MB or more, or lower {'WORKERS or ' if workers > 1 else ''}MEMORY_LIMIT_MB"
        f"{f' to {lower:.0f}' if lower >= 800 else ''}; OCR_MODEL=tiny needs less."
    )
    if available < limit:
        return failure(f"{found}: the kernel would kill the function first", remedy)
    if available < limit + PAGE_ROOM_MB:
        return warning(f"{found}: little room for the page that exceeds the limit", remedy)
    return ok(found)


def _available_memory(cgroups: Path) -> tuple[float, str]:
    """Return the memory in MB, and whose it is."""
    machine = psutil.virtual_memory().total / MEGABYTE
    container = container_limit(cgroups)
    return (container, "the container") if container and container < machine else (machine, "the machine")


def check_cores(settings: Settings, cgroups: Path = CGROUPS) -> Verdict:
    cores = available_cores(cgroups)
    if cores < settings.workers:
        return warning(
            f"{cores}, and WORKERS is {settings.workers}", "Add cores, or lower WORKERS to half their number."
        )
    if cores < settings.documents_at_once:
        return warning(
            f"{cores}, and DOCUMENTS_AT_ONCE is {settings.documents_at_once}",
            "It works, but slowly: add a core (deploy.resources.limits.cpus), or set DOCUMENTS_AT_ONCE=1.",
        )
    room = int((_available_memory(cgroups)[0] - PAGE_ROOM_MB) // settings.memory_limit_mb)
    wanted = min(cores // CORES_OF_A_WORKER, room)
    if wanted > settings.workers:
        return ok(
            f"{cores}; WORKERS={settings.workers} leaves some idle while many pages wait, WORKERS={wanted} has room, too"
        )
    return ok(f"{cores}")


def check_temporary_files(settings: Settings) -> Verdict:
    copies = 2 if settings.searchable_pdf else 1
    documents = settings.documents_at_once * settings.workers
    needed = documents * settings.max_file_size_mb * copies
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        return failure(
            f"no directory for temporary files is writable ({type(error).__name__})",
            "Mount a tmpfs at /tmp, as docker-compose.yml does, or set TMPDIR to a directory with free space.",
        )
    directory = tempfile.gettempdir()
    free = shutil.disk_usage(directory).free // MEGABYTE
    found = f"{free:,} MB free in {directory}, {needed} MB wanted"
    if free < needed:
        return warning(
            f"{found} for {documents} documents of MAX_FILE_SIZE_MB",
            f"Enlarge {directory} (the tmpfs in docker-compose.yml), or lower MAX_FILE_SIZE_MB.",
        )
    return ok(found)
