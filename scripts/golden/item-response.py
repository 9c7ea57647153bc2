"""Golden values for the item response models in packages/core/src/statistics.

    pip install numpy scipy
    apt-get install r-base-core r-cran-lme4 r-cran-erm    (Debian packages; Rscript must be on the path)
    python scripts/golden/item-response.py

Writes packages/core/src/statistics/__golden__/item-response.json (lay it out with Biome). The marginal likelihoods are
written out here on a fine fixed grid and maximised by scipy.optimize, or their estimating equations solved by
scipy.optimize.root; second derivatives are central differences. R: lme4::glmer is the Rasch model with normal
candidates, eRm::RM the conditional likelihood, eRm::itemfit infit and outfit.
LSAT-6: Bock & Lieberman 1970, doi:10.1007/BF02291262.
"""

import json
import platform
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/statistics/__golden__/item-response.json"
GRID = np.linspace(-9, 9, 721)
DENSITY = np.exp(-GRID**2 / 2) / np.sqrt(2 * np.pi) * (GRID[1] - GRID[0])

# Candidates with each pattern of the five items, 00000, 00001, …, 11111.
LSAT = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]


def expit(x):
    return 1 / (1 + np.exp(-x))


def lsat():
    return np.array([[int(c) for c in f"{p:05b}"] for p, n in enumerate(LSAT) for _ in range(n)])


def distinct(x):
    """The different rows and how often each occurs."""
    found, counts = np.unique(np.where(np.isnan(x), 9, x), axis=0, return_counts=True)
    return np.where(found == 9, np.nan, found), counts


def log_rows(x, logits):
    """Log-likelihood of each row at each grid point; x rows × columns with NaN, logits points × columns."""
    seen = ~np.isnan(x)
    return np.where(seen, x, 0) @ logits.T - seen @ np.log1p(np.exp(logits)).T


def rasch_likelihood(x, counts, parameters):
    """Rows ~ N(0, spread²) integrated out; parameters are easinesses, then log spread."""
    logits = parameters[None, :-1] - np.exp(parameters[-1]) * GRID[:, None]
    return counts @ np.log(np.exp(log_rows(x, logits)) @ DENSITY)


def rasch_posterior(x, parameters):
    spread = np.exp(parameters[-1])
    logits = parameters[None, :-1] - spread * GRID[:, None]
    weights = np.exp(log_rows(x, logits)) * DENSITY
    weights /= weights.sum(axis=1, keepdims=True)
    mean = weights @ (spread * GRID)
    return mean, weights @ (spread * GRID) ** 2 - mean**2


def gradient(f, at, step=1e-4):
    at = np.asarray(at, float)
    rows = []
    for i in range(len(at)):
        e = np.zeros_like(at)
        e[i] = step
        rows.append((8 * (f(at + e) - f(at - e)) - (f(at + 2 * e) - f(at - 2 * e))) / (12 * step))
    return np.array(rows)


def hessian(f, at):
    return gradient(lambda p: gradient(f, p, 1e-2), at, 1e-2)


def maximum(f, start):
    result = optimize.minimize(lambda p: -f(p), start, method="BFGS", options={"gtol": 1e-6})
    root = optimize.root(lambda p: gradient(f, p, 1e-3), result.x, tol=1e-10)
    assert np.abs(gradient(f, root.x, 1e-3)).max() < 1e-6
    return root.x


def warm_terms(parameters):
    """Half the derivative of the log population-average of P·Q by each easiness."""
    chance = expit(parameters[:-1][:, None] - np.exp(parameters[-1]) * GRID[None, :])
    variance = chance * (1 - chance)
    return 0.5 * (variance * (1 - 2 * chance)) @ DENSITY / (variance @ DENSITY)


def rasch(x, bias_reduced):
    """Estimates and covariance with rows integrated out."""
    patterns, counts = distinct(x)
    f = lambda p: rasch_likelihood(patterns, counts, p)
    start = np.append(np.nan_to_num(np.log((np.nansum(x, 0) + 0.5) / (np.nansum(1 - x, 0) + 0.5))), 0.0)
    if bias_reduced:

        def equations(p):
            return gradient(f, p, 1e-3) + np.append(warm_terms(p), 1 - np.exp(p[-1]) / 2)

        root = optimize.root(equations, start, tol=1e-11)
        assert root.success or np.abs(equations(root.x)).max() < 1e-7
        at = root.x
    else:
        at = maximum(f, start)
    information = -hessian(f, at)
    if bias_reduced:
        information[-1, -1] += np.exp(at[-1]) / 2
    return at, np.linalg.inv(information), f(at)


