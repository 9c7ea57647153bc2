"""Golden values for the paired tests and their distributions in packages/core/src/statistics, from scipy and statsmodels.

    pip install scipy statsmodels
    python scripts/golden/paired-tests.py

Writes packages/core/src/statistics/__golden__/{distribution-tails,paired-tests}.json, with the versions used, laid out
by Biome. Where no library has the statistic (clustered McNemar, the intervals for paired proportions), it is computed
here from its definition, in the plainest way, by other means than in the code under test where there are any.
"""

import json
import platform
import subprocess
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import optimize, special, stats
from statsmodels.stats.contingency_tables import cochrans_q
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportion_effectsize

FOLDER = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__"
VERSIONS = {
    "python": platform.python_version(),
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}


def write(name, source, sections):
    content = {"source": source, "versions": VERSIONS, **sections}
    (FOLDER / f"{name}.json").write_text(json.dumps(content, allow_nan=False))


def incomplete_gamma():
    cases = []
    for a in [0.1, 0.5, 1, 1.5, 2.5, 10, 33.3, 100, 1000.5, 1e4, 1e6]:
        for z in [-6, -3, -1, -0.1, 0, 0.5, 1.5, 2, 4, 8, 20]:
            x = a + z * a**0.5
            # scipy's lower tail is off by 6e-7 at the last of them; the test has mpmath's.
            if x > 0 and (a, z) != (1e6, -6):
                cases.append({"a": a, "x": x, "lower": float(special.gammainc(a, x)), "upper": float(special.gammaincc(a, x))})
    for a, x in [(0.5, 1e-10), (0.5, 1e-200), (3, 1e-5), (0.5, 600), (2, 650), (20, 500)]:
        cases.append({"a": a, "x": x, "lower": float(special.gammainc(a, x)), "upper": float(special.gammaincc(a, x))})
    return cases


def chi_square():
    cases = []
    for df in [1, 2, 3, 4.5, 10, 26, 100, 1000]:
        for x in [1e-6, 0.1, 1, 3.84, 10, 50, 200, 900, 1300]:
            lower, upper = float(stats.chi2.cdf(x, df)), float(stats.chi2.sf(x, df))
            cases.append({"x": x, "df": df, "lower": lower, "upper": upper})
    return cases


def student_t():
    cases = []
    for df in [0.5, 1, 1.5, 2, 5, 9, 30.5, 100, 1e4, 99999, 100001, 1e6, 1e8]:
        for t in [-1e60, -1e20, -1000, -37, -10, -3.3, -1.96, -1, -0.1, -1e-5, 0, 0.5, 1.7, 4]:
            value = float(stats.t.cdf(t, df))
            if value == 0 or value > 1e-300:
                cases.append({"t": t, "df": df, "value": value})
    return cases


def binomial():
    cases = []
    for n, p in [(1, 0.5), (10, 0.5), (25, 0.3), (60, 0.01), (200, 0.5), (1000, 0.999), (5000, 0.4), (60000, 0.5), (1000000, 0.2)]:
        mean, deviation = n * p, (n * p * (1 - p)) ** 0.5
        ks = {0, 1, n, n - 1} | {round(mean + z * deviation) for z in [-30, -12, -5, -2, -0.5, 0, 1, 3, 8, 20, 35]}
        for k in sorted(k for k in ks if 0 <= k <= n):
            case = {"k": k, "n": n, "p": p}
            case["mass"] = float(stats.binom.pmf(k, n, p))
            case["lower"] = float(stats.binom.cdf(k, n, p))
            case["upper"] = float(stats.binom.sf(k - 1, n, p))
            cases.append(case)
    return cases


def mcnemar():
    cases = []
    for b, c in [(1, 7), (0, 1), (0, 5), (3, 9), (12, 12), (10, 14), (10, 15), (6, 16), (40, 20), (150, 400), (30100, 29500)]:
        table = [[10, b], [c, 10]]
        exact = float(statsmodels_mcnemar(table, exact=True).pvalue)
        corrected = float(statsmodels_mcnemar(table, exact=False, correction=True).pvalue)
        # statsmodels squares |b - c| - 1 = -1 for b = c; a correction goes no further than the middle.
        case = {"b": b, "c": c, "exact": exact, "corrected": 1.0 if b == c else corrected}
        case["uncorrected"] = float(statsmodels_mcnemar(table, exact=False, correction=False).statistic)
        case["mid"] = 1.0 if b == c else exact - float(stats.binom.pmf(min(b, c), b + c, 0.5))
        cases.append(case)
    return cases


def sign_flips():
    """All signs, one by one."""
    generator = numpy.random.default_rng(11)
    samples = [[2, 1, 3], [1], [1, 1, 1, 1, 1], [5, 5, -5, 5, 5, 5], [0.25, -0.5, 1, 0.75, 0.1], [1, -1]]
    samples += [generator.integers(-4, 6, 11).tolist(), generator.normal(0.4, 1, 14).round(3).tolist()]
    cases = []
    for amounts in samples:
        m, total = len(amounts), abs(sum(amounts))
        sums = [abs(sum(-x if flips >> i & 1 else x for i, x in enumerate(amounts))) for flips in range(2**m)]
        p = sum(value >= total - 1e-9 for value in sums) / 2**m
        mid = p - sum(abs(value - total) < 1e-9 for value in sums) / 2**m / 2
        cases.append({"amounts": amounts, "p": p, "mid": mid if total > 1e-9 else 1.0})
    return cases


