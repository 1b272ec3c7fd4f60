import os
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, threading
from summarize.engines.arenas import few_arenas
few_arenas()
started, done = threading.Barrier(17), threading.Event()
def work():
    held = ctypes.CDLL(None).malloc(100)
    started.wait()
    done.wait()
for _ in range(16):
    threading.Thread(target=work).start()
started.wait()
ctypes.CDLL(None).malloc_stats()
done.set()
"""


@pytest.mark.skipif(sys.platform != "linux" or "MALLOC_ARENA_MAX" in os.environ, reason="it is glibc's")
def test_threads_share_a_few_places_for_their_memory():
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stderr

    assert 1 <= told.count("Arena ") <= 2
