import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Item } from "../../records/item.ts";
import type { Validity } from "../../records/variant.ts";

/** One form of an item, written briefly. */
export interface BriefForm {
  readonly item: string;
  /** Option ids in the order shown, a letter each; default ABCD. A letter that the item lacks is an option that was added. */
  readonly order?: string;
  /** Default sound. */
  readonly validity?: Validity["status"];
  /** The operator changed the key: this option is right now, and nothing leads back. */
  readonly newKey?: string;
  /** The prompt does not show the options. */
  readonly hidden?: boolean;
}

/** A run, written briefly. */
export interface BriefRun {
  /** Exam → item → its key; every item has options A to D, or as many as stand behind a slash: "A/5". */
  readonly exams: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields of single items. */
  readonly itemFields?: Readonly<Record<string, Partial<Item>>>;
  /** Perturbation → its forms, in order. A name with "+" is a chain. */
  readonly forms: Readonly<Record<string, readonly BriefForm[]>>;
  /**
   * Model → perturbation ("none" for the items as published) → a letter a form: the chosen option, "-" abstained, "!"
   * refused, "?" not asked. A list has a text a repeat.
   */
  readonly replies: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  readonly specification?: Readonly<Record<string, unknown>>;
}

/** Write a run folder with only the files that comparisons read. */
export function writeRobustnessRun(
  folder: string,
  { exams, itemFields = {}, forms, replies, specification = {} }: BriefRun,
): string {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, lines: readonly unknown[]): void =>
    writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const items = Object.entries(exams).flatMap(([exam, ofExam]) =>
    Object.entries(ofExam).map(([id, key]) => ({ exam, ...briefItem(id, key), ...itemFields[id] })),
  );
  const variants = items.flatMap((item) => {
    const { exam, ...published } = item;
    return [
      { exam, ...publishedForm(published) },
      ...Object.entries(forms).flatMap(([name, list]) =>
        list.flatMap((form, at) => (form.item === item.id ? [{ exam, ...variantOf(published, name, form, at) }] : [])),
      ),
    ];
  });
  const answers: unknown[] = [];
  const scores: unknown[] = [];
  for (const [model, ofModel] of Object.entries(replies)) {
    for (const [perturbation, given] of Object.entries(ofModel)) {
      const list = perturbation === "none" ? items.map(({ id }) => ({ item: id })) : (forms[perturbation] ?? []);
      for (const [repeat, text] of (typeof given === "string" ? [given] : given).entries()) {
        for (const [at, letter] of [...text].entries()) {
          const form = list[at];
          const item = items.find(({ id }) => id === form?.item);
          if (letter === "?" || form === undefined || item === undefined) {
            continue;
          }
          const variantId = perturbation === "none" ? item.id : `${item.id}~${perturbation}~${at}`;
          const key = "newKey" in form && form.newKey !== undefined ? form.newKey : item.accepted[0]?.[0];
          const chosen = /[A-Z]/u.test(letter);
          const address = { callId: "", exam: item.exam, itemId: item.id, variantId, model, arm: "plain", perturbation, repeat, turn: 0 };
          answers.push({
            ...address,
            status: chosen ? "chosen" : letter === "-" ? "abstained" : "refused",
            optionIds: chosen ? [letter] : [],
            labels: chosen ? [letter] : [],
            rule: "given",
            span: null,
            extractor: { name: "given", version: 1 },
            truncated: false,
          });
          scores.push({ ...address, scorer: "exact-set", points: letter === key ? 1 : 0, min: 0, max: 1 });
        }
      }
    }
  }
  write("items.jsonl", items);
  write("variants.jsonl", variants);
  write("answers.jsonl", answers);
  write("scores.jsonl", scores);
  writeFileSync(join(folder, "summary.json"), "{}");
  writeFileSync(
    join(folder, "run.json"),
    JSON.stringify({
      format: 1,
      name: "brief",
      specificationHash: "",
      specification: {
        exams: Object.keys(exams).map((name) => ({ name, scorers: [{ use: "exact-set" }] })),
        models: Object.keys(replies).map((id) => ({ id })),
        strata: [],
        seed: 1,
        confidence: 0.95,
        resamples: 200,
        language: "en",
        ...specification,
      },
      recorded: {},
    }),
  );
  return folder;
}

function briefItem(id: string, brief: string): Item {
  const [key = "A", count = "4"] = brief.split("/");
  return {
    id,
    language: "en",
    kind: "single",
    stem: id,
    options: [..."ABCDEFGH"].slice(0, Number(count)).map((option) => ({ id: option, text: option })),
    accepted: [[key]],
    tags: {},
    references: [],
    weight: 1,
  };
}

const byRule = { reason: "", by: "rule" };

function publishedForm(item: Item) {
  return {
    id: item.id,
    itemId: item.id,
    perturbation: "none",
    parents: [],
    chain: [],
    renderDirectives: {},
    answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
    validity: { status: "sound", ...byRule },
  };
}

function variantOf(item: Item, perturbation: string, form: BriefForm, at: number) {
  const own = item.options.map(({ id }) => id);
  const order = [...(form.order ?? own.join(""))];
  return {
    id: `${item.id}~${perturbation}~${at}`,
    itemId: item.id,
    perturbation,
    parents: [item.id],
    chain: perturbation.split("+").map((operator) => ({ operator, settings: {}, seed: "" })),
    renderDirectives: form.hidden === true ? { options: "hidden" } : {},
    answerMap: form.newKey === undefined ? Object.fromEntries(own.map((id) => [id, id])) : null,
    validity: { status: form.validity ?? "sound", ...byRule },
    item: {
      ...item,
      options: order.map((id) => ({ id, text: id })),
      accepted: form.newKey === undefined ? item.accepted : [[form.newKey]],
    },
  };
}
