import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { buildGraphDatabase, openKnowledgeGraph } from "./open-graph.ts";
import { parseTurtle } from "./parse-turtle.ts";
import { readGraphFile } from "./read-graph-source.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-graph-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A good file of each layout, to be damaged. */
const good: Readonly<Record<string, string>> = {
  "a.csv": 'head,relation,tail,weight\n"a, b",r,c,1\nd,r,e,2\n',
  "a.tsv": "id\ttype\tzh\ten\na\tdisease\t甲|子\ta\nb\tdrug\t乙\tb\n",
  "a.jsonl": '{"head":"a","relation":"r","tail":"b"}\n{"name":"甲","symptom":["乙"],"check":"丙 丁"}\n',
  "a.json": '[{"id":"a","type":"t","labels":{"zh":"甲"},"aliases":["b"]},{"head":"a","relation":"r","tail":"b"}]',
  "a.nt": '<h:a> <h:b> <h:c> .\n<h:a> <http://www.w3.org/2000/01/rdf-schema#label> "x\\u00e9"@en .\n',
  "a.ttl": '@prefix p: <h:> .\np:a a p:B ; p:c p:d , "e"@en ; p:f """g\nh""" .\n',
  "a.yaml": "a:\n  r: [b, c]\n  q: d\n",
};

async function readAll(name: string, text: string): Promise<"read" | "refused"> {
  const file = join(folder, name);
  writeFileSync(file, text);
  try {
    for await (const batch of readGraphFile(file)) {
      for (const { line } of batch) {
        expect(line).toBeGreaterThan(0);
      }
    }
    return "read";
  } catch (error) {
    expect(error).toBeInstanceOf(VivaError);
    return "refused";
  }
}

describe("graph files nobody meant well with", () => {
  it.each(Object.entries(good))("%s is read as it stands", async (name, text) => {
    expect(await readAll(name, text)).toBe("read");
  });

  it.each(Object.entries(good))("%s, damaged anywhere, is read or refused by a coded error", async (name, text) => {
    const characters = [...text];
    const damage = fc.tuple(
      fc.nat(characters.length - 1),
      fc.nat(8),
      fc.oneof(fc.string({ unit: "binary", maxLength: 6 }), fc.constantFrom("\t", "\n", '"', "<", "[", "|", "\\u")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (places) => {
        const damaged = places.reduce(
          (list, [at, length, put]) => [...list.slice(0, at), put, ...list.slice(at + length)],
          characters,
        );
        await readAll(name, damaged.join("").toWellFormed());
      }),
      { numRuns: 150 },
    );
  });

  it("takes time in proportion to a long text without an end", () => {
    const none = () => ({ names: new Map<string, string>(), base: "" });
    for (const text of ["<".repeat(200_000), '"'.repeat(200_001), "a".repeat(200_000), "[".repeat(200_000)]) {
      expect(() => parseTurtle(text, "x.ttl", 1, none())).toThrow(VivaError);
    }
    const long = `${'<h:a> <h:b> "'}${"\\\\".repeat(100_000)}" .`;
    expect(parseTurtle(long, "x.ttl", 1, none())).toHaveLength(1);
  });

  it("refuses a database whose facts or names point nowhere", async () => {
    writeFileSync(join(folder, "good.tsv"), "a\tr\tb\n");
    for (const [at, damage] of [
      "INSERT INTO triple VALUES (0, 0, 7, 1, 0)",
      "INSERT INTO triple VALUES (0, 9, 1, 1, 0)",
      "UPDATE triple SET weight = -1",
      "INSERT INTO name VALUES (9, '', 0, 'x')",
      "UPDATE entity SET type = 5",
      "DELETE FROM entity WHERE id = 0",
      "PRAGMA user_version = 99",
      "PRAGMA application_id = 1",
      "DROP TABLE relation",
    ].entries()) {
      const path = join(folder, `damaged-${at}.sqlite`);
      await buildGraphDatabase(path, [join(folder, "good.tsv")]);
      const database = new DatabaseSync(path);
      database.exec(damage);
      database.close();
      await expect(openKnowledgeGraph(path), damage).rejects.toMatchObject({ code: "GRAPH_DATABASE_INVALID" });
    }
  });
});
