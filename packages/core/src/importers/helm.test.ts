import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtures, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./helm.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-helm-"));
  cpSync(join(fixtures, "helm/mmlu-demo"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("helm", () => {
  it("takes trials as repeats, perturbed instances as such, and each instance's statistics", async () => {
    const all = await readAll(plugin, { path: "helm/mmlu-demo", language: "en" });
    expect(
      repliesIn(all).map(({ itemId, perturbation, repeat, text, finishReason, sourceReading, sourceScore }) => [
        itemId,
        perturbation,
        repeat,
        text,
        finishReason,
        sourceReading,
        sourceScore,
      ]),
    ).toEqual([
      ["mmlu:subject=demo/id0", undefined, 0, " B", "stop", ["B"], 1],
      // HELM takes the whole completion for the label: " B." is none.
      ["mmlu:subject=demo/id0", undefined, 1, " B.", "length", [], 0],
      ["mmlu:subject=demo/id1", undefined, 0, " C", "stop", ["C"], 0],
      ["mmlu:subject=demo/id0", "uppercase", 0, " B", "stop", ["B"], 1],
    ]);
    expect(leftOutIn(all)).toEqual({ "a request that failed": 1 });
    expect(itemsIn(all).map(({ id, stem, accepted }) => [id, stem.slice(0, 5), accepted])).toEqual([
      ["mmlu:subject=demo/id0", "Which", [["B"]]],
      ["mmlu:subject=demo/id1", "Which", [["A"]]],
    ]);
    expect(all).toContainEqual({
      kind: "estimate",
      model: "openai/demo",
      measure: "mmlu:subject=demo: exact_match (test)",
      value: 0.25,
      n: 2,
    });
  });

  it("takes the chosen option where each was weighed by itself", async () => {
    const all = await readAll(plugin, { path: "helm/separate-demo", language: "en" });
    expect(repliesIn(all)).toMatchObject([{ text: "A", sourceReading: ["A"], sourceScore: 1, arm: "0-shot" }]);
    expect(leftOutIn(all)).toEqual({ "the likelihood of an option that was not chosen": 3 });
  });

  it("takes instances that were never asked into the exam, and references that are all right as model answers", async () => {
    const instances = JSON.parse(readFileSync(join(folder, "instances.json"), "utf8"));
    const free = {
      input: { text: "Name it." },
      references: [{ output: { text: "vagus" }, tags: ["correct"] }],
      id: "id9",
    };
    writeFileSync(join(folder, "instances.json"), JSON.stringify([...instances, free]));
    const items = itemsIn(await readAll(plugin, { path: folder, language: "en" }));
    expect(items.at(-1)).toMatchObject({ id: "mmlu:subject=demo/id9", kind: "free-text", references: ["vagus"] });
  });

  it("gives items the labels a prompt showed where they are not A, B, C", async () => {
    const state = JSON.parse(readFileSync(join(folder, "scenario_state.json"), "utf8"));
    const mapped = state.request_states.slice(0, 1).map((request: { output_mapping: Record<string, string> }) => ({
      ...request,
      output_mapping: Object.fromEntries(
        Object.values(request.output_mapping).map((text, at) => [String(at + 1), text]),
      ),
    }));
    writeFileSync(join(folder, "scenario_state.json"), JSON.stringify({ ...state, request_states: mapped }));
    const [first] = (await readAll(plugin, { path: folder, language: "en" })).filter((one) => one.kind === "item");
    expect(first?.labels).toEqual(["1", "2", "3", "4"]);
  });

  it("refuses a state without its adapter and a folder without a state", async () => {
    writeFileSync(join(folder, "scenario_state.json"), '{"request_states": [{}]}');
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    writeFileSync(join(folder, "per_instance_stats.json"), "[{}]");
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    rmSync(join(folder, "scenario_state.json"));
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
  });
});
