import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import type { Call } from "../records/call.ts";
import { posedCall, scurvyItem, testContext } from "./__fixtures__/backend-context.ts";
import type { OpenBackend } from "./define.ts";
import replay from "./replay.ts";

type Line = Readonly<Record<string, unknown>>;

/** Open a replies file with these lines. */
async function opened(folder: string, lines: readonly (Line | string)[], settings: Line = {}): Promise<OpenBackend> {
  const path = join(folder, "replies.jsonl");
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  writeFileSync(path, `${texts.join("\n")}\n`);
  const { context } = testContext();
  return await replay.configure({ path, ...settings }, context).open(context);
}

async function textOf(backend: OpenBackend, part: Partial<Call> = {}): Promise<string | null> {
  const call = posedCall({ ...scurvyItem, id: part.itemId ?? "q" }, part);
  if (backend.pose?.(call).posed !== true) {
    return null;
  }
  const result = await backend.complete(call);
  return result.status === "completed" ? result.completion.text : result.status;
}

describe("a replies file", () => {
  it("answers what it has a line for; the rest is not posed", async () => {
    await using folder = await temporaryFolder();
    const backend = await opened(folder.path, [
      { itemId: "q", model: "m", text: "B 你好" },
      { itemId: 7, model: "m", text: "C" },
      { itemId: "q", model: "another", text: "D" },
    ]);
    expect(await textOf(backend)).toBe("B 你好");
    expect(await textOf(backend, { itemId: "7" })).toBe("C");
    expect(await textOf(backend, { itemId: "8" })).toBeNull();
    expect(await textOf(backend, { repeat: 1 })).toBeNull();
    expect(await textOf(backend, { turn: 1 })).toBeNull();
    expect(await textOf(backend, { perturbation: "typo", variantId: "q~typo" })).toBeNull();
    expect(await textOf(backend, { arm: "any" })).toBe("B 你好");
    await backend.close();
  });

  it("takes the most specific line: variant and arm, variant, arm, neither", async () => {
    await using folder = await temporaryFolder();
    const line = { itemId: "q", model: "m" };
    const backend = await opened(folder.path, [
      { ...line, text: "neither" },
      { ...line, arm: "json", text: "arm" },
      { ...line, variantId: "q", text: "variant" },
      { ...line, variantId: "q", arm: "json", text: "both" },
      { ...line, perturbation: "typo", text: "perturbation" },
      { ...line, repeat: 1, text: "repeat" },
    ]);
    expect(await textOf(backend, { variantId: "q", arm: "json" })).toBe("both");
    expect(await textOf(backend, { variantId: "q", arm: "x" })).toBe("variant");
    expect(await textOf(backend, { variantId: "q~2", arm: "json" })).toBe("arm");
    expect(await textOf(backend, { variantId: "q~2", arm: "x" })).toBe("neither");
    expect(await textOf(backend, { variantId: "q~typo", perturbation: "typo", arm: "x" })).toBe("perturbation");
    expect(await textOf(backend, { variantId: "q~2", repeat: 1 })).toBe("repeat");
    await backend.close();
  });

  it("keeps how a reply ended", async () => {
    await using folder = await temporaryFolder();
    const line = { model: "m", text: null };
    const backend = await opened(folder.path, [
      { ...line, itemId: "a", reasoning: "Scur", finishReason: "length" },
      { ...line, itemId: "b", finishReason: "length" },
      { ...line, itemId: "c", text: "B", reasoning: "Scurvy", finishReason: "length" },
      { ...line, itemId: "d", finishReason: "content-filter" },
      { ...line, itemId: "e" },
    ]);
    const completions = await Promise.all(
      ["a", "b", "c", "d", "e"].map((itemId) => backend.complete(posedCall({ ...scurvyItem, id: itemId }, { itemId }))),
    );
    expect(completions).toMatchObject([
      { completion: { text: "", reasoning: { text: "Scur" }, finishReason: "length", cutIn: "reasoning" } },
      { completion: { text: "", reasoning: null, finishReason: "length", cutIn: "answer" } },
      { completion: { text: "B", reasoning: { text: "Scurvy" }, finishReason: "length", cutIn: "answer" } },
      { completion: { text: "", finishReason: "content-filter", cutIn: null } },
      { completion: { text: "", finishReason: "stop", cutIn: null } },
    ]);
    await backend.close();
  });

  it("gives a call another identity when its reply changes, and only then", async () => {
    await using folder = await temporaryFolder();
    const identity = async (line: Line): Promise<unknown> => {
      const backend = await opened(folder.path, [{ itemId: "x", model: "m", text: "" }, line]);
      const pose = backend.pose?.(posedCall({ ...scurvyItem, id: "q" }));
      await backend.close();
      return pose;
    };
    const line = { itemId: "q", model: "m", text: "B" };
    const before = await identity(line);
    expect(await identity({ note: "added later", ...line })).toEqual(before);
    expect(await identity({ ...line, text: "C" })).not.toEqual(before);
    expect(await identity({ ...line, finishReason: "length" })).not.toEqual(before);
    expect(await identity({ ...line, reasoning: "Scurvy" })).not.toEqual(before);
  });

  it("may hold the model under another name", async () => {
    await using folder = await temporaryFolder();
    const backend = await opened(folder.path, [{ itemId: "q", model: "gpt-4o-2024", text: "B" }], {
      recordedAs: "gpt-4o-2024",
    });
    expect(await textOf(backend)).toBe("B");
    await backend.close();
  });

  it("can be closed twice, and cancels what comes after", async () => {
    await using folder = await temporaryFolder();
    const backend = await opened(folder.path, [{ itemId: "q", model: "m", text: "B" }]);
    await backend.close();
    await backend.close();
    expect(await textOf(backend)).toBe("cancelled");
  });
});

