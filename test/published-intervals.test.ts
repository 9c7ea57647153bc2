import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { scoreInterval } from "../packages/core/src/statistics/wilson-interval.ts";
import { recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const source = fileURLToPath(new URL("../../shared/data/medbench-brasil/", import.meta.url));

interface Published {
  readonly modelId: string;
  readonly correct: number;
  readonly total: number;
  readonly ci95: readonly [number, number];
}
interface Accuracy {
  readonly measure: string;
  readonly model: string;
  readonly stratum: object;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
interface SourceScore {
  readonly itemId: string;
  readonly model: string;
  readonly repeat: number;
  readonly sourceReading: readonly string[];
}

/**
 * Times as wide as published: with the replies as Viva reads them, with the letters the publisher read, and with the replies
 * and a cluster bootstrap. gpt-5.2's repeats differ in 1 of 85 items: Wilson's interval over 85 is 1.78 times as wide as over 255.
 */
const timesAsWide = {
  "claude-opus-4-6": [1.52, 1.6, 1.4],
  "deepseek/deepseek-r1": [1.49, 1.45, 1.48],
  "gpt-5.2": [1.78, 1.78, 1.69],
  "meta-llama/llama-3.3-70b-instruct": [1.64, 1.64, 1.62],
  "mistralai/mistral-large-2411": [1.63, 1.63, 1.57],
  "qwen/qwen3-235b-a22b-2507": [1.54, 1.54, 1.54],
} as const;

function accuraciesOf(run: string): ReadonlyMap<string, Accuracy> {
  const rows = JSON.parse(readFileSync(join(run, "estimates.json"), "utf8")) as Accuracy[];
  const overall = rows.filter(({ measure, stratum }) => measure === "accuracy" && Object.keys(stratum).length === 0);
  return new Map(overall.map((row) => [row.model, row]));
}

describe.skipIf(!existsSync(source))("MedBench-Brasil's published intervals (skipped without ../shared/data)", () => {
  it("counted three runs of 85 items as 255 items: the clustered intervals are 1.45 to 1.78 times as wide, bootstrapped ones 1.4 to 1.7 times", async () => {
    await using folder = await temporaryFolder();
    const succeed = async (...args: string[]): Promise<void> => {
      expect(await viva(args, { cwd: folder.path }), args.join(" ")).toMatchObject({ code: 0, stderr: "" });
    };
    const path = (...parts: string[]): string => join(folder.path, ...parts);
    await succeed("import", "medbench-brasil", source, "--out", "own");
    await succeed("run", "own/study.yaml", "--out", "own/run");
    // The publisher's letters as replies: the same marks as published, so that nothing differs but the interval.
    const letters = recordsOf<SourceScore>(path("own"), "source-scores.jsonl").map(
      ({ itemId, model, repeat, sourceReading }) => ({ itemId, model, repeat, text: sourceReading[0] ?? "" }),
    );
    writeFileSync(path("letters.jsonl"), letters.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await succeed(
      ...[
        "import",
        "csv",
        "letters.jsonl",
        "--out",
        "letters",
        "--set",
        "exam={use: viva-items, path: own/items.jsonl}",
      ],
      ...["--set", "columns={item: itemId, model: model, repeat: repeat, text: text}"],
    );
    await succeed("run", "letters/study.yaml", "--out", "letters/run");

    // The same replies with the percentiles of a cluster bootstrap, as the field usually makes them.
    const study = readFileSync(path("own/study.yaml"), "utf8");
    writeFileSync(
      path("own/bootstrap.yaml"),
      `${study}\nmeasures: [{ use: accuracy, interval: bootstrap }]\nresamples: 10000\n`,
    );
    await succeed("run", "own/bootstrap.yaml", "--out", "own/bootstrap");

    const read = accuraciesOf(path("own/run"));
    const resampled = accuraciesOf(path("own/bootstrap"));
    const marked = accuraciesOf(path("letters/run"));
    const files = readdirSync(join(source, "published"));
    expect(files).toHaveLength(Object.keys(timesAsWide).length);
    const found: Record<string, readonly (number | undefined)[]> = {};
    for (const file of files) {
      const published = JSON.parse(readFileSync(join(source, "published", file), "utf8")) as Published;
      const { modelId, correct, total, ci95 } = published;
      expect(total).toBe(255);
      // What was published: Wilson's interval over items × runs, with 1.96 for the normal quantile.
      const { low, high } = scoreInterval(correct / total, total, 1.96);
      expect(ci95[0]).toBeCloseTo(low, 12);
      expect(ci95[1]).toBeCloseTo(high, 12);
      expect(marked.get(modelId)?.value).toBeCloseTo(correct / total, 12);
      expect(marked.get(modelId)).toMatchObject({
        nItems: 85,
        nClusters: 85,
        nCalls: 255,
        // Three times each: 5 items were annulled, 10 live ones never posed.
        excluded: { annulled: 15, "not-posed": 30 },
      });
      found[modelId] = [read, marked, resampled].map((rows) => {
        const row = rows.get(modelId);
        const width = (row?.high ?? Number.NaN) - (row?.low ?? Number.NaN);
        return Math.round((width / (ci95[1] - ci95[0])) * 100) / 100;
      });
    }
    expect(read.get("gpt-5.2")?.value).toBeCloseTo(239 / 255, 12);
    expect(found).toEqual(timesAsWide);
  }, 240_000);
});
