import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Estimate } from "../records/estimate.ts";
import { everyEvalEverInstance, everyEvalEverRecord } from "./__fixtures__/every-eval-ever-layout.ts";
import { filesUnder, jsonOf, linesOf, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { everyEvalEverMetric } from "./every-eval-ever-metrics.ts";
import { everyEvalEverSampleHash } from "./every-eval-ever-sample-hash.ts";
import { exportRun } from "./export-run.ts";

type RecordFile = z.infer<typeof everyEvalEverRecord>;
type Instance = z.infer<typeof everyEvalEverInstance>;

let study: StudyRunFolder;
let out: string;
let notes: readonly string[];
beforeAll(async () => {
  study = await sitStudy();
  out = study.out("every-eval-ever");
  ({ notes } = await exportRun("every-eval-ever", study.run, out));
});
afterAll(() => study.remove());

/** Each record with the lines of its companion, read as the layout says. */
function records(folder: string): { file: string; record: RecordFile; lines: Instance[]; companion: string }[] {
  return filesUnder(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const record = everyEvalEverRecord.parse(jsonOf(join(folder, file)));
      const companion = record.detailed_evaluation_results?.file_path ?? "";
      const lines = linesOf(join(folder, companion)).map((line) => everyEvalEverInstance.parse(line));
      return { file, record, lines, companion };
    });
}
const estimates = (): Estimate[] => jsonOf<Estimate[]>(join(study.run, "estimates.json"));