def rasch_items_integrated(x, bias_reduced):
    """x candidates × items: free abilities, random items, both about the items' mean."""
    at, covariance, likelihood = rasch(x.T, bias_reduced)
    mean, variance = rasch_posterior(x.T, at)
    slopes = gradient(lambda p: rasch_posterior(x.T, p)[0], at, 1e-3).T
    n = x.shape[1]
    centre_slope, centre_variance = slopes.mean(0), variance.sum() / n**2
    item = slopes - centre_slope
    ability = np.eye(len(at))[:-1] - centre_slope
    return {
        "abilities": (at[:-1] - mean.mean()).tolist(),
        "abilityErrors": np.sqrt(np.einsum("ij,jk,ik->i", ability, covariance, ability) + centre_variance).tolist(),
        "difficulties": (mean - mean.mean()).tolist(),
        "difficultyErrors": np.sqrt(
            np.einsum("ij,jk,ik->i", item, covariance, item) + variance * (1 - 2 / n) + centre_variance
        ).tolist(),
        "spread": float(np.exp(at[-1])),
        "logLikelihood": float(likelihood),
    }


def warm(x, a, b):
    seen = ~np.isnan(x)
    x, a, b = x[seen], a[seen], b[seen]

    def equation(theta):
        p = expit(a * (theta - b))
        q = p * (1 - p)
        return (a * (x - p)).sum() + (a**3 * q * (1 - 2 * p)).sum() / (2 * (a**2 * q).sum())

    def objective(theta):
        logits = a * (theta[:, None] - b)
        p = expit(logits)
        return (x * logits - np.log1p(np.exp(logits))).sum(1) + np.log((a**2 * p * (1 - p)).sum(1)) / 2

    # The equation can have several roots: begin at the best point of a fine grid.
    grid = np.linspace(-20, 20, 8001)
    best = grid[np.argmax(objective(grid))]
    theta = optimize.brentq(equation, best - 0.01, best + 0.01, xtol=1e-13)
    p = expit(a * (theta - b))
    return theta, (a**2 * p * (1 - p)).sum()


def rasch_candidates_integrated(x, bias_reduced):
    at, covariance, likelihood = rasch(x, bias_reduced)
    n = x.shape[1]
    centring = np.eye(n) - 1 / n
    b = -centring @ at[:-1]
    covariance = centring @ covariance[:-1, :-1] @ centring
    abilities, errors = [], []
    for row in x:
        theta, information = warm(row, np.ones(n), b)
        chance = expit(theta - b)
        slope = np.where(np.isnan(row), 0, chance * (1 - chance) / information)
        abilities.append(theta)
        errors.append(np.sqrt(1 / information + slope @ covariance @ slope))
    return {
        "abilities": abilities,
        "abilityErrors": errors,
        "difficulties": b.tolist(),
        "difficultyErrors": np.sqrt(np.diag(covariance)).tolist(),
        "spread": float(np.exp(at[-1])),
        "logLikelihood": float(likelihood),
    }


def two_parameter(x, prior):
    """Slopes and intercepts; prior: deviation of log slopes about their mean, or None."""
    n = x.shape[1]
    patterns, counts = distinct(x)

    def likelihood(p):
        logits = np.exp(p[:n])[None, :] * GRID[:, None] + p[None, n:]
        return counts @ np.log(np.exp(log_rows(patterns, logits)) @ DENSITY)

    def penalised(p):
        return likelihood(p) - (0 if prior is None else ((p[:n] - p[:n].mean()) ** 2).sum() / (2 * prior**2))

    start = np.concatenate([np.zeros(n), np.log((np.nansum(x, 0) + 0.5) / (np.nansum(1 - x, 0) + 0.5))])
    at = maximum(penalised, start)
    a, d = np.exp(at[:n]), at[n:]

    def by_slope(p):
        logits = p[:n][None, :] * GRID[:, None] + p[None, n:]
        return counts @ np.log(np.exp(log_rows(patterns, logits)) @ DENSITY)

    information = -hessian(by_slope, np.concatenate([a, d]))
    if prior is not None:
        information[range(n), range(n)] += 1 / (prior * a) ** 2
    covariance = np.linalg.inv(information)
    b = -d / a
    slope_variance, intercept_variance = np.diag(covariance)[:n], np.diag(covariance)[n:]
    both = covariance[range(n), range(n, 2 * n)]
    return {
        "discriminations": a.tolist(),
        "discriminationErrors": np.sqrt(slope_variance).tolist(),
        "difficulties": b.tolist(),
        "difficultyErrors": (np.sqrt(intercept_variance + b**2 * slope_variance + 2 * b * both) / a).tolist(),
        "logLikelihood": float(likelihood(at)),
        "abilities": [warm(row, a, b)[0] for row in x],
    }


