import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { identityHash } from "../base/hash.ts";
import { encodeLines } from "./encoded-lines.ts";
import { type Journal, openJournal, readJournal } from "./journal.ts";
import { journalLine } from "./scan-journal.ts";

type Write = (descriptor: number, bytes: Buffer, offset: number, length: number, position: number) => number;
type Sync = (descriptor: number, done: (error: NodeJS.ErrnoException | null) => void) => void;

/** What the disk does instead of writing or syncing; null: what it always does. */
const disk = vi.hoisted(() => ({ write: null as Write | null, sync: null as Sync | null, writes: 0, syncs: 0 }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const writeSync: Write = (...parts) => {
    disk.writes += 1;
    return (disk.write ?? fs.writeSync)(...parts);
  };
  const fdatasync: Sync = (...parts) => {
    disk.syncs += 1;
    (disk.sync ?? fs.fdatasync)(...parts);
  };
  return { ...fs, writeSync, fdatasync };
});

afterEach(() => {
  disk.write = null;
  disk.sync = null;
});

function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

const placeOf = (number: number): string => identityHash(`place ${number}`);
const callIdOf = (number: number): string => identityHash(`call ${number}`);
const lineOf = (number: number, text = `reply ${number} 你好`): string =>
  journalLine(callIdOf(number), placeOf(number), `"text":${JSON.stringify(text)}`);

async function append(journal: Journal, ...numbers: readonly number[]): Promise<void> {
  await Promise.all(numbers.map((number) => journal.append(placeOf(number), callIdOf(number), lineOf(number))));
}

function readBack(journal: Journal, number: number): string | null {
  const entry = journal.index.find(placeOf(number));
  return entry === null ? null : journal.read(entry);
}

/** A journal file with these calls, closed. */
async function written(path: string, ...numbers: readonly number[]): Promise<void> {
  const journal = openJournal(path);
  await append(journal, ...numbers);
  await journal.close();
}

describe("a journal", () => {
  it("gives back what was appended, in any order, while more is appended", async () => {
    await using folder = await temporaryFolder();
    const journal = openJournal(join(folder.path, "j.jsonl"));
    await append(journal, 1, 2, 3);
    expect(readBack(journal, 3)).toBe(lineOf(3));
    const more = append(journal, 4, 5);
    expect(readBack(journal, 1)).toBe(lineOf(1));
    expect(readBack(journal, 4)).toBeNull();
    await more;
    expect([5, 2, 4, 1].map((number) => readBack(journal, number))).toEqual(
      [5, 2, 4, 1].map((number) => lineOf(number)),
    );
    expect(journal.index.size).toBe(5);
    expect(journal.sizeBytes).toBe(statSync(join(folder.path, "j.jsonl")).size);
    await journal.close();
  });

  it("is found again when it is opened again, with the identity of every call", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    await written(path, 1, 2);
    await written(path, 3);
    const journal = readJournal(path);
    expect(journal.index.size).toBe(3);
    expect([1, 2, 3].map((number) => readBack(journal, number))).toEqual([lineOf(1), lineOf(2), lineOf(3)]);
    const entry = journal.index.find(placeOf(2));
    expect(entry !== null && journal.index.hasIdentity(entry.row, callIdOf(2))).toBe(true);
    expect(entry !== null && journal.index.hasIdentity(entry.row, callIdOf(3))).toBe(false);
    await journal.close();
  });

  it("holds lines longer than any buffer", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const long = lineOf(1, "长".repeat(3_000_000));
    const journal = openJournal(path);
    await journal.append(placeOf(1), callIdOf(1), long);
    await append(journal, 2);
    expect(readBack(journal, 2)).toBe(lineOf(2));
    expect(readBack(journal, 1)).toBe(long);
    await journal.close();
    const again = readJournal(path);
    expect(readBack(again, 1)).toBe(long);
    expect(readBack(again, 2)).toBe(lineOf(2));
    await again.close();
  });

  it("writes what finishes together sixteen lines at a time, and syncs in groups", async () => {
    await using folder = await temporaryFolder();
    const journal = openJournal(join(folder.path, "j.jsonl"));
    const before = { ...disk };
    await append(journal, ...Array.from({ length: 100 }, (_, number) => number));
    await journal.close();
    expect(disk.writes - before.writes).toBe(7);
    // The first group's sync, and one for all that was written behind it.
    expect(disk.syncs - before.syncs).toBe(2);
  });

  it("can be read while another process appends", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const writer = openJournal(path);
    await append(writer, 1, 2);
    // The reader meets a line that is still being written.
    appendFileSync(path, lineOf(3).slice(0, 90));
    const reader = readJournal(path);
    expect(reader.index.size).toBe(2);
    await append(writer, 4);
    expect(readBack(reader, 2)).toBe(lineOf(2));
    expect(readBack(reader, 4)).toBeNull();
    await reader.close();
    await writer.close();
    expect(readFileSync(path, "utf8")).toContain(lineOf(4).slice(90));
  });

  it("is empty, and not made, where there is none to read", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const journal = readJournal(path);
    expect(journal.index.size).toBe(0);
    await journal.close();
    expect(existsSync(path)).toBe(false);
  });
});

