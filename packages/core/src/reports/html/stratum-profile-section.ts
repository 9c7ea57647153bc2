import { singleLine } from "../../figures/printable-text.ts";
import { mostRadarModels, specialtyRadarFigure } from "../../figures/specialty-radar-figure.ts";
import type { StratumProfile } from "../../records/stratum-profile.ts";
import { placeTitle, stratumName } from "../profile-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { stratumProfileTables } from "../stratum-profile-tables.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Fewer axes have no area; more have no room for their names. */
const radarAxes = { least: 3, most: 16 };

/**
 * The strata of every model: for each breakdown a radar where it is by one tag of 3 to 16 values, and its tables with
 * pooled cells greyed. One part for each exam and way of asking, the first open.
 */
export function stratumProfileBlocks(
  profiles: readonly StratumProfile[],
  words: ReportWords,
  nextId: NextFigureId,
): string {
  if (profiles.length === 0) {
    return paragraph(words.text("profile.none"));
  }
  const titles = [...new Set(profiles.map((profile) => placeTitle(profile, profiles, words)))];
  return blockDetails(
    titles.map((title) => ({
      title,
      body: profiles
        .filter((profile) => placeTitle(profile, profiles, words) === title)
        .flatMap((profile) => [
          ...radar(profile, words, nextId),
          ...stratumProfileTables(profile, words).map((table) => htmlTable(table)),
        ])
        .join("\n"),
    })),
  );
}

function radar(profile: StratumProfile, words: ReportWords, nextId: NextFigureId): readonly string[] {
  const [tag = "", ...others] = profile.tags;
  const axes = (profile.models[0]?.cells ?? []).map(({ stratum }) => stratumName(stratum, words));
  if (others.length > 0 || axes.length < radarAxes.least || axes.length > radarAxes.most) {
    return [];
  }
  const lines = [...profile.models]
    .map(({ model, cells }) => ({ model: singleLine(model), values: cells.map(({ value }) => value) }))
    .sort((a, b) => meanOf(b.values) - meanOf(a.values));
  const caption = [
    words.text("profile.radarFigure", { tag: words.named("tag", tag), whole: words.wholePercent(1) }),
    ...(lines.length > mostRadarModels
      ? [
          words.text("profile.radarSome", {
            shown: words.count(mostRadarModels),
            total: words.count(lines.length),
          }),
        ]
      : []),
  ].join(words.language === "zh" ? "" : " ");
  return [htmlFigure((widthPx) => specialtyRadarFigure(axes, lines, words, widthPx), caption, nextId)];
}

function meanOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / Math.max(1, values.length);
}
