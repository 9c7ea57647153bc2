"""Golden values of what a report of a merge says of task vectors, in float64.

    python3 scripts/golden/task-vectors.py > packages/core/src/merges/__fixtures__/task-vectors.json

numpy only, whole tensors at once. Each case: the stored bytes (base64) of base, models and merge, their kinds of numbers, and the
expected inner products (every vector with every other, the merge's last), elements that are as in the base, and of each model the
elements that the merge changes the same way, not at all and the other way.
"""

import base64
import json

import numpy as np


def bf16(x):
    bits = np.asarray(x, dtype=np.float32).view(np.uint32).astype(np.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2")


def store(x, dtype):
    """Stored bytes, and the float64 values they stand for."""
    if dtype == "F32":
        kept = np.asarray(x, dtype="<f4")
        return kept.tobytes(), kept.astype(np.float64)
    if dtype == "F16":
        kept = np.asarray(x, dtype="<f2")
        return kept.tobytes(), kept.astype(np.float64)
    kept = bf16(x)
    return kept.tobytes(), (kept.astype(np.uint32) << 16).view(np.float32).astype(np.float64)


def case(seed, shape, dtypes, density, has_base=True, scale=1.0):
    """`dtypes`: of base, of each model, of the merge. Models change a share `density` of the elements."""
    rng = np.random.default_rng(seed)
    n = int(np.prod(shape))
    base = rng.normal(size=n) * scale
    models = []
    for _ in dtypes[1:-1]:
        change = rng.normal(size=n) * 0.3 * scale * (rng.random(n) < density)
        models.append(base + change)
    merged = base + sum((m - base) * w for m, w in zip(models, (0.5, -0.25, 1.0)))
    # Some elements of the merge stay the base's.
    merged = np.where(rng.random(n) < 0.2, base, merged)
    stored = [store(x, dtype) for x, dtype in zip([base, *models, merged], dtypes)]
    start = stored[0][1] if has_base else np.zeros(n)
    vectors = [values - start for _, values in stored[1:]]
    last = vectors[-1]
    fates = [
        [
            int(np.sum((d != 0) & (last != 0) & (np.sign(d) == np.sign(last)))),
            int(np.sum((d != 0) & (last == 0))),
            int(np.sum((d != 0) & (last != 0) & (np.sign(d) != np.sign(last)))),
        ]
        for d in vectors[:-1]
    ]
    return {
        "shape": list(shape),
        "dtypes": list(dtypes),
        "hasBase": has_base,
        "stored": [base64.b64encode(raw).decode("ascii") for raw, _ in stored],
        "products": [float(np.dot(a, b)) for a in vectors for b in vectors],
        "unchanged": [int(np.sum(d == 0)) for d in vectors],
        "fates": fates,
    }


cases = [
    case(1, (7, 13), ("F32", "F32", "F32", "F32"), 0.6),
    case(2, (61, 83), ("BF16", "BF16", "BF16", "BF16"), 0.4),
    case(3, (4099,), ("F16", "F32", "BF16", "F16"), 1.0),
    case(4, (3, 5), ("F32", "F32", "F32"), 0.0),
    case(5, (9, 11), ("BF16", "F16", "F32", "BF16", "F32"), 0.5, scale=1e-3),
    case(6, (64, 65), ("F32", "BF16", "BF16", "BF16"), 0.7, has_base=False),
    case(7, (1,), ("F32", "F32", "F32", "F32"), 1.0, scale=1e4),
]
print(json.dumps({"cases": cases}))