describe("every-eval-ever", () => {
  it("writes files that keep the layout and its validator's rules", () => {
    const found = records(out);
    expect(found).toHaveLength(2);
    for (const { file, record, lines, companion } of found) {
      expect(companion).toBe(`${file.slice(0, -".json".length)}_samples.jsonl`);
      expect(record.detailed_evaluation_results?.total_rows).toBe(lines.length);
      expect(record.detailed_evaluation_results?.checksum).toBe(
        createHash("sha256")
          .update(readFileSync(join(out, companion)))
          .digest("hex"),
      );
      expect(new Set(lines.map(({ evaluation_id }) => evaluation_id))).toEqual(new Set([record.evaluation_id]));
      expect(new Set(lines.map(({ model_id }) => model_id))).toEqual(new Set([record.model_info.id]));
    }
    expect(found.map(({ file }) => file.split("/").slice(0, 4).join("/")).sort()).toEqual([
      "data/export_test/Org/always-a",
      "data/export_test/unknown/random",
    ]);
    expect(new Set(found.map(({ record }) => record.evaluation_id)).size).toBe(2);
  });

  it("tells what it does not know", () => {
    expect(notes.join("\n")).toContain("no developer is known of random:");
    expect(notes.join("\n")).toContain("organisation");
  });

  it("has every number of the run's table with its interval, and no other", () => {
    for (const { record } of records(out)) {
      const own = estimates().filter((row) => row.model === record.model_info.name && row.value !== null);
      expect(own.length).toBeGreaterThan(50);
      expect(record.evaluation_results.map(({ score_details: { score } }) => score)).toEqual(
        own.map(({ value }) => value),
      );
      expect(
        record.evaluation_results.map(
          ({ score_details: { uncertainty } }) => uncertainty?.confidence_interval?.lower ?? null,
        ),
      ).toEqual(own.map(({ low }) => low));
      const ids = record.evaluation_results.map(({ evaluation_result_id: id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("points every line at an accuracy that is the mean of its lines", () => {
    for (const { record, lines } of records(out)) {
      const accuracies = record.evaluation_results.filter(
        ({ metric_config, score_details }) =>
          metric_config.metric_id === "accuracy" && score_details.details?.["stratum"] === "{}",
      );
      expect(accuracies).toHaveLength(4);
      for (const { evaluation_result_id: id, score_details, evaluation_name: name } of accuracies) {
        const own = lines.filter((line) => line.evaluation_result_id === id);
        expect(own).toHaveLength(24);
        expect(new Set(own.map((line) => line.evaluation_name))).toEqual(new Set([name]));
        expect(own.reduce((sum, { evaluation }) => sum + evaluation.score, 0) / own.length).toBeCloseTo(
          score_details.score,
          12,
        );
      }
    }
  });

  it("says of a reply what was asked, answered and read", () => {
    const line = records(out)
      .find(({ file }) => file.includes("always-a"))
      ?.lines.find(({ sample_id, metadata }) => sample_id === "q0001" && metadata?.["arm"] === "json");
    expect(line).toMatchObject({
      input: {
        raw: "Question 1: which value belongs to case 1?",
        reference: ["B"],
        choices: ["alpha 1", "beta 1", "gamma 1", "delta 1"],
      },
      answer_attribution: [{ source: "output.raw", extracted_value: "A", is_terminal: true }],
      evaluation: { score: 0, is_correct: false },
      metadata: { repeat: "0", "tag.specialty": "cardiology", variant_id: "q0001", status: "chosen" },
    });
    expect(line?.input.formatted).toContain("beta 1");
    expect(line?.sample_hash).toBe("71fbc6163954008f79b84d5003dd60d6ed1133e968b96d0be67a03db6f1e28bf");
  });

  it("takes public names, and who examined, from its settings", async () => {
    const named = study.out("named");
    const settings = {
      organisation: "Clinic",
      relationship: "third_party",
      collection: "data",
      models: { random: "Qwen/Qwen3-8B" },
      datasets: { exam: "org/exam" },
      availability: "open_weights",
    };
    const { notes: none } = await exportRun("every-eval-ever", study.run, named, { settings });
    expect(none).toEqual([]);
    const qwen = records(named).find(({ record }) => record.model_info.name === "random");
    expect(qwen?.file).toMatch(/^data\/data_\/Qwen\/Qwen3-8B\//);
    expect(qwen?.record).toMatchObject({
      source_metadata: { source_organization_name: "Clinic", evaluator_relationship: "third_party" },
      model_info: {
        id: "Qwen/Qwen3-8B",
        developer: "Qwen",
        additional_details: { model_availability: "open_weights", deployment_type: "unknown" },
      },
    });
    expect(qwen?.record.evaluation_results[0]?.source_data).toEqual({
      dataset_name: "exam",
      source_type: "hf_dataset",
      hf_repo: "org/exam",
      samples_number: 12,
    });
    await expect(
      exportRun("every-eval-ever", study.run, named, { settings: { relationship: "friend" } }),
    ).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
  });

  it("withholds every text, and keeps hashes and scores", async () => {
    const hidden = study.out("withheld");
    await exportRun("every-eval-ever", study.run, hidden, { withholdItems: true });
    const texts = filesUnder(hidden).map((file) => readFileSync(join(hidden, file), "utf8"));
    for (const word of ["alpha", "delta", "Question", "which value", "extracted_value", "labels"]) {
      expect(texts.filter((text) => text.includes(word))).toEqual([]);
    }
    const [open, closed] = [records(out), records(hidden)];
    expect(closed.map(({ lines }) => lines.map(({ sample_hash, evaluation }) => [sample_hash, evaluation]))).toEqual(
      open.map(({ lines }) => lines.map(({ sample_hash, evaluation }) => [sample_hash, evaluation])),
    );
  });

  it("gives the same bytes again", async () => {
    const again = study.out("again");
    await exportRun("every-eval-ever", study.run, again);
    expect(filesUnder(again)).toEqual(filesUnder(out));
    for (const file of filesUnder(out)) {
      expect(readFileSync(join(again, file))).toEqual(readFileSync(join(out, file)));
    }
  });
});

describe("everyEvalEverSampleHash", () => {
  // hashlib.sha256(json.dumps({"raw": …, "reference": […]}, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
  it("is what Python gives", () => {
    expect(everyEvalEverSampleHash("患者\u007f“é” \u{1f600}\n\t/", ["A,C", "B"])).toBe(
      "d3f1b4f0b1a6b1751a1546856953d64a34a3cfcc2c8c98fe97d65d38b38a6ace",
    );
    expect(everyEvalEverSampleHash("2 + 2?", ["4"])).toMatch(/^4dbd0eac/);
  });
});

describe("everyEvalEverMetric", () => {
  it("bounds what it knows and leaves the rest open", () => {
    expect(everyEvalEverMetric("accuracy")).toMatchObject({ metric_id: "accuracy", min_score: 0, max_score: 1 });
    expect(everyEvalEverMetric("accuracy:worst")).toMatchObject({ metric_id: "viva.accuracy_worst", min_score: 0 });
    expect(everyEvalEverMetric("chance-corrected-accuracy")).toMatchObject({ min_score: "-Infinity", max_score: 1 });
    expect(everyEvalEverMetric("rate:refused")).toMatchObject({ lower_is_better: true, metric_kind: "rate" });
    expect(everyEvalEverMetric("rate:chosen").lower_is_better).toBe(false);
    expect(everyEvalEverMetric("my-own")).toMatchObject({
      metric_id: "viva.my_own",
      min_score: "-Infinity",
      max_score: "Infinity",
    });
  });
});
