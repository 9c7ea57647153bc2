import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { ruled } from "./draft-parts.ts";
import { isNegativelyWorded, optionsReferToOthers } from "./item-wording.ts";
import { asksForTruth } from "./option-bound.ts";
import { toldApartByText } from "./told-apart.ts";

/**
 * Whether one option can be judged alone. Unsound where the stem is negatively worded (true of a wrong answer becomes a
 * double negation), an option refers to others, or two read alike. Sound where the item has been marked option by option
 * (several are right) or asks which statement holds. Unchecked elsewhere: one answer is the best of those listed, and
 * without the others a lesser one may be defended.
 */
export function candidateValidity(item: Item): Validity {
  if (isNegativelyWorded(item)) {
    return ruled("unsound", "judging one answer to a negatively worded stem is a double negation");
  }
  if (optionsReferToOthers(item)) {
    return ruled("unsound", "an option refers to others, so that right and wrong are no property of one option");
  }
  if (!toldApartByText(item)) {
    return ruled("unsound", "two options read alike, or one has no text");
  }
  return item.kind === "multiple" || asksForTruth(item)
    ? ruled("sound", "each option is right or wrong by itself, as the key says")
    : ruled(
        "unchecked",
        "nobody has judged whether an option less good than the key can be defended when it stands alone",
      );
}
