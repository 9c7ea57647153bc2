import { readFileSync } from "node:fs";
import type { Estimate } from "../records/estimate.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { scorerName } from "../runs/specification.ts";
import { catalog } from "../scorers/catalog.ts";
import type { CorpusScore } from "../scorers/define.ts";
import type { FieldModel } from "./field.ts";
import { readTextItems, readTextMarks, recordedTextScorers, type TextCell, type TextItems } from "./read-text-marks.ts";
import type { TextCounts, TextField } from "./text-field.ts";

/** A run with marks for what replies say. */
interface TextRun {
  readonly place: number;
  readonly record: RunRecord;
  readonly items: ReadonlyMap<string, TextItems>;
  readonly cells: readonly TextCell[];
  readonly signatures: ReadonlyMap<string, string>;
}

/**
 * What the scorers of texts gave the models of one or several runs, on the items that all runs of an exam pose alike: one field
 * for each exam, way of asking, scorer and score of it. Nothing is read of runs without such scorers. A score of all replies
 * together is there for the scorers that ship with Viva.
 *
 * @param exam Gather this exam alone; default: all.
 */
export async function gatherTextFields(
  folders: readonly string[],
  records: readonly RunRecord[],
  exam?: string,
): Promise<readonly TextField[]> {
  const runs: TextRun[] = [];
  for (const [place, folder] of folders.entries()) {
    const record = records[place];
    if (record !== undefined && examsOf(record).some((name) => isWanted(record, name, exam))) {
      const items = await readTextItems(folder);
      const cells = await readTextMarks(folder, record.specification, items);
      runs.push({ place, record, items, cells, signatures: readSignatures(folder) });
    }
  }
  const fields: TextField[] = [];
  for (const name of [...new Set(runs.flatMap(({ record }) => examsOf(record)))]) {
    const having = runs.filter(({ record }) => isWanted(record, name, exam));
    fields.push(...(await fieldsOfExam(name, having)));
  }
  return fields;
}

function examsOf({ specification }: RunRecord): readonly string[] {
  return (specification["exams"] as readonly { readonly name: string }[]).map(({ name }) => name);
}

function isWanted({ specification }: RunRecord, name: string, exam: string | undefined): boolean {
  return (exam === undefined || exam === name) && recordedTextScorers(specification, name).length > 0;
}

/** How texts were cut and counted, by exam and scorer. */
function readSignatures(folder: string): ReadonlyMap<string, string> {
  const estimates = JSON.parse(readFileSync(runFile(folder, "estimates"), "utf8")) as readonly Estimate[];
  return new Map(
    estimates.flatMap(({ exam, scorer, signature }) =>
      signature === undefined ? [] : [[JSON.stringify([exam, scorer]), signature] as const],
    ),
  );
}

async function fieldsOfExam(exam: string, runs: readonly TextRun[]): Promise<readonly TextField[]> {
  const [first] = runs;
  const base = first?.items.get(exam);
  if (first === undefined || base === undefined) {
    return [];
  }
  const kept = commonItems(runs.flatMap(({ items }) => items.get(exam) ?? []));
  const fields: TextField[] = [];
  for (const scorer of recordedTextScorers(first.record.specification, exam)) {
    const name = scorerName(scorer);
    const corpus = await corpusOf(scorer.use, scorer.settings);
    const signature = first.signatures.get(JSON.stringify([exam, name]));
    const ways = new Map<string, { run: TextRun; cell: TextCell }[]>();
    for (const run of runs) {
      for (const cell of run.cells.filter((one) => one.exam === exam && one.scorer === name)) {
        const way = JSON.stringify([cell.arm, cell.perturbation]);
        ways.set(way, [...(ways.get(way) ?? []), { run, cell }]);
      }
    }
    for (const entries of ways.values()) {
      const [{ cell } = { cell: undefined }] = entries;
      const places = entries.map(({ run }) => placesOf(run.items.get(exam), kept));
      const common = {
        exam,
        arm: cell?.arm ?? "",
        perturbation: cell?.perturbation ?? "",
        scorer: name,
        ...(signature === undefined ? {} : { signature }),
        models: modelNames(entries),
        clusters: renumbered(placesOf(base, kept).map((place) => base.clusters[place] ?? 0)),
      };
      fields.push(
        ...["", ...(scorer.parts ?? [])].map(
          (part): TextField => ({
            ...common,
            kind: "mean",
            scores: [part],
            width: 2,
            counts: entries.map((entry, at) => meanCounts(entry.cell, part, places[at] ?? new Int32Array())),
            scoresOf: ([sum = 0, items = 0]) => [items === 0 ? null : sum / items],
          }),
        ),
        ...(corpus === null ? [] : [corpusField(common, corpus, entries, places)]),
      );
    }
  }
  return fields;
}

