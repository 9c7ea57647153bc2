import type { Place } from "../../base/errors.ts";
import { identityHash } from "../../base/hash.ts";
import { createHashIndex } from "../../base/hash-index.ts";
import type { Item } from "../../records/item.ts";
import { comparableText, isHan, keyTexts, readingText } from "./comparable-text.ts";
import type { Report } from "./finding.ts";
import { minHashSignature } from "./min-hash.ts";
import { shortHash } from "./short-hash.ts";
import { similarPairs } from "./similar-pairs.ts";

/** Two items that ask the same or nearly the same. */
export interface DuplicatePair {
  /** exact: same text and options; near: similar text and options; same-stem: same stem, other options. */
  readonly kind: "exact" | "near" | "same-stem";
  readonly firstId: string;
  readonly secondId: string;
  /** Jaccard similarity of character n-grams, 0–1: 1 for exact pairs, an estimate (± 0.03) for near ones, null for same-stem. */
  readonly similarity: number | null;
  /** Whether the keyed options read the same. */
  readonly sameKey: boolean;
}

/** Looks for items that stand twice; sees every item once, in file order. */
export interface DuplicateCheck {
  add(item: Item, place: Place): void;
  /** Report what needs all items, and give every pair found. */
  finish(): readonly DuplicatePair[];
}

/** What is kept of an item: hashes and where it stands, never its text. */
interface Seen {
  readonly id: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly keyHash: number;
  readonly groupHash: number | null;
}

/** Characters per n-gram: a Chinese character says about as much as two letters. */
const shingleSize = { han: 3, other: 5 } as const;

/**
 * A check for duplicates. Texts are compared without case, width, punctuation and spaces; the shared case of a group
 * and the context belong to the stem; the order of options does not matter.
 *
 * - exact (same stem and options): a warning, or an error when the keys differ; forms of one group that differ in the order
 *   of their options, as a perturbed exam has them, are told as info;
 * - near (MinHash similarity of stem and options at least `threshold`): a warning, for each item with the earlier
 *   item most like it; items of one group are not compared with each other;
 * - same stem with other options: info.
 *
 * Memory: about 700 bytes an item, whatever its length.
 */
export function createDuplicateCheck(report: Report, threshold: number): DuplicateCheck {
  const wholes = createHashIndex();
  const orderedWholes = createHashIndex();
  const stems = createHashIndex();
  const ids = createHashIndex();
  const firstWithWhole: Seen[] = [];
  const firstWithStem: Seen[] = [];
  const signatures: Uint32Array[] = [];
  const signed: Seen[] = [];
  const pairs: DuplicatePair[] = [];

  const reorderedForm = (first: Seen, second: Seen, orderIsNew: boolean): void => {
    const ofOneGroup = first.groupHash !== null && first.groupHash === second.groupHash;
    if (!orderIsNew || !ofOneGroup || first.keyHash !== second.keyHash) {
      pair("exact", first, second, 1);
      return;
    }
    const message = `the same question and options as ${first.id} in its group, in another order`;
    report({ check: "duplicate", severity: "info", itemId: second.id, place: placeOf(second), message });
  };
  const pair = (kind: DuplicatePair["kind"], first: Seen, second: Seen, similarity: number | null): void => {
    const sameKey = first.keyHash === second.keyHash;
    pairs.push({ kind, firstId: first.id, secondId: second.id, similarity, sameKey });
    const keys = sameKey ? "with the same key" : "with another key";
    const other = `${first.id}${first.line === undefined ? "" : ` (line ${first.line})`}`;
    const about = { itemId: second.id, place: placeOf(second) };
    if (kind === "exact") {
      const severity = sameKey ? "warning" : "error";
      report({ ...about, check: "duplicate", severity, message: `the same question and options as ${other}, ${keys}` });
    } else if (kind === "near") {
      const alike = `${Math.round((similarity ?? 0) * 100)}% like ${other}, ${keys}`;
      report({ ...about, check: "near-duplicate", severity: "warning", message: alike });
    } else {
      report({ ...about, check: "same-stem", severity: "info", message: `the same stem as ${other}, other options` });
    }
  };

  return {
    add: (item, place) => {
      const stem = comparableText(readingText(item));
      const ordered = item.options.map((option) => comparableText(option.text));
      const options = ordered.toSorted();
      const seen: Seen = {
        id: item.id,
        file: place.file,
        line: place.line,
        keyHash: shortHash(keyTexts(item).map(comparableText).sort().join("\u0000")),
        groupHash: item.group === undefined ? null : shortHash(item.group.id),
      };
      if (!ids.add(identityHash(item.id)).isNew) {
        const message = `the id "${item.id}" stands twice`;
        report({ check: "duplicate-id", severity: "error", itemId: item.id, place, message });
      }
      const whole = wholes.add(identityHash([item.language, stem, ...options].join("\u0000")));
      const order = orderedWholes.add(identityHash([item.language, stem, ...ordered].join("\u0000")));
      const sameWhole = firstWithWhole[whole.row];
      if (sameWhole !== undefined) {
        reorderedForm(sameWhole, seen, order.isNew);
        return;
      }
      firstWithWhole[whole.row] = seen;
      const signature = minHashSignature(stem + options.join(""), isHan(stem) ? shingleSize.han : shingleSize.other);
      if (signature !== null) {
        signatures.push(signature);
        signed.push(seen);
      }
      const stemRow = stems.add(identityHash(`${item.language}\u0000${stem}`)).row;
      const sameStem = firstWithStem[stemRow];
      if (sameStem === undefined) {
        firstWithStem[stemRow] = seen;
      } else if (stem !== "") {
        pair("same-stem", sameStem, seen, null);
      }
    },
    finish: () => {
      const mayPair = (first: number, second: number): boolean => {
        const group = signed[first]?.groupHash ?? null;
        return group === null || group !== signed[second]?.groupHash;
      };
      for (const { first, second, similarity } of similarPairs(signatures, threshold, mayPair)) {
        const left = signed[first];
        const right = signed[second];
        if (left !== undefined && right !== undefined) {
          pair("near", left, right, similarity);
        }
      }
      return pairs;
    },
  };
}

function placeOf({ id, file, line }: Seen): Place {
  return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), itemId: id };
}
