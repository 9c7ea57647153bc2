import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { randomStream } from "../../base/random.ts";
import { defineExtractor } from "../../extractors/define.ts";
import type { Estimate } from "../../records/estimate.ts";
import type { PromptLabel } from "../../records/prompt.ts";
import {
  createStudyFolder,
  examDataset,
  examRowsForTests,
  stillSurroundings,
} from "../../runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../../runs/read-study.ts";
import { runStudy } from "../../runs/run-study.ts";

const letters = ["A", "B", "C", "D"];
/** Share of the items that both models know. */
const known = 0.7;
/** Share of the misread replies that are read by the rule "doubtful". */
const doubted = 0.5;

/** What a planted run is made of. */
export interface Plant {
  readonly items: number;
  readonly seed: number;
  /** Chance that a reply is misread: as another letter, or as none. */
  readonly misread: number;
  /** Lines of the study beyond dataset, models and extractor. */
  readonly more?: string;
}

/** A finished run whose extractor misreads a planted share of the replies. */
export interface PlantedRun {
  readonly path: string;
  readonly run: string;
  /** The models; both introduce themselves in their replies. */
  readonly models: readonly string[];
  /** Accuracy without reading errors, by model. */
  readonly truth: ReadonlyMap<string, number>;
  /** Overall accuracy as it was read. */
  readonly measured: ReadonlyMap<string, number>;
  remove(): void;
}

const models = ["alpha-model", "org/Beta-7B"];

/** Run a study of two models whose every answer is known, with an extractor that errs as planted. */
export async function plantRun(plant: Plant): Promise<PlantedRun> {
  const rows = examRowsForTests(plant.items).map((row, index) =>
    // The first stem is hostile to spreadsheets.
    index === 0 ? { ...row, question: '=HYPERLINK("http://example.invalid","x")' } : row,
  );
  const folder = createStudyFolder(rows);
  const truth = new Map<string, number>();
  const written = models.map((id) => {
    let right = 0;
    const replies = Object.fromEntries(
      rows.map((row, index) => {
        const random = randomStream(plant.seed, id, row.id);
        const wrong = letters.filter((letter) => letter !== row.answer)[random.integer(3)] ?? "";
        const given = random.fraction() < known ? row.answer : wrong;
        right += given === row.answer ? 1 : 0;
        const hostile = index === 1 ? "=1+1\t" : "";
        return [row.id, `${hostile}I am ${id.toUpperCase()}, case ${index}. Answer: ${given}`];
      }),
    );
    truth.set(id, right / rows.length);
    return { id, backend: "scripted", replies };
  });
  const text = `name: planted
${examDataset}models: ${JSON.stringify(written)}
extractor: planted-reader
${plant.more ?? ""}`;
  const study = await parseStudy(text, join(folder.path, "study.yaml"), { plugins: [plantedReader(plant)] });
  const run = join(folder.path, "run");
  await runStudy(study, run, { surroundings: stillSurroundings, signal: new AbortController().signal });
  const estimates = JSON.parse(readFileSync(join(run, "estimates.json"), "utf8")) as readonly Estimate[];
  const measured = new Map(
    estimates
      .filter(({ measure, perturbation }) => measure === "accuracy" && perturbation === "none")
      .map(({ model, value }) => [model, value ?? Number.NaN]),
  );
  return { path: folder.path, run, models, truth, measured, remove: folder.remove };
}

function plantedReader({ seed, misread }: Plant) {
  return defineExtractor({
    name: "planted-reader",
    description: "Reads the letter after Answer:, and errs in a planted share of the replies",
    source: "Viva",
    version: 1,
    languages: "any",
    settings: z.strictObject({}),
    extract: ({ text }, prompt) => {
      const random = randomStream(seed, "misread", text);
      const errs = random.fraction() < misread;
      const said = text.at(-1) ?? "";
      const rule = random.fraction() < (errs ? doubted : 0.02) ? "doubtful" : "plain";
      const read = errs ? [...letters, ""].filter((letter) => letter !== said)[random.integer(4)] : said;
      const found: PromptLabel | undefined = prompt.labels.find(({ label }) => label === read);
      return found === undefined
        ? { status: "unreadable", optionIds: [], labels: [], rule, span: null }
        : { status: "chosen", optionIds: [found.optionId], labels: [found.label], rule, span: null };
    },
  });
}

/** The cells of a sheet, the heading first. */
export function sheetCells(file: string): string[][] {
  return parse(readFileSync(file, "utf8"), { bom: true });
}

/** Write cells as a spreadsheet saves them. */
export function saveCells(file: string, cells: readonly (readonly string[])[], delimiter = ","): void {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  writeFileSync(file, `\ufeff${cells.map((row) => row.map(quoted).join(delimiter)).join("\r\n")}\r\n`);
}

/** Fill a sheet in as a careful person does: with the letter that each reply says. Returns the cells. */
export function fillSheet(file: string): string[][] {
  const [heading = [], ...rows] = sheetCells(file);
  const filled = rows.map((row) => row.map((cell, column) => (column === 5 ? (row[3] ?? "").slice(-1) : cell)));
  saveCells(file, [heading, ...filled]);
  return [heading, ...filled];
}