def simulate(seed, candidates, items, spread, missing):
    generator = np.random.default_rng(seed)
    ability, difficulty = generator.normal(size=candidates), generator.normal(size=items)
    slope = np.exp(generator.normal(0, spread, items))
    x = (generator.uniform(size=(candidates, items)) < expit(slope * (ability[:, None] - difficulty))).astype(float)
    x[generator.uniform(size=x.shape) < missing] = np.nan
    return x


def rows(x):
    return ["".join("." if np.isnan(v) else str(int(v)) for v in row) for row in x]


R_CODE = """
suppressMessages({library(lme4); library(eRm)})
arguments <- commandArgs(TRUE)
x <- as.matrix(read.csv(arguments[1], header=FALSE))
n <- ncol(x)
long <- data.frame(y=as.vector(x), item=factor(rep(seq_len(n), each=nrow(x))), id=rep(seq_len(nrow(x)), n))
m <- glmer(y ~ 0+item+(1|id), long, family=binomial, nAGQ=25, control=glmerControl(optimizer="bobyqa"))
number <- function(v) paste0("[", paste(format(unname(as.vector(v)), digits=12), collapse=","), "]")
conditional <- RM(x, sum0=TRUE)
person <- person.parameter(conditional)
fit <- itemfit(person)
keep <- !(rowSums(x) %in% c(0, n))
cat("{\\"easiness\\":", number(fixef(m)), ",\\"spread\\":", number(sqrt(unlist(VarCorr(m)))),
  ",\\"logLikelihood\\":", number(logLik(m)), ",\\"conditionalDifficulties\\":", number(-conditional$betapar),
  ",\\"conditionalErrors\\":", number(conditional$se.beta),
  ",\\"fitCandidates\\":", number(which(keep) - 1), ",\\"fitAbilities\\":", number(person$theta.table[keep, 1]),
  ",\\"infit\\":", number(fit$i.infitMSQ), ",\\"outfit\\":", number(fit$i.outfitMSQ),
  ",\\"infitZ\\":", number(fit$i.infitZ), ",\\"outfitZ\\":", number(fit$i.outfitZ),
  ",\\"versions\\":{\\"R\\":\\"", as.character(getRversion()), "\\",\\"lme4\\":\\"", as.character(packageVersion("lme4")),
  "\\",\\"eRm\\":\\"", as.character(packageVersion("eRm")), "\\"}}", sep="")
"""


def from_r(x):
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder) / "golden.R", Path(folder) / "x.csv"
        script.write_text(R_CODE)
        np.savetxt(data, x, fmt="%d", delimiter=",")
        return json.loads(subprocess.run(["Rscript", script, data], check=True, capture_output=True, text=True).stdout)


def main():
    law = lsat().astype(float)
    few = simulate(11, 6, 40, 0, 0.08)
    few[5, :] = np.where(np.isnan(few[5, :]), np.nan, 1)  # one candidate with all right
    many = simulate(12, 60, 8, 0, 0.08)
    many[:, 7] = np.where(np.isnan(many[:, 7]), np.nan, 0)  # one item that all missed
    sloped = simulate(13, 150, 7, 0.4, 0.06)
    complete = simulate(14, 60, 12, 0, 0)
    r_complete = from_r(complete)
    r_lsat = from_r(law)
    versions = r_complete.pop("versions")
    r_lsat.pop("versions")
    for unused in ["fitCandidates", "fitAbilities", "infit", "outfit", "infitZ", "outfitZ"]:
        r_lsat.pop(unused)
    lsat_rasch = rasch_candidates_integrated(law, False)
    lsat_two = two_parameter(law, None)
    for answer in [lsat_rasch, lsat_two]:
        answer.pop("abilities")
    lsat_rasch.pop("abilityErrors")
    golden = {
        "source": "marginal likelihoods on a fine grid, scipy.optimize; lme4::glmer; eRm::RM and itemfit",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            **versions,
        },
        "lsat": {"patternCounts": LSAT, "rasch": lsat_rasch, "twoParameter": lsat_two, "r": r_lsat},
        "rasch": [
            {"responses": rows(x), "integrate": side, "biasReduced": reduced, **solve(x, reduced)}
            for x, side, solve in [
                (few, "items", rasch_items_integrated),
                (many, "candidates", rasch_candidates_integrated),
            ]
            for reduced in [True]
        ]
        + [
            {"responses": rows(x), "integrate": side, "biasReduced": False, **solve(x, False)}
            for x, side, solve in [
                (few[:5], "items", rasch_items_integrated),
                (many[:, :7], "candidates", rasch_candidates_integrated),
                (complete, "candidates", rasch_candidates_integrated),
            ]
        ],
        "twoParameter": [
            {"responses": rows(sloped), "priorDeviation": prior, **two_parameter(sloped, prior)} for prior in [0.5, None]
        ],
        "r": {"responses": rows(complete), **r_complete},
    }
    FILE.write_text(json.dumps(golden, allow_nan=False) + "\n")


main()
