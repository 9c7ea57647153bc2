import { stringify } from "yaml";
import { vivaVersion } from "../base/version.ts";
import type { MergePlan } from "./merge-plan.ts";

/** README.md of a merged model, with the front matter that the Hugging Face Hub reads. */
export function modelCard({ recipe, method, seed, models, notes, elements }: MergePlan): string {
  const names = models.map(({ reference }) => reference.text);
  const front = stringify({
    base_model: names,
    tags: ["merge", "viva"],
    library_name: "transformers",
  });
  const [base] = names;
  const lines = [
    `---\n${front}---`,
    "# A merged model",
    `Made by Viva ${vivaVersion} with **${method.name}**: ${method.description}.`,
    `Source of the method: ${method.source}.`,
    recipe.base === null ? "" : `Base model: \`${base}\`.`,
    "## Models",
    names.map((name) => `- \`${name}\``).join("\n"),
    "## Recipe",
    `\`\`\`yaml\n${recipe.text.trimEnd()}\n\`\`\``,
    `${method.usesSeed ? `Seed: ${seed}. ` : ""}${elements.toLocaleString("en")} parameters. \`merge.json\` holds the ` +
      "SHA-256 of every input file, of every tensor and of every other file of this folder; `viva merge verify` compares.",
    ...(notes.length === 0 ? [] : ["## Notes", notes.map((note) => `- ${note}`).join("\n")]),
  ];
  return `${lines.filter((line) => line !== "").join("\n\n")}\n`;
}

/** What stands around the part of a card that a report writes; HTML comments are not shown. */
const reportMarks = { begin: "<!-- viva merge report -->", end: "<!-- end of viva merge report -->" } as const;

/** Whether a card has a report's part. */
export function hasCardReport(card: string): boolean {
  return card.includes(reportMarks.begin);
}

/** A card with a report's part at its end, in place of an earlier one. */
export function cardWithReport(card: string, report: string): string {
  const begin = card.indexOf(reportMarks.begin);
  const end = card.indexOf(reportMarks.end);
  const before = begin < 0 ? card : card.slice(0, begin);
  const after = end < begin || begin < 0 ? "" : card.slice(end + reportMarks.end.length);
  return `${before.trimEnd()}\n\n${reportMarks.begin}\n\n${report.trim()}\n\n${reportMarks.end}\n${after.trim() === "" ? "" : `\n${after.trim()}\n`}`;
}
