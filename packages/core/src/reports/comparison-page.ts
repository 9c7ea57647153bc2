import type { RunsComparison } from "../comparisons/compare-runs.ts";
import { singleLine } from "../figures/printable-text.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { htmlTable } from "./html/html-table.ts";
import { levelGapBlocks } from "./html/level-gap-section.ts";
import { section } from "./html/page-parts.ts";
import { pairsSection } from "./html/pairs-section.ts";
import { plainPage } from "./html/plain-page.ts";
import { stratumProfileBlocks } from "./html/stratum-profile-section.ts";
import { overlapTable } from "./pairs-overlap.ts";
import { reportWords } from "./report-words.ts";

/**
 * A comparison of runs as one HTML file that needs nothing else and runs no script: what items the runs have in common,
 * which differences are real, the models' strata and levels. Same input, same bytes.
 *
 * @param language Default: that of the first run's report.
 */
export function comparisonHtml(
  comparison: RunsComparison,
  language: RunsComparison["language"] = comparison.language,
): string {
  const words = reportWords(language);
  const nextId = createFigureIds();
  const { runs, comparisons, profiles, levels } = comparison;
  const overlap = overlapTable(comparison, words);
  const names = [...new Set(runs.map(({ name }) => singleLine(name)))].join(" · ");
  return plainPage({
    language,
    title: names,
    kicker: words.text("pairs.title"),
    lead: words.text("pairs.pageLead", { runs: words.count(runs.length) }),
    sections: [
      ...(overlap === null ? [] : [section("overlap", words.text("pairs.overlap"), htmlTable(overlap))]),
      section("comparison", words.text("pairs.title"), pairsSection(comparisons, words, nextId)),
      ...(profiles.length === 0
        ? []
        : [section("profiles", words.text("profile.section"), stratumProfileBlocks(profiles, words, nextId))]),
      ...(levels.length === 0
        ? []
        : [section("levels", words.text("level.section"), levelGapBlocks(levels, words, nextId))]),
    ],
    footer: runs.map(({ folder, name }) => `${singleLine(name)}: ${singleLine(folder)}`).join("; "),
  });
}
