import { type Column, createColumn } from "../../base/growable.ts";
import { createHashIndex, type HashIndex } from "../../base/hash-index.ts";
import { parseJsonLine, readLines } from "../../base/lines.ts";
import { textHash } from "../../base/text-hash.ts";
import { publishedKey } from "../../records/item.ts";
import type { RobustnessPerturbation } from "../../records/robustness.ts";
import type { Variant } from "../../records/variant.ts";
import type { AnyPlugin } from "../../runs/plugins.ts";
import { runFile } from "../../runs/run-files.ts";
import { chanceOf } from "../../runs/score-table-builder.ts";
import type { RunRecord } from "../../runs/specification.ts";
import type { RunItems } from "../run-items.ts";
import { type ExamForms, type FormLayout, validityCodes } from "./exam-forms.ts";
import { groupOfPerturbation, type KnownGroups, operatorGroups, recordedGroups } from "./operator-groups.ts";

/** A line of variants.jsonl; the published form has no item, it is that of items.jsonl. */
type VariantLine = Omit<Variant, "item"> & { readonly exam: string; readonly item?: Variant["item"] };

interface OpenPerturbation {
  readonly name: string;
  readonly chain: Variant["chain"];
  mapped: boolean;
  readonly counts: { sound: number; unchecked: number; unsound: number };
  nItems: number;
  lastItem: number;
}

interface OpenForms {
  readonly items: RunItems;
  readonly index: HashIndex;
  readonly itemOf: Column<Int32Array>;
  readonly perturbationOf: Column<Int32Array>;
  readonly validity: Column<Uint8Array>;
  readonly layoutOf: Column<Int32Array>;
  readonly chance: Column<Float64Array>;
  readonly optionCount: Column<Int32Array>;
  readonly keyPlace: Column<Int32Array>;
  readonly rowOfIndex: Column<Int32Array>;
  readonly layouts: FormLayout[];
  readonly layoutCodes: Map<string, number>;
  readonly perturbations: OpenPerturbation[];
  readonly perturbationCodes: Map<string, number>;
  readonly publishedOf: Int32Array;
}

/**
 * The forms of every exam's items, in one pass over variants.jsonl. Memory is some 75 bytes a form, whatever the texts;
 * what the forms' layouts hold is shared by forms with the same option ids and map. Probes are left out.
 *
 * @param items Those of `readRunItems`: forms of items without a key are passed over.
 * @param plugins A person's own, for the groups of their operators.
 */
export async function readForms(
  folder: string,
  { specification }: Pick<RunRecord, "specification">,
  items: ReadonlyMap<string, RunItems>,
  plugins: readonly AnyPlugin[] = [],
): Promise<ReadonlyMap<string, ExamForms>> {
  const open = new Map<string, OpenForms>();
  const path = runFile(folder, "variants");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const variant = parseJsonLine(line, path) as VariantLine;
      const ofExam = items.get(variant.exam);
      const item = ofExam?.placeOf.get(variant.itemId);
      if (ofExam !== undefined && item !== undefined) {
        let forms = open.get(variant.exam);
        if (forms === undefined) {
          forms = openForms(ofExam);
          open.set(variant.exam, forms);
        }
        addForm(forms, item, variant);
      }
    }
  }
  const operators = [...open.values()].flatMap(({ perturbations }) =>
    perturbations.flatMap(({ chain }) => chain.map(({ operator }) => operator)),
  );
  const groups = {
    recorded: recordedGroups(specification),
    operators: await operatorGroups(new Set(operators), plugins),
  };
  return new Map([...open].map(([exam, forms]) => [exam, closedForms(exam, forms, groups)]));
}

function openForms(items: RunItems): OpenForms {
  return {
    items,
    index: createHashIndex(items.itemIds.length * 2),
    itemOf: createColumn(Int32Array),
    perturbationOf: createColumn(Int32Array),
    validity: createColumn(Uint8Array),
    layoutOf: createColumn(Int32Array),
    chance: createColumn(Float64Array),
    optionCount: createColumn(Int32Array),
    keyPlace: createColumn(Int32Array),
    rowOfIndex: createColumn(Int32Array),
    layouts: [],
    layoutCodes: new Map(),
    perturbations: [],
    perturbationCodes: new Map(),
    publishedOf: new Int32Array(items.itemIds.length).fill(-1),
  };
}

