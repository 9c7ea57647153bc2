import { type Column, createColumn, createDictionary, type Dictionary } from "../base/growable.ts";
import { type CallState, callStates, type ScoreTable } from "../measures/score-table.ts";
import { type AnswerStatus, answerStatuses } from "../records/answer.ts";
import type { Completion } from "../records/completion.ts";
import { type Item, publishedKey, tagValuesOf } from "../records/item.ts";
import type { PlannedCall } from "./walk.ts";

/** What a finished call adds to its row. */
export interface FinishedRow {
  readonly status: AnswerStatus;
  readonly optionIds: readonly string[];
  readonly completion: Pick<Completion, "text" | "finishReason">;
  /** 0–1 by scorer; NaN where a scorer gives none. */
  readonly points: readonly number[];
  /** min / max by scorer; NaN where a scorer gives none. */
  readonly least: readonly number[];
}

/** Collects the rows of a score table in plan order. */
export interface ScoreTableBuilder {
  /** Add a planned call; `finished` is null when it has no completion. */
  add(planned: PlannedCall, state: CallState, finished: FinishedRow | null): void;
  build(): ScoreTable;
  /** Per tag: for each item code the codes of its values. */
  readonly tags: ReadonlyMap<string, TagColumn>;
  readonly exams: readonly string[];
}

/** The values of one tag over items. */
export interface TagColumn {
  readonly values: Dictionary;
  /** Sets of value codes met, by set code; an item without the tag has the empty set. */
  readonly sets: readonly (readonly number[])[];
  /** Set code by item code. */
  readonly setOfItem: Column<Int32Array>;
}

/** Chance of full marks by guessing, for an item as published. */
export function chanceOf(item: Item): number {
  const nOptions = item.options.length;
  if (nOptions === 0) {
    return 0;
  }
  return item.kind === "multiple" ? 1 / (2 ** nOptions - 1) : 1 / nOptions;
}

/** Start a table for these scorers and tags. */
export function createScoreTableBuilder(scorers: readonly string[], tagNames: readonly string[]): ScoreTableBuilder {
  const exams = createDictionary();
  const models = createDictionary();
  const arms = createDictionary();
  const perturbations = createDictionary();
  const answers = createDictionary();
  answers.code("");
  const clusters = createDictionary();
  const columns = {
    exam: createColumn(Uint16Array),
    model: createColumn(Uint16Array),
    arm: createColumn(Uint16Array),
    perturbation: createColumn(Uint16Array),
    item: createColumn(Int32Array),
    state: createColumn(Uint8Array),
    status: createColumn(Uint8Array),
    truncated: createColumn(Uint8Array),
    filtered: createColumn(Uint8Array),
    empty: createColumn(Uint8Array),
    answer: createColumn(Int32Array),
    key: createColumn(Int32Array),
    chance: createColumn(Float64Array),
  };
  const points = scorers.map(() => createColumn(Float64Array));
  const least = scorers.map(() => createColumn(Float64Array));
  // A cluster is a group of items or one item; only groups need a name, items are counted.
  const clusterOfItem = createColumn(Int32Array);
  let nextCluster = 0;
  const clusterOfGroup: number[] = [];
  const tags = new Map<string, TagColumn & { sets: number[][]; setCodes: Dictionary }>();
  for (const name of tagNames) {
    tags.set(name, {
      values: createDictionary(),
      sets: [],
      setCodes: createDictionary(),
      setOfItem: createColumn(Int32Array),
    });
  }

  const addItem = (item: Item, exam: string): void => {
    if (item.group === undefined) {
      clusterOfItem.push(nextCluster++);
    } else {
      const group = clusters.code(`${exam}\u0000${item.group.id}`);
      clusterOfGroup[group] ??= nextCluster++;
      clusterOfItem.push(clusterOfGroup[group]);
    }
    for (const [name, column] of tags) {
      const codes = tagValuesOf(item, name).map((value) => column.values.code(value));
      const set = column.setCodes.code(codes.join(","));
      column.sets[set] ??= codes;
      column.setOfItem.push(set);
    }
  };

  return {
    tags,
    get exams() {
      return exams.texts;
    },
    add: ({ posed: { call, variant }, item, itemNumber }, state, finished) => {
      if (itemNumber >= clusterOfItem.length) {
        addItem(item, call.exam);
      }
      columns.exam.push(exams.code(call.exam));
      columns.model.push(models.code(call.model));
      columns.arm.push(arms.code(call.arm));
      columns.perturbation.push(perturbations.code(call.perturbation));
      columns.item.push(itemNumber);
      columns.state.push(callStates.indexOf(state));
      columns.status.push(finished === null ? 0 : answerStatuses.indexOf(finished.status));
      columns.truncated.push(finished?.completion.finishReason === "length" ? 1 : 0);
      columns.filtered.push(finished?.completion.finishReason === "content-filter" ? 1 : 0);
      columns.empty.push(finished !== null && finished.completion.text.trim() === "" ? 1 : 0);
      columns.answer.push(finished === null ? 0 : answers.code(answerString(finished.optionIds)));
      columns.key.push(answers.code(answerString(publishedKey(variant.item))));
      columns.chance.push(chanceOf(variant.item));
      for (let scorer = 0; scorer < points.length; scorer++) {
        points[scorer]?.push(finished?.points[scorer] ?? 0);
        least[scorer]?.push(finished?.least[scorer] ?? 0);
      }
    },
    build: () => ({
      rows: columns.item.length,
      exams: exams.texts,
      models: models.texts,
      arms: arms.texts,
      perturbations: perturbations.texts,
      scorers,
      answerStrings: answers.texts,
      exam: columns.exam.values(),
      model: columns.model.values(),
      arm: columns.arm.values(),
      perturbation: columns.perturbation.values(),
      item: columns.item.values(),
      cluster: columns.item.values().map((item) => clusterOfItem.at(item)),
      state: columns.state.values(),
      status: columns.status.values(),
      truncated: columns.truncated.values(),
      filtered: columns.filtered.values(),
      empty: columns.empty.values(),
      answer: columns.answer.values(),
      key: columns.key.values(),
      chance: columns.chance.values(),
      points: points.map((column) => column.values()),
      least: least.map((column) => column.values()),
    }),
  };
}

/** Option ids in code-point order, joined: the class a reading or a key belongs to. */
function answerString(optionIds: readonly string[]): string {
  return optionIds.length < 2
    ? (optionIds[0] ?? "")
    : [...optionIds].sort().join(optionIds.every((id) => id.length === 1) ? "" : "+");
}
