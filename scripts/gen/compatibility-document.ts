import { catalogs, type Perturbation } from "@viva/core";
import {
  incompatibilityReasons,
  perturbationsCompatible,
} from "../../packages/core/src/perturbations/compatibility.ts";
import { markdownDocument, markdownTable } from "./markdown.ts";

/** docs/perturbation-compatibility.md: which perturbation may follow which, and why not. */
export async function compatibilityDocument(): Promise<string> {
  const operators = await Promise.all(Object.values(catalogs.perturbation).map(async (load) => (await load()).default));
  operators.sort((a, b) => (a.name < b.name ? -1 : 1));
  const letters = new Map(incompatibilityReasons.map((reason, index) => [reason, reasonLetter(index)]));
  const pairs = operators.flatMap((first) => operators.map((second) => perturbationsCompatible(first, second)));
  const compatible = pairs.filter(({ status }) => status === "compatible").length;
  return markdownDocument([
    "# Which perturbation may follow which",
    "Two operators are put one after the other with `viva perturb --chain first,second` ([perturbing.md](perturbing.md)). " +
      `Of ${pairs.length} ordered pairs of the ${operators.length} operators that ship with Viva, ${compatible} may be ` +
      "combined; some in one order only. What decides is what an operator declares (its group, the parts it touches, " +
      "whether it keeps the key, its languages), never its name, so that your own operators have their place as well. A " +
      "pair that may be combined still does two things that can be told apart; whether a certain item stays a fair " +
      "question is said by the variant's `validity`, the worst of its steps.",
    "## Why not",
    markdownTable(
      ["", "reason"],
      incompatibilityReasons.map((reason) => [letters.get(reason) ?? "", reason]),
    ),
    "## Pairs",
    "Every operator that is not named may follow. The letter of the reason stands before the operators it holds for; " +
      "that none follows itself is left out.",
    markdownTable(
      ["first", "may be followed by", "not by"],
      operators.map((first) => [`\`${first.name}\``, ...followers(first, operators, letters)]),
    ),
  ]);
}

function reasonLetter(index: number): string {
  return String.fromCharCode(97 + index);
}

function followers(
  first: Perturbation,
  operators: readonly Perturbation[],
  letters: ReadonlyMap<string, string>,
): [allowed: string, refused: string] {
  const others = operators.filter(({ name }) => name !== first.name);
  const refused = new Map<string, string[]>();
  for (const second of others) {
    const verdict = perturbationsCompatible(first, second);
    if (verdict.status === "incompatible") {
      refused.set(verdict.reason, [...(refused.get(verdict.reason) ?? []), second.name]);
    }
  }
  const reasons = [...refused].map(([reason, names]) => `**${letters.get(reason) ?? ""}** ${names.join(", ")}`);
  const nRefused = [...refused.values()].flat().length;
  return [`${others.length - nRefused} of ${others.length}`, reasons.sort().join("; ")];
}
