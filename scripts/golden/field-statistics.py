"""Golden values for the statistics of the whole field: shrinkage, strata, correlation, permutation, planning.

    pip install scipy statsmodels
    python scripts/golden/field-statistics.py

Writes packages/core/src/statistics/__golden__/<topic>.json, with the versions used, laid out by Biome. Where no library
has the statistic (Mantel-Haenszel's risk difference with Sato's variance, Cliff's variance, the moments of the
beta-binomial), it is computed here from its definition, in the plainest way.
"""

import json
import math
import platform
import subprocess
from itertools import combinations
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep

FOLDER = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__"
VERSIONS = {
    "python": platform.python_version(),
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}
WRITTEN = []


def write(name, source, cases):
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    head = f'  "source": {json.dumps(source)},\n  "versions": {json.dumps(VERSIONS)},\n'
    path = FOLDER / f"{name}.json"
    path.write_text("{\n" + head + '  "cases": [\n' + lines + "\n  ]\n}\n")
    WRITTEN.append(str(path))


def beta_binomial_moments():
    """The over-dispersion at which the weighted sum of squares equals its expectation, weights at that same value."""

    def excess(rho, x, n):
        w = n / (1 + (n - 1) * rho)
        p = (w * x / n).sum() / w.sum()
        share = w * (1 - w / w.sum())
        expected = p * (1 - p) * (share * ((1 - rho) / n + rho)).sum()
        return (w * (x / n - p) ** 2).sum() - expected, p

    cases = []
    for x, n in [
        ([2, 8], [10, 10]),
        ([3, 80], [10, 100]),
        ([12, 40, 9, 3, 77], [20, 50, 30, 4, 90]),
        ([5, 5, 6, 4], [10, 10, 10, 10]),
        ([1.5, 7.25, 30.1], [3.2, 20.5, 41]),
    ]:
        x, n = numpy.array(x, float), numpy.array(n, float)
        rho = 0.0
        if excess(0.0, x, n)[0] > 0:
            rho = optimize.brentq(lambda r: excess(r, x, n)[0], 0, 1, xtol=1e-14)
        mean = excess(rho, x, n)[1]
        cases.append({"points": x.tolist(), "sizes": n.tolist(), "mean": mean, "overDispersion": rho})
    return cases


def unpaired_differences():
    """Newcombe's method 10 from statsmodels; the ratio's limits (MOVER) as roots of Donner and Zou's equations."""
    cases = []
    for x, n, y, m in [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (10, 10, 0, 20), (140, 200, 150, 200)]:
        low, high = confint_proportions_2indep(x, n, y, m, method="newcomb", compare="diff")
        p, q = x / n, y / m

        def wilson(count, size, z=stats.norm.ppf(0.975)):
            share = count / size
            centre = (share + z * z / 2 / size) / (1 + z * z / size)
            half = z * math.sqrt(share * (1 - share) / size + z * z / 4 / size / size) / (1 + z * z / size)
            return max(0.0, centre - half), min(1.0, centre + half)

        (l1, u1), (l2, u2) = wilson(x, n), wilson(y, m)
        # q/p: the distance of q - r*p from 0 equals the distance of its MOVER limits.
        def excess(r, above, below):
            return (q - r * p) ** 2 - (q - above) ** 2 - r * r * (p - below) ** 2

        upper = optimize.brentq(lambda r: excess(r, u2, l1), q / p, 1e6, xtol=1e-13)
        lower = 0.0 if y == 0 else optimize.brentq(lambda r: excess(r, l2, u1), 0, q / p, xtol=1e-13)
        cases.append({
            "first": [x, n], "second": [y, m], "difference": p - q, "low": float(low), "high": float(high),
            "relative": 1 - q / p, "relativeLow": 1 - upper, "relativeHigh": 1 - lower,
        })
    return cases


