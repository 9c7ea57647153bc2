"""Golden values of the merge methods, in float64, written from the papers' formulas.

    python3 scripts/golden/merging.py > packages/core/src/merging/__fixtures__/golden.json

numpy only. Independent of Viva's code: whole tensors, sorting in place of histograms, vectors in place of inner
products. Two things are float32 on purpose, because they say which elements are kept: task vectors are ranked by the
float32 difference, and SCE's variance is float32 in the order its docstring gives. Everything else is float64.

Each case: method, its settings, its inputs (places in `arrays`: base64 of little-endian elements), the expected values (float64)
and `scale`, the sum of magnitudes of all terms, to which the allowed error is relative.
"""

import base64
import hashlib
import json
import math

import numpy as np

SEED = 20240607


# Storage -----------------------------------------------------------------------------------------------------------

def to_bf16(x):
    bits = np.asarray(x, dtype=np.float32).view(np.uint32).astype(np.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def store(x, dtype):
    """Stored bytes of an array, and the float64 values they stand for."""
    x = np.asarray(x, dtype=np.float32)
    if dtype == "F32":
        return x.astype("<f4").tobytes(), x.astype(np.float64)
    if dtype == "F16":
        half = x.astype("<f2")
        return half.tobytes(), half.astype(np.float64)
    brain = to_bf16(x)
    back = (brain.astype(np.uint32) << 16).view(np.float32)
    return brain.astype("<u2").tobytes(), back.astype(np.float64).reshape(x.shape)


ARRAYS = []


def text(raw):
    return base64.b64encode(raw).decode("ascii")


def kept_once(raw):
    """Index of an input among those written; many cases share theirs."""
    written = text(raw)
    if written not in ARRAYS:
        ARRAYS.append(written)
    return ARRAYS.index(written)


# Randomness: Philox4x32-10 (Salmon et al. 2011) ----------------------------------------------------------------------

def philox_words(counter, key):
    """Words for an array of counters (n, 4) under a key of two words."""
    a, b, c, d = (counter[:, i].astype(np.uint64) for i in range(4))
    k0, k1 = np.uint64(key[0]), np.uint64(key[1])
    low = np.uint64(0xFFFFFFFF)
    for _ in range(10):
        p = a * np.uint64(0xD2511F53)
        q = c * np.uint64(0xCD9E8D57)
        a, b, c, d = ((q >> np.uint64(32)) ^ b ^ k0) & low, q & low, ((p >> np.uint64(32)) ^ d ^ k1) & low, p & low
        k0 = (k0 + np.uint64(0x9E3779B9)) & low
        k1 = (k1 + np.uint64(0xBB67AE85)) & low
    return np.stack([a, b, c, d], axis=1)


def draws(seed, tensor, model, n):
    digest = hashlib.sha256(f"{seed}\0{tensor}\0{model}".encode()).digest()
    key = (int.from_bytes(digest[0:4], "little"), int.from_bytes(digest[4:8], "little"))
    groups = np.arange((n + 3) // 4, dtype=np.uint64)
    counter = np.zeros((len(groups), 4), dtype=np.uint64)
    counter[:, 0] = groups & np.uint64(0xFFFFFFFF)
    counter[:, 1] = groups >> np.uint64(32)
    return philox_words(counter, key).reshape(-1)[:n].astype(np.float64)


# Parts ---------------------------------------------------------------------------------------------------------------

def float32_difference(x, base):
    with np.errstate(over="ignore"):
        return x.astype(np.float32) - base.astype(np.float32)


def top_mask(values, k):
    """The k largest magnitudes; equal ones in the order of their index."""
    magnitude = np.abs(values.reshape(-1))
    order = sorted(range(magnitude.size), key=lambda i: (-magnitude[i], i))
    mask = np.zeros(magnitude.size, dtype=bool)
    mask[order[:k]] = True
    return mask.reshape(values.shape)


def keep_magnitude(d, kept):
    after = np.abs(kept).sum()
    return kept if after == 0 else kept * (np.abs(d).sum() / after)


def put_together(base, deltas, weights, vote, normalize, lam):
    weighted = [w * d for w, d in zip(weights, deltas)]
    if vote:
        positive = sum(weighted) >= 0
        agrees = [(v != 0) & ((v > 0) == positive) for v in weighted]
        merged = sum(np.where(a, v, 0) for a, v in zip(agrees, weighted))
        divisor = sum(np.where(a, w, 0.0) for a, w in zip(agrees, weights))
        terms = sum(np.where(a, np.abs(v), 0) for a, v in zip(agrees, weighted))
    else:
        merged = sum(weighted)
        divisor = np.full(base.shape, float(sum(weights)))
        divisor = np.where(np.abs(divisor) < 1e-8, 0, divisor)
        terms = sum(np.abs(v) for v in weighted)
    if normalize:
        safe = np.where(divisor == 0, 1, divisor)
        merged, terms = merged / safe, terms / np.abs(safe)
    return base + lam * merged, np.abs(base) + abs(lam) * terms


def angle_between(a, b):
    norms = math.sqrt((a * a).sum()) * math.sqrt((b * b).sum())
    return math.acos(min(1.0, max(-1.0, (a * b).sum() / norms)))


# Methods: (base, models, tensor settings, model settings, tensor name) → (values, scale) -----------------------------

def linear(_base, xs, settings, ms, _name):
    w = np.array([m["weight"] for m in ms], dtype=np.float64)
    if settings.get("normalize", True):
        w = w / w.sum()
    return sum(c * x for c, x in zip(w, xs)), sum(abs(c) * np.abs(x) for c, x in zip(w, xs))


def passthrough(_base, xs, _settings, ms, _name):
    return ms[0].get("scale", 1) * xs[0], np.abs(ms[0].get("scale", 1) * xs[0])


def slerp(base, xs, settings, _ms, _name):
    t, x = settings["t"], xs[0]
    if not base.any() or not x.any() or abs(math.cos(angle_between(base, x))) > 0.9995:
        first, second = 1 - t, t
    else:
        o = angle_between(base, x)
        first, second = math.sin((1 - t) * o) / math.sin(o), math.sin(t * o) / math.sin(o)
    return first * base + second * x, abs(first) * np.abs(base) + abs(second) * np.abs(x)


def nuslerp_line(a, b, t):
    if not a.any() or not b.any():
        return 1 - t, t
    o = angle_between(a, b)
    if abs(math.sin(o)) < 1e-8:
        return 1 - t, t
    return math.sin((1 - t) * o) / math.sin(o), math.sin(t * o) / math.sin(o)


def nuslerp(base, xs, settings, ms, _name):
    w = [m["weight"] for m in ms]
    t = 0.5 if abs(sum(w)) < 1e-6 else w[1] / sum(w)
    offset = np.zeros_like(xs[0]) if base is None else base
    a, b = xs[0] - offset, xs[1] - offset
    out, scale = np.zeros_like(a), np.abs(offset).copy()

    def line(index):
        first, second = nuslerp_line(a[index], b[index], t)
        out[index] = offset[index] + first * a[index] + second * b[index]
        scale[index] += abs(first) * np.abs(a[index]) + abs(second) * np.abs(b[index])

    if settings.get("nuslerp_flatten", True) or a.ndim < 2:
        line(...)
    elif settings.get("nuslerp_row_wise", False):
        for rest in np.ndindex(a.shape[1:]):
            line((slice(None), *rest))
    else:
        for rest in np.ndindex(a.shape[:-1]):
            line((*rest, slice(None)))
    return out, scale


def task_arithmetic(base, xs, settings, ms, _name):
    return put_together(base, [x - base for x in xs], [m["weight"] for m in ms], False,
                        settings.get("normalize", False), settings.get("lambda", 1))


def magnitude_kind(vote, normalize, gamma_default):
    def run(base, xs, settings, ms, _name):
        deltas = []
        for x, m in zip(xs, ms):
            d, ranked = x - base, float32_difference(x, base)
            count = math.floor(m.get("density", 1) * d.size)
            skip = min(math.floor(m.get("gamma", gamma_default) * d.size), d.size - count)
            kept = np.where(top_mask(ranked, skip + count) & ~top_mask(ranked, skip), d, 0)
            deltas.append(keep_magnitude(d, kept) if settings.get("rescale", False) else kept)
        return put_together(base, deltas, [m["weight"] for m in ms], vote,
                            settings.get("normalize", normalize), settings.get("lambda", 1))
    return run


def dare(vote):
    def run(base, xs, settings, ms, name):
        deltas = []
        for index, (x, m) in enumerate(zip(xs, ms)):
            d, density = x - base, m.get("density", 1)
            keep = draws(SEED, name, index, d.size).reshape(d.shape) < density * 2**32
            kept = np.where(keep, d, 0)
            rescale = settings.get("rescale", True)
            if density < 1 and rescale is True:
                kept = keep_magnitude(d, kept)
            elif density < 1 and rescale == "expectation":
                kept = kept / density
            deltas.append(kept)
        return put_together(base, deltas, [m["weight"] for m in ms], vote, settings.get("normalize", False),
                            settings.get("lambda", 1))
    return run


def della(vote):
    def run(base, xs, settings, ms, name):
        deltas = []
        for index, (x, m) in enumerate(zip(xs, ms)):
            d, density, epsilon = x - base, m.get("density", 1), m.get("epsilon", 0.15)
            if density < 1:
                ranked = np.abs(float32_difference(x, base))
                columns = d.shape[-1] if d.ndim > 0 else 1
                rows = ranked.reshape(-1, columns)
                p = np.zeros(rows.shape)
                for r, row in enumerate(rows):
                    order = sorted(range(columns), key=lambda i: (row[i], -i))
                    for rank, i in enumerate(order):
                        share = 0.5 if columns == 1 else rank / (columns - 1)
                        p[r, i] = density - epsilon + 2 * epsilon * share
                p = p.reshape(d.shape)
                kept = np.where(draws(SEED, name, index, d.size).reshape(d.shape) < p * 2**32, d, 0)
                rescale = settings.get("rescale", True)
                d = keep_magnitude(d, kept) if rescale is True else kept / p if rescale == "expectation" else kept
            deltas.append(d)
        return put_together(base, deltas, [m["weight"] for m in ms], vote, settings.get("normalize", vote),
                            settings.get("lambda", 1))
    return run


def model_stock(base, xs, settings, _ms, _name):
    n = len(xs)

    def part(b, parts):
        ds = [x - b for x in parts]
        cosines = []
        for i in range(n):
            for j in range(i + 1, n):
                norms = math.sqrt((ds[i] ** 2).sum()) * math.sqrt((ds[j] ** 2).sum())
                cosines.append(0 if norms == 0 else (ds[i] * ds[j]).sum() / norms)
        cosine = sum(cosines) / len(cosines)
        t = 0 if 1 + (n - 1) * cosine <= 0 else n * cosine / (1 + (n - 1) * cosine)
        mean = sum(parts) / n
        return t * mean + (1 - t) * b, abs(t) * sum(np.abs(x) for x in parts) / n + abs(1 - t) * np.abs(b)

    if not settings.get("filter_wise", False) or base.ndim < 2:
        return part(base, xs)
    out, scale = np.zeros_like(base), np.zeros_like(base)
    for row in np.ndindex(base.shape[:-1]):
        out[row], scale[row] = part(base[row], [x[row] for x in xs])
    return out, scale


def karcher(_base, xs, settings, _ms, _name):
    if len(xs) == 1:
        return xs[0], np.abs(xs[0])
    tol, steps = settings.get("tol", 1e-5), settings.get("max_iter", 10)
    norms = [math.sqrt((x**2).sum()) for x in xs]
    units = [x / n for x, n in zip(xs, norms) if n > tol]
    if not units:
        return np.zeros_like(xs[0]), np.zeros_like(xs[0])
    mean = sum(units) / len(units)
    length = math.sqrt((mean**2).sum())
    mean = units[0].copy() if length < tol else mean / length
    for _ in range(steps):
        tangent = np.zeros_like(mean)
        for u in units:
            dot = min(1.0, max(-1.0, (mean * u).sum()))
            theta = math.acos(dot)
            if theta < tol or math.sin(theta) == 0:
                continue
            tangent += theta / math.sin(theta) / len(units) * (u - dot * mean)
        step = math.sqrt((tangent**2).sum())
        if step < tol:
            break
        mean = math.cos(step) * mean + math.sin(step) * tangent / step
        mean /= math.sqrt((mean**2).sum())
    size = sum(norms) / len(norms)
    # The mean is a sum of the models with coefficients of about 1/n each; what is allowed is relative to that sum.
    return size * mean, sum(np.abs(x) * (size / n) for x, n in zip(xs, norms) if n > tol) / len(units)


def sce(base, xs, settings, _ms, _name):
    topk = settings.get("select_topk", 1)
    ds = [x - base for x in xs]
    if topk < 1:
        f = [float32_difference(x, base) for x in xs]
        with np.errstate(over="ignore", invalid="ignore"):
            share = np.float32(1 / len(xs))
            mean = f[0] * np.float32(0)
            mean = np.zeros_like(f[0])
            for one in f:
                mean = mean + one
            mean = mean * share
            variance = np.zeros_like(f[0])
            for one in f:
                variance = variance + (one - mean) * (one - mean)
            variance = variance * share
        mask = top_mask(variance, math.floor(topk * np.count_nonzero(variance)))
        ds = [np.where(mask, d, 0) for d in ds]
    squares = [(d**2).sum() for d in ds]
    weights = [1 / len(ds)] * len(ds) if sum(squares) == 0 else [s / sum(squares) for s in squares]
    positive = sum(ds) >= 0
    agrees = [(d != 0) & ((d > 0) == positive) for d in ds]
    total = sum(np.where(a, w, 0.0) for a, w in zip(agrees, weights))
    safe = np.where(total == 0, 1, total)
    merged = sum(np.where(a, w * d, 0) for a, w, d in zip(agrees, weights, ds)) / safe
    return base + merged, np.abs(base) + sum(np.where(a, w * np.abs(d), 0) for a, w, d in zip(agrees, weights, ds)) / safe


METHODS = {
    "linear": linear, "passthrough": passthrough, "slerp": slerp, "nuslerp": nuslerp,
    "task-arithmetic": task_arithmetic,
    "ties": magnitude_kind(True, True, 0.0),
    "breadcrumbs": magnitude_kind(False, False, 0.01), "breadcrumbs-ties": magnitude_kind(True, False, 0.01),
    "dare-linear": dare(False), "dare-ties": dare(True), "della": della(True), "della-linear": della(False),
    "model-stock": model_stock, "karcher": karcher, "sce": sce,
}


# Inputs --------------------------------------------------------------------------------------------------------------

def inputs(kind, shape, n_models):
    """Base and models as float32 arrays, by kind of trouble."""
    rng = np.random.default_rng([len(kind), n_models, *shape])
    base = rng.normal(size=shape).astype(np.float32)
    models = [(base + 0.25 * rng.normal(size=shape)).astype(np.float32) for _ in range(n_models)]
    if kind == "zeros":
        flat = base.reshape(-1)
        flat[::3] = 0
        for i, m in enumerate(models):
            m.reshape(-1)[::2] = flat[::2]
            m.reshape(-1)[i::5] = 0
    if kind == "ties":
        # Steps of an eighth: many task vectors of equal magnitude, and sums of signs that cancel exactly.
        base = np.round(base * 2) / 2
        models = [(base + rng.integers(-3, 4, size=shape) / 8).astype(np.float32) for _ in range(n_models)]
    if kind == "extremes":
        values = np.array([0, 65504, -65504, 6.1e-5, 5.96e-8, -5.96e-8, 1, -1, 2**-14, 32768, 1.0009765625], np.float32)
        base = np.resize(values, shape).astype(np.float32)
        models = [np.resize(np.roll(np.abs(values), i + 1), shape) * np.where(base < 0, -1, 1) for i in range(n_models)]
        models = [m.astype(np.float32) for m in models]
    if kind == "blank":
        base = np.zeros(shape, dtype=np.float32)
    if kind == "same":
        models = [base.copy() for _ in range(n_models)]
    return base, models


def case(method, settings, model_settings, kind="plain", shape=(7, 13), dtype="F32", with_base=True):
    name = f"model.{kind}.{'x'.join(map(str, shape))}"
    base32, models32 = inputs(kind, shape, len(model_settings))
    base_raw, base = store(base32, dtype)
    stored = [store(m, dtype) for m in models32]
    values, scale = METHODS[method](base if with_base else None, [v for _, v in stored], settings, model_settings, name)
    assert np.isfinite(values).all(), (method, kind)
    return {
        "method": method, "settings": settings, "models": model_settings, "kind": kind, "tensor": name,
        "shape": list(shape), "dtype": dtype, "base": kept_once(base_raw) if with_base else None,
        "inputs": [kept_once(raw) for raw, _ in stored],
        "expected": text(np.asarray(values, dtype="<f8").tobytes()),
        "scale": text(np.asarray(scale, dtype="<f4").tobytes()),
    }


def weights(*values, **more):
    return [{"weight": w, **{key: each[i] for key, each in more.items()}} for i, w in enumerate(values)]


TWO = weights(0.7, 0.45)
VARIANTS = [
    ("linear", {}, weights(0.7, 0.45, 0.2), False),
    ("linear", {"normalize": False}, weights(0.7, -0.45), False),
    ("passthrough", {}, [{"scale": 0.3}], False),
    ("slerp", {"t": 0.35}, [{}], True),
    ("nuslerp", {}, weights(0.6, 0.9), True),
    ("nuslerp", {"nuslerp_flatten": False}, weights(0.6, 0.9), False),
    ("nuslerp", {"nuslerp_flatten": False, "nuslerp_row_wise": True}, weights(0.6, 0.9), True),
    ("task-arithmetic", {}, weights(0.7, 0.45, -0.3), True),
    ("task-arithmetic", {"normalize": True, "lambda": 1.3}, TWO, True),
    ("ties", {}, weights(0.7, 0.45, 0.3, density=[0.5, 0.2, 0.35]), True),
    ("ties", {"normalize": False, "rescale": True, "lambda": 0.8}, weights(1, 1, density=[0.3, 0.6]), True),
    ("breadcrumbs", {}, weights(0.7, 0.45, density=[0.5, 0.6], gamma=[0.05, 0.2]), True),
    ("breadcrumbs-ties", {"normalize": True}, weights(0.5, 0.5, density=[0.9, 0.6], gamma=[0.2, 0.1]), True),
    ("dare-linear", {}, weights(0.7, 0.45, density=[0.5, 0.2]), True),
    ("dare-linear", {"rescale": "expectation"}, weights(0.7, 0.45, density=[0.5, 1]), True),
    ("dare-ties", {"normalize": True, "rescale": False}, weights(0.7, 0.45, density=[0.5, 0.7]), True),
    ("della", {}, weights(0.7, 0.45, density=[0.5, 0.3]), True),
    ("della-linear", {"rescale": "expectation", "lambda": 1.1},
     weights(0.7, 0.45, density=[0.5, 0.3], epsilon=[0.4, 0.1]), True),
    ("model-stock", {}, [{}, {}, {}], True),
    ("model-stock", {"filter_wise": True}, [{}, {}], True),
    ("karcher", {}, [{}, {}, {}], False),
    ("sce", {}, [{}, {}], True),
    ("sce", {"select_topk": 0.4}, [{}, {}, {}], True),
]


def main():
    cases = []
    for method, settings, models, with_base in VARIANTS:
        for kind, dtypes in [("plain", ["F32", "F16", "BF16"]), ("zeros", ["BF16"]), ("ties", ["F32", "F16"]),
                             ("extremes", ["F32", "F16", "BF16"]), ("same", ["F32"])]:
            shape = (3, 11) if kind == "extremes" else (7, 13) if kind == "plain" else (5, 7)
            for dtype in dtypes:
                cases.append(case(method, settings, models, kind, shape, dtype, with_base))
        for shape in [(), (11,), (2, 3, 5), (1, 1), (9, 1)]:
            if method == "nuslerp" and shape in [(), (1, 1)]:
                # Two numbers have an angle of 0 or pi; pi has no arc.
                continue
            cases.append(case(method, settings, models, "plain", shape, "F32", with_base))
    # Masks: on a base of zeros, one model, weight one and no rescaling the result is what is kept, bit for bit.
    masks = [
        ("ties", {"normalize": False}, [{"weight": 1, "density": 0.37}]),
        ("breadcrumbs", {}, [{"weight": 1, "density": 0.4, "gamma": 0.15}]),
        ("dare-linear", {"rescale": False}, [{"weight": 1, "density": 0.42}]),
        ("della-linear", {"rescale": False}, [{"weight": 1, "density": 0.42, "epsilon": 0.2}]),
    ]
    for method, settings, models in masks:
        for dtype in ["F32", "F16", "BF16"]:
            cases.append({**case(method, settings, models, "blank", (6, 17), dtype), "exact": True})
    counters = np.array([[0, 0, 0, 0], [0xFFFFFFFF] * 4, [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]], np.uint64)
    keys = [[0, 0], [0xFFFFFFFF] * 2, [0xA4093822, 0x299F31D0]]
    known = [[int(w) for w in philox_words(counters[i:i + 1], key)[0]] for i, key in enumerate(keys)]
    print('{ "seed": %d,\n"philox": %s,\n"cases": [' % (SEED, json.dumps(known)))
    print(",\n".join(json.dumps(each) for each in cases))
    print('],\n"arrays": [')
    print(",\n".join(json.dumps(each) for each in ARRAYS))
    print("] }")


main()
