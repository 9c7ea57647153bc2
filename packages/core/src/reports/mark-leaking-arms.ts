import { leakingArms, recordedArms } from "../comparisons/recorded-arms.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { Specification } from "../runs/specification.ts";
import { type ReportWords, reportWords } from "./report-words.ts";

/** A way of asking by its name, said to leak where it does: the mark stands first, so that no figure cuts it off. */
export function leakingName(arm: string, words: ReportWords): string {
  return words.text("leaks.name", { arm });
}

/** What a report tells, with every way of asking that leaks named so; its analysis of knowledge marks its own. */
export function leakingMarkedInput(input: ReportInput, words: ReportWords): ReportInput {
  const { leakingArms: leaking = [], analyses } = input;
  if (leaking.length === 0) {
    return input;
  }
  const { knowledge, ...others } = analyses ?? {};
  const own = analyses === null ? null : markLeakingArms(others as typeof analyses, new Set(leaking), words);
  return {
    ...markLeakingArms({ ...input, analyses: null }, new Set(leaking), words),
    analyses: own === null || knowledge === undefined ? own : { ...own, knowledge },
  };
}

/**
 * An analysis of a run with every way of asking that leaks named so, for its own page and tables.
 *
 * @param specification As run.json has it.
 */
export function leakingMarkedAnalysis<Analysis>(
  analysis: Analysis,
  specification: Specification,
  language: ReportWords["language"],
): Analysis {
  return markLeakingArms(analysis, new Set(leakingArms(recordedArms(specification))), reportWords(language));
}

/** Fields that name one way of asking, and those that list several. */
const nameFields: ReadonlySet<string> = new Set(["arm", "against", "without", "control"]);
const listField = "arms";

/**
 * A record in which every way of asking that leaks the answer is named so, whatever table or figure it ends up in: the fields
 * `arm`, `against`, `without` and `control`, lists called `arms`, and `condition` where all ways of asking of its record leak.
 * What holds no such name stays the same object. Names in the record go on matching each other.
 */
export function markLeakingArms<Part>(part: Part, leaking: ReadonlySet<string>, words: ReportWords): Part {
  return leaking.size === 0 ? part : (marked(part, leaking, words) as Part);
}

function marked(part: unknown, leaking: ReadonlySet<string>, words: ReportWords): unknown {
  if (Array.isArray(part)) {
    const list = part.map((entry) => marked(entry, leaking, words));
    return list.some((entry, at) => entry !== part[at]) ? list : part;
  }
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) {
    return part;
  }
  const nameOf = (name: unknown): unknown =>
    typeof name === "string" && leaking.has(name) ? leakingName(name, words) : name;
  let changed = false;
  const entries = Object.entries(part).map(([field, value]): [string, unknown] => {
    const next = nameFields.has(field)
      ? nameOf(value)
      : field === listField && Array.isArray(value) && value.every((name) => typeof name === "string")
        ? value.map(nameOf)
        : field === "condition" && isOfLeaking(part, leaking)
          ? leakingName(String(value), words)
          : marked(value, leaking, words);
    changed ||= next !== value;
    return [field, next];
  });
  return changed ? Object.fromEntries(entries) : part;
}

/** Whether all ways of asking that a record lists, or whose rows it has, leak. */
function isOfLeaking(record: object, leaking: ReadonlySet<string>): boolean {
  const { arms, rows } = record as { readonly arms?: unknown; readonly rows?: unknown };
  const names: readonly unknown[] = Array.isArray(arms)
    ? arms
    : Array.isArray(rows)
      ? rows.map((row: { readonly arm?: unknown } | null) => row?.arm)
      : [];
  return names.length > 0 && names.every((name) => typeof name === "string" && leaking.has(name));
}
