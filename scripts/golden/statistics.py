"""Golden values for packages/core/src/statistics, from scipy, statsmodels and scikit-learn.

    pip install scipy statsmodels scikit-learn
    python scripts/golden/statistics.py

Writes packages/core/src/statistics/__golden__/*.json, with the versions used, laid out by Biome. Where no library has the statistic
(the jackknife variance, xoshiro128**), it is computed here from its definition, in the plainest way.
"""

import json
import platform
import subprocess
from pathlib import Path

import numpy
import scipy
import sklearn
import statsmodels
import statsmodels.api
from scipy import special, stats
from sklearn.metrics import f1_score
from statsmodels.stats.proportion import proportion_confint

FOLDER = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__"
VERSIONS = {
    "python": platform.python_version(),
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
    "scikit-learn": sklearn.__version__,
}


def write(name, source, cases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    head = f'  "source": {json.dumps(source)},\n  "versions": {json.dumps(VERSIONS)},\n'
    (FOLDER / f"{name}.json").write_text("{\n" + head + '  "cases": [\n' + lines + "\n  ]\n}\n")


def log_gamma():
    xs = [1e-10, 1e-3, 0.1, 0.5, 0.699, 0.71, 0.9, 0.999, 1.0001, 1.2, 1.31, 1.5, 1.69, 1.75, 1.9999, 2.0001, 2.29, 2.5]
    xs += [3, 4.5, 10, 15.9, 16.1, 33.3, 100, 1234.5, 1e5, 1e8, 1e15]
    return [{"x": x, "value": float(special.gammaln(x))} for x in xs]


def incomplete_beta():
    cases = []
    for a, b in [(0.5, 0.5), (0.5, 4.5), (1, 1), (2, 3), (10.5, 0.5), (7.25, 93.1), (50, 50), (1000, 3), (0.01, 5)]:
        for x in [1e-8, 0.001, 0.1, 0.3, 0.5, 0.77, 0.95, 0.9999]:
            cases.append({"x": x, "a": a, "b": b, "value": float(special.betainc(a, b, x))})
    for a, b in [(5000, 5000), (1e5, 2e5), (1e6, 1e6), (12345.6, 0.5)]:
        mean, deviation = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        for z in [-5, -2, -0.5, 0, 0.5, 2]:
            x = mean + z * deviation
            if 0 < x < 1:
                cases.append({"x": x, "a": a, "b": b, "value": float(special.betainc(a, b, x))})
    return [case for case in cases if case["value"] > 1e-290]


def inverse_incomplete_beta():
    cases = []
    for a, b in [(0.5, 0.5), (0.5, 4.5), (1, 1), (2, 3), (10.5, 0.5), (7.25, 93.1), (50, 50), (1000, 3), (5000, 1), (1e5, 2e5)]:
        for p in [1e-6, 0.005, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9999]:
            x, complement = float(special.betaincinv(a, b, p)), float(special.betainccinv(b, a, p))
            cases.append({"p": p, "a": a, "b": b, "x": x, "complement": complement})
    return cases


def normal_cdf():
    zs = [-37, -20, -8.5, -5, -3, -2.51, -2.5, -1.96, -1, -0.3, -1e-9, 0, 0.1, 0.7, 1.5, 2.49, 2.6, 4, 7]
    return [{"z": z, "value": float(stats.norm.cdf(z))} for z in zs]


def normal_quantile():
    ps = [1e-300, 1e-50, 1e-12, 1e-5, 0.001, 0.005, 0.025, 0.0999, 0.1001, 0.3, 0.4999, 0.5 + 1e-9, 0.6, 0.8, 0.9001]
    ps += [0.95, 0.975, 0.995, 0.9999, 1 - 1e-9]
    return [{"p": p, "value": float(stats.norm.ppf(p))} for p in ps]


def student_t_quantile():
    cases = []
    for df in [1, 1.5, 2, 3, 4.7, 9, 29, 99.9, 1000, 1e5, 1e7]:
        for p in [1e-6, 0.005, 0.025, 0.1, 0.3, 0.5001, 0.7, 0.9, 0.975, 0.995, 0.99999]:
            cases.append({"p": p, "df": df, "value": float(stats.t.ppf(p, df))})
    return cases


def proportion_intervals():
    cases = []
    for successes, n in [(0, 1), (1, 1), (0, 20), (1, 20), (8, 10), (19, 20), (20, 20), (37, 50), (250, 1000), (2, 200000)]:
        for level in [0.9, 0.95, 0.99]:
            cases.append(both_intervals(successes, n, level))
    for successes, n in [(0.5, 3.25), (7.5, 10), (12.34, 45.6), (99.5, 100)]:
        cases.append(both_intervals(successes, n, 0.95))
    return cases


def both_intervals(successes, n, level):
    wilson = proportion_confint(successes, n, 1 - level, "wilson")
    beta = proportion_confint(successes, n, 1 - level, "beta")
    return {
        "successes": successes,
        "n": n,
        "level": level,
        "wilson": [float(bound) for bound in wilson],
        "clopperPearson": [float(bound) for bound in beta],
    }


def clustered_samples():
    generator = numpy.random.default_rng(20240607)
    samples = []
    for k, most, correlated in [(2, 3, 0.3), (7, 5, 0.5), (20, 5, 0.1), (50, 5, 0.5), (12, 1, 0.0), (9, 30, 0.4)]:
        sizes = generator.integers(1, most + 1, k)
        rates = generator.beta(0.6 * (1 - correlated) * 5, 0.4 * (1 - correlated) * 5, k)
        sums = generator.binomial(sizes, rates)
        if sums.sum() == 0:
            sums[0] = 1
        if sums.sum() == sizes.sum():
            sums[0] = 0
        samples.append((sums, sizes))
    samples.append((numpy.array([3, 0, 2, 1]), numpy.array([3, 3, 3, 3])))
    return samples


def jackknife_variance(sums, sizes):
    k = len(sizes)
    mean = sums.sum() / sizes.sum()
    without = [(sums.sum() - sums[i]) / (sizes.sum() - sizes[i]) for i in range(k)]
    return (k - 1) / k * sum((value - mean) ** 2 for value in without)


def sandwich_variance(sums, sizes):
    """CR1, by least squares on an intercept with cluster-robust covariance."""
    rows = numpy.concatenate([[1.0] * y + [0.0] * (m - y) for y, m in zip(sums, sizes)])
    groups = numpy.repeat(numpy.arange(len(sizes)), sizes)
    fit = statsmodels.api.OLS(rows, numpy.ones(len(rows))).fit(cov_type="cluster", cov_kwds={"groups": groups})
    return float(fit.cov_params()[0, 0])


def clustered_wilson(sums, sizes, level):
    """As documented in clustered-wilson-interval.ts, for samples that are neither all right nor all wrong."""
    n, mean = sizes.sum(), sums.sum() / sizes.sum()
    rows = mean * (1 - mean) / n
    variance = max(jackknife_variance(sums, sizes), rows)
    kish = (sizes**2).sum() / n
    rho = min(1, max(0, (variance / rows - 1) / (kish - 1))) if kish > 1 else 0
    weights = sizes * (1 + (sizes - 1) * rho)
    degrees = max(1, weights.sum() ** 2 / (weights**2).sum() - 1)
    t, effective = stats.t.ppf((1 + level) / 2, degrees), mean * (1 - mean) / variance
    centre = (mean + t**2 / (2 * effective)) / (1 + t**2 / effective)
    half = t / (1 + t**2 / effective) * (mean * (1 - mean) / effective + t**2 / (4 * effective**2)) ** 0.5
    return [float(centre - half), float(centre + half)]


def clustered():
    cases = []
    for sums, sizes in clustered_samples():
        case = {"sums": sums.tolist(), "sizes": sizes.tolist(), "jackknife": float(jackknife_variance(sums, sizes))}
        if len(set(sizes.tolist())) == 1:
            case["sandwich"] = sandwich_variance(sums, sizes)
        case["wilson95"] = clustered_wilson(sums, sizes, 0.95)
        cases.append(case)
    return cases


def weighted_f1():
    generator = numpy.random.default_rng(7)
    answers = ["", "A", "B", "C", "D", "E", "AB", "ACD", "ABCDE"]
    cases = [
        {"gold": ["A", "B", "C"], "predicted": ["A", "B", "C"]},
        {"gold": ["A", "B", "C"], "predicted": ["B", "C", "A"]},
        {"gold": ["A", "A", "B"], "predicted": ["", "", ""]},
        {"gold": ["A", "A", "B", "AB"], "predicted": ["A", "C", "B", "B"]},
        {"gold": ["A"], "predicted": ["A"]},
    ]
    for n, accuracy in [(20, 0.5), (60, 0.9), (200, 0.1)]:
        gold = generator.choice(answers[1:], n)
        other = generator.choice(answers, n)
        predicted = numpy.where(generator.random(n) < accuracy, gold, other)
        cases.append({"gold": gold.tolist(), "predicted": predicted.tolist()})
    for case in cases:
        case["weighted"] = float(f1_score(case["gold"], case["predicted"], average="weighted", zero_division=0))
    return cases


def quantiles():
    values = [3.5, -1, 2, 2, 8.25, 0.5, 7]
    return [{"values": values, "p": p, "value": float(numpy.quantile(values, p))} for p in [0, 0.025, 0.1, 0.5, 0.77, 1]]


def xoshiro():
    """xoshiro128** as its authors state it in C."""
    mask = 0xFFFFFFFF

    def rotated(x, k):
        return ((x << k) | (x >> (32 - k))) & mask

    cases = []
    for seed in [[1, 2, 3, 4], [0xDEADBEEF, 0, 0xFFFFFFFF, 0x12345678]]:
        s, words = list(seed), []
        for _ in range(20):
            words.append(rotated((s[1] * 5) & mask, 7) * 9 & mask)
            t = (s[1] << 9) & mask
            s[2] ^= s[0]
            s[3] ^= s[1]
            s[1] ^= s[2]
            s[0] ^= s[3]
            s[2] ^= t
            s[3] = rotated(s[3], 11)
        cases.append({"state": seed, "words": words})
    return cases


def binomial_masses():
    cases = []
    for n, p in [(5, 0.3), (100, 0.02), (100, 0.5), (60, 0.83), (1000, 0.35)]:
        low, high = int(stats.binom.ppf(1e-4, n, p)), int(stats.binom.ppf(1 - 1e-4, n, p))
        masses = [float(stats.binom.pmf(k, n, p)) for k in range(low, high + 1)]
        cases.append({"n": n, "p": p, "from": low, "masses": masses})
    return cases


write("log-gamma", "scipy.special.gammaln", log_gamma())
write("incomplete-beta", "scipy.special.betainc", incomplete_beta())
write("inverse-incomplete-beta", "scipy.special.betaincinv(a, b, p) and betainccinv(b, a, p)", inverse_incomplete_beta())
write("normal-cdf", "scipy.stats.norm.cdf", normal_cdf())
write("normal-quantile", "scipy.stats.norm.ppf", normal_quantile())
write("student-t-quantile", "scipy.stats.t.ppf", student_t_quantile())
write("proportion-intervals", "statsmodels.stats.proportion.proportion_confint, wilson and beta", proportion_intervals())
write("clustered", "jackknife by definition; statsmodels OLS cov_type=cluster for equal sizes; scipy.stats.t", clustered())
write("f1-weighted", "sklearn.metrics.f1_score, average=weighted, zero_division=0", weighted_f1())
write("quantile", "numpy.quantile", quantiles())
write("xoshiro128", "xoshiro128** transcribed from its authors' definition", xoshiro())
write("binomial", "scipy.stats.binom.pmf", binomial_masses())

subprocess.run(["npx", "biome", "format", "--write", str(FOLDER)], check=True, cwd=FOLDER.parents[4])
