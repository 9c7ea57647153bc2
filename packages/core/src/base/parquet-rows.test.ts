import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChooseColumns, type ParquetRow, parquetRows } from "./parquet-rows.ts";

const time = "2026-01-03T04-05-06.789012";
const details = fileURLToPath(new URL("../importers/__fixtures__/", import.meta.url));
const file = `${details}lighteval/details/org/model-one/${time}/details_lighteval-demo-mc-0_${time}.parquet`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-parquet-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rows(path: string, columns?: ChooseColumns): Promise<ParquetRow[]> {
  const found: ParquetRow[] = [];
  for await (const row of parquetRows(path, columns)) {
    found.push(row);
  }
  return found;
}

function changed(change: (bytes: Buffer) => Buffer): string {
  const path = join(folder, "changed.parquet");
  writeFileSync(path, change(readFileSync(file)));
  return path;
}

describe("parquetRows", () => {
  it("gives nested columns as objects and lists, whole numbers as numbers", async () => {
    const found = await rows(file);
    expect(found.map(({ place }) => place.line)).toEqual([1, 2]);
    expect(found[0]?.value).toMatchObject({
      doc: { choices: [" A", " B", " C", " D"], gold_index: [1], task_name: "demo|0" },
      model_response: { text: [], logprobs: [-3, -1, -2, -4] },
      metric: { acc: 1 },
    });
  });

  it("decodes only the columns that are wanted and there", async () => {
    expect(Object.keys((await rows(file, () => ["metric", "absent"]))[0]?.value ?? {})).toEqual(["metric"]);
    const named: string[][] = [];
    await rows(file, (there) => {
      named.push([...there]);
      return there;
    });
    expect(named).toEqual([Object.keys((await rows(file))[0]?.value ?? {})]);
  });

  it("passes on what the choice of columns throws", async () => {
    const refuse = (): never => {
      throw new RangeError("no such column");
    };
    await expect(rows(file, refuse)).rejects.toThrow("no such column");
  });

  it("unpacks no column that is not wanted", async () => {
    const whole = (await rows(file, () => ["metric"])).map(({ value }) => value);
    // Past the magic bytes come the pages of doc.
    const damaged = changed((bytes) => bytes.fill(0xff, 4, 60));
    await expect(rows(damaged)).rejects.toMatchObject({ code: "FILE_PARQUET_INVALID" });
    expect((await rows(damaged, () => ["metric"])).map(({ value }) => value)).toEqual(whole);
  });

  it("refuses a file that was cut off anywhere", async () => {
    const size = readFileSync(file).length;
    for (const kept of [0, 4, 11, 100, size >> 1, size - 9, size - 1]) {
      const cut = changed((bytes) => Buffer.from(bytes.subarray(0, kept)));
      await expect(rows(cut), `${kept} bytes`).rejects.toMatchObject({ code: "FILE_PARQUET_INVALID" });
    }
  });

  it("refuses other files, a footer longer than the file, and damaged pages", async () => {
    await expect(rows(changed(() => Buffer.from("not parquet at all")))).rejects.toThrow("does not begin");
    const footer = (length: number) =>
      changed((bytes) => {
        bytes.writeUInt32LE(length, bytes.length - 8);
        return bytes;
      });
    await expect(rows(footer(10_000_000))).rejects.toThrow("more than the file has");
    await expect(rows(footer(4_000_000_000))).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
    await expect(rows(footer(20))).rejects.toMatchObject({ code: "FILE_PARQUET_INVALID" });
    const damaged = changed((bytes) => bytes.fill(0xff, 4, 400));
    await expect(rows(damaged)).rejects.toMatchObject({ code: "FILE_PARQUET_INVALID" });
    await expect(rows(join(folder, "nowhere.parquet"))).rejects.toMatchObject({ code: "DATASET_NOT_FOUND" });
  });
});