describe("lines that another thread made", () => {
  const made = (...numbers: readonly number[]): Parameters<Journal["appendLines"]>[0] =>
    encodeLines(numbers.map((number) => [lineOf(number)]));

  it("are appended in one write, counted, and found when somebody looks for them", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "completions.jsonl");
    const journal = openJournal(path);
    await append(journal, 0, 1);
    const before = disk.writes;
    journal.appendLines(made(2, 3, 4));
    expect(disk.writes).toBe(before + 1);
    const waiting = append(journal, 5);
    // What waits is written first.
    journal.appendLines(made(6));
    await waiting;
    expect(journal.calls).toBe(7);
    for (const number of [6, 3, 0, 5, 2, 4, 1]) {
      expect(readBack(journal, number)).toBe(lineOf(number));
    }
    expect(journal.index.size).toBe(7);
    await append(journal, 7);
    journal.appendLines(made(8));
    expect(journal.calls).toBe(9);
    await journal.close();
    const lines = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${lineOf(number)}\n`);
    expect(readFileSync(path, "utf8")).toBe(lines.join(""));
    const again = openJournal(path);
    expect(again.calls).toBe(9);
    expect(again.index.find(placeOf(8))).not.toBeNull();
    await again.close();
  });

  it("are cut off again where the disk is full, and nothing more is taken", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "completions.jsonl");
    const journal = openJournal(path);
    journal.appendLines(made(1));
    disk.write = () => {
      throw systemError("ENOSPC");
    };
    expect(() => journal.appendLines(made(2, 3))).toThrow(expect.objectContaining({ code: "DISK_FULL" }));
    disk.write = null;
    expect(() => journal.appendLines(made(4))).toThrow(expect.objectContaining({ code: "DISK_FULL" }));
    await expect(append(journal, 5)).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(journal.close()).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(readFileSync(path, "utf8")).toBe(`${lineOf(1)}\n`);
  });
});

describe("a torn end", () => {
  it("is cut off wherever the line was torn, and its call can be appended again", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    await written(path, 1, 2);
    const whole = readFileSync(path);
    const start = whole.indexOf("\n") + 1;
    for (let end = start; end < whole.length; end++) {
      writeFileSync(path, whole.subarray(0, end));
      const journal = openJournal(path);
      expect(journal.index.size, `torn at ${end}`).toBe(1);
      await append(journal, 2);
      await journal.close();
      expect(readFileSync(path).equals(whole), `torn at ${end}`).toBe(true);
    }
  });

  it.each([
    ["zero bytes", "\0".repeat(5000)],
    ["zero bytes and a line break", `${"\0".repeat(5000)}\n`],
    ["half a line and zero bytes", `${lineOf(3).slice(0, 40)}${"\0".repeat(100)}`],
    ["a line with zero bytes inside, and its end", `${lineOf(3).slice(0, 20)}${"\0".repeat(4096)}"}\n`],
    ["two such lines", `${"\0".repeat(300)}"}\n${"\0".repeat(300)}"}\n`],
    ["zero bytes, then half a line", `${"\0".repeat(300)}\n${lineOf(3).slice(0, 100)}`],
  ])("after a power cut: %s", async (_what, tail) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    await written(path, 1, 2);
    const { size } = statSync(path);
    appendFileSync(path, tail);
    const reader = readJournal(path);
    expect(reader.index.size).toBe(2);
    await reader.close();
    expect(statSync(path).size).toBeGreaterThan(size);
    const journal = openJournal(path);
    expect(journal.index.size).toBe(2);
    expect(statSync(path).size).toBe(size);
    await append(journal, 3);
    expect(readBack(journal, 3)).toBe(lineOf(3));
    await journal.close();
  });
});

