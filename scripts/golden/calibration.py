"""Golden values for calibration and abstention in packages/core/src/statistics, from numpy and scipy.

    pip install numpy scipy
    python scripts/golden/calibration.py

Writes packages/core/src/statistics/__golden__/calibration.json, with the versions used, laid out by Biome. Every formula is
restated in the plainest way: bins by numpy.array_split of the sorted answers or by numpy.digitize, areas by taking the
answers one by one, ties by the mean over every order of the answers that share a confidence.
"""

import itertools
import json
import math
import platform
from pathlib import Path

import numpy
import scipy
from scipy import integrate, stats

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__/calibration.json"
RNG = numpy.random.default_rng(20240917)
FLOOR = 1e-3


def equal_width(confidences, right, count):
    bins = numpy.minimum(numpy.digitize(confidences, numpy.arange(count + 1) / count) - 1, count - 1)
    return [(confidences[bins == b], right[bins == b]) for b in range(count) if (bins == b).any()]


def equal_mass(confidences, right, count):
    order = numpy.argsort(confidences)
    return [(confidences[part], right[part]) for part in numpy.array_split(order, count) if len(part) > 0]


def binned(bins):
    n = sum(len(y) for _, y in bins)
    base = sum(y.sum() for _, y in bins) / n
    several = [(c, y) for c, y in bins if len(y) > 1]
    kept = sum(len(y) for _, y in several)
    return {
        "ece": sum(len(y) * abs(y.mean() - c.mean()) for c, y in bins) / n,
        "squared": sum(len(y) * ((y - c).mean() ** 2 - (y - c).var(ddof=1) / len(y)) for c, y in several) / kept,
        "plugInRoot": math.sqrt(sum(len(y) * (y - c).mean() ** 2 for c, y in several) / kept),
        "reliability": sum(len(y) * (c.mean() - y.mean()) ** 2 for c, y in bins) / n,
        "resolution": sum(len(y) * (y.mean() - base) ** 2 for _, y in bins) / n,
        "uncertainty": base * (1 - base),
        "withinBinVariance": sum(len(y) * c.var() for c, y in bins) / n,
        "withinBinCovariance": 2 * sum(len(y) * numpy.cov(c, y, bias=True)[0, 1] for c, y in bins) / n,
        "bins": [[len(y), c.mean(), y.mean()] for c, y in bins],
    }


def area(right):
    k = numpy.arange(1, len(right) + 1)
    return (numpy.cumsum(1 - right) / k).mean()


def areas(confidences, right):
    order = numpy.argsort(-confidences)
    wrong = numpy.concatenate([[0], numpy.cumsum(1 - right[order])]) / len(right)
    return {
        "aurc": area(right[order]),
        "best": area(numpy.sort(right)[::-1]),
        "augrc": integrate.trapezoid(wrong, numpy.arange(len(right) + 1) / len(right)),
    }


def case(n, count, shift):
    # Distinct confidences, and as many answers in each bin of equal mass: no rounding decides.
    confidences = RNG.permutation((numpy.arange(n) + RNG.random(n) * 0.8) / n)
    right = (RNG.random(n) < numpy.clip(confidences + shift, 0, 1)).astype(float)
    chance = numpy.where(right == 1, confidences, 1 - confidences)
    return {
        "confidences": confidences.tolist(),
        "right": right.tolist(),
        "count": count,
        "equalWidth": binned(equal_width(confidences, right, count)),
        "equalMass": binned(equal_mass(confidences, right, count)),
        "brier": ((confidences - right) ** 2).mean(),
        "floor": FLOOR,
        "log": -numpy.log(numpy.maximum(chance, FLOOR)).mean(),
        **areas(confidences, right),
    }


def tied():
    # Each order of the tied answers by itself, and the mean of their areas.
    confidences = numpy.array([0.9, 0.9, 0.9, 0.6, 0.4, 0.4, 0.4, 0.4])
    right = numpy.array([1, 0, 1, 1, 0, 1, 0, 0], dtype=float)
    groups = [numpy.flatnonzero(confidences == c) for c in (0.9, 0.6, 0.4)]
    orders = [sum(map(list, parts), []) for parts in itertools.product(*map(itertools.permutations, groups))]
    all_areas = [area(right[order]) for order in orders]
    general = []
    for order in orders:
        wrong = numpy.concatenate([[0], numpy.cumsum(1 - right[order])]) / len(right)
        general.append(integrate.trapezoid(wrong, numpy.arange(len(right) + 1) / len(right)))
    return {
        "confidences": confidences.tolist(),
        "right": right.tolist(),
        "aurc": numpy.mean(all_areas),
        "augrc": numpy.mean(general),
    }


def kumar():
    # One confidence a bin, as after a binning calibrator: the published estimator in their own terms.
    bins = [(0.2, 12, 4), (0.6, 10, 5), (0.95, 30, 24)]
    n = sum(size for _, size, _ in bins)
    squared = sum(
        size / n * ((s - k / size) ** 2 - (k / size) * (1 - k / size) / (size - 1)) for s, size, k in bins
    )
    return {"bins": bins, "squared": squared, "root": math.sqrt(max(0, squared))}


def wilson():
    z = stats.norm.ppf(0.975)
    rows = []
    for k, n in [(3, 4), (7.5, 10), (0, 6), (6, 6)]:
        p = k / n
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        rows.append({"k": k, "n": n, "low": max(0, centre - half), "high": min(1, centre + half)})
    return rows


FILE.write_text(
    json.dumps(
        {
            "source": "numpy and scipy, from the published formulas",
            "versions": {
                "python": platform.python_version(),
                "numpy": numpy.__version__,
                "scipy": scipy.__version__,
            },
            "cases": [case(40, 5, 0.0), case(60, 10, -0.2), case(45, 15, 0.15)],
            "tied": tied(),
            "kumar": kumar(),
            "wilson": wilson(),
        },
        default=float,
    )
)
