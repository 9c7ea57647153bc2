import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { identityHash } from "../base/hash.ts";
import { type Journal, openJournal } from "./journal.ts";
import { journalLine } from "./scan-journal.ts";

const placeOf = (number: number): string => identityHash(`place ${number}`);
const callIdOf = (number: number): string => identityHash(`call ${number}`);
const lineOf = (number: number, length: number): string =>
  journalLine(callIdOf(number), placeOf(number), `"text":"${"好".repeat(length)}"`);

async function append(journal: Journal, from: number, to: number, length: number): Promise<void> {
  for (let number = from; number < to; number++) {
    await journal.append(placeOf(number), callIdOf(number), lineOf(number, length), true);
  }
}

function linesFrom(journal: Journal, from: number, to: number): (string | null)[] {
  const { index } = journal;
  return Array.from({ length: to - from }, (_, nth) => {
    const entry = index.find(placeOf(from + nth));
    return entry !== null && index.hasIdentity(entry.row, callIdOf(from + nth)) ? journal.read(entry) : null;
  });
}

it("finds what was written before anybody looked, over several stretches, and what is written afterwards", async () => {
  await using folder = await temporaryFolder();
  const journal = openJournal(join(folder.path, "j.jsonl"));
  // Together more than two stretches of a megabyte.
  await append(journal, 0, 30, 30_000);
  expect(journal.calls).toBe(30);
  expect(linesFrom(journal, 0, 30)).toEqual(Array.from({ length: 30 }, (_, number) => lineOf(number, 30_000)));
  expect(journal.index.size).toBe(30);
  await append(journal, 30, 35, 5);
  expect(journal.calls).toBe(35);
  expect(linesFrom(journal, 30, 35)).toEqual(Array.from({ length: 5 }, (_, nth) => lineOf(30 + nth, 5)));
  expect(linesFrom(journal, 35, 36)).toEqual([null]);
  await journal.close();
});

it("goes on with the calls it began with", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "j.jsonl");
  const first = openJournal(path);
  await append(first, 0, 3, 5);
  await first.close();
  const journal = openJournal(path);
  await append(journal, 3, 5, 5);
  expect(journal.calls).toBe(5);
  expect(linesFrom(journal, 0, 5)).toEqual(Array.from({ length: 5 }, (_, number) => lineOf(number, 5)));
  await journal.close();
});
