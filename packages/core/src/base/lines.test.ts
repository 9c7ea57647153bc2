import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VivaError } from "./errors.ts";
import { createLineWriter, type Line, parseJsonLine, readLines, readWhole, writeWhole } from "./lines.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-lines-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: string | Uint8Array): string => {
  const path = join(folder, "lines.txt");
  writeFileSync(path, content);
  return path;
};

async function all(path: string, maxLineBytes?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(path, maxLineBytes)) {
    lines.push(...batch);
  }
  return lines;
}

async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error) {
    return error instanceof VivaError ? `${error.code} ${error.place?.line ?? ""}`.trim() : String(error);
  }
  return "no error";
}

describe("readLines", () => {
  it("numbers lines, skips blank ones, a byte order mark and carriage returns, and takes an unended last line", async () => {
    const lines = await all(file("\ufeffone\r\n\r\n  \nzwei\n三"));
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, "one"],
      [4, "zwei"],
      [5, "三"],
    ]);
  });

  it("gives offsets at which each line's bytes stand", async () => {
    const content = "\ufeffá\r\n心电图\nz";
    const bytes = Buffer.from(content);
    for (const line of await all(file(content))) {
      expect(bytes.subarray(line.offset, line.offset + line.sizeBytes).toString()).toBe(line.text);
    }
  });

  it("gives nothing for an empty file", async () => {
    expect(await all(file(""))).toEqual([]);
  });

  it("reads what was written, whatever the lines and wherever chunks end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
            .filter((text) => !/[\r\n]/.test(text) && text.trim() !== ""),
        ),
        fc.integer({ min: 0, max: 3 }),
        async (lines, filler) => {
          const long = "x".repeat(filler * 600_000);
          const wanted = filler === 0 ? lines : [...lines, long, ...lines];
          const read = await all(file(wanted.join("\n")));
          expect(read.map(({ text }) => text)).toEqual(
            wanted
              .map((line, index) => (index === 0 ? line.replace(/^\ufeff/, "") : line))
              .filter((line) => line !== ""),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it("names the line that is not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("good\n"), Buffer.from([0xc4, 0xe3, 0x0a]), Buffer.from("good\n")]);
    expect(await codeOf(all(file(bytes)))).toBe("FILE_ENCODING 2");
  });

  it("names the line that is too long, without holding it", async () => {
    expect(await codeOf(all(file(`short\n${"x".repeat(3_000_000)}\n`), 1_000_000))).toBe("FILE_LINE_TOO_LONG 2");
  });

  it("says when a file is not there or is a folder", async () => {
    expect(await codeOf(all(join(folder, "missing")))).toBe("DATASET_NOT_FOUND");
    expect(await codeOf(all(folder))).toBe("DATASET_NOT_FOUND");
  });
});

describe("parseJsonLine", () => {
  it("names file and line", () => {
    expect(() => parseJsonLine({ number: 7, text: "{", offset: 0, sizeBytes: 1 }, "a.jsonl")).toThrow(/^a\.jsonl:7: /);
  });
});

describe("createLineWriter", () => {
  it("shows nothing under the final name before it is finished", () => {
    const path = join(folder, "out.jsonl");
    const writer = createLineWriter(path);
    writer.write("one");
    expect(readdirSync(folder)).not.toContain("out.jsonl");
    writer.write("two");
    writer.finish();
    expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  });

  it("leaves nothing behind when discarded", () => {
    const writer = createLineWriter(join(folder, "gone.jsonl"));
    writer.write("one");
    writer.discard();
    expect(readdirSync(folder).filter((name) => name.startsWith("gone"))).toEqual([]);
  });

  it("gives a coded error for a folder that is not there", () => {
    expect(() => createLineWriter(join(folder, "no", "where.txt"))).toThrow(
      expect.objectContaining({ code: "FILE_WRITE_FAILED" }),
    );
  });
});

describe("readWhole and writeWhole", () => {
  it("give back what was written", () => {
    const path = join(folder, "whole.txt");
    writeWhole(path, "á\n心\n");
    expect(readWhole(path)).toBe("á\n心\n");
  });

  it("refuse a file over the limit, and bytes that are not UTF-8 with their line", () => {
    const path = file("12345");
    expect(() => readWhole(path, 4)).toThrow(expect.objectContaining({ code: "FILE_TOO_LARGE" }));
    writeFileSync(path, Buffer.from([0x61, 0x0a, 0xff]));
    expect(() => readWhole(path)).toThrow(
      expect.objectContaining({ code: "FILE_ENCODING", place: { file: path, line: 2 } }),
    );
  });
});
