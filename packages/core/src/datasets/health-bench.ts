import { basename } from "node:path";
import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("The whole set (…_oss_eval.jsonl), consensus_….jsonl or hard_….jsonl, relative to the study file."),
  language: z
    .string()
    .min(2)
    .default("en")
    .describe("BCP 47 language of the items. The file does not say it and holds several; most are English."),
  references: z
    .enum(["physician", "all"])
    .default("physician")
    .describe("Model answers: the physician's ideal completion, or also the models' replies it was written beside."),
});

const messageSchema = z.looseObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

const rowSchema = z.looseObject({
  prompt_id: z.string().min(1),
  prompt: z.array(messageSchema).min(1),
  rubrics: z.array(
    z.looseObject({ criterion: z.string().min(1), points: z.number(), tags: z.array(z.string()).nullish() }),
  ),
  example_tags: z.array(z.string()).nullish(),
  ideal_completions_data: z
    .looseObject({
      ideal_completion: z.string().nullish(),
      ideal_completions_group: z.string().nullish(),
      ideal_completions_ref_completions: z.array(z.string()).nullish(),
    })
    .nullish(),
});

/**
 * HealthBench: conversations with a user or a clinician, the last message to be answered, and criteria that physicians
 * wrote for each, with points above and below 0. What was said before the last message becomes the item's `dialogue`, so
 * that every prompt puts it in front as the messages it was.
 *
 * Sure of the layout: `prompt_id`, `prompt` (messages with role and content), `rubrics` (criterion, points, tags such as
 * `level:example`, `axis:accuracy`, `cluster:…`), `example_tags` (`theme:…`, `physician_agreed_category:…`),
 * `ideal_completions_data` (null, or `ideal_completion`, `ideal_completions_group`, `ideal_completions_ref_completions`).
 * Reconstructed: which subset a file is, from its published name alone.
 */
export default defineDataset({
  name: "health-bench",
  description: "HealthBench: 5,000 health conversations with physicians' rubrics, and its consensus and hard subsets",
  source: "Arora et al. 2025, arXiv 2505.08775, https://github.com/openai/simple-evals",
  languages: "any",
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (given, context) => {
    const file = context.resolvePath(given.path);
    return publishedRows(sourceRecords(file), {
      needed: ["prompt_id", "prompt", "rubrics"],
      schema: rowSchema,
      toRow: (place, row) => toRow(place, row, given, subsetOf(file)),
    });
  },
});

/** The subset a file is named after; undefined for a file that was renamed. */
function subsetOf(file: string): string | undefined {
  return /(?:^|[_-])(consensus|hard|oss_eval)(?=[_.-])/u.exec(basename(file))?.[1]?.replace("oss_eval", "all");
}

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  { language, references }: z.infer<typeof settings>,
  subset: string | undefined,
): LoadedRow {
  const last = row.prompt.at(-1);
  if (last?.role !== "user") {
    return unusableRow(place, `the last message is the ${last?.role}'s; there is nothing to answer`);
  }
  const tags: Record<string, string[]> = subset === undefined ? {} : { subset: [subset] };
  for (const label of row.example_tags ?? []) {
    const colon = label.indexOf(":");
    const name = colon < 0 ? "label" : tagName(label.slice(0, colon));
    tags[name] = [...new Set([...(tags[name] ?? []), label.slice(colon + 1).trim()])];
  }
  const said = row.prompt.slice(0, -1).map(({ role, content }) => ({ role, content }));
  tags["turns"] = [String(row.prompt.filter(({ role }) => role === "user").length)];
  const ideal = row.ideal_completions_data;
  const answers = [
    ideal?.ideal_completion ?? "",
    ...(references === "all" ? (ideal?.ideal_completions_ref_completions ?? []) : []),
  ].filter((text) => text.trim() !== "");
  const item: Item = {
    id: row.prompt_id,
    language,
    kind: "free-text",
    stem: last.content,
    options: [],
    accepted: [],
    tags,
    ...(said.length === 0 ? {} : { dialogue: said }),
    references: answers,
    rubric: row.rubrics.map(({ criterion, points, tags: labels }) => ({
      criterion,
      points,
      ...(labels === null || labels === undefined || labels.length === 0 ? {} : { tags: labels }),
    })),
    weight: 1,
  };
  return loadedRow(place, item);
}

/** `physician_agreed_category` → `physicianAgreedCategory`, as tags are named elsewhere. */
function tagName(name: string): string {
  return name.trim().replace(/_(\w)/gu, (_whole, letter: string) => letter.toUpperCase());
}
