import { UsageError } from "../base/errors.ts";
import type { RunsOverlap } from "../records/several-runs.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { type RunRecord, scorersOfExam } from "../runs/specification.ts";
import type { Field, FieldModel, FieldTag } from "./field.ts";
import { type RunItems, readRunItems } from "./run-items.ts";
import { type RunCell, readRunPoints } from "./run-points.ts";

/** Run folders gathered into fields. */
export interface GatheredFields {
  /** One field for each exam and way of asking, in plan order of the first run that has it. */
  readonly fields: readonly Field[];
  readonly overlaps: readonly RunsOverlap[];
  readonly records: readonly RunRecord[];
}

/** How runs are put together. */
export interface GatherFieldsOptions {
  /**
   * Compare on the items that all runs pose, where they do not pose the same ones. Default: refuse, saying what
   * overlaps.
   */
  readonly commonItems?: boolean;
  /** Gather this exam alone; what the runs pose of others is not looked at. Default: all. */
  readonly exam?: string;
}

interface OneRun {
  readonly record: RunRecord;
  readonly items: ReadonlyMap<string, RunItems>;
  readonly cells: readonly RunCell[];
}

/**
 * What all models of one or several runs scored, on the same items. Models of several runs that have one id get their
 * run's name beside it. Runs are matched by the exam's name, arm and perturbation.
 *
 * What an unfinished run has not asked yet is NaN. Throws RUN_NOT_FOUND for a folder without a run, RUN_UNFINISHED for
 * one that was broken off before it was measured, ARGUMENT_INVALID for an exam that no run has, and ITEM_SETS_DIFFER when
 * runs pose different items of an exam and `commonItems` is not set, or have no item in common.
 *
 * @param folders At least one run folder.
 */
export async function gatherFields(
  folders: readonly string[],
  options: GatherFieldsOptions = {},
): Promise<GatheredFields> {
  const runs: OneRun[] = [];
  for (const folder of folders) {
    const record = readRunRecord(folder);
    requireMeasured(folder);
    const items = await readRunItems(folder);
    runs.push({ record, items, cells: await readRunPoints(folder, record, items) });
  }
  const marked = runs.flatMap((run) => [...run.items.keys()].filter((exam) => marksAnswers(run, exam)));
  const known = [...new Set([...marked, ...runs.flatMap(({ record }) => examsOf(record))])];
  if (options.exam !== undefined && !known.includes(options.exam)) {
    throw new UsageError("ARGUMENT_INVALID", `no exam is called "${options.exam}"; known are ${known.join(", ")}`);
  }
  const exams = [...new Set(marked)].filter((exam) => options.exam === undefined || exam === options.exam);
  const overlaps: RunsOverlap[] = [];
  const fields: Field[] = [];
  for (const exam of exams) {
    const having = runs.filter((run) => marksAnswers(run, exam));
    const { overlap, kept } = commonItems(exam, runs, having);
    overlaps.push(overlap);
    const same = having.every(({ items }) => items.get(exam)?.itemIds.length === kept.length);
    if ((!same && options.commonItems !== true) || kept.length === 0) {
      throw differ(overlap, folders);
    }
    fields.push(...examFields(exam, runs, kept));
  }
  return { fields, overlaps, records: runs.map(({ record }) => record) };
}

function differ({ exam, items, common, changed }: RunsOverlap, folders: readonly string[]): UsageError {
  const counts = folders.map((folder, run) => `${folder} ${items[run]}`).join(", ");
  return new UsageError(
    "ITEM_SETS_DIFFER",
    `the runs do not pose the same items of "${exam}": ${counts}; ${common} in common${changed > 0 ? `, ${changed} with the same id and other content` : ""}`,
  );
}

/** Exams whose texts alone are marked are no fields. */
function marksAnswers({ record, items }: OneRun, exam: string): boolean {
  return items.has(exam) && scorersOfExam(record.specification, exam).length > 0;
}

function examsOf({ specification }: RunRecord): readonly string[] {
  return (specification["exams"] as readonly { readonly name: string }[]).map(({ name }) => name);
}

