"""Golden values for the statistics of judges and raters, from statsmodels, scipy and numpy.

    pip install scipy statsmodels
    python scripts/golden/judges.py

Writes packages/core/src/statistics/__golden__/judges.json, with the versions used, laid out by Biome. Cohen's kappa and
its variance, the logistic regression and the Bradley-Terry model with ties (as a log-linear Poisson model) are
statsmodels'. What no library installed here has (Krippendorff's alpha, Gwet's AC1, prediction-powered means, the
interval of Lang and Reiczigel, jackknives over clusters) is computed here from its published definition in the plainest
way: alpha pair by pair in exact fractions, jackknives by leaving clusters out one by one, where the code has closed
forms. The published examples of these are in the tests by their source.
"""

import json
import math
import platform
import subprocess
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import numpy
import scipy
import statsmodels
import statsmodels.api
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__/judges.json"
RNG = numpy.random.default_rng(20241120)
LEVEL = 0.95
Z = stats.norm.ppf((1 + LEVEL) / 2)


def effective_clusters(codes):
    sizes = numpy.unique(codes, return_counts=True)[1]
    return sizes.sum() ** 2 / (sizes**2).sum()


def by_cluster(values, codes):
    return numpy.array([values[codes == code].sum() for code in numpy.unique(codes)])


def chance_corrected(agreement, expected, variance, codes):
    q = 1 - agreement
    n = q * (1 - q) / (variance * (1 - expected) ** 2)
    t = stats.t.ppf((1 + LEVEL) / 2, max(1, effective_clusters(codes) - 1))
    centre = (q + t * t / (2 * n)) / (1 + t * t / n)
    half = t * math.sqrt(q * (1 - q) / n + t * t / (4 * n * n)) / (1 + t * t / n)
    return max(-1, 1 - (centre + half) / (1 - expected)), min(1, 1 - max(0, centre - half) / (1 - expected))