function addForm(forms: OpenForms, item: number, variant: VariantLine): void {
  const { isNew } = forms.index.add(textHash(variant.id));
  if (!isNew) {
    return;
  }
  const row = forms.itemOf.length;
  forms.rowOfIndex.push(row);
  const published = variant.perturbation === "none";
  const ids = variant.item?.options.map(({ id }) => id) ?? forms.items.optionIds[item] ?? [];
  const shown = variant.renderDirectives.options !== "hidden" && ids.length > 0;
  const key = variant.item === undefined ? null : publishedKey(variant.item);
  forms.itemOf.push(item);
  forms.perturbationOf.push(published ? -1 : perturbationCode(forms, item, variant));
  forms.validity.push(validityCodes[variant.validity.status]);
  forms.layoutOf.push(layoutCode(forms, { ids, map: variant.answerMap }));
  forms.chance.push(shown ? guessingChance(forms, item, variant) : 0);
  forms.optionCount.push(shown ? ids.length : 0);
  const keyPlace = key === null ? (forms.items.keys[item] ?? -1) : key.length === 1 ? ids.indexOf(key[0] ?? "") : -1;
  forms.keyPlace.push(shown ? keyPlace : -1);
  if (published) {
    forms.publishedOf[item] = row;
  }
}

function guessingChance(forms: OpenForms, item: number, { item: put }: VariantLine): number {
  if (put !== undefined) {
    return chanceOf(put);
  }
  const options = forms.items.optionIds[item] ?? [];
  return forms.items.kinds[item] === "multiple" ? 1 / (2 ** options.length - 1) : 1 / options.length;
}

function perturbationCode(forms: OpenForms, item: number, variant: VariantLine): number {
  const { perturbation: name, chain, answerMap, validity } = variant;
  let code = forms.perturbationCodes.get(name);
  if (code === undefined) {
    const counts = { sound: 0, unchecked: 0, unsound: 0 };
    code = forms.perturbations.push({ name, chain, mapped: true, counts, nItems: 0, lastItem: -1 }) - 1;
    forms.perturbationCodes.set(name, code);
  }
  const open = forms.perturbations[code];
  if (open !== undefined) {
    open.mapped &&= answerMap !== null;
    open.counts[validity.status] += 1;
    // The forms of an item stand together.
    open.nItems += open.lastItem === item ? 0 : 1;
    open.lastItem = item;
  }
  return code;
}

function layoutCode(forms: OpenForms, layout: FormLayout): number {
  const key = JSON.stringify([layout.ids, layout.map]);
  const known = forms.layoutCodes.get(key);
  if (known !== undefined) {
    return known;
  }
  const code = forms.layouts.push(layout) - 1;
  forms.layoutCodes.set(key, code);
  return code;
}

function closedForms(exam: string, open: OpenForms, groups: KnownGroups): ExamForms {
  const kept: RobustnessPerturbation[] = [];
  const placeOf = open.perturbations.map((one): number => {
    const operators = one.chain.map(({ operator }) => operator);
    const found = groupOfPerturbation(one.name, operators, groups, one.mapped);
    if (found === null) {
      return -2;
    }
    const { group, declared } = found;
    const { name, mapped, nItems, counts, chain } = one;
    const parts = partsOf(chain, open.perturbations);
    return kept.push({ name, group, groupDeclared: declared, mapped, operators, parts, nItems, ...counts }) - 1;
  });
  const perturbationOf = open.perturbationOf.values().map((code) => (code < 0 ? -1 : (placeOf[code] ?? -2)));
  const lists = kept.map(() => createColumn(Int32Array));
  for (const [form, perturbation] of perturbationOf.entries()) {
    lists[perturbation]?.push(form);
  }
  return {
    exam,
    items: open.items,
    perturbationOf,
    itemOf: open.itemOf.values(),
    validity: open.validity.values(),
    layoutOf: open.layoutOf.values(),
    chance: open.chance.values(),
    optionCount: open.optionCount.values(),
    keyPlace: open.keyPlace.values(),
    layouts: open.layouts,
    perturbations: kept,
    formsOf: lists.map((list) => list.values()),
    publishedOf: open.publishedOf,
    index: open.index,
    rowOfIndex: open.rowOfIndex.values(),
  };
}

/** The two perturbations that a chain of two is made of, where they are asked by themselves with the same settings. */
function partsOf(
  chain: Variant["chain"],
  all: readonly OpenPerturbation[],
): readonly [first: string, second: string] | null {
  const [first, second] = chain.map(({ operator, settings }) => {
    const wanted = JSON.stringify([operator, settings]);
    return all.find(
      (other) =>
        other.chain.length === 1 &&
        other.chain.every((step) => JSON.stringify([step.operator, step.settings]) === wanted),
    )?.name;
  });
  return chain.length === 2 && first !== undefined && second !== undefined ? [first, second] : null;
}
