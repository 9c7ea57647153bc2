"""Golden values for the statistics of audits, from scipy and statsmodels.

    pip install scipy statsmodels
    python scripts/golden/audits.py

Writes packages/core/src/statistics/__golden__/audits.json, with the versions used, laid out by Biome. No library has the
stratified interval or the corrected proportion: they are computed here from their definition, with scipy's beta
distribution and a root finder where the code has closed forms.
"""

import json
import platform
import subprocess
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

FOLDER = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__"
VERSIONS = {
    "python": platform.python_version(),
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}
LEVEL = 0.95
TAIL = (1 - LEVEL) / 2


def stratified(strata):
    """Strata are (share, sampled, sum, sum of squares); none of them complete."""
    y = sum(share / n * total for share, n, total, _ in strata)
    v = sum((share / n) ** 2 * squares for share, n, _, squares in strata)
    heaviest = max(share / n for share, n, _, _ in strata)
    low = 0.0
    if y > 0:
        low = float(stats.beta.ppf(TAIL, y * y / v, y / v - y * y / v + 1))
    more, more_v = y + heaviest, v + heaviest**2
    high = float(stats.beta.ppf(1 - TAIL, more * more / more_v, more / more_v - more * more / more_v + 1))
    return {"value": y, "low": min(y, low), "high": max(y, high)}


def stratified_cases():
    samples = [
        [(1, 20, 0, 0)],
        [(1, 200, 3, 3)],
        [(0.9, 30, 0, 0), (0.1, 10, 4, 4)],
        [(0.7, 40, 1, 1), (0.2, 20, 0, 0), (0.1, 5, 2.5, 1.75)],
        [(0.5, 10, 5, 5), (0.5, 50, 1, 1)],
    ]
    return [{"strata": sample, **stratified(sample)} for sample in samples]


def wilson(p, n):
    return proportion_confint(p * n, n, 1 - LEVEL, "wilson")


def effective_size(p, low, high):
    return float(optimize.brentq(lambda n: numpy.subtract(*wilson(p, n)[::-1]) - (high - low), 1e-3, 1e7, xtol=1e-12, rtol=1e-14))


def corrected(measured, missed, spurious):
    p, low, high = measured
    g, g_low, g_high = missed
    l, l_low, l_high = spurious
    g_high, l_high = min(g_high, 1 - p), min(l_high, p)
    value = p + g - l
    n = effective_size(p, low, high)
    s_low, s_high = wilson(value, n)
    r = -((g * l / ((1 - g) * (1 - l))) ** 0.5)
    below = (g - g_low) ** 2 + (l_high - l) ** 2 - 2 * r * (g - g_low) * (l_high - l)
    above = (g_high - g) ** 2 + (l - l_low) ** 2 - 2 * r * (g_high - g) * (l - l_low)
    return {
        "effectiveSize": n,
        "value": value,
        "low": max(0, value - ((value - s_low) ** 2 + below) ** 0.5),
        "high": min(1, value + ((s_high - value) ** 2 + above) ** 0.5),
    }


def corrected_cases():
    parts = [
        ((0.8, 0.71, 0.87), (0.02, 0.02, 0.02), (0, 0, 0)),
        ((0.62, 0.55, 0.685), (0.03, 0.01, 0.08), (0.01, 0.001, 0.05)),
        ((0.5, 0.4, 0.6), (0.1, 0.05, 0.2), (0.08, 0.03, 0.19)),
        ((0.95, 0.92, 0.97), (0.01, 0, 0.09), (0, 0, 0.04)),
    ]
    return [
        {"measured": m, "missed": g, "spurious": s, **corrected(m, g, s)} for m, g, s in parts
    ]


def kappa_cases():
    cases = []
    for counts in [[[20, 5], [10, 15]], [[9, 0, 1], [2, 7, 0], [0, 1, 5]], [[3, 1], [1, 0]]]:
        first, second = [], []
        for i, row in enumerate(counts):
            for j, count in enumerate(row):
                first += ["abc"[i]] * count
                second += ["abc"[j]] * count
        kappa = float(cohens_kappa(numpy.array(counts), return_results=False))
        agreement = sum(a == b for a, b in zip(first, second)) / len(first)
        cases.append({"first": "".join(first), "second": "".join(second), "agreement": agreement, "kappa": kappa})
    return cases


golden = {
    "source": "scipy.stats.beta, scipy.optimize.brentq, statsmodels proportion_confint and cohens_kappa",
    "versions": VERSIONS,
    "level": LEVEL,
    "stratified": stratified_cases(),
    "corrected": corrected_cases(),
    "kappa": kappa_cases(),
}
(FOLDER / "audits.json").write_text(json.dumps(golden, indent=2, allow_nan=False) + "\n")
subprocess.run(["npx", "biome", "format", "--write", str(FOLDER / "audits.json")], check=True, cwd=FOLDER.parents[4])