def mantel_haenszel():
    """Mantel-Haenszel's risk difference and Sato's variance, stratum by stratum as Greenland and Robins, Sato print them."""
    cases = []
    generator = numpy.random.default_rng(7)
    tables = [[(8, 10, 6, 10), (3, 10, 2, 20)], [(1, 2, 0, 1)] * 12 + [(0, 1, 1, 3)] * 9, [(5, 5, 4, 4)], [(0, 5, 4, 4), (1, 3, 0, 0)]]
    for strata in (3, 8, 40):
        sizes = generator.integers(1, 30, (strata, 2))
        right = generator.binomial(sizes, 0.6)
        tables.append([(int(a), int(n), int(b), int(m)) for (a, b), (n, m) in zip(right, sizes)])
    for table in tables:
        used = [(a, n, b, m) for a, n, b, m in table if n and m]
        weight = sum(n * m / (n + m) for a, n, b, m in used)
        value = sum((a * m - b * n) / (n + m) for a, n, b, m in used) / weight
        p = sum((n * n * b - m * m * a + n * m * (m - n) / 2) / (n + m) ** 2 for a, n, b, m in used)
        q = sum((a * (m - b) + b * (n - a)) / (n + m) / 2 for a, n, b, m in used)
        cases.append({"table": table, "value": value, "variance": max(0.0, value * p + q) / weight**2, "strata": len(used)})
    return cases


def correlations():
    generator = numpy.random.default_rng(11)
    pairs = [([1, 2, 3], [2, 4, 5]), ([1, 2, 3, 4], [1, 10, 100, 50]), ([1, 1, 2, 2, 3], [3, 1, 1, 2, 2]), ([1, 2], [5, 1])]
    for n in (5, 12, 27, 100):
        x = generator.normal(size=n)
        pairs.append((x.tolist(), (0.4 * x + generator.normal(size=n)).tolist()))
        pairs.append((generator.integers(0, 5, n).tolist(), generator.integers(0, 7, n).tolist()))
    pairs.append((numpy.log10([1.5e9, 7e9, 7e9, 1.3e10, 4.67e10, 6.71e11, 6.71e11]).tolist(), [0.31, 0.42, 0.45, 0.4, 0.74, 0.64, 0.57]))
    return [
        {
            "first": x, "second": y,
            "pearson": float(stats.pearsonr(x, y).statistic),
            "spearman": float(stats.spearmanr(x, y).statistic),
            "kendall": float(stats.kendalltau(x, y, variant="b").statistic),
        }
        for x, y in pairs
    ]


def cliffs_delta():
    """The dominance matrix itself; variance and interval as Feng and Cliff print them, Brunner and Munzel's degrees."""
    generator = numpy.random.default_rng(5)
    groups = [([3, 4, 5], [1, 2, 4]), ([6, 7, 9, 10], [1, 3, 4, 7, 8]), ([1, 1, 2, 3, 3], [1, 2, 2, 3, 4, 4, 5]), ([5, 6], [1, 2, 3])]
    groups += [(generator.normal(0.5, 1, n).round(1).tolist(), generator.normal(0, 2, m).round(1).tolist()) for n, m in [(5, 22), (12, 15)]]
    cases = []
    for x, y in groups:
        n, m = len(x), len(y)
        d = numpy.sign(numpy.subtract.outer(numpy.array(x), numpy.array(y)))
        delta = d.mean()
        of_x = ((d.mean(axis=1) - delta) ** 2).sum() / (n - 1)
        of_y = ((d.mean(axis=0) - delta) ** 2).sum() / (m - 1)
        of_pairs = ((d - delta) ** 2).sum() / ((n - 1) * (m - 1))
        variance = ((m - 1) * of_x + (n - 1) * of_y + of_pairs) / (n * m)
        a, b = of_x / n, of_y / m
        degrees = (a + b) ** 2 / (a * a / (n - 1) + b * b / (m - 1)) if a + b > 0 else n + m - 2
        t = stats.t.ppf(0.975, degrees)
        if abs(delta) == 1:
            low, high = (min(n, m) - t * t) / (min(n, m) + t * t), 1.0
        else:
            half = t * variance**0.5 * ((1 - delta**2) ** 2 + t * t * variance) ** 0.5
            scale = 1 - delta**2 + t * t * variance
            low, high = (delta - delta**3 - half) / scale, (delta - delta**3 + half) / scale
        cases.append({"first": x, "second": y, "delta": float(delta), "variance": float(variance), "low": max(-1.0, float(low)), "high": min(1.0, float(high))})
    return cases