/** Ids of the items that all runs with the exam pose alike, in the first one's order. */
function commonItems(exam: string, runs: readonly OneRun[], having: readonly OneRun[]) {
  const sets = having.flatMap(({ items }) => items.get(exam) ?? []);
  const [first, ...others] = sets;
  const kept: string[] = [];
  const changed = new Set<string>();
  for (const [place, id] of (first?.itemIds ?? []).entries()) {
    const contents = others.map((other) => other.contents[other.placeOf.get(id) ?? -1]);
    if (contents.every((content) => content === first?.contents[place])) {
      kept.push(id);
    } else if (contents.every((content) => content !== undefined)) {
      changed.add(id);
    }
  }
  const overlap: RunsOverlap = {
    exam,
    items: runs.map(({ items }) => items.get(exam)?.itemIds.length ?? 0),
    common: kept.length,
    changed: changed.size,
  };
  return { overlap, kept };
}

/** The fields of one exam: one a way of asking. */
function examFields(exam: string, runs: readonly OneRun[], kept: readonly string[]): Field[] {
  const ways = new Map<string, { run: number; cell: RunCell }[]>();
  for (const [run, { cells }] of runs.entries()) {
    for (const cell of cells.filter((one) => one.exam === exam)) {
      const way = `${cell.arm}\u0000${cell.perturbation}`;
      ways.set(way, [...(ways.get(way) ?? []), { run, cell }]);
    }
  }
  const first = runs.find(({ items }) => items.has(exam));
  const base = first?.items.get(exam);
  if (first === undefined || base === undefined) {
    return [];
  }
  const places = Int32Array.from(kept, (id) => base.placeOf.get(id) ?? 0);
  const columns = keptColumns(base, places);
  const scorer = scorersOfExam(first.record.specification, exam)[0] ?? "";
  const placesOf = runs.map(({ items }) => ownPlaces(items.get(exam), kept));
  const ownOf = (run: number): Int32Array => placesOf[run] ?? new Int32Array(0);
  return [...ways.values()].map((entries): Field => {
    const sittings = entries.flatMap(({ run, cell }, model) =>
      cell.choices.map((choices, repeat) => ({
        model,
        repeat,
        choices: keptInts(choices, ownOf(run)),
      })),
    );
    return {
      exam,
      arm: entries[0]?.cell.arm ?? "",
      perturbation: entries[0]?.cell.perturbation ?? "",
      scorer,
      models: modelNames(entries, runs),
      ...columns,
      points: entries.map(({ run, cell }) =>
        Float64Array.from(ownOf(run), (place) => cell.points[place] ?? Number.NaN),
      ),
      repeats: Math.max(1, ...entries.map(({ cell }) => cell.choices.length)),
      sittings,
    };
  });
}

function ownPlaces(items: RunItems | undefined, kept: readonly string[]): Int32Array {
  return Int32Array.from(kept, (id) => items?.placeOf.get(id) ?? -1);
}

function keptInts(values: Int32Array, places: Int32Array): Int32Array {
  return places.map((place) => values[place] ?? -1);
}

function keptColumns(items: RunItems, places: Int32Array) {
  const of = <T>(values: readonly T[]): T[] => Array.from(places, (place) => values[place] as T);
  const clusters = new Map<number, number>();
  return {
    itemIds: of(items.itemIds),
    kinds: of(items.kinds),
    clusters: places.map((place) => {
      const code = items.clusters[place] ?? 0;
      const known = clusters.get(code) ?? clusters.size;
      clusters.set(code, known);
      return known;
    }),
    weights: Float64Array.from(places, (place) => items.weights[place] ?? 1),
    parallelIds: of(items.parallelIds),
    languages: of(items.languages),
    keys: keptInts(items.keys, places),
    optionCounts: keptInts(items.optionCounts, places),
    tags: new Map([...items.tags].map(([name, tag]): [string, FieldTag] => [name, { ...tag, ofItem: of(tag.ofItem) }])),
  };
}

function modelNames(entries: readonly { run: number; cell: RunCell }[], runs: readonly OneRun[]): FieldModel[] {
  const times = new Map<string, number>();
  for (const { cell } of entries) {
    times.set(cell.model, (times.get(cell.model) ?? 0) + 1);
  }
  const names = entries.map(({ run, cell }) =>
    times.get(cell.model) === 1 ? cell.model : `${cell.model} (${runs[run]?.record.name ?? run})`,
  );
  return entries.map(({ run, cell }, place) => {
    const name = names[place] ?? cell.model;
    // Two runs of one study have the same name, too.
    const distinct = names.filter((other) => other === name).length === 1 ? name : `${name} #${run + 1}`;
    return { name: distinct, id: cell.model, run };
  });
}