function corpusField(
  common: Omit<TextField, "kind" | "scores" | "width" | "counts" | "scoresOf">,
  corpus: CorpusScore,
  entries: readonly { readonly cell: TextCell }[],
  places: readonly Int32Array[],
): TextField {
  const scores = Object.keys(corpus.value(new Float64Array(corpus.counts)));
  return {
    ...common,
    kind: "corpus",
    scores,
    width: corpus.counts,
    counts: entries.map(({ cell }, at) => corpusCounts(cell, corpus.counts, places[at] ?? new Int32Array())),
    scoresOf: (sums) => {
      const values = corpus.value(sums);
      return scores.map((score) => values[score] ?? null);
    },
  };
}

/** Ids of the items that all runs pose alike, in the first one's order. */
function commonItems(sets: readonly TextItems[]): readonly string[] {
  const [first, ...others] = sets;
  return (first?.itemIds ?? []).filter((id, place) =>
    others.every((other) => other.contents[other.placeOf.get(id) ?? -1] === first?.contents[place]),
  );
}

function placesOf(items: TextItems | undefined, kept: readonly string[]): Int32Array {
  return Int32Array.from(kept, (id) => items?.placeOf.get(id) ?? -1);
}

function renumbered(codes: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return codes.map((code) => {
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    return number;
  });
}

/** Of each item its mean and 1. */
function meanCounts({ means }: TextCell, part: string, places: Int32Array): TextCounts {
  const column = means.get(part);
  const values = new Float64Array(2 * places.length);
  const has = new Uint8Array(places.length);
  for (const [item, place] of places.entries()) {
    const replies = column?.replies[place] ?? 0;
    if (replies > 0) {
      has[item] = 1;
      values[2 * item] = (column?.sums[place] ?? 0) / replies;
      values[2 * item + 1] = 1;
    }
  }
  return { values, has };
}

function corpusCounts(cell: TextCell, width: number, places: Int32Array): TextCounts {
  const values = new Float64Array(width * places.length);
  for (const [item, place] of places.entries()) {
    values.set(cell.counts.subarray(place * width, (place + 1) * width), item * width);
  }
  return { values, has: Uint8Array.from(places, (place) => cell.has[place] ?? 0) };
}

/** The score of a corpus, of a scorer that ships with Viva and has one. */
async function corpusOf(use: string, settings: unknown): Promise<CorpusScore | null> {
  const load = Object.hasOwn(catalog, use) ? catalog[use] : undefined;
  return load === undefined ? null : ((await load()).default.configure(settings).corpus ?? null);
}

function modelNames(entries: readonly { readonly run: TextRun; readonly cell: TextCell }[]): FieldModel[] {
  const ids = entries.map(({ cell }) => cell.model);
  const names = entries.map(({ run, cell }) =>
    ids.filter((id) => id === cell.model).length === 1 ? cell.model : `${cell.model} (${run.record.name})`,
  );
  return entries.map(({ run, cell }, at) => {
    const name = names[at] ?? cell.model;
    // Two runs of one study have the same name, too.
    const distinct = names.filter((other) => other === name).length === 1 ? name : `${name} #${run.place + 1}`;
    return { name: distinct, id: cell.model, run: run.place };
  });
}