def permutation_tests():
    """|difference| as the statistic, one-sided: what a two-sided test of uneven samples must count."""
    generator = numpy.random.default_rng(3)

    def distance(x, y, axis=-1):
        return numpy.abs(numpy.mean(x, axis=axis) - numpy.mean(y, axis=axis))

    groups = [([3, 4], [1, 2, 2]), ([0.74, 0.64], [0.3, 0.57, 0.58, 0.9]), ([0, 0, 1], [1, 1, 1, 0, 1, 1]), ([0.1, 0.2], [0.3, 0.1, 0.2, 0.4])]
    groups += [(generator.normal(0.8, 1, n).round(2).tolist(), generator.normal(0, 1, m).round(2).tolist()) for n, m in [(3, 12), (5, 9), (8, 6)]]
    cases = []
    for x, y in groups:
        result = stats.permutation_test((x, y), distance, vectorized=True, n_resamples=numpy.inf, alternative="greater")
        cases.append({"first": x, "second": y, "p": float(result.pvalue), "arrangements": math.comb(len(x) + len(y), len(x))})
    return cases


def paired_power():
    """Connor's and Miettinen's formulas as printed; exact power over every table of a small number of items."""

    def exact(b, c, n, alpha, mid):
        total = 0.0
        for x in range(n + 1):
            for y in range(n - x + 1):
                p = stats.binomtest(x, x + y, 0.5).pvalue if x + y else 1.0
                if mid and x + y:
                    p = p - stats.binom.pmf(x, x + y, 0.5) if x != y else 1.0
                if p <= alpha + 1e-12:
                    total += stats.multinomial.pmf([x, y, n - x - y], n, [b, c, 1 - b - c])
        return float(total)

    cases = []
    for b, c, n, alpha in [(0.15, 0.1, 40, 0.05), (0.3, 0.1, 25, 0.05), (0.4, 0.4, 20, 0.05), (0.05, 0.2, 60, 0.01), (0.3, 0.0, 18, 0.05), (0.7, 0.3, 15, 0.05)]:
        psi, delta, z = b + c, abs(b - c), stats.norm.ppf(1 - alpha / 2)

        def both_sides(scale):
            sides = [(sign * n**0.5 * delta - z * psi**0.5) / scale for sign in (1, -1)]
            return float(sum(stats.norm.cdf(side) for side in sides))

        cases.append({
            "firstOnly": b, "secondOnly": c, "items": n, "alpha": alpha,
            "connor": both_sides((psi - delta**2) ** 0.5),
            "miettinen": both_sides((psi**2 - delta**2 * (3 + psi) / 4) ** 0.5 / psi**0.5),
            "exact": exact(b, c, n, alpha, False),
            "midP": exact(b, c, n, alpha, True),
        })
    return cases


def chi_square_goodness():
    cases = []
    for observed, expected in [
        ([16, 18, 16, 14, 12, 12], [1] * 6),
        ([16, 18, 16, 14, 12, 8], [16, 16, 16, 16, 16, 8]),
        ([900, 310, 205, 101, 20], [0.2, 0.25, 0.3, 0.15, 0.1]),
        ([3, 1], [1, 2]),
    ]:
        share = numpy.array(expected, float) / sum(expected)
        result = stats.chisquare(observed, share * sum(observed))
        cases.append({"observed": observed, "expected": expected, "statistic": float(result.statistic), "p": float(result.pvalue)})
    return cases


write("beta-binomial-moments", "moment equation solved by scipy.optimize.brentq", beta_binomial_moments())
write("unpaired-difference", "statsmodels confint_proportions_2indep, newcomb; ratio from the definition", unpaired_differences())
write("mantel-haenszel", "from the definition", mantel_haenszel())
write("correlations", "scipy.stats pearsonr, spearmanr, kendalltau (tau-b)", correlations())
write("cliffs-delta", "from the definition", cliffs_delta())
write("permutation-test", "scipy.stats.permutation_test of |difference of means|, alternative greater", permutation_tests())
write("paired-power", "from the definitions; exact by enumeration with scipy.stats.binomtest", paired_power())
write("chi-square-goodness", "scipy.stats.chisquare", chi_square_goodness())

subprocess.run(["npx", "biome", "format", "--write", *WRITTEN], check=True, cwd=FOLDER.parents[4])
