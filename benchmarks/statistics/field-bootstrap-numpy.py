"""The work of field-bootstrap.ts with numpy, for comparison.

    pip install numpy
    node_modules/.bin/node benchmarks/statistics/field-bootstrap.ts --quick --save /tmp/field.f64
    python benchmarks/statistics/field-bootstrap-numpy.py /tmp/field.f64 [--resamples 500]

The same field, no missing items: resampled means overall and in every stratum, percentile intervals, all differences
with percentile intervals, all discordant counts. Means are matrix products of resampled item weights and points in
single precision, the quickest way that numpy offers, stratum by stratum. A fraction of the 10,000 resamples is run;
the time of resampling is scaled up to all of them, that of the intervals is measured on resampled means repeated to
10,000. Threads: as many as the BLAS takes (set OMP_NUM_THREADS).
"""

import argparse
import resource
import time

import numpy

MODELS, ITEMS, TAGS, ALL = 27, 60_000, [2, 4, 6, 7, 8, 9, 12], 10_000


def load(path):
    columns = numpy.fromfile(path, dtype="<f8").reshape(MODELS + 1 + len(TAGS), ITEMS)
    points = columns[:MODELS].T.astype(numpy.float32)
    assert not numpy.isnan(points).any(), "the comparison is for a field without missing items"
    clusters = numpy.unique(columns[MODELS], return_inverse=True)[1]
    return points, clusters, columns[MODELS + 1 :].astype(numpy.int64)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("field")
    parser.add_argument("--resamples", type=int, default=500)
    parser.add_argument("--batch", type=int, default=250)
    arguments = parser.parse_args()
    points, clusters, codes = load(arguments.field)
    count = clusters.max() + 1
    # The items of each stratum beside each other, once for all.
    strata = [numpy.arange(ITEMS)]
    strata += [numpy.flatnonzero(codes[tag] == value) for tag, values in enumerate(TAGS) for value in range(values)]
    inside = [numpy.ascontiguousarray(points[items]) for items in strata]
    random = numpy.random.default_rng(1)

    start, cpu = time.perf_counter(), time.process_time()
    means = []
    for first in range(0, arguments.resamples, arguments.batch):
        batch = min(arguments.batch, arguments.resamples - first)
        weights = numpy.empty((batch, ITEMS), dtype=numpy.float32)
        for resample in range(batch):
            drawn = numpy.bincount(random.integers(0, count, count), minlength=count)
            weights[resample] = drawn[clusters]
        some = []
        for items, scores in zip(strata, inside):
            part = weights[:, items]
            some.append((part @ scores) / part.sum(axis=1, keepdims=True))
        means.append(numpy.stack(some, axis=1))
    means = numpy.concatenate(means)
    scale = ALL / arguments.resamples
    wall, used = (time.perf_counter() - start) * scale, (time.process_time() - cpu) * scale
    print(f"resamples, {arguments.resamples} scaled to {ALL}: {wall:.1f} s wall, {used:.1f} s CPU")

    means = numpy.concatenate([means] * int(numpy.ceil(scale)))[:ALL]
    start, cpu = time.perf_counter(), time.process_time()
    numpy.percentile(means, [2.5, 97.5], axis=0)
    overall = means[:, 0]
    for first in range(MODELS):
        for second in range(first + 1, MODELS):
            numpy.percentile(overall[:, first] - overall[:, second], [2.5, 97.5])
    right = points
    above = right.T @ (1 - right)
    print(f"intervals and pairs: {time.perf_counter() - start:.1f} s wall, {time.process_time() - cpu:.1f} s CPU")
    print(f"first model {points[:, 0].mean():.4f}, first pair: b {above[0, 1]:.0f}, c {above[1, 0]:.0f}")
    print(f"largest resident set {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
