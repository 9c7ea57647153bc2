import type { Item } from "../../records/item.ts";
import { isHan } from "./comparable-text.ts";
import {
  describedPatient,
  knownPatient,
  pictureReferences,
  sharedMarker,
  tableReferences,
} from "./cross-references.ts";
import type { ItemFinding } from "./finding.ts";

/** A table printed in the stem has at least this many numbers. */
const tableNumbers = 8;

/**
 * Whether the stem points at a picture or table that the item does not have. Items with media are left out, and so
 * is a table when the text has eight numbers or more after the words that point at it: then it is printed there.
 */
export function missingMediaFindings(item: Item): ItemFinding[] {
  if (item.media !== undefined && item.media.length > 0) {
    return [];
  }
  const text = [item.group?.text ?? "", item.context ?? "", item.stem].join("\n");
  const picture = firstMatch(pictureReferences, text);
  if (picture !== undefined) {
    const message = `the stem points at a picture ("${picture[0]}") and the item has none`;
    return [{ check: "missing-media", severity: "warning", message }];
  }
  const table = firstMatch(tableReferences, text);
  const numbersAfter = table === undefined ? 0 : (text.slice(table.index).match(/\d+(?:[.,]\d+)?/gu)?.length ?? 0);
  if (table !== undefined && numbersAfter < tableNumbers) {
    const message = `the stem points at a table ("${table[0]}") and the item has none`;
    return [{ check: "missing-media", severity: "warning", message }];
  }
  return [];
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) {
      return match;
    }
  }
  return undefined;
}

/** Letters a case takes at least: nothing shorter describes a patient. */
const caseLetters = { han: 25, other: 80 } as const;

/**
 * Whether the stem needs a case that is not there. Two rules, both only for items without a group text or context:
 *
 * - The stem has a shared-stem marker ("（122～123题共用题干）") and, marker aside, fewer than 25 characters in
 *   Chinese or 80 elsewhere: too few for a case and a question. A warning.
 * - The stem opens with "该患者", "This patient", "Este paciente" or the like and gives no age or sex anywhere. Only
 *   a hint (info): such stems may describe the patient in other words.
 */
export function missingSharedStemFindings(item: Item): ItemFinding[] {
  if ((item.group?.text ?? "") !== "" || (item.context ?? "") !== "") {
    return [];
  }
  const marker = sharedMarker.exec(item.stem);
  if (marker !== null) {
    const rest = item.stem.replace(marker[0], "");
    const least = isHan(item.stem) ? caseLetters.han : caseLetters.other;
    if ([...rest.trim()].length < least) {
      const message = `the stem is marked "${marker[0].trim()}" and the shared case is not there`;
      return [{ check: "missing-shared-stem", severity: "warning", message }];
    }
    return [];
  }
  const opening = knownPatient.exec(item.stem);
  if (opening !== null && !describedPatient.test(item.stem)) {
    const message = `the stem opens with "${opening[0].trim()}" and no patient is described`;
    return [{ check: "missing-shared-stem", severity: "info", message }];
  }
  return [];
}
