import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readHumanRatings } from "./human-ratings.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-ratings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, "ratings.csv");
  writeFileSync(path, text);
  return path;
}

it("finds columns by name in any case and order, and passes over rows without a value", async () => {
  const path = file(
    '\uFEFFValue,Criterion,comment,RATER,callId\r\n4,Accuracy,"well, yes",anna,c1\r\n,Accuracy,,anna,c2\r\nno,harm,,,c3\r\n',
  );
  expect(await readHumanRatings(path)).toEqual([
    { callId: "c1", exam: null, itemId: null, model: null, rater: "anna", criterion: "accuracy", value: 4 },
    { callId: "c3", exam: null, itemId: null, model: null, rater: "one", criterion: "harm", value: 0 },
  ]);
});

it("takes item and model in the place of a call", async () => {
  const [rating] = await readHumanRatings(file("exam,itemId,model,criterion,value\ne,q1,m,safety,partly\n"));
  expect(rating).toMatchObject({ callId: null, exam: "e", itemId: "q1", model: "m", value: 0.5 });
});

it.each([
  ["rater,value,callId\nanna,4,c1\n", /no column for criterion; the file has rater, value, callId/],
  ["criterion,value,itemId\nsafety,4,q1\n", /no column for callId \(or itemId and model\)/],
  ["criterion,value,callId\nsafety,much,c1\n", /"much" of "safety" is no rating/],
  ["criterion,value,callId\nsafety,Infinity,c1\n", /is no rating/],
  ["criterion,value,callId,itemId,model\nsafety,4,,q1,\n", /neither a call nor an item and a model/],
])("refuses %j, naming the line", async (text, message) => {
  await expect(readHumanRatings(file(text))).rejects.toMatchObject({ code: "RATINGS_INVALID" });
  await expect(readHumanRatings(file(text))).rejects.toThrow(message);
});

it("passes over words where choices may stand among the ratings", async () => {
  const path = file("criterion,value,callId\ndiscipline,surgery,c1\nsafety,4,c1\n");
  expect(await readHumanRatings(path, true)).toHaveLength(1);
});
