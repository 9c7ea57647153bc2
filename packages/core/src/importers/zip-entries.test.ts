import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArchiveEntry, zipArchive } from "./__fixtures__/zip-archive.ts";
import { importLimits } from "./import-limits.ts";
import { zipEntries } from "./zip-entries.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-zip-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(bytes: Buffer): string {
  const path = join(folder, "log.eval");
  writeFileSync(path, bytes);
  return path;
}

/** Every entry's name and text. */
async function read(
  source: readonly ArchiveEntry[] | Buffer,
  limits: { -readonly [Name in keyof typeof importLimits]: number } = importLimits,
): Promise<[string, string][]> {
  const found: [string, string][] = [];
  const file = write(Buffer.isBuffer(source) ? source : zipArchive(source));
  for await (const { name, chunks } of zipEntries(file, limits)) {
    const parts: Buffer[] = [];
    for await (const chunk of chunks()) {
      parts.push(chunk);
    }
    found.push([name, Buffer.concat(parts).toString("utf8")]);
  }
  return found;
}

const sample = { name: "samples/1_epoch_1.json", content: '{"id": 1}' };

describe("zipEntries", () => {
  it("reads stored, deflated and zstandard entries in order, and passes folders by", async () => {
    const found = await read([
      { name: "samples/", content: "", method: "stored" },
      { ...sample, method: "stored" },
      { name: "b.json", content: "é".repeat(100_000) },
      { name: "c.json", content: "[1]", method: "zstandard" },
    ]);
    expect(found.map(([name, text]) => [name, text.length])).toEqual([
      [sample.name, 9],
      ["b.json", 100_000],
      ["c.json", 3],
    ]);
  });

  it("can be left before its end", async () => {
    for await (const { name } of zipEntries(write(zipArchive([sample, sample])))) {
      expect(name).toBe(sample.name);
      break;
    }
  });

  it.each(["../outside.json", "samples/../../outside.json", "/etc/passwd", "C:/windows", "samples\\..\\..\\x"])(
    "refuses the path %s",
    async (name) => {
      await expect(read([{ ...sample, name }])).rejects.toMatchObject({ code: "ARCHIVE_ENTRY_UNSAFE" });
    },
  );

  it("refuses a symbolic link", async () => {
    await expect(read([{ name: "samples/link", content: "/etc/passwd", mode: 0o120777 }])).rejects.toMatchObject({
      code: "ARCHIVE_ENTRY_UNSAFE",
    });
  });

  it("refuses an encrypted entry and one whose checksum is wrong", async () => {
    await expect(read([{ ...sample, flags: 1 }])).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
    await expect(read([{ ...sample, statedChecksum: 7 }])).rejects.toThrow("checksum");
  });

  it("refuses a bomb by what it states, before unpacking it", async () => {
    const bomb = { name: "samples/bomb.json", content: Buffer.alloc(8 << 20) };
    await expect(read([bomb])).rejects.toMatchObject({ code: "ARCHIVE_TOO_LARGE" });
    await expect(read([bomb])).rejects.toThrow("more than 250 times");
    await expect(read([sample, sample, sample], { ...importLimits, archiveEntries: 2 })).rejects.toThrow("3 entries");
    await expect(read([sample], { ...importLimits, entryBytes: 8 })).rejects.toThrow("states 9 bytes");
    await expect(read([sample, sample], { ...importLimits, archiveBytes: 10 })).rejects.toThrow("unpack to more than");
  });

  it.each(["deflated", "zstandard"] as const)("refuses a %s bomb that states less than it holds", async (method) => {
    const lie = { name: "samples/lie.json", content: Buffer.alloc(3 << 20, "ab"), method, statedSize: 100 };
    await expect(read([lie])).rejects.toMatchObject({ code: "ARCHIVE_TOO_LARGE" });
  });

  it("refuses an entry that is shorter than it states", async () => {
    await expect(read([{ ...sample, statedSize: 50 }])).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
  });

  it("refuses an archive that was cut off anywhere, and what is none", async () => {
    const whole = zipArchive([sample, { name: "b.json", content: "x".repeat(500) }]);
    for (const size of [0, 3, 30, 60, whole.length - 30, whole.length - 1]) {
      await expect(read(whole.subarray(0, size)), `${size} bytes`).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
    }
    await expect(read(Buffer.from("{}"))).rejects.toMatchObject({ code: "ARCHIVE_INVALID" });
    await expect(zipEntries(join(folder, "nowhere.eval")).next()).rejects.toMatchObject({ code: "DATASET_NOT_FOUND" });
  });
});
