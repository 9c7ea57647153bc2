"""Blocks of Q8_0 as llama.cpp's own Python package packs them.

    pip install gguf==0.19.0 numpy==2.4.6
    python scripts/golden/gguf-blocks.py

Writes packages/core/src/weights/__fixtures__/q8-blocks.json: the bits of float32 numbers and the packed bytes, as hex.
"""

import json
from pathlib import Path

import numpy
from gguf import GGMLQuantizationType
from gguf.quants import quantize

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/weights/__fixtures__/q8-blocks.json"
rng = numpy.random.default_rng(11)
rows = [
    rng.standard_normal(32) * 0.02,
    rng.standard_normal(32) * 3000,
    numpy.zeros(32),
    # Halves of a step: ties.
    (numpy.arange(32) - 15.5) * 1.0 + 0 * 127,
    numpy.where(numpy.arange(32) == 5, 127.0, numpy.arange(32) + 0.5),
    numpy.where(numpy.arange(32) % 2 == 0, -1.0, 1.0) * 1e-30,
    numpy.where(numpy.arange(32) == 31, -6.0e4, 1.0),
    rng.standard_normal(32) * 1e-6,
]
values = numpy.array(rows, dtype=numpy.float32)
packed = quantize(values, GGMLQuantizationType.Q8_0)
FILE.write_text(json.dumps({"floats": values.tobytes().hex(), "packed": packed.tobytes().hex()}, indent=1) + "\n")
