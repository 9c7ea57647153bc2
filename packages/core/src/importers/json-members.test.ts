import { describe, expect, it } from "vitest";
import { jsonMembers } from "./json-members.ts";
import type { JsonMember, JsonPath, JsonVisit } from "./json-path.ts";

const samples = (path: JsonPath): JsonVisit =>
  path.length === 0 || (path.length === 1 && path[0] === "samples")
    ? "enter"
    : path[0] === "samples" || path[0] === "version"
      ? "take"
      : "skip";

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    // The same buffer again: what was kept must not change with it.
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    yield chunk;
    chunk.fill(0);
  }
}

async function members(text: string | Buffer, visit = samples, size = 1 << 20, limit?: number): Promise<JsonMember[]> {
  const found: JsonMember[] = [];
  for await (const member of jsonMembers("log.json", pieces(Buffer.from(text), size), visit, limit)) {
    found.push(member);
  }
  return found;
}

const document = `{
  "skipped": {"deep": [1, {"a": "}]\\"["}], "x": null},
  "version": 2,
  "samples": [
    {"id": 1, "text": "a \\"quoted\\" } ] text \\\\"},
    "two", 3.5e2, true, null, [], {"naïve": "é中"}
  ],
  "after": -1
}
`;

describe("jsonMembers", () => {
  it.each([1, 2, 3, 7, 1 << 20])("takes what is asked for, in pieces of %i bytes", async (size) => {
    const found = await members(document, samples, size);
    expect(found.map(({ path, value, line }) => [path.join("."), value, line])).toEqual([
      ["version", 2, 3],
      ["samples.0", { id: 1, text: 'a "quoted" } ] text \\' }, 5],
      ["samples.1", "two", 6],
      ["samples.2", 350, 6],
      ["samples.3", true, 6],
      ["samples.4", null, 6],
      ["samples.5", [], 6],
      ["samples.6", { naïve: "é中" }, 6],
    ]);
  });

  it("takes a whole document, also a bare number at the file's end", async () => {
    expect(await members("17", () => "take")).toMatchObject([{ path: [], value: 17 }]);
    expect(await members("\uFEFF [1]\n", () => "take")).toMatchObject([{ value: [1] }]);
    expect(await members('{"a": [NaN, -Infinity, "NaN"]}', () => "take")).toMatchObject([
      { value: { a: [null, null, "NaN"] } },
    ]);
    expect(await members("[NaN]", (path) => (path.length === 0 ? "enter" : "take"))).toMatchObject([{ value: null }]);
  });

  it.each([
    ["", "the file ends in the middle"],
    ['{"samples": [{"id": 1}', "the file ends in the middle"],
    ['{"samples": [{"id": 1', "the file ends in the middle"],
    ['{"samples": [1, 2]} x', 'there is "x" after the end'],
    ['{"samples": [1 2]}', "a comma was expected"],
    ['{"samples": [1,]}', "a value was expected"],
    ['{"samples" [1]}', "a colon was expected"],
    ["{samples: 1}", "a field name was expected"],
    ['{"samples": [1}', "closes nothing that is open"],
    ["]", "a value was expected"],
    ["\u0000\u0000", "a value was expected"],
    ['{"version": tru}', "FILE_JSON_INVALID"],
  ])("refuses %j", async (text, message) => {
    await expect(members(text)).rejects.toMatchObject({ code: "FILE_JSON_INVALID" });
    if (message !== "FILE_JSON_INVALID") {
      await expect(members(text)).rejects.toThrow(message);
    }
  });

  it("names the line of bytes that are not UTF-8, and knows UTF-16", async () => {
    const latin = Buffer.concat([Buffer.from('{"samples": [\n"'), Buffer.from([0xe9]), Buffer.from('"]}')]);
    await expect(members(latin)).rejects.toMatchObject({ code: "FILE_ENCODING", place: { line: 2 } });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"a": 1}', "utf16le")]);
    await expect(members(utf16)).rejects.toMatchObject({ code: "FILE_ENCODING" });
  });

  it("stops at a value over the limit, but passes over one that is not wanted", async () => {
    const long = "x".repeat(5000);
    const text = `{"skipped": "${long}", "samples": ["short", "${long}"]}`;
    await expect(members(text, samples, 100, 1000)).rejects.toMatchObject({ code: "FILE_VALUE_TOO_LARGE" });
    await expect(members(text, samples, 100, 1000)).rejects.toThrow("samples.1");
    expect(await members(text, samples, 100, 10_000)).toHaveLength(2);
  });
});
