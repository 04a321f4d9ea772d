"""Makes the machine below Python look like Lambda's: environment variables, paths, clocks, chance, streams."""

import io
import os
import random
import sys
import time

from . import event_loop, network

TASK_ROOT = "/var/task"


def wake(variables, sleep_ms, send_request):
    """Called once an environment, after the snapshot was restored and before any of the learner's code.

    `sleep_ms` rests the thread; `send_request` sends an HTTP request, or is None while the network is off.
    """
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(TASK_ROOT)
    sys.argv[:] = ["/var/runtime/bootstrap.py"]
    library = next(path for path in sys.path if path.endswith(".zip"))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    sys.path[:] = [TASK_ROOT, f"/opt/python/lib/{version}/site-packages", "/opt/python", library, "/var/runtime"]
    sys.path_importer_cache.clear()
    sys.stdout = _unbuffered(1)
    sys.stderr = _unbuffered(2)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    # A snapshot's random state would be everybody's: draw a new one from the browser's entropy.
    random.seed()
    _replace_sleep(sleep_ms)
    event_loop.install()
    network.set_up(send_request)


def _unbuffered(descriptor):
    raw = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)


def _replace_sleep(sleep_ms):
    """Emscripten's own sleep spins the processor; the host's really rests."""

    def sleep(seconds, /):
        if not isinstance(seconds, float):
            seconds = seconds.__float__() if hasattr(seconds, "__float__") else _not_a_number(seconds)
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            sleep_ms(left * 1000)

    sleep.__module__ = "time"
    sleep.__qualname__ = "sleep"
    time.sleep = sleep


def _not_a_number(value):
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
