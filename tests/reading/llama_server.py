"""llama.cpp's own HTTP server, out of the wheel xllamacpp, until killed: llama_server.py MODEL.gguf PORT."""

from __future__ import annotations

import sys
import threading

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 8192
params.n_parallel = 1
params.cpuparams.n_threads = 1  # with two on two busy cores llama.cpp's threads wait for each other
params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
threading.Event().wait()
