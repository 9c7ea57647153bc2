import { DataError, describePlace, type Place } from "../base/errors.ts";
import { createColumn } from "../base/growable.ts";
import { identityHash } from "../base/hash.ts";
import { createHashIndex } from "../base/hash-index.ts";
import type { ImportedItem, ImportedReply } from "../importers/define.ts";
import type { Item } from "../records/item.ts";

/** What became of an item or reply: write it, pass it by because it is known, or leave it out. */
export type Entry = { readonly status: "new" | "known" } | { readonly status: "refused"; readonly reason: string };

/** What one model's replies come to. */
export interface ModelTally {
  readonly model: string;
  readonly replies: number;
  /** Of these, replies to perturbed items. */
  readonly perturbed: number;
  readonly scored: number;
  /** Mean of the source's scores over the unperturbed replies that have one; null without any. */
  readonly meanSourceScore: number | null;
}

/** Knows every item and reply of an import by its hash: some 50 bytes an item and 40 a reply. */
export interface ImportLedger {
  readonly nItems: number;
  readonly nReplies: number;
  /** Items with at least one reply. */
  readonly nAnswered: number;
  /** Highest repeat, from 0; −1 without replies. */
  readonly lastRepeat: number;
  /** Whether an item of this id and this content was taken in before. */
  hasItem(item: Item): boolean;
  /** Take an item in. Throws IMPORT_ITEM_DIFFERS. */
  addItem(imported: ImportedItem): Entry;
  /** Take in that an item cannot be posed, so that its replies are left out. False when that was known. */
  refuseItem(itemId: string): boolean;
  /** Take a reply in. Throws IMPORT_REPLY_REPEATED. */
  addReply(reply: ImportedReply): Entry;
  tallies(): readonly ModelTally[];
}

/** Models of one import: more are a column that was mapped by mistake. */
const mostModels = 1000;
/** Repeats a study can ask for; see studySchema. */
const mostRepeats = 1000;

/** A ledger that knows nothing yet. */
export function createImportLedger(): ImportLedger {
  const items = createHashIndex();
  const contents = createColumn(Uint32Array);
  const labels = createColumn(Uint32Array);
  const refused = createHashIndex();
  const replies = createHashIndex();
  const answered = createMarks();
  const itemKey = remembered(identityHash);
  const labelHash = remembered(shortHash);
  const byModel = new Map<string, { replies: number; perturbed: number; scored: number; sum: number }>();
  let lastRepeat = -1;
  return {
    get nItems() {
      return items.size;
    },
    get nReplies() {
      return replies.size;
    },
    get nAnswered() {
      return answered.count;
    },
    get lastRepeat() {
      return lastRepeat;
    },
    hasItem: (item) => {
      const row = items.get(itemKey(item.id));
      return row >= 0 && contents.at(row) === contentHash(item);
    },
    addItem: ({ item, labels: shown, place }) => {
      const key = itemKey(item.id);
      if (refused.size > 0 && refused.get(key) >= 0) {
        return { status: "known" };
      }
      const { row, isNew } = items.add(key);
      const content = contentHash(item);
      if (isNew) {
        contents.push(content);
        labels.push(labelHash(JSON.stringify(shown ?? item.options.map(({ id }) => id))));
        return { status: "new" };
      }
      if (contents.at(row) !== content) {
        throw new DataError("IMPORT_ITEM_DIFFERS", "an item of this id came before with other content", {
          place: { ...place, itemId: item.id },
        });
      }
      return { status: "known" };
    },
    refuseItem: (itemId) => refused.add(itemKey(itemId)).isNew,
    addReply: (reply) => {
      const key = itemKey(reply.itemId);
      if (refused.size > 0 && refused.get(key) >= 0) {
        return { status: "refused", reason: "a reply to an item that cannot be posed" };
      }
      const row = items.get(key);
      if (row < 0) {
        return { status: "refused", reason: "a reply to an item the exam does not have" };
      }
      if (reply.labels !== undefined && labelHash(JSON.stringify(reply.labels)) !== labels.at(row)) {
        return { status: "refused", reason: "a reply to a prompt with other labels than its item's" };
      }
      if (reply.repeat >= mostRepeats) {
        return { status: "refused", reason: `a repeat past the ${mostRepeats}th` };
      }
      const { model, perturbation, repeat } = reply;
      if (!replies.add(placeOfReply(reply)).isNew) {
        throw repeated(reply, reply.place);
      }
      answered.add(row);
      lastRepeat = Math.max(lastRepeat, repeat);
      if (byModel.size === mostModels && !byModel.has(model)) {
        throw new DataError("IMPORT_LAYOUT", `more than ${mostModels} models, the last one "${model.slice(0, 80)}"`, {
          place: reply.place,
        });
      }
      const tally = byModel.get(model) ?? { replies: 0, perturbed: 0, scored: 0, sum: 0 };
      byModel.set(model, tally);
      tally.replies += 1;
      tally.perturbed += perturbation === undefined ? 0 : 1;
      if (reply.sourceScore !== null && perturbation === undefined) {
        tally.scored += 1;
        tally.sum += reply.sourceScore;
      }
      return { status: "new" };
    },
    tallies: () =>
      [...byModel].map(([model, { sum, ...counts }]) => ({
        model,
        ...counts,
        meanSourceScore: counts.scored === 0 ? null : sum / counts.scored,
      })),
  };
}

/** A function of a text that knows its last result: a source names one item or list of labels many times in a row. */
function remembered<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly result: T } | null = null;
  return (text) => {
    if (last?.text !== text) {
      last = { text, result: compute(text) };
    }
    return last.result;
  };
}

/** Numbers from 0 that are marked: a byte each. */
function createMarks(): { readonly count: number; add(number: number): void } {
  let marks = new Uint8Array(1024);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add: (number) => {
      if (number >= marks.length) {
        const larger = new Uint8Array(number * 2);
        larger.set(marks);
        marks = larger;
      }
      count += marks[number] === 1 ? 0 : 1;
      marks[number] = 1;
    },
  };
}

/** Hash of all that must stay the same when an item comes again. */
function contentHash({ kind, stem, options, accepted }: Item): number {
  return shortHash(JSON.stringify([kind, stem, options, accepted]));
}

function shortHash(text: string): number {
  return Number.parseInt(identityHash(text).slice(0, 8), 16);
}

/** Hash of where a reply stands. Lengths go before texts, so that no two places give one text. */
function placeOfReply({ model, itemId, arm, perturbation, repeat, turn }: ImportedReply): string {
  const numbers = `${repeat} ${turn} ${model.length} ${itemId.length} ${arm.length} ${perturbation?.length ?? ""}`;
  return identityHash(`${numbers}:${model}${itemId}${arm}${perturbation ?? ""}`);
}

function repeated({ model, arm, repeat, turn, itemId }: ImportedReply, place: Place): DataError {
  const where = describePlace({ itemId });
  return new DataError(
    "IMPORT_REPLY_REPEATED",
    `a second reply of ${model} to ${where}, arm ${arm}, repeat ${repeat}, turn ${turn}`,
    { place },
  );
}
