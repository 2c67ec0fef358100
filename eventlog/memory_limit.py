"""How much memory a process may take, and how much time it had. Linux says both; elsewhere nothing is limited or known."""

import os
from pathlib import Path

MEGABYTE = 1024 * 1024


def limit_memory(megabytes: int) -> bool:
    """Lets this process map that much more than now; past it, it gets MemoryError or dies. False where that can't be had."""
    try:
        import resource  # not everywhere

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    except (ImportError, OSError, ValueError):
        return False
    return True


def cpu_seconds(pid: int | None) -> float | None:
    """Seconds that a process had on a processor since its start; None where the system doesn't say."""
    try:
        # The name stands in brackets and may hold anything; utime and stime are the 12th and 13th field after it.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None
