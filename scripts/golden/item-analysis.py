"""Golden values for the classical test theory of packages/core/src/statistics, from numpy, scipy and statsmodels.

    pip install scipy statsmodels
    python scripts/golden/item-analysis.py

Writes packages/core/src/statistics/__golden__/item-analysis.json, with the versions used, laid out by Biome. Where no library has the
statistic (coefficient alpha, classification consistency, effective test length), it is computed here from its published
formula, in the plainest way: integrals by scipy's quadrature, distributions by scipy.
"""

import json
import math
import platform
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import integrate, stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.inter_rater import fleiss_kappa

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__/item-analysis.json"
RNG = numpy.random.default_rng(20240611)


def responses(candidates, items, partial=False):
    ability = RNG.normal(0, 1, candidates)[:, None]
    difficulty = RNG.normal(0, 1, items)[None, :]
    right = RNG.random((candidates, items)) < 1 / (1 + numpy.exp(difficulty - ability))
    return right.astype(float) * (RNG.integers(1, 5, (candidates, items)) / 4 if partial else 1)


def alphas():
    cases = []
    for candidates, items, level, partial in [(5, 4, 0.95, False), (12, 20, 0.95, False), (30, 8, 0.9, True)]:
        points = responses(candidates, items, partial)
        alpha = items / (items - 1) * (1 - points.var(0, ddof=1).sum() / points.sum(1).var(ddof=1))
        df = (candidates - 1, (candidates - 1) * (items - 1))
        rests = [numpy.delete(points, item, 1).sum(1) for item in range(items)]
        cases.append({
            "candidates": candidates,
            "items": items,
            "points": points.ravel().tolist(),
            "level": level,
            "alpha": alpha,
            "low": 1 - (1 - alpha) * stats.f.ppf((1 + level) / 2, *df),
            "high": 1 - (1 - alpha) * stats.f.ppf((1 - level) / 2, *df),
            "pointBiserials": [
                float(numpy.corrcoef(points[:, item], rests[item])[0, 1])
                if points[:, item].std() > 0 and rests[item].std() > 1e-12
                else None
                for item in range(items)
            ],
        })
    return cases


def f_quantiles():
    return [
        {"probability": p, "numerator": d1, "denominator": d2, "value": float(stats.f.ppf(p, d1, d2))}
        for p in [0.001, 0.025, 0.5, 0.95, 0.999]
        for d1, d2 in [(1, 1), (4, 20), (26, 5200), (2.5, 7.75)]
    ]


def classification():
    cases = []
    for scores, items, mark, reliability in [
        ([0.5, 0.6, 0.7, 0.8, 0.4], 10, 0.6, None),
        ([0.55, 0.61, 0.58, 0.72, 0.66, 0.49, 0.8], 120, 0.6, None),
        ([0.3, 0.9, 0.5, 0.7], 20, 0.75, None),
        ([0.55, 0.61, 0.58, 0.72, 0.66, 0.49, 0.8], 120, 0.6, 0.8),
        ([0.3, 0.9, 0.5, 0.7], 20, 0.7, 0.6),
    ]:
        mean, variance = numpy.mean(scores), numpy.var(scores, ddof=1)
        if reliability is None:
            used = items / (items - 1) * (1 - mean * (1 - mean) / (items * variance))
            length = items
            # Huynh's parameters, on the scale of counts.
            a = (1 / used - 1) * mean * items
            b = items / used - items - a
        else:
            used = reliability
            length = round((mean * (1 - mean) - used * variance) / (variance * (1 - used)))
            strength = mean * (1 - mean) / (used * variance) - 1
            a, b = mean * strength, (1 - mean) * strength
        least = math.ceil(mark * length - 1e-9)

        def passes(t):
            return stats.binom.sf(least - 1, length, t)

        def expect(function, low=0.0, high=1.0):
            points = [p for p in numpy.linspace(low, high, 41)]
            return sum(
                integrate.quad(lambda t: function(t) * stats.beta.pdf(t, a, b), lo, hi, epsabs=1e-14, epsrel=1e-13)[0]
                for lo, hi in zip(points[:-1], points[1:])
            )

        consistency = expect(lambda t: passes(t) ** 2 + (1 - passes(t)) ** 2)
        share = float(stats.betabinom.sf(least - 1, length, a, b))
        chance = share**2 + (1 - share) ** 2
        cases.append({
            "scores": scores,
            "items": items,
            "mark": mark,
            "given": reliability,
            "reliability": float(used),
            "effectiveItems": length,
            "passShare": share,
            "consistency": consistency,
            "kappa": (consistency - chance) / (1 - chance),
            "falsePass": expect(passes, 0, mark),
            "falseFail": expect(lambda t: 1 - passes(t), mark, 1),
        })
    return cases


