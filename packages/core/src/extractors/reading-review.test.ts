import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import layered from "./layered.ts";

const folder = new URL("../../../../../shared/data/medbench-brasil/raw/", import.meta.url);
const review = readFileSync(new URL("../../../../docs/reviews/medbench-brasil-reading.md", import.meta.url), "utf8");
const exists = existsSync(folder);

interface RecordedReply {
  readonly modelId: string;
  readonly questionId: string;
  readonly run: number;
  readonly rawResponse: string;
  readonly parsed: string | null;
  readonly requestParams: { readonly messages: readonly { readonly content: string }[] };
}

interface ReviewedReply {
  readonly judged: string;
  readonly right: string;
  readonly why: string;
}

const verdicts = ["ours", "theirs", "neither"];

/** The table of the review: the first six columns as one text, and the judgement beside them. */
const reviewed: readonly (readonly [string, ReviewedReply])[] = review
  .slice(review.indexOf("## The 35"))
  .split("\n")
  .filter((line) => /^\| \S+ \| q\d/.test(line))
  .map((line) => line.slice(2, -2).split(" | "))
  .map((cells) => [
    cells.slice(0, 6).join(" "),
    { judged: cells[6] ?? "", right: cells[7] ?? "", why: cells[8] ?? "" },
  ]);

/** Replies where the two parsers differ: the review's first six columns → the reply. */
function disagreements(): ReadonlyMap<string, string> {
  const extractor = layered.configure({});
  const found = new Map<string, string>();
  const replies = readdirSync(folder)
    .filter((name) => name.endsWith(".raw.jsonl"))
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line): RecordedReply => JSON.parse(line));
  for (const { modelId, questionId, run, rawResponse, parsed, requestParams } of replies) {
    const question = requestParams.messages.at(-1)?.content ?? "";
    const labels = [...question.matchAll(/^([A-D])\) (.*)$/gm)].map(([, label = "", text = ""]) => ({
      label,
      optionId: label,
      text,
    }));
    const prompt = { messages: [], labels, answerForm: "label", choose: "one", language: "pt", hash: "0" } as const;
    const reading = extractor.extract(plainCompletion(rawResponse), prompt);
    if (reading.labels.join() !== parsed) {
      const ours = [reading.status, ...reading.labels].join(" ");
      const number = questionId.split("-").at(-1) ?? "";
      found.set(`${modelId} ${number} ${run} ${parsed ?? "none"} ${ours} \`${reading.rule}\``, rawResponse);
    }
  }
  return found;
}

it("states the verdict that follows from what was judged, and counts the verdicts", () => {
  for (const [place, { judged, right }] of reviewed) {
    const [, , , theirs = "", status = "", ours = ""] = place.split(" ");
    const read = status === "chosen" ? ours : "";
    expect(`${place} ${right}`).toBe(`${place} ${judged === read ? "ours" : judged === theirs ? "theirs" : "neither"}`);
  }
  const counts = verdicts.map((name) => reviewed.filter(([, { right }]) => right === name).length);
  expect(verdicts.map((name) => Number(review.match(new RegExp(`^\\| ${name} \\| (\\d+) \\|$`, "m"))?.[1]))).toEqual(
    counts,
  );
  expect(counts[0]).toBeGreaterThanOrEqual(0.9 * reviewed.length);
});

it.skipIf(!exists)("covers every disagreement as it is read today (skipped without the shared data folder)", () => {
  const found = disagreements();
  expect(reviewed.map(([place]) => place).sort()).toEqual([...found.keys()].sort());
  for (const [place, { why }] of reviewed) {
    const quotations = [...why.matchAll(/“([^”]*)”/g)].map(([, text = ""]) => text);
    expect(quotations.filter((text) => found.get(place)?.includes(text) !== true)).toEqual([]);
    expect(quotations.join(" ").split(/\s+/).length).toBeLessThanOrEqual(15);
  }
});