def tango_z(b, c, n, difference):
    """Score statistic with the constrained likelihood maximised by numbers, not by its equation."""

    def loss(q):
        return -(special.xlogy(b, q + difference) + special.xlogy(c, q) + special.xlogy(n - b - c, 1 - 2 * q - difference))

    low, high = max(0.0, -difference), (1 - difference) / 2
    q = optimize.minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-13}).x
    ends = [x for x in (low, high) if numpy.isfinite(loss(x))]
    q = min([q, *ends], key=loss)
    return (b - c - n * difference) / (n * (2 * q + difference - difference**2)) ** 0.5


def tango():
    cases = []
    for b, c, n in [(1, 7, 21), (6, 16, 161), (40, 20, 160), (0, 1, 44), (0, 0, 20), (0, 9, 30), (5, 5, 40), (300, 250, 2000)]:
        for level in [0.9, 0.95]:
            z, centre = stats.norm.ppf((1 + level) / 2), (b - c) / n
            low = optimize.brentq(lambda d: tango_z(b, c, n, d) - z, -1 + 1e-9, centre - 1e-9, xtol=1e-13)
            high = optimize.brentq(lambda d: tango_z(b, c, n, d) + z, centre + 1e-9, 1 - 1e-9, xtol=1e-13)
            case = {"b": b, "c": c, "n": n, "level": level, "low": low, "high": high}
            case["z"] = [{"difference": d, "z": float(tango_z(b, c, n, d))} for d in (-0.3, -0.1, 0.05, 0.2)]
            cases.append(case)
    return cases


def paired_clusters():
    """Effective size and degrees of paired differences in clusters, as paired-difference.ts documents them."""
    generator = numpy.random.default_rng(5)
    cases = []
    for k, most, kinds in [(6, 4, [0, 1]), (15, 5, [0, 1]), (9, 3, [0, 0.25, 0.5, 1]), (30, 1, [0, 0.5, 1]), (40, 8, [0, 1])]:
        codes = numpy.repeat(numpy.arange(k), generator.integers(1, most + 1, k))
        first, second = generator.choice(kinds, len(codes)), generator.choice(kinds, len(codes))
        d, n = first - second, len(codes)
        means = [d[codes != i].mean() for i in range(k)]
        variance = max((k - 1) / k * sum((value - d.mean()) ** 2 for value in means), d.var() / n)
        ahead, behind = d[d > 0].sum() / n, -d[d < 0].sum() / n
        sizes = numpy.bincount(codes)
        most_excess = (sizes**2).sum() / n - 1
        effect = variance / (d.var() / n)
        rho = min(1, max(0, (effect - 1) / most_excess)) if most_excess > 0 else 0
        w = sizes * (1 + (sizes - 1) * rho)
        sums = numpy.bincount(codes, weights=d)
        cases.append({
            "first": first.tolist(),
            "second": second.tolist(),
            "codes": codes.tolist(),
            "value": float(d.mean()),
            "effectiveSize": float((ahead + behind - d.mean() ** 2) / variance),
            "degrees": float(max(1, w.sum() ** 2 / (w**2).sum() - 1)),
            "chiSquare": float(sums.sum() ** 2 / (sums**2).sum()),
        })
    return cases


def odds_ratios():
    cases = []
    for b, c in [(7, 1), (1, 7), (12, 12), (0, 6), (150, 400)]:
        low, high = proportion_confint(b, b + c, 0.05, "beta")
        cases.append({"b": b, "c": c, "low": float(low / (1 - low)), "high": float(high / (1 - high))})
    return cases


def cochran():
    generator = numpy.random.default_rng(3)
    cases = []
    for models, units in [(2, 30), (3, 12), (5, 40), (12, 100)]:
        difficulty = generator.random(units)
        points = (generator.random((models, units)) < 0.3 + 0.6 * difficulty).astype(int)
        result = cochrans_q(points.T)
        cases.append({"points": points.tolist(), "statistic": float(result.statistic), "p": float(result.pvalue)})
    return cases


def adjusted():
    generator = numpy.random.default_rng(17)
    families = [[0.01, 0.04, 0.03], [0.5], [0.2, 0.2, 0.2], [0, 1, 1e-300, 0.04, 0.04], (generator.random(40) ** 3).tolist()]
    return [
        {
            "p": family,
            "holm": multipletests(family, method="holm")[1].tolist(),
            "benjaminiHochberg": multipletests(family, method="fdr_bh")[1].tolist(),
        }
        for family in families
    ]


def effect_sizes():
    pairs = [(0.99, 0.95), (0.5, 0.54), (0, 1), (1, 0), (0.3, 0.3), (0.72, 0.1)]
    return [{"first": one, "second": other, "h": float(proportion_effectsize(one, other))} for one, other in pairs]


write(
    "distribution-tails",
    "scipy.special.gammainc and gammaincc; scipy.stats chi2, t and binom",
    {"gamma": incomplete_gamma(), "chiSquare": chi_square(), "studentT": student_t(), "binomial": binomial()},
)

write(
    "paired-tests",
    "statsmodels mcnemar, cochrans_q, multipletests, proportion_confint (beta), proportion_effectsize; the rest by definition",
    {
        "mcnemar": mcnemar(),
        "signFlips": sign_flips(),
        "tango": tango(),
        "clusters": paired_clusters(),
        "oddsRatios": odds_ratios(),
        "cochran": cochran(),
        "adjusted": adjusted(),
        "effectSizes": effect_sizes(),
    },
)

for name in ["distribution-tails", "paired-tests"]:
    subprocess.run(["npx", "biome", "format", "--write", str(FOLDER / f"{name}.json")], check=True, cwd=FOLDER.parents[4])