describe("a replies file of several models", () => {
  const line = (itemId: string, model: string, text: string): Line => ({ itemId, model, text });
  const open = async (path: string, recordedAs: string): Promise<OpenBackend> => {
    const { context } = testContext();
    return await replay.configure({ path, recordedAs }, context).open(context);
  };
  const written = (folder: string, lines: readonly Line[]): string => {
    const path = join(folder, "replies.jsonl");
    writeFileSync(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(""));
    return path;
  };

  it("answers each model by its own lines while all are open, whoever is closed first", async () => {
    await using folder = await temporaryFolder();
    const path = written(folder.path, [line("q", "a", "A"), line("q", "b", "B"), line("r", "b", "C")]);
    const [a, b] = await Promise.all([open(path, "a"), open(path, "b")]);
    expect([await textOf(a), await textOf(b), await textOf(a, { itemId: "r" })]).toEqual(["A", "B", null]);
    await a.close();
    expect([await textOf(a), await textOf(b, { itemId: "r" })]).toEqual(["cancelled", "C"]);
    await b.close();
  });

  it("reads a file again that was written again", async () => {
    await using folder = await temporaryFolder();
    const first = await open(written(folder.path, [line("q", "a", "A")]), "a");
    const path = written(folder.path, [line("q", "a", "A"), line("r", "a", "changed")]);
    const second = await open(path, "a");
    expect([await textOf(first, { itemId: "r" }), await textOf(second, { itemId: "r" })]).toEqual([null, "changed"]);
    await first.close();
    await second.close();
  });

  it("refuses two replies for one place only to the model they are of", async () => {
    await using folder = await temporaryFolder();
    const path = written(folder.path, [line("q", "a", "A"), line("q", "b", "B"), line("q", "b", "C")]);
    const a = await open(path, "a");
    await expect(open(path, "b")).rejects.toMatchObject({ code: "REPLAY_INVALID", place: { line: 3, itemId: "q" } });
    expect(await textOf(a)).toBe("A");
    await a.close();
  });

  it("finds replies in whatever order they are asked for, longer ones than it reads at once among them", async () => {
    await using folder = await temporaryFolder();
    const texts = new Map(
      Array.from({ length: 300 }, (_, index) => [
        `q${index}`,
        `${index} ${"é".repeat(index === 150 ? 90_000 : index)}`,
      ]),
    );
    const backend = await open(
      written(
        folder.path,
        [...texts].map(([itemId, text]) => line(itemId, "a", text)),
      ),
      "a",
    );
    const order = [...texts.keys()];
    const scattered = order.map((_, index) => order[(index * 7) % order.length] ?? "");
    for (const itemId of [...order, ...order.toReversed(), ...scattered]) {
      expect(await textOf(backend, { itemId })).toBe(texts.get(itemId));
    }
    await backend.close();
  });
});

describe("a replies file that cannot be used", () => {
  it.each([
    ["a line without a text", [{ itemId: "q", model: "m" }], "REPLAY_INVALID", 1],
    [
      "a line without an item",
      [
        { itemId: "q", model: "m", text: "B" },
        { model: "m", text: "B" },
      ],
      "REPLAY_INVALID",
      2,
    ],
    ["a wrong finish reason", [{ itemId: "q", model: "m", text: "B", finishReason: "done" }], "REPLAY_INVALID", 1],
    ["a line that is not JSON", ['{"itemId":'], "FILE_JSON_INVALID", 1],
    [
      "two replies for one place",
      [
        { itemId: "q", model: "m", text: "B" },
        { itemId: "q", model: "m", text: "B" },
      ],
      "REPLAY_INVALID",
      2,
    ],
  ])("%s", async (_what, lines, code, line) => {
    await using folder = await temporaryFolder();
    await expect(opened(folder.path, lines)).rejects.toMatchObject({ code, place: { line } });
  });

  it("lists the models it holds when the wanted one is not among them", async () => {
    await using folder = await temporaryFolder();
    const lines = ["b", "a", "b"].map((model, index) => ({ itemId: index, model, text: "B" }));
    await expect(opened(folder.path, lines)).rejects.toMatchObject({
      code: "REPLAY_MODEL_ABSENT",
      remedy: expect.stringContaining("Models in the file: a, b."),
    });
  });

  it("says when it is not there", async () => {
    const { context } = testContext();
    await expect(replay.configure({ path: "/no/such/file.jsonl" }, context).open(context)).rejects.toMatchObject({
      place: { file: "/no/such/file.jsonl" },
    });
  });
});
