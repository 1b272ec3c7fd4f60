"""The process in which the embedded model runs: llama.cpp's server, on a leash.

`summarize.engines.local` runs this file as a script. It ends when its standard input does, so it never outlives the
program that started it, however that ended (a pipe closes also after `kill -9`). A process of its own can be stopped
in the middle of a reply; inside the caller's process, xllamacpp holds Python's lock while it loads, and its end waits
for all running requests. It imports nothing of summarize: it has to start fast.
"""

import json
import os
import subprocess
import sys
import threading
from typing import Any, NoReturn

GRACE = 5.0  # seconds for a server to end by itself


def main(settings: dict[str, Any]) -> NoReturn:
    """Serve `settings["model"]` on loopback until standard input ends. The API key is in LLAMA_API_KEY, unseen by `ps`."""
    if settings["executable"]:
        own(settings)
    else:
        embedded(settings)


def embedded(settings: dict[str, Any]) -> NoReturn:
    """Serve with xllamacpp, the llama.cpp that pip installs."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = settings["model"]
    params.model_alias = {settings["alias"]}
    params.hostnames, params.port = ["127.0.0.1"], settings["port"]
    params.api_keys = [os.environ["LLAMA_API_KEY"]]
    params.n_ctx, params.n_parallel = settings["context"], settings["slots"]
    params.cpuparams.n_threads, params.cpuparams_batch.n_threads = settings["threads"], settings["reading_threads"]
    params.cache_prompt, params.cache_ram_mib = True, settings["cache_mib"]
    params.n_gpu_layers, params.fit_params = 0, False
    # Read, not mapped: llama.cpp keeps most weights in the processor's own order, and a mapped file stays beside them.
    # Measured with 16,384 tokens of context: 1.67 GB at the most instead of 2.27.
    params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    params.ui = params.endpoint_slots = False
    params.verbosity = 3 if settings["debug"] else 0
    try:
        _server = xllamacpp.Server(params)  # it serves as long as it exists
    except RuntimeError as error:
        sys.exit(str(error))
    sys.stdin.buffer.read()
    os._exit(0)  # at once: the server's own end would wait for the replies that it is writing


def own(settings: dict[str, Any]) -> NoReturn:
    """Serve with a llama-server of the user's. It takes its own LLAMA_ARG_… variables, say for a graphics card."""
    options = {
        "--model": settings["model"],
        "--alias": settings["alias"],
        "--host": "127.0.0.1",
        "--port": settings["port"],
        "--ctx-size": settings["context"],
        "--parallel": settings["slots"],
        "--threads": settings["threads"],
        "--threads-batch": settings["reading_threads"],
    }
    # By variables, what some versions do not have: an unknown option would stop the server, an unknown variable does not.
    extra = {"LLAMA_ARG_CACHE_RAM": str(settings["cache_mib"]), "LLAMA_ARG_NO_WEBUI": "1"}
    command = [settings["executable"], *(str(word) for option in options.items() for word in option)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=os.environ | extra)  # noqa: S603
    threading.Thread(target=lambda: os._exit(server.wait() or 1), daemon=True).start()
    sys.stdin.buffer.read()
    server.terminate()
    try:
        server.wait(GRACE)
    except subprocess.TimeoutExpired:
        server.kill()
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
