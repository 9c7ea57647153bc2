import { singleLine } from "../figures/printable-text.ts";
import { perturbationsCompatible } from "../perturbations/compatibility.ts";
import type { Perturbation } from "../perturbations/define.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { WrittenVariants } from "../runs/write-variants.ts";
import type { CountedReason, PerturbedCounts } from "../runs/write-variants-counts.ts";
import { plainTable } from "./plain-table.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

const verdicts = ["sound", "unchecked", "unsound"] as const;

/**
 * What came of each perturbation over an exam: variants by verdict, and why.
 *
 * @param shown How many reasons of each verdict are shown; 0 leaves the table of reasons out.
 */
export function perturbedTerminalTables(
  written: WrittenVariants,
  language: ReportInput["language"],
  shown: number,
): readonly TerminalTable[] {
  const words = reportWords(language);
  return [countsTable(written, words), ...(shown === 0 ? [] : [reasonsTable(written.counts, words, shown)])].map(
    plainTable,
  );
}

function countsTable({ exam, items, variants, asExam, counts }: WrittenVariants, words: ReportWords): ReportTable {
  const numbers = ["applied", "variants", ...verdicts, "notApplicable"] as const;
  const left = asExam?.onlyInPrompts ?? 0;
  return {
    title: words.text("perturbed.title", {
      exam: singleLine(exam),
      variants: words.count(variants),
      items: words.count(items),
    }),
    columns: [
      wordColumn(words.text("perturbed.perturbation")),
      ...numbers.map((name) => numberColumn(words.text(`perturbed.${name}`))),
    ],
    rows: counts.map((count) => [
      { text: singleLine(count.perturbation) },
      ...[
        count.items - count.notApplicable.n,
        count.variants,
        ...verdicts.map((verdict) => count.verdicts[verdict].n),
        count.notApplicable.n,
      ].map((n) => ({ text: words.count(n) })),
    ]),
    notes: [
      words.text("perturbed.verdictNote"),
      ...(left === 0 ? [] : [words.text("perturbed.onlyInPrompts", { n: words.count(left) })]),
    ],
  };
}

function reasonsTable(counts: readonly PerturbedCounts[], words: ReportWords, shown: number): ReportTable {
  const rows = counts.flatMap((count) => [
    ...verdicts.flatMap((verdict) =>
      rowsOf(count.perturbation, words.text(`perturbed.${verdict}`), count.verdicts[verdict].reasons),
    ),
    ...rowsOf(
      count.perturbation,
      words.text("perturbed.notApplicable"),
      count.notApplicable.reasons.map(({ reason, n }) => ({ reason: whyNot(reason, words), n })),
    ),
  ]);
  return {
    title: words.text("perturbed.reasons"),
    columns: [
      wordColumn(words.text("perturbed.perturbation")),
      wordColumn(words.text("perturbed.verdict")),
      numberColumn(words.text("perturbed.count")),
      wordColumn(words.text("perturbed.reason")),
    ],
    rows,
    notes: [],
  };

  function rowsOf(perturbation: string, verdict: string, reasons: readonly CountedReason[]) {
    return reasons
      .slice(0, shown)
      .map(({ reason, n }) =>
        [perturbation, verdict, words.count(n), reason].map((text) => ({ text: singleLine(text) })),
      );
  }
}

const ownReasons = ["language", "no-options", "no-other-items", "nothing-to-change"] as const;

function whyNot(reason: string, words: ReportWords): string {
  const own = ownReasons.find((known) => known === reason);
  return own === undefined ? reason : words.text(`perturbed.whyNot.${own}`);
}

/** Which operator may follow which, one row an operator; those that may not stand behind the reason. */
export function pairsTerminalTable(
  operators: readonly Perturbation[],
  language: ReportInput["language"],
): TerminalTable {
  const words = reportWords(language);
  return plainTable({
    title: words.text("perturbed.pairsTitle"),
    columns: [
      wordColumn(words.text("perturbed.first")),
      wordColumn(words.text("perturbed.followers")),
      wordColumn(words.text("perturbed.notBy")),
    ],
    rows: operators.flatMap((first) => {
      const others = operators.filter(({ name }) => name !== first.name);
      const refused = new Map<string, string[]>();
      for (const second of others) {
        const verdict = perturbationsCompatible(first, second);
        if (verdict.status === "incompatible") {
          refused.set(verdict.reason, [...(refused.get(verdict.reason) ?? []), second.name]);
        }
      }
      const allowed = others.length - [...refused.values()].flat().length;
      const followers = words.text("perturbed.of", { n: words.count(allowed), all: words.count(others.length) });
      const reasons = [...refused].map(([reason, names]) => words.pair(reason, words.list(names)));
      return (reasons.length === 0 ? [""] : reasons).map((reason, index) =>
        [index === 0 ? singleLine(first.name) : "", index === 0 ? followers : "", singleLine(reason)].map((text) => ({
          text,
        })),
      );
    }),
    notes: [],
  });
}
