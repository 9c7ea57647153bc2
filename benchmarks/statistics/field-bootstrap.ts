import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bootstrapField } from "../../packages/core/src/runs/field-bootstrap.ts";
import { discordantCounts } from "../../packages/core/src/statistics/discordant-counts.ts";
import { observedMeans } from "../../packages/core/src/statistics/field-resamples.ts";
import { rankIntervals } from "../../packages/core/src/statistics/rank-intervals.ts";
import { resampledDifferences, resampledMeans } from "../../packages/core/src/statistics/resampled-intervals.ts";
import { madeUpField } from "./made-up-field.ts";

const help = `node benchmarks/statistics/field-bootstrap.ts [--quick] [--partial n] [--missing share] [--workers n] [--save file]

Bootstraps a field of 27 models on 60,000 items with seven tags: 10,000 shared resamples of every model's mean, overall
and in each stratum, with intervals, all pairwise differences, all discordant counts and rank intervals.
Goal: under 60 s wall on two cores and under 2 GB. Prints wall and CPU seconds of each part and the largest resident set.
--quick   a hundredth of the resamples: shows that the benchmark works
--partial how many models get partial credit (0)
--missing share of the items that every third model lacks (0)
--save    write the field for field-bootstrap-numpy.py, which does the same with numpy`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    partial: { type: "string", default: "0" },
    missing: { type: "string", default: "0" },
    workers: { type: "string", default: "2" },
    save: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

/** Run a part and say what it took. */
async function timed<T>(name: string, part: () => T | Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await part();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${name.padEnd(34)} ${wall.toFixed(2).padStart(8)} s wall ${((user + system) / 1e6).toFixed(2).padStart(8)} s CPU`,
  );
  return result;
}

async function bench(): Promise<void> {
  const size = {
    models: 27,
    items: 60_000,
    tags: [2, 4, 6, 7, 8, 9, 12],
    partial: Number(flags.partial),
    missing: Number(flags.missing),
  };
  const resamples = flags.quick ? 100 : 10_000;
  const field = madeUpField(size);
  if (flags.save !== undefined) {
    // Points by model, then clusters, then codes by tag: little-endian doubles, for numpy.fromfile.
    const columns = [...field.models, field.clusters, ...field.tags.map(({ codes }) => codes)];
    writeFileSync(flags.save, Float64Array.from(columns.flatMap((column) => [...column])));
  }
  console.log(
    `${size.models} models × ${size.items} items, tags of ${size.tags.join(", ")} values, ${resamples} resamples`,
  );
  await timed("all of it", async () => {
    const drawn = await timed("resamples", () =>
      bootstrapField(field, { seed: 1, resamples, workers: Number(flags.workers) }),
    );
    const means = await timed(`${drawn.strata * drawn.models} intervals of means`, () =>
      resampledMeans(field, drawn, 0.95),
    );
    const differences = await timed("intervals of all differences", () => resampledDifferences(field, drawn, 0.95));
    const pairs = await timed("discordant counts of all pairs", () => discordantCounts(field.models));
    const observed = observedMeans(field);
    await timed("rank intervals in every stratum", () =>
      Array.from({ length: drawn.strata }, (_, stratum) =>
        rankIntervals(observed.subarray(stratum * size.models, (stratum + 1) * size.models), drawn, stratum, 0.95),
      ),
    );
    const [mean] = means;
    const [difference] = differences;
    console.log(`first model: ${mean?.value.toFixed(4)} (${mean?.low.toFixed(4)}–${mean?.high.toFixed(4)})`);
    const { value = 0, low = 0, high = 0 } = difference?.estimate ?? {};
    console.log(`first difference: ${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`);
    console.log(`first pair: b ${pairs[0]?.firstAbove}, c ${pairs[0]?.secondAbove}`);
  });
  console.log(`largest resident set ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
