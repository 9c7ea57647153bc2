import { stringify } from "yaml";
import { importFileNames } from "./import-files.ts";

/** What a study over an import is made of. */
export interface ImportStudy {
  readonly name: string;
  readonly description: string;
  readonly exam: string;
  readonly models: readonly string[];
  /** The source's names of its ways of asking, in the order met. */
  readonly arms: readonly string[];
  readonly repeats: number;
  /** Tags to break the results down by. */
  readonly strata: readonly string[];
}

const promptName = "as-recorded";

/** The name an arm of the source has in a study: a prompt used again is another arm. */
export function studyArmName(index: number): string {
  return index === 0 ? promptName : `${promptName}#${index + 1}`;
}

/** A study name out of any text: letters, digits, '.', '_', '-' and spaces, beginning with a letter or digit. */
export function studyNameOf(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}._ -]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return name === "" ? "imported" : name;
}

/** The study file of an import: every model replays its replies, each arm of the source once. */
export function importStudyText({ name, description, exam, models, arms, repeats, strata }: ImportStudy): string {
  const study = {
    name,
    description,
    dataset: { use: "viva-items", path: importFileNames.items, name: exam },
    models: models.map((id) => ({ id, backend: "replay", path: importFileNames.replies })),
    // Single items may choose one option, whatever the source's prompt said about it.
    prompts: arms.map(() => ({ use: promptName, wording: "by-kind" })),
    repeats,
    ...(strata.length === 0 ? {} : { strata }),
    reports: ["html", "csv", "json"],
  };
  const ways = arms.map((arm, index) => `# arm ${studyArmName(index)}: ${arm.replace(/\s+/g, " ")} in the source`);
  return [
    "# Written by viva import; yours to change. No model is asked: replies are read and marked again.",
    ...ways,
    stringify(study, { lineWidth: 0 }),
  ].join("\n");
}
