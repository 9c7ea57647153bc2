import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { fileChunks } from "./file-chunks.ts";
import { type HelmRun, helmItem, importHelmRequest } from "./helm-request.ts";
import { helmStats } from "./helm-stats.ts";
import { jsonMembers } from "./json-members.ts";
import type { JsonPath, JsonVisit } from "./json-path.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("A suite's folder, a run's folder, or one scenario_state.json."),
  language: z.string().min(2).describe("BCP 47 language of the questions: zh, en, es, pt, …"),
  metric: z
    .string()
    .min(1)
    .optional()
    .describe("Whose value is kept beside ours; default: exact_match, quasi_exact_match, prefix_exact_match."),
});

type HelmSettings = z.infer<typeof settings>;

const runFiles = ["scenario_state.json", "per_instance_stats.json", "instances.json", "run_spec.json", "stats.json"];

/** HELM: one folder a run, with every request and its result. */
export default defineImporter({
  name: "helm",
  description: "Runs of HELM: requests with their results, statistics of each instance; trials become repeats",
  source: "https://crfm-helm.readthedocs.io",
  settings,
  files: async ({ path }, context) => await filesOf(context.resolvePath(path)),
  read,
});

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "scenario_state.json", (name) => runFiles.includes(basename(name)));
}

async function* read(given: HelmSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  const files = await filesOf(path);
  const states = files.filter((file) => file === path || basename(file) === "scenario_state.json");
  if (states.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no scenario_state.json: the replies are in no other file", {
      place: { file: path },
    });
  }
  for (const file of states) {
    yield* readRun(file, files, given);
  }
}

async function* readRun(file: string, files: readonly string[], given: HelmSettings): AsyncGenerator<Imported> {
  const beside = (name: string): string | null => files.find((other) => other === join(dirname(file), name)) ?? null;
  const name = await runName(beside("run_spec.json"), file);
  const scenario = scenarioOf(name);
  const statistics = await helmStats(beside("per_instance_stats.json"), given.metric);
  let run: HelmRun | null = null;
  const visit = (at: JsonPath): JsonVisit =>
    at.length === 0 || (at.length === 1 && at[0] === "request_states")
      ? "enter"
      : at[0] === "request_states" || at[0] === "adapter_spec"
        ? "take"
        : "skip";
  for await (const { path, value, line } of jsonMembers(file, fileChunks(file), visit)) {
    const place = { file, line };
    if (path[0] === "adapter_spec") {
      run = runOf(value, scenario, given, statistics);
      yield* aboutRun(beside("stats.json") === null ? [] : await runStats(beside("stats.json") ?? ""), run, scenario);
      continue;
    }
    if (run === null || !isRecord(value)) {
      throw new DataError("IMPORT_LAYOUT", "request_states should follow adapter_spec, each an object", { place });
    }
    yield* importHelmRequest(value, run, place);
  }
  if (run === null) {
    throw new DataError("IMPORT_LAYOUT", "no adapter_spec: this is no scenario state", { place: { file } });
  }
  const instances = beside("instances.json");
  if (instances !== null) {
    yield* readInstances(instances, scenario, given.language);
  }
}

/** Instances that were never asked belong to the exam too. */
async function* readInstances(file: string, scenario: string, language: string): AsyncGenerator<Imported> {
  for await (const { value, line } of jsonMembers(file, fileChunks(file), (at) =>
    at.length === 0 ? "enter" : "take",
  )) {
    const item = isRecord(value) && value["perturbation"] === undefined ? helmItem(value, scenario, language) : null;
    if (item !== null) {
      yield { kind: "item", item, place: { file, line, itemId: item.id } };
    }
  }
}

async function runName(file: string | null, state: string): Promise<string> {
  if (file !== null) {
    const members = jsonMembers(file, fileChunks(file), (at) =>
      at.length === 0 ? "enter" : at[0] === "name" ? "take" : "skip",
    );
    for await (const { value } of members) {
      return String(value);
    }
  }
  return basename(dirname(state));
}

/** "mmlu:subject=anatomy,model=openai_gpt-4" is the scenario "mmlu:subject=anatomy": models sit the same exam. */
function scenarioOf(name: string): string {
  const [scenario = name, ...rest] = name.split(":");
  const kept = rest
    .join(":")
    .split(",")
    .filter((part) => part !== "" && !/^(model|model_deployment)=/.test(part));
  return kept.length === 0 ? scenario : `${scenario}:${kept.join(",")}`;
}

function runOf(value: unknown, scenario: string, given: HelmSettings, statistics: HelmRun["statistics"]): HelmRun {
  const adapter: SourceRecord = isRecord(value) ? value : {};
  const shots = scoreOf(adapter["max_train_instances"]);
  return {
    scenario,
    language: given.language,
    model: scalarText(adapter["model"]) ?? null,
    method: scalarText(adapter["method"]) ?? "",
    arm: shots === undefined ? "recorded" : `${shots}-shot`,
    outputs: Math.max(1, scoreOf(adapter["num_outputs"]) ?? 1),
    statistics,
  };
}

function* aboutRun(
  stats: readonly { readonly measure: string; readonly value: number; readonly n: number | null }[],
  { model }: HelmRun,
  scenario: string,
): Generator<Imported> {
  for (const { measure, value, n } of stats) {
    if (model !== null) {
      yield { kind: "estimate", model, measure: `${scenario}: ${measure}`, value, n };
    }
  }
}

/** The run's means of its accuracy metrics over unperturbed test instances. */
async function runStats(file: string): Promise<{ measure: string; value: number; n: number | null }[]> {
  const found: { measure: string; value: number; n: number | null }[] = [];
  for await (const { value } of jsonMembers(file, fileChunks(file), (at) => (at.length === 0 ? "enter" : "take"))) {
    const stat = isRecord(value) ? value : {};
    const name = isRecord(stat["name"]) ? stat["name"] : {};
    const mean = scoreOf(stat["mean"]);
    if (mean !== undefined && name["perturbation"] === undefined && /exact_match$/.test(String(name["name"]))) {
      const split = scalarText(name["split"]);
      const measure = `${String(name["name"])}${split === undefined ? "" : ` (${split})`}`;
      found.push({ measure, value: mean, n: scoreOf(stat["count"]) ?? null });
    }
  }
  return found;
}