def kappas():
    rows = []
    for n, categories, blur in [(30, 2, 0.2), (60, 4, 0.4), (200, 5, 0.3)]:
        first = RNG.integers(0, categories, n)
        moved = numpy.clip(first + RNG.choice([-1, 1], n), 0, categories - 1)
        second = numpy.where(RNG.random(n) < blur, moved, first)
        codes = RNG.integers(0, n // 3, n)
        table = numpy.zeros((categories, categories))
        numpy.add.at(table, (first, second), 1)
        for weights, name in [("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")]:
            found = cohens_kappa(table, wt=name)
            agreement, expected, low, high = kappa_limits(first, second, codes, categories, weights)
            # The upper limit is also that with one more cluster on which both say the category used least.
            used = table.sum(0) + table.sum(1)
            rarest = int(numpy.where(used > 0, used, numpy.inf).argmin())
            times = int(n / len(numpy.unique(codes)) + 0.5)
            more = [
                numpy.append(values, [code] * times) for values, code in [(first, rarest), (second, rarest), (codes, n)]
            ]
            high = max(high, kappa_limits(*more, categories, weights)[3])
            rows.append({
                "first": first.tolist(), "second": second.tolist(), "clusters": codes.tolist(),
                "categories": categories, "weights": weights, "kappa": found.kappa,
                "standardError": found.std_kappa, "agreement": agreement, "expected": expected,
                "low": low, "high": high,
            })
    return rows


def kappa_limits(first, second, codes, categories, weights):
    table = numpy.zeros((categories, categories))
    numpy.add.at(table, (first, second), 1)
    n = len(first)
    i, j = numpy.indices(table.shape)
    apart = abs(i - j) / (categories - 1)
    w = {"unweighted": 1.0 * (i == j), "linear": 1 - apart, "quadratic": 1 - apart**2}[weights]
    p = table / n
    agreement = (w * p).sum()
    expected = (w * numpy.outer(p.sum(1), p.sum(0))).sum()
    # The influence of a case by brute force: the derivative of kappa as its cell gains weight.
    h = 1e-6
    influence = numpy.zeros_like(table)
    for cell in numpy.ndindex(table.shape):
        values = []
        for sign in (1, -1):
            moved_p = p * (1 - sign * h)
            moved_p[cell] += sign * h
            e = (w * numpy.outer(moved_p.sum(1), moved_p.sum(0))).sum()
            values.append(((w * moved_p).sum() - e) / (1 - e))
        influence[cell] = (values[0] - values[1]) / (2 * h)
    sums = by_cluster(influence[first, second], codes)
    k = len(sums)
    variance = k / (k - 1) * (sums**2).sum() / n**2
    return agreement, expected, *chance_corrected(agreement, expected, variance, codes)


def several_raters():
    rows = []
    for cases, raters, categories, missing in [(15, 4, 3, 0.0), (40, 3, 4, 0.25), (60, 5, 2, 0.4)]:
        truth = RNG.integers(0, categories, cases)
        ratings = numpy.where(
            RNG.random((cases, raters)) < 0.7, truth[:, None], RNG.integers(0, categories, (cases, raters))
        )
        given = RNG.random((cases, raters)) >= missing
        given[:, 0] = True
        codes = RNG.integers(0, cases // 2, cases)
        counts = numpy.array([[((ratings[i] == c) & given[i]).sum() for c in range(categories)] for i in range(cases)])
        row = {"counts": counts.ravel().tolist(), "categories": categories, "clusters": codes.tolist()}

        row["ac1"] = several_limits(counts, codes, "ac1")
        row["fleiss"] = several_limits(counts, codes, "fleiss")
        used = counts.sum(0)
        rarest = int(numpy.where(used > 0, used, numpy.inf).argmin())
        agreed = numpy.zeros(categories, int)
        agreed[rarest] = max(2, int(counts.sum() / cases + 0.5))
        times = int(cases / len(numpy.unique(codes)) + 0.5)
        more = several_limits(numpy.vstack([counts] + [agreed] * times), numpy.append(codes, [cases] * times), "fleiss")
        row["fleiss"]["high"] = max(row["fleiss"]["high"], more["high"])
        rows.append(row)
    return rows


def several_limits(counts, codes, which):
    cases, categories = counts.shape
    r = counts.sum(1)
    several = r >= 2
    used = numpy.arange(cases) if which == "ac1" else numpy.arange(cases)[several]
    pa = numpy.where(several, (counts * (counts - 1)).sum(1) / numpy.maximum(1, r * (r - 1)), 0)

    def parts(w):
        a = (w * pa)[several].sum() / w[several].sum()
        if which == "ac1":
            s = (w[:, None] * counts / r[:, None]).sum(0) / w.sum()
            e = (s * (1 - s)).sum() / (categories - 1)
        else:
            s = (w[:, None] * counts)[several].sum(0)
            e = ((s / s.sum()) ** 2).sum()
        return a, e, (a - e) / (1 - e)

    agreement, expected, value = parts(numpy.ones(cases))
    # What each case adds, by taking it a little more and a little less often.
    influence = numpy.zeros(cases)
    for i in used:
        step = numpy.zeros(cases)
        step[i] = 1 / 2000
        influence[i] = (parts(1 + step)[2] - parts(1 - step)[2]) * 1000 * len(used)
    sums = by_cluster(influence[used], codes[used])
    k = len(sums)
    variance = k / (k - 1) * (sums**2).sum() / len(used) ** 2
    low, high = chance_corrected(agreement, expected, variance, codes[used])
    return {"value": value, "agreement": agreement, "expected": expected, "low": low, "high": high}


def alpha(units, level):
    """Exact: every ordered pair of ratings of a unit, and of all units, in fractions."""
    units = [[Fraction(v).limit_denominator(10**6) for v in unit] for unit in units]
    units = [unit for unit in units if len(unit) >= 2]
    everything = [v for unit in units for v in unit]
    rank = {v: sum(1 for o in everything if o < v) + Fraction(everything.count(v), 2) for v in set(everything)}

    def delta(a, b):
        if a == b:
            return Fraction(0)
        if level == "nominal":
            return Fraction(1)
        if level == "ordinal":
            return (rank[a] - rank[b]) ** 2
        return (a - b) ** 2 if level == "interval" else ((a - b) / (a + b)) ** 2

    n = len(everything)
    observed = sum(sum(delta(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units) / n
    expected = sum(delta(a, b) for a, b in permutations(everything, 2)) / (n * (n - 1))
    return float(1 - observed / expected), float(observed), float(expected)


def alphas():
    rows = []
    for units, raters, missing, most in [(12, 3, 0.2, 5), (25, 2, 0.0, 7), (30, 4, 0.4, 3)]:
        truth = RNG.integers(0, most + 1, units)
        values = numpy.clip(truth[:, None] + RNG.integers(-1, 2, (units, raters)), 0, most) / 2
        given = RNG.random((units, raters)) >= missing
        row = {"raters": raters, "values": [float(v) if g else None for v, g in zip(values.ravel(), given.ravel())]}
        for level in ("nominal", "ordinal", "interval", "ratio"):
            value, observed, expected = alpha([list(v[g]) for v, g in zip(values, given)], level)
            row[level] = {"value": value, "observed": observed, "expected": expected}
        rows.append(row)
    return rows


def leave_out(values, codes):
    """Means without each cluster, and the mean of all."""
    return values.mean(), numpy.array([values[codes != code].mean() for code in numpy.unique(codes)])


def powered():
    rows = []
    for n, others, single in [(20, 100, True), (40, 200, False), (15, 60, False)]:
        truth = RNG.normal(3, 1, n + others)
        human = numpy.round(truth + RNG.normal(0, 0.3, n + others), 2)
        judge = numpy.round(truth + 0.4 + RNG.normal(0, 0.6, n + others), 2)
        codes = numpy.arange(n + others) if single else RNG.integers(0, (n + others) // 4, n + others)
        y, f, u = human[:n], judge[:n], judge[n:]
        pooled = numpy.concatenate([f, u])
        # As the package ppi_py has it: covariance over n, variance over n − 1, held within 0–1.
        tuned = numpy.clip(numpy.cov(y, f, ddof=0)[0, 1] / ((1 + n / others) * pooled.var(ddof=1)), 0, 1)
        row = {
            "human": y.tolist(), "judge": f.tolist(), "clusters": codes[:n].tolist(),
            "unlabelled": u.tolist(), "unlabelledClusters": codes[n:].tolist(), "fits": [],
        }
        for name, weight in [("tuned", tuned), ("full", 1.0), ("people", 0.0)]:
            residual = y - weight * f
            value = weight * u.mean() + residual.mean()
            shifts = {code: [0.0, 0.0] for code in numpy.unique(codes)}
            parts = []
            for part, (values, own) in enumerate([(residual, codes[:n]), (weight * u, codes[n:])]):
                mean, without = leave_out(values, own)
                k = len(without)
                for code, other in zip(numpy.unique(own), without):
                    # Without the cluster the mean moves by mean − other.
                    shifts[code][part] = math.sqrt((k - 1) / k) * (mean - other)
                parts.append((k, values, own))
            k = parts[0][0]
            paid = 2 if name == "tuned" else 1
            factor = math.sqrt((k - 1) / (k - paid))
            variance = sum((factor * a + b) ** 2 for a, b in shifts.values())
            row["fits"].append({"name": name, "weight": weight, "value": value, "standardError": math.sqrt(variance)})
            if single:
                first = sum((factor * a) ** 2 for a, _ in shifts.values())
                second = sum(b**2 for _, b in shifts.values())
                df_first = k - paid
                degrees = (first + second) ** 2 / (first**2 / df_first + second**2 / (others - 1))
                half = stats.t.ppf((1 + LEVEL) / 2, degrees) * math.sqrt(variance)
                row["fits"][-1].update({"low": value - half, "high": value + half})
                # The published interval: normal, variances over n.
                published = Z * math.sqrt((weight * u).var() / others + residual.var() / n)
                row["fits"][-1]["published"] = [value - published, value + published]
        rows.append(row)
    return rows


def rogan_gladen():
    rows = []
    for x, n, hit, positives, right, negatives in [
        (30, 100, 45, 50, 90, 100), (5, 200, 38, 40, 195, 200), (80, 90, 60, 80, 50, 60), (0, 40, 20, 20, 29, 30),
    ]:
        nn, ns, nc = n + Z * Z, positives + 2, negatives + 2
        ap, se, sp = (x + Z * Z / 2) / nn, (hit + 1) / ns, (right + 1) / nc
        p = (ap + sp - 1) / (se + sp - 1)
        shift = 2 * Z * Z * (p * se * (1 - se) / ns - (1 - p) * sp * (1 - sp) / nc)
        variance = ap * (1 - ap) / nn + p * p * se * (1 - se) / ns + (1 - p) ** 2 * sp * (1 - sp) / nc
        half = Z * math.sqrt(variance) / (se + sp - 1)
        value = min(1, max(0, (x / n + right / negatives - 1) / (hit / positives + right / negatives - 1)))
        rows.append({
            "positive": {"count": x, "of": n}, "sensitivity": {"count": hit, "of": positives},
            "specificity": {"count": right, "of": negatives}, "value": value,
            "low": min(value, max(0, p + shift - half)), "high": max(value, min(1, p + shift + half)),
        })
    return rows


def logistic():
    rows = []
    for n, columns, ties, spread in [(40, 1, 0.0, 1), (120, 2, 0.2, 500)]:
        x = RNG.normal(spread, spread, (n, columns))
        linear = 0.3 + (x - spread) @ numpy.linspace(0.8, -0.5, columns) / spread
        y = (RNG.random(n) < 1 / (1 + numpy.exp(-linear))).astype(float)
        y[RNG.random(n) < ties] = 0.5
        codes = RNG.integers(0, n // 4, n)
        design = statsmodels.api.add_constant(x)
        family = statsmodels.api.families.Binomial()
        fit = statsmodels.api.GLM(y, design, family=family).fit(tol=1e-14, maxiter=200)
        mu = fit.predict(design)
        changes = []
        for code in numpy.unique(codes):
            own = codes == code
            rest = design[~own]
            information = rest.T @ (rest * (mu * (1 - mu))[~own, None])
            changes.append(numpy.linalg.solve(information, design[own].T @ (y - mu)[own]))
        k = len(changes)
        jackknife = numpy.sqrt((k - 1) / k * (numpy.array(changes) ** 2).sum(0))
        rows.append({
            "outcome": y.tolist(), "columns": x.T.tolist(), "clusters": codes.tolist(),
            "coefficients": fit.params.tolist(), "modelErrors": (fit.bse / math.sqrt(fit.scale)).tolist(),
            "standardErrors": jackknife.tolist(), "degrees": max(1, effective_clusters(codes) - 1),
        })
    return rows


def davidson():
    """Poisson log-linear model: a constant for each pair, strengths, and a constant for ties."""
    rows = []
    for models, games, tie in [(3, 30, 0.6), (5, 12, 1.5), (4, 20, 0.0)]:
        strength = RNG.normal(0, 0.8, models)
        wins, ties = numpy.zeros((models, models)), numpy.zeros((models, models))
        counts, design, pairs = [], [], [(i, j) for i in range(models) for j in range(i)]
        for number, (i, j) in enumerate(pairs):
            odds = numpy.array([math.exp((strength[i] - strength[j]) / 2), tie, math.exp((strength[j] - strength[i]) / 2)])
            won, drawn, lost = RNG.multinomial(games, odds / odds.sum())
            wins[i, j], wins[j, i], ties[i, j], ties[j, i] = won, lost, drawn, drawn
            for count, (a, b, t) in [(won, (1, 0, 0)), (lost, (0, 1, 0)), (drawn, (0.5, 0.5, 1))]:
                if tie == 0 and t == 1:
                    continue
                line = numpy.zeros(len(pairs) + models - 1 + (tie > 0))
                line[number] = 1
                for model, share in ((i, a), (j, b)):
                    if model > 0:
                        line[len(pairs) + model - 1] += share
                if tie > 0:
                    line[-1] = t
                counts.append(count)
                design.append(line)
        fit = statsmodels.api.GLM(counts, numpy.array(design), family=statsmodels.api.families.Poisson()).fit(tol=1e-14, maxiter=200)
        values = numpy.concatenate([[0], fit.params[len(pairs) : len(pairs) + models - 1]])
        rows.append({
            "models": models, "wins": wins.ravel().tolist(), "ties": ties.ravel().tolist(),
            "strengths": (values - values.mean()).tolist(), "logTie": float(fit.params[-1]) if tie > 0 else None,
        })
    return rows


def severe():
    return [
        {"events": x, "n": n, "level": level, "upper": float(stats.beta.ppf(level, x + 1, n - x)) if x < n else 1.0}
        for x, n, level in [(0, 1, 0.95), (0, 60, 0.95), (0, 300, 0.99), (1, 300, 0.95), (7, 50, 0.9), (20, 20, 0.95)]
    ]


def self_preference():
    rows = []
    for replies, questions in [(30, 30), (60, 15)]:
        codes = RNG.integers(0, questions, replies)
        own = (RNG.random(replies) < 0.4).astype(int)
        judge = RNG.integers(1, 6, replies) + 0.0
        others = numpy.round(judge - 0.3 - 0.5 * own + RNG.normal(0, 1, replies), 2)
        gap = judge - others
        value = gap[own == 1].mean() - gap[own == 0].mean()
        shifts = {code: 0.0 for code in numpy.unique(codes)}
        for part, sign in ((1, 1), (0, -1)):
            mean, without = leave_out(gap[own == part], codes[own == part])
            k = len(without)
            for code, other in zip(numpy.unique(codes[own == part]), without):
                shifts[code] += sign * math.sqrt((k - 1) / k) * (mean - other)
        rows.append({
            "judge": judge.tolist(), "others": others.tolist(), "own": own.tolist(), "clusters": codes.tolist(),
            "value": value, "standardError": math.sqrt(sum(s * s for s in shifts.values())),
        })
    return rows


FILE.write_text(json.dumps({
    "source": "statsmodels cohens_kappa and GLM, scipy.stats, and definitions in scripts/golden/judges.py",
    "versions": {
        "python": platform.python_version(), "numpy": numpy.__version__,
        "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
    },
    "level": LEVEL,
    "kappa": kappas(),
    "severalRaters": several_raters(),
    "alpha": alphas(),
    "powered": powered(),
    "roganGladen": rogan_gladen(),
    "logistic": logistic(),
    "davidson": davidson(),
    "severe": severe(),
    "selfPreference": self_preference(),
}, indent=2, allow_nan=False) + "\n")
subprocess.run(["npx", "biome", "format", "--write", str(FILE)], check=True, cwd=FILE.parents[5])
