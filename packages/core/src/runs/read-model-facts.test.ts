import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { limits } from "../base/limits.ts";
import { readModelFacts } from "./read-model-facts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-model-facts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of one's own: the least, with more lines. */
function write(name: string, id: string, more = "", sources = ""): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `id: ${id}\nname: ${id} here\n${more}domain: clinical\nopenWeights: true\nsources:\n  domain: our own\n  openWeights: our own\n${sources}`,
  );
  return path;
}

const alias = (name: string) => [`aliases: ["${name}"]\n`, "  aliases: our own\n"] as const;
const parent = (id: string, external = "") => [`parent: ${id}\n${external}`, "  parent: our own\n"] as const;

function failure(own: string): VivaError {
  try {
    readModelFacts(own);
  } catch (error) {
    if (error instanceof VivaError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The message with the folder's name left out. */
const messageOf = (error: VivaError): string => error.message.replaceAll(`${folder}/`, "");

describe("readModelFacts", () => {
  it("finds a shipped model by id, name and alias, whatever the case", () => {
    const known = readModelFacts();
    const mixtral = known.get("mistralai/Mixtral-8x7B-Instruct-v0.1");
    for (const name of [
      "mixtral:8x7b",
      "MIXTRAL:8X7B",
      " Mixtral-8x7B-Instruct-v0.1 ",
      "MistralAI/mixtral-8x7b-instruct-v0.1",
    ]) {
      expect(known.get(name)).toBe(mixtral);
    }
    expect(known.find("mixtral")).toBeUndefined();
  });

  it("says which names are near one it does not know", () => {
    const known = readModelFacts();
    const unknown = (name: string) => {
      try {
        known.get(name);
      } catch (error) {
        return error instanceof VivaError ? `${error.code}: ${error.message}` : "";
      }
      return "";
    };
    expect(unknown("Mixtral 8x7B Instruct")).toMatch(
      /^MODEL_FACTS_UNKNOWN: .*"Mixtral 8x7B Instruct"; near names: mistralai\/Mixtral-8x7B-Instruct-v0\.1, /,
    );
    expect(unknown("zzz")).toContain(`none of the ${known.all.length} known models is called alike`);
  });

  it("reads a person's own file, or a folder of them, beside the shipped ones", () => {
    const file = write("ours.yaml", "ward/ours", ...parent("meta-llama/Llama-3.1-8B-Instruct"));
    write("next.yml", "ward/next", ...parent("ward/ours"));
    writeFileSync(join(folder, "notes.txt"), "not facts");
    mkdirSync(join(folder, "older"));
    expect(readModelFacts(file).find("ward/next")).toBeUndefined();
    const known = readModelFacts(folder);
    expect(known.all).toHaveLength(readModelFacts().all.length + 2);
    expect(known.generalParentOf(known.get("ward/next"))?.id).toBe("meta-llama/Llama-3.1-8B-Instruct");
  });

  it("knows no general parent where there is none, none is described, or the model is general itself", () => {
    write("alone.yaml", "ward/alone");
    write("outside.yaml", "ward/outside", ...parent("ward/unknown", "parentExternal: true\n"));
    const known = readModelFacts(folder);
    for (const name of ["ward/alone", "ward/outside", "mixtral:8x7b", "llama3.1:8b"]) {
      expect(known.generalParentOf(known.get(name))).toBeUndefined();
    }
  });

  it("lets a model of one's own take the place of the shipped one of its id", () => {
    write("mixtral.yaml", "MistralAI/Mixtral-8x7B-Instruct-v0.1", ...alias("mixtral:8x7b"));
    const known = readModelFacts(folder);
    expect(known.all).toHaveLength(readModelFacts().all.length);
    expect(known.get("mixtral:8x7b").totalParameters).toBeNull();
  });

  it("refuses a name that two models share, also where one is shipped", () => {
    write("a.yaml", "ward/a", ...alias("Mixtral:8x7B"));
    write("b.yaml", "ward/b", ...alias("ward/A"));
    const error = failure(folder);
    expect(error).toMatchObject({
      code: "MODEL_FACTS_INVALID",
      kind: "data",
      place: { file: join(folder, "a.yaml"), line: 3 },
    });
    expect(messageOf(error)).toMatch(
      /^a\.yaml:3: "Mixtral:8x7B" is what .*mixtral-8x7b-instruct-v0\.1\.yaml calls mistralai\/Mixtral-8x7B-Instruct-v0\.1\nb\.yaml:3: "ward\/A" is what a\.yaml calls ward\/a$/,
    );
  });

  it("refuses two files of one id", () => {
    write("a.yaml", "ward/a");
    write("b.yaml", "ward/a");
    expect(messageOf(failure(folder))).toBe(
      'b.yaml:1: "ward/a" is what a.yaml calls ward/a\nb.yaml:2: "ward/a here" is what a.yaml calls ward/a',
    );
  });

  it("refuses a parent that no file describes unless it is said to be external", () => {
    const file = write("a.yaml", "ward/a", ...parent("meta-llama/Llama-3.1-8B-Instuct"));
    expect(messageOf(failure(file))).toMatch(
      /^a\.yaml:3: no file has the id "meta-llama\/Llama-3\.1-8B-Instuct" \(near: meta-llama\/Llama-3\.1-8B-Instruct, .*parentExternal: true$/,
    );
    write("a.yaml", "ward/a", ...parent("meta-llama/Llama-3.1-8B-Instuct", "parentExternal: true\n"));
    expect(readModelFacts(file).get("ward/a").parentExternal).toBe(true);
  });

  it("refuses models that are each other's ancestors", () => {
    write("a.yaml", "ward/a", ...parent("ward/b"));
    write("b.yaml", "ward/b", ...parent("ward/a"));
    write("c.yaml", "ward/c", ...parent("ward/a"));
    expect(messageOf(failure(folder))).toBe(
      "a.yaml:3: ward/a is its own ancestor\nb.yaml:3: ward/b is its own ancestor",
    );
  });

  it("lists every mistake of a file with its line", () => {
    const file = write("a.yaml", "ward/a", "totalParameters: 7\nlicense: MIT\nreleased: 2025-02-30\n");
    const error = failure(file);
    expect(error).toMatchObject({ code: "MODEL_FACTS_INVALID", place: { file, line: 3 } });
    const unsourced = "has no source; name under sources where it is stated, or leave it null";
    expect(messageOf(error).split("\n")).toEqual([
      "a.yaml:3: totalParameters: an absolute number: 7 billion is 7e9",
      `a.yaml:3: totalParameters: ${unsourced}`,
      expect.stringMatching(/^a\.yaml:4: license: unknown field; known here: id, name, aliases, /),
      "a.yaml:5: released: a date as YYYY-MM-DD or YYYY-MM",
      `a.yaml:5: released: ${unsourced}`,
    ]);
  });

  it.each([
    "[]",
    "text",
    "{ id: a }",
    "{ id: 1, aliases: x, experts: 8, sources: null }",
    "{ sources: { domain: 3 } }",
  ])("refuses %s, which is nothing like a model's facts", (text) => {
    const file = join(folder, "a.yaml");
    writeFileSync(file, text);
    expect(failure(file)).toMatchObject({ code: "MODEL_FACTS_INVALID", place: { file, line: 1 } });
  });

  it("says where a file is not YAML", () => {
    const file = join(folder, "a.yaml");
    writeFileSync(file, "id: ward/a\nid: ward/b\n");
    const error = failure(file);
    expect(error).toMatchObject({ code: "MODEL_FACTS_INVALID", place: { file, line: 2 } });
    expect(messageOf(error)).toMatch(/^a\.yaml:2: not valid YAML: Map keys must be unique/);
    writeFileSync(file, "");
    expect(failure(file).code).toBe("MODEL_FACTS_INVALID");
  });

  it("refuses a file too large to be one model's facts", () => {
    const file = join(folder, "a.yaml");
    writeFileSync(file, "#".repeat(limits.studyFileBytes + 1));
    expect(failure(file)).toMatchObject({ code: "MODEL_FACTS_INVALID", place: { file } });
  });

  it("refuses a path that is not there and a folder without a file", () => {
    expect(failure(join(folder, "none"))).toMatchObject({ code: "MODEL_FACTS_NOT_FOUND", kind: "usage" });
    expect(messageOf(failure(folder))).toMatch(/the folder has no \.yaml file$/);
  });
});
