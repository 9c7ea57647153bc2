import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DataError, messageOf } from "../base/errors.ts";
import type { Item, ItemGroup } from "../records/item.ts";
import { defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow } from "./loaded-row.ts";
import { readSampleFile, type SampleFile, type SampleItem, type SampleLanguage } from "./sample-file.ts";

/** Beside src in the repository and beside dist in an installed package. */
const examFolder = fileURLToPath(new URL("../../exams/viva-sample/", import.meta.url));

const settings = z.strictObject({
  language: z.enum(["zh", "en", "es"]).describe("Language in which the exam is read; ids are the same in each."),
});

/** The exam that ships with Viva. */
export default defineDataset({
  name: "sample-exam",
  description: "Viva's own sample exam: 70 items of internal medicine in seven specialties, parallel in zh, en and es",
  source: "Viva",
  languages: ["zh", "en", "es"],
  settings,
  files: () => sampleFiles(),
  load: ({ language }) => readRows(language),
});

function sampleFiles(): string[] {
  try {
    const names = readdirSync(examFolder).filter((name) => name.endsWith(".yaml"));
    return names.sort().map((name) => `${examFolder}${name}`);
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `the sample exam cannot be read: ${messageOf(cause)}`, {
      place: { file: examFolder },
      cause,
      remedy: "Install Viva again: the exams folder belongs to the package.",
    });
  }
}

async function* readRows(language: SampleLanguage): AsyncGenerator<LoadedRow> {
  for (const file of sampleFiles()) {
    const { content, lineOf } = readSampleFile(file);
    for (const [index, item] of content.items.entries()) {
      yield loadedRow({ file, line: lineOf(index) }, toItem(content, item, language));
    }
  }
}

function toItem(content: SampleFile, item: SampleItem, language: SampleLanguage): Item {
  const { stem, options, explanation } = item[language];
  const coded = {
    specialty: content.specialty,
    level: item.level,
    diseaseGroup: item.diseaseGroup,
    department: item.department,
    discipline: item.discipline,
    competency: item.competency,
    difficulty: String(item.difficulty),
    questionType: item.kind,
    critical: item.critical ?? null,
  };
  const group = groupOf(content, item, language);
  return {
    id: item.id,
    language,
    kind: item.kind,
    stem,
    options: Object.entries(options).map(([id, text]) => {
      const harm = item.harm?.[id];
      return harm === undefined ? { id, text } : { id, text, harm };
    }),
    accepted: [item.key],
    tags: Object.fromEntries(Object.entries(coded).flatMap(([tag, code]) => (code === null ? [] : [[tag, [code]]]))),
    ...(group === undefined ? {} : { group }),
    parallelId: item.id,
    references: [explanation],
    weight: 1,
  };
}

function groupOf(content: SampleFile, item: SampleItem, language: SampleLanguage): ItemGroup | undefined {
  if (item.group === undefined) {
    return undefined;
  }
  const { id, order } = item.group;
  const group = content.groups.find((candidate) => candidate.id === id);
  return { id, kind: group?.kind ?? "shared-stem", order, text: group?.text[language] ?? "" };
}
