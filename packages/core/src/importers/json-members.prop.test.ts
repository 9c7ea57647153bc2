import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonMembers } from "./json-members.ts";

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield Buffer.from(bytes.subarray(at, at + size));
  }
}

it("gives the members of any document as JSON.parse has them, however it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 1, 3),
      async (values, size, indent) => {
        const text = JSON.stringify(values, null, indent);
        const found: unknown[] = [];
        const chunks = pieces(Buffer.from(text), size);
        for await (const { value } of jsonMembers("x", chunks, (path) => (path.length === 0 ? "enter" : "take"))) {
          found.push(value);
        }
        expect(found).toEqual(JSON.parse(text));
      },
    ),
    { numRuns: 200 },
  );
});
