"""A real llama.cpp server with a very small model, on loopback: `python llama.py MODEL.gguf PORT [embeddings]`."""

from __future__ import annotations

import sys
import time

import xllamacpp  # type: ignore[import-not-found]


def serve(model: str, port: int, *, embeddings: bool) -> None:
    """Serve until killed, on one thread."""
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = 4096
    params.n_parallel = 1
    if embeddings:
        params.embedding = True
        params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), embeddings="embeddings" in sys.argv[3:])
