import { type Column, createColumn, createDictionary, type Dictionary } from "../base/growable.ts";
import { type CallState, callStates, type ScoreTable, type TextMarks } from "../measures/score-table.ts";
import type { Completion } from "../records/completion.ts";
import { type Item, publishedKey, tagValuesOf } from "../records/item.ts";
import { CallColumns } from "./call-columns.ts";
import { answerString, ReadingColumns, type ReadingRow } from "./reading-columns.ts";
import type { TextColumns } from "./text-columns.ts";
import type { PlannedCall } from "./walk.ts";

/** Collects the rows of score tables in plan order: one table an extractor, over the same calls. */
export interface ScoreTableBuilder {
  /** Add a planned call; `completion` is null when it has none. */
  add(planned: PlannedCall, state: CallState, completion: Pick<Completion, "text" | "finishReason"> | null): void;
  /** By extractor, what it read out of the call added last; each gets one row a call. The first is the study's own. */
  readonly readings: readonly { push(reading: ReadingRow | null): void }[];
  /** The table of an extractor, by its place in `readings`. */
  build(reading: number): ScoreTable;
  /** Per tag: for each item code the codes of its values. */
  readonly tags: ReadonlyMap<string, TagColumn>;
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

/**
 * Start the tables of a model's calls.
 *
 * @param scorers By extractor, the names of the scorers that mark its readings; at least one extractor.
 * @param expectedCalls Rows to make room for at once; the tables grow when there are more.
 * @param texts Marks for what replies say, beside the first extractor's; null where there are none.
 */
export function createScoreTableBuilder(
  scorers: readonly (readonly string[])[],
  tagNames: readonly string[],
  expectedCalls: number,
  texts: TextColumns | null = null,
): ScoreTableBuilder {
  const capacity = Math.max(16, expectedCalls);
  const exams = createDictionary();
  const models = createDictionary();
  const arms = createDictionary();
  const perturbations = createDictionary();
  const columns = new CallColumns(capacity);
  const readings = scorers.map((names) => new ReadingColumns(names, capacity));
  // Keys are coded with the answers of the study's own extractor; the other tables translate them at the end.
  const answers = (readings[0] ?? new ReadingColumns([], capacity)).answers;
  const clusters = clusterCodes();
  const tags = tagColumns(tagNames);
  // Posed though they have no key: rows that only texts are marked in.
  const keyless = createColumn(Int32Array, 16);
  return {
    tags: tags.columns,
    readings,
    add: ({ posed: { call, variant }, item, itemNumber }, state, completion) => {
      if (itemNumber >= clusters.ofItem.length) {
        clusters.add(item, call.exam);
        tags.add(item);
      }
      if (texts !== null && item.accepted.length === 0) {
        keyless.push(columns.rows);
      }
      columns.push({
        exam: exams.code(call.exam),
        model: models.code(call.model),
        arm: arms.code(call.arm),
        perturbation: perturbations.code(call.perturbation),
        item: itemNumber,
        cluster: clusters.ofItem.at(itemNumber),
        state: callStates.indexOf(state),
        truncated: completion?.finishReason === "length",
        filtered: completion?.finishReason === "content-filter",
        empty: completion !== null && completion.text.trim() === "",
        key: answers.code(answerString(publishedKey(variant.item))),
        chance: chanceOf(variant.item),
      });
    },
    build: (index) => {
      const reading = readings[index] ?? new ReadingColumns([], capacity);
      const calls = columns.values();
      const { least: leastOf, ...own } = reading.values();
      const marked = index === 0 && texts !== null ? withTexts(reading.scorers, own.points, texts) : null;
      let least: readonly Float64Array[] | undefined;
      return {
        rows: columns.rows,
        exams: exams.texts,
        models: models.texts,
        arms: arms.texts,
        perturbations: perturbations.texts,
        scorers: reading.scorers,
        answerStrings: reading.answers.texts,
        ...calls,
        ...own,
        ...marked,
        ...(keyless.length === 0 ? {} : { keyless: markedRows(columns.rows, keyless.values()) }),
        get least() {
          least ??= [...leastOf(), ...(marked?.points.slice(reading.scorers.length).map(leastOfTexts) ?? [])];
          return least;
        },
        key: reading.answers === answers ? calls.key : translated(calls.key, answers, reading.answers),
      };
    },
  };
}

/** The columns of a reading with those of texts behind them. */
function withTexts(scorers: readonly string[], points: readonly Float64Array[], columns: TextColumns) {
  const { points: ofTexts, texts } = columns.values();
  return {
    scorers: [...scorers, ...columns.names],
    points: [...points, ...ofTexts],
    texts: new Map<number, TextMarks>(texts.map((marks, place) => [scorers.length + place, marks])),
  };
}

/** What is said is never worth less than nothing. */
function leastOfTexts(points: Float64Array): Float64Array {
  return points.map((point) => (Number.isNaN(point) ? point : 0));
}

function markedRows(rows: number, marked: Int32Array): Uint8Array {
  const column = new Uint8Array(rows);
  for (const row of marked) {
    column[row] = 1;
  }
  return column;
}

/** Codes of one dictionary as codes of another. */
function translated(codes: Int32Array, from: Dictionary, to: Dictionary): Int32Array {
  const code = Int32Array.from(from.texts, (text) => to.code(text));
  return codes.map((old) => code[old] ?? 0);
}

/** A cluster is a group of items or one item; only groups need a name, items are counted. */
function clusterCodes() {
  const ofItem = createColumn(Int32Array);
  const groups = createDictionary();
  const ofGroup: number[] = [];
  let next = 0;
  return {
    ofItem,
    add: (item: Item, exam: string): void => {
      if (item.group === undefined) {
        ofItem.push(next++);
        return;
      }
      const group = groups.code(`${exam}\u0000${item.group.id}`);
      ofGroup[group] ??= next++;
      ofItem.push(ofGroup[group]);
    },
  };
}

function tagColumns(names: readonly string[]) {
  const columns = new Map<string, TagColumn & { sets: number[][]; setCodes: Dictionary }>();
  for (const name of names) {
    columns.set(name, {
      values: createDictionary(),
      sets: [],
      setCodes: createDictionary(),
      setOfItem: createColumn(Int32Array),
    });
  }
  return {
    columns,
    add: (item: Item): void => {
      for (const [name, column] of columns) {
        const codes = tagValuesOf(item, name).map((value) => column.values.code(value));
        const set = column.setCodes.code(codes.join(","));
        column.sets[set] ??= codes;
        column.setOfItem.push(set);
      }
    },
  };
}
