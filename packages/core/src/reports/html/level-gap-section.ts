import { levelGapFigure } from "../../figures/level-gap-figure.ts";
import type { LevelGap } from "../../records/level-gap.ts";
import { levelGapTables, levelNames } from "../level-gap-tables.ts";
import { placeTitle } from "../profile-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** The gap between two levels: figure and table for each exam and way of asking. */
export function levelGapBlocks(gaps: readonly LevelGap[], words: ReportWords, nextId: NextFigureId): string {
  if (gaps.length === 0) {
    return paragraph(words.text("level.none"));
  }
  return blockDetails(
    gaps.map((gap) => {
      const lines = gap.models.map(({ model, gap: raw, adjusted }) => ({
        model,
        raw,
        adjusted: adjusted.status === "estimated" ? adjusted : null,
      }));
      const names = levelNames(gap, words);
      const caption = words.text("level.figure", {
        level: words.wholePercent(gap.level),
        tag: words.named("tag", gap.within),
      });
      return {
        title: `${placeTitle(gap, gaps, words)} · ${words.text("level.title", names)}`,
        body: [
          htmlFigure((widthPx) => levelGapFigure(lines, words, widthPx), caption, nextId),
          ...levelGapTables(gap, words).map((table) => htmlTable(table)),
        ].join("\n"),
      };
    }),
  );
}
