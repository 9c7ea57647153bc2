import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../../base/random.ts";
import { createStudyFolder, examDataset, examRowsForTests, stillSurroundings } from "../../runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../../runs/read-study.ts";
import { runStudy } from "../../runs/run-study.ts";
import type { ExportedReview } from "../export-review.ts";

const letters = ["A", "B", "C", "D"];

/** A finished run of two models that answer and explain. */
export interface RatedRun {
  readonly path: string;
  readonly run: string;
  readonly models: readonly string[];
  remove(): void;
}

/** Run a study of two models whose replies end in a sentence that tells whether the explanation is wrong. */
export async function runToRate(items: number, seed: number, more = ""): Promise<RatedRun> {
  const rows = examRowsForTests(items).map((row, place) =>
    place === 0 ? { ...row, question: '=HYPERLINK("http://example.invalid","x")' } : row,
  );
  const folder = createStudyFolder(rows);
  const models = ["alpha-model", "org/Beta-7B"];
  const written = models.map((id) => ({
    id,
    backend: "scripted",
    replies: Object.fromEntries(
      rows.map((row) => {
        const random = randomStream(seed, id, row.id);
        const wrong = letters.filter((letter) => letter !== row.answer)[random.integer(3)] ?? "";
        const given = random.fraction() < 0.7 ? row.answer : wrong;
        const reason = random.fraction() < 0.25 ? "This is mistaken." : "This is sound.";
        return [row.id, `Answer: ${given}\nAs ${id.toUpperCase()} I say: ${reason}`];
      }),
    ),
  }));
  const text = `name: rated\n${examDataset}models: ${JSON.stringify(written)}\nresamples: 200\n${more}`;
  const study = await parseStudy(text, join(folder.path, "study.yaml"));
  const run = join(folder.path, "run");
  await runStudy(study, run, { surroundings: stillSurroundings, signal: new AbortController().signal });
  return { path: folder.path, run, models, remove: folder.remove };
}

/** What a rater who reads the last sentence puts on a reply; `errs` says for which rows the other label is given. */
export function labelsOf(
  { sheet }: Pick<ExportedReview, "sheet">,
  errs: (place: number) => boolean = () => false,
): readonly (readonly [row: string, label: string])[] {
  return sheet.cases.map(({ row, parts }, place) => {
    const reply = parts.find(({ name }) => name === "reply")?.text ?? "";
    return [row, reply.includes("mistaken") !== errs(place) ? "inaccurate" : "reasonable"] as const;
  });
}

/** Write a rater's file as the form gives it. */
export function saveLabels(
  file: string,
  rater: string,
  labels: readonly (readonly [row: string, label: string])[],
  comment = "",
): string {
  const names = ["reasonable", "irrelevant", "repeated", "inaccurate"];
  const lines = labels.map(([row, label]) =>
    [row, rater, ...names.map((name) => (name === label ? "1" : "0")), comment].join(","),
  );
  writeFileSync(file, `\ufeff${["row", "rater", ...names, "comment"].join(",")}\r\n${lines.join("\r\n")}\r\n`);
  return file;
}