describe("a damaged middle", () => {
  it.each([
    ["another text", "not a line", 2],
    ["half a line", lineOf(9).slice(0, 80), 2],
    ["an empty line", "", 2],
    ["zero bytes before a good line", "\0".repeat(4096), 2],
    ["a line with another beginning", `{"place":"${placeOf(9)}"}`, 2],
    ["an identity that is none", lineOf(9).replace(callIdOf(9), "x".repeat(32)), 2],
  ])("is refused, and nothing is lost: %s", async (_what, bad, line) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const text = `${lineOf(1)}\n${bad}\n${lineOf(2)}\n${lineOf(3)}\n`;
    writeFileSync(path, text);
    for (const open of [openJournal, readJournal]) {
      expect(() => open(path)).toThrow(
        expect.objectContaining({ code: "JOURNAL_CORRUPT", place: { file: path, line } }),
      );
    }
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("is refused at the end, too, when no power cut explains it", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    writeFileSync(path, `${lineOf(1)}\nnot a line\n`);
    expect(() => openJournal(path)).toThrow(expect.objectContaining({ code: "JOURNAL_CORRUPT" }));
  });

  it("is noticed when the file becomes shorter while it is read", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    await written(path, 1, 2);
    const journal = readJournal(path);
    truncateSync(path, 10);
    expect(() => readBack(journal, 2)).toThrow(expect.objectContaining({ code: "JOURNAL_CORRUPT" }));
    await journal.close();
  });
});

describe("a disk that fails", () => {
  it("is told when it is full in the middle of a line; what was there before stays whole", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const { writeSync } = await vi.importActual<typeof import("node:fs")>("node:fs");
    const journal = openJournal(path);
    await append(journal, 1, 2);
    const whole = readFileSync(path, "utf8");
    let room = 50;
    disk.write = (descriptor, bytes, offset, length, position) => {
      if (room === 0) {
        throw systemError("ENOSPC");
      }
      const part = Math.min(room, length);
      room -= part;
      return writeSync(descriptor, bytes, offset, part, position);
    };
    const outcomes = await Promise.allSettled([3, 4].map((number) => append(journal, number)));
    expect(outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.code)).toEqual([
      "DISK_FULL",
      "DISK_FULL",
    ]);
    expect(readFileSync(path, "utf8")).toBe(whole);
    await expect(append(journal, 5)).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(journal.close()).rejects.toMatchObject({ code: "DISK_FULL", place: { file: path } });
    disk.write = null;
    const again = openJournal(path);
    expect(again.index.size).toBe(2);
    await append(again, 3, 4);
    await again.close();
  });

  it("is told when it cannot sync, also for a line that waits to be written", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "j.jsonl");
    const journal = openJournal(path);
    let failSync = (): void => {};
    const syncing = new Promise<void>((resolve) => {
      disk.sync = (_descriptor, done) => {
        failSync = () => done(systemError("EIO"));
        resolve();
      };
    });
    await append(journal, 1);
    await syncing;
    const second = append(journal, 2);
    failSync();
    await expect(second).rejects.toMatchObject({ code: "FILE_WRITE_FAILED" });
    await expect(append(journal, 3)).rejects.toMatchObject({ code: "FILE_WRITE_FAILED" });
    await expect(journal.close()).rejects.toMatchObject({ code: "FILE_WRITE_FAILED" });
    expect(readFileSync(path, "utf8")).toBe(`${lineOf(1)}\n`);
  });

  it.skipIf(!existsSync("/dev/full"))("is told by a device that is always full", async () => {
    const journal = openJournal("/dev/full");
    await expect(append(journal, 1)).rejects.toMatchObject({ code: "DISK_FULL" });
    await expect(journal.close()).rejects.toMatchObject({ code: "DISK_FULL" });
  });

  it("is told when the folder is not there", () => {
    expect(() => openJournal("/no/such/folder/j.jsonl")).toThrow(
      expect.objectContaining({ code: "FILE_WRITE_FAILED" }),
    );
  });
});
