import { describe, expect, it } from "vitest";
import type { LoadedRow } from "./define.ts";
import { type FieldMap, fieldMapSchema } from "./field-map.ts";
import { createItemMapper } from "./mapped-item.ts";

const record = { q: "Which?", o: { A: "x", B: "y", C: "z" }, k: "B" };
const fields = { stem: "q", options: "o", key: "k" };

function map(rows: readonly object[], more: Partial<FieldMap> = {}, settings: object = {}): LoadedRow[] {
  const toRow = createItemMapper({
    path: "",
    language: "en",
    missing: [],
    fields: fieldMapSchema.parse({ ...fields, ...more }),
    ...settings,
  });
  return rows.map((row, index) => toRow({ file: "f", line: index + 1 }, row as Record<string, unknown>));
}

const one = (row: object, more: Partial<FieldMap> = {}, settings: object = {}): LoadedRow =>
  map([row], more, settings)[0] ?? { place: {}, problems: [] };

describe("createItemMapper", () => {
  it("builds an item with a content id from the three fields it needs", () => {
    expect(one(record)).toEqual({
      place: { file: "f", line: 1, itemId: expect.stringMatching(/^item-[0-9a-f]{16}$/u) },
      item: {
        id: expect.stringMatching(/^item-[0-9a-f]{16}$/u),
        language: "en",
        kind: "single",
        stem: "Which?",
        options: [
          { id: "A", text: "x" },
          { id: "B", text: "y" },
          { id: "C", text: "z" },
        ],
        accepted: [["B"]],
        tags: {},
        references: [],
        weight: 1,
      },
      problems: [],
    });
  });

  it("takes every other part from its field", () => {
    const row = {
      ...record,
      n: 7,
      why: "because",
      set: "test",
      text: "article",
      bad: true,
      pic: ["a.png", "b.png"],
      twin: "p-7",
      meta: { year: 2020, areas: ["x", "y", "x", null] },
      none: null,
    };
    const item = one(row, {
      id: "n",
      explanation: "why",
      split: "set",
      context: "text",
      annulled: "bad",
      media: "pic",
      parallelId: "twin",
      tags: { year: "meta.year", area: "meta.areas", empty: "none" },
    }).item;
    expect(item).toMatchObject({
      id: "7",
      references: ["because"],
      split: "test",
      context: "article",
      annulled: "drop",
      media: ["a.png", "b.png"],
      parallelId: "p-7",
      tags: { year: ["2020"], area: ["x", "y"] },
    });
    expect(item?.tags).not.toHaveProperty("empty");
  });

  it("tells the kind from the key, unless a field states it", () => {
    expect(one({ ...record, k: "AC" }).item?.kind).toBe("multiple");
    expect(one({ ...record, t: "multiple" }, { kind: "t" }).item?.kind).toBe("multiple");
    expect(one({ ...record, t: "essay" }, { kind: "t" }).problems[0]?.message).toContain('the kind is "essay"');
    expect(one({ ...record, k: "AC", t: "single" }, { kind: "t" }).problems[0]?.message).toContain("the key A+C");
  });

  it("makes free-text items without options, with the key as a model answer", () => {
    const { options: _, ...stemAndKey } = fields;
    const toRow = createItemMapper({
      path: "",
      language: "en",
      missing: [],
      fields: { ...stemAndKey, explanation: "why" },
    });
    const { item, problems } = toRow({}, { q: "Name it.", k: "Measles", why: "Koplik spots" });
    expect(item).toMatchObject({
      kind: "free-text",
      options: [],
      accepted: [],
      references: ["Measles", "Koplik spots"],
    });
    expect(problems).toEqual([]);
  });

  it("numbers a group by the order of the file, or by its field", () => {
    const rows = [
      { ...record, g: "c1" },
      { ...record, g: "c2" },
      { ...record, g: "c1" },
      { ...record, g: null },
    ];
    expect(map(rows, { group: "g" }).map(({ item }) => item?.group)).toEqual([
      { id: "c1", kind: "shared-stem", order: 1, text: "" },
      { id: "c2", kind: "shared-stem", order: 1, text: "" },
      { id: "c1", kind: "shared-stem", order: 2, text: "" },
      undefined,
    ]);
    const group = { id: "g.id", text: "g.case", order: "g.n", kind: "sequential" } as const;
    const nested = { ...record, g: { id: 5, case: "A man …", n: 3 } };
    expect(one(nested, { group }).item?.group).toEqual({ id: "5", kind: "sequential", order: 3, text: "A man …" });
    expect(one({ ...nested, g: { id: 5, n: 0 } }, { group }).problems[0]?.message).toContain(
      "the place in group 5 is 0",
    );
  });

  it("takes the texts named as missing for empty fields", () => {
    const row = one({ ...record, why: "nan", k: "nan" }, { explanation: "why" }, { missing: ["nan"] });
    expect(row.item).toMatchObject({ accepted: [], references: [] });
  });

  it.each<[string, object, string]>([
    ["no stem field", { o: record.o, k: "A" }, "no field q; the row has o, k"],
    ["a stem that is no text", { ...record, q: ["x"] }, 'the stem is not a text: ["x"]'],
    ["an empty stem", { ...record, q: "" }, "the stem is empty"],
    ["no options", { q: "x", k: "A" }, "cannot read options"],
    ["a key that names no option", { ...record, k: "E" }, "the key names E; the options are A, B, C"],
    ["a key that is an object", { ...record, k: { is: "A" } }, "cannot read a key"],
  ])("reports %s", (_what, row, message) => {
    const { problems } = one(row);
    expect(problems[0]?.severity).toBe("error");
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });

  it("reports a value of annulled it does not know", () => {
    expect(one({ ...record, bad: "maybe" }, { annulled: "bad" }).problems[0]?.message).toContain('annulled is "maybe"');
    expect(one({ ...record, bad: "credit-all" }, { annulled: "bad" }).item?.annulled).toBe("credit-all");
    expect(one({ ...record, bad: false }, { annulled: "bad" }).item?.annulled).toBeUndefined();
  });

  it("stops at a number that could count from 0 or from 1, and says what to set", () => {
    const row = { ...record, k: 1 };
    expect(() => one(row)).toThrow(
      expect.objectContaining({
        code: "SETTINGS_INVALID",
        remedy: expect.stringContaining("keyBase: 0 or keyBase: 1"),
      }),
    );
    expect(one(row, {}, { keyBase: 0 }).item?.accepted).toEqual([["B"]]);
    expect(one(row, {}, { keyBase: 1 }).item?.accepted).toEqual([["A"]]);
  });
});