def pass_probabilities():
    cases = []
    for right, items, mark, mean, size in [
        (3, 4, 0.6, 0.5, 1),
        (0, 7, 0.5, 0.5, 1),
        (7, 7, 1, 0.5, 1),
        (361, 600, 0.6, 0.5, 1),
        (61, 100, 0.6, 0.6, 449),
        (12, 40, 0.25, 0.3, 10),
    ]:
        a, b = mean * size + right, (1 - mean) * size + items - right
        least = math.ceil(mark * items - 1e-9)
        cases.append({
            "right": right,
            "items": items,
            "mark": mark,
            "prior": {"mean": mean, "size": size},
            "trueScore": float(stats.beta.sf(mark, a, b)),
            "nextSitting": float(stats.betabinom.sf(least - 1, items, a, b)),
        })
    return cases


def mantel_haenszel():
    # Agresti 2013, table 6.9: success by treatment in eight centres; then random tables, sparse ones too.
    agresti = [
        [[11, 25], [10, 27]],
        [[16, 4], [22, 10]],
        [[14, 5], [7, 12]],
        [[2, 14], [1, 16]],
        [[6, 11], [0, 12]],
        [[1, 10], [0, 10]],
        [[1, 4], [1, 8]],
        [[4, 2], [6, 1]],
    ]
    sets = [agresti] + [RNG.integers(1, high, (strata, 2, 2)).tolist() for high, strata in [(12, 3), (4, 9), (60, 2)]]
    cases = []
    for tables in sets:
        table = StratifiedTable([numpy.array(t, dtype=float) for t in tables])
        plain, corrected = table.test_null_odds(False), table.test_null_odds(True)
        cases.append({
            "tables": tables,
            "oddsRatio": float(table.oddsratio_pooled),
            "standardError": float(table.logodds_pooled_se),
            "statistic": float(plain.statistic),
            "p": float(plain.pvalue),
            "correctedStatistic": float(corrected.statistic),
            "correctedP": float(corrected.pvalue),
        })
    return cases


def kappas():
    # Fleiss 1971, table 1, as given by Gwet and on Wikipedia (14 raters, 10 cases, 5 categories); then random ones.
    fleiss = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    sets = [fleiss] + [RNG.multinomial(raters, [0.5, 0.3, 0.2], cases).tolist() for raters, cases in [(2, 6), (27, 40)]]
    return [
        {"categories": len(counts[0]), "counts": sum(counts, []), "kappa": float(fleiss_kappa(numpy.array(counts)))}
        for counts in sets
    ]


golden = {
    "source": "numpy, scipy, statsmodels; alpha, Huynh's and Livingston & Lewis's methods from their formulas",
    "versions": {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "alpha": alphas(),
    "fQuantile": f_quantiles(),
    "classification": classification(),
    "passProbability": pass_probabilities(),
    "mantelHaenszel": mantel_haenszel(),
    "fleissKappa": kappas(),
}
FILE.write_text(json.dumps(golden, allow_nan=False) + "\n")
