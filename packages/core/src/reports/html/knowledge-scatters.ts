import { changeScatter } from "../../figures/change-scatter.ts";
import type { ForestWords } from "../../figures/forest-figure.ts";
import { singleLine } from "../../figures/printable-text.ts";
import type { ScatterPoint } from "../../figures/value-scatter.ts";
import type { KnowledgeAnalysis, KnowledgeArm, KnowledgeRow } from "../../records/knowledge-analysis.ts";
import { leakingName } from "../mark-leaking-arms.ts";
import { levelPercent, pointsText } from "../pairs-numbers.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { blockDetails } from "./page-parts.ts";

/** A row with its way of asking. */
interface AskedRow {
  readonly arm: KnowledgeArm;
  readonly row: KnowledgeRow;
}

/**
 * For each prompt that is also asked with nothing looked up: net change against recall of the explanation, and against tokens.
 * Figures without two points to compare, or without tokens, are left out; "" without any.
 */
export function knowledgeScatters(
  { arms, rows, level }: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const asked = arms.flatMap((arm): AskedRow[] => {
    const row = rows.find((one) => one.model === model && one.arm === arm.arm);
    return row === undefined ? [] : [{ arm, row }];
  });
  const groups = Map.groupBy(
    asked.filter(({ arm, row }) => arm.without !== null && row.net.value !== null),
    ({ arm }) => arm.without ?? "",
  );
  const blocks = [...groups].flatMap(([without, group]) => {
    const names = { model: singleLine(model), arm: singleLine(without), level: levelPercent(level, words) };
    const figures = [
      recallFigure(group, without, words, words.text("knowledge.figure.recall", names), nextId),
      costFigure(group, asked, without, words, words.text("knowledge.figure.cost", names), nextId),
    ].filter((figure) => figure !== "");
    const title = words.text("knowledge.against.title", { arm: singleLine(without) });
    return figures.length === 0 ? [] : [{ title, body: figures.join("\n") }];
  });
  return blocks.length === 0 ? "" : blockDetails(blocks);
}

function recallFigure(
  group: readonly AskedRow[],
  without: string,
  words: ReportWords,
  caption: string,
  nextId: NextFigureId,
): string {
  const points = group.flatMap(({ arm, row }) =>
    arm.recall.value === null ? [] : [pointOf({ arm, row }, without, arm.recall.value, words)],
  );
  const axis = {
    title: words.text("knowledge.axis.recall"),
    scale: "linear" as const,
    most: 1,
    format: (rate: number) => words.wholePercent(rate),
  };
  return points.length < 2
    ? ""
    : htmlFigure((widthPx) => changeScatter(points, axis, knowledgePoints(words), widthPx), caption, nextId);
}

function costFigure(
  group: readonly AskedRow[],
  all: readonly AskedRow[],
  without: string,
  words: ReportWords,
  caption: string,
  nextId: NextFigureId,
): string {
  const base = all.find(({ arm }) => arm.arm === without);
  const baseTokens = base === undefined ? null : tokensOf(base.row);
  const points = group.flatMap((one) => {
    const tokens = tokensOf(one.row);
    return tokens === null ? [] : [pointOf(one, without, tokens, words)];
  });
  const own: ScatterPoint[] =
    baseTokens === null
      ? []
      : [{ name: without, x: baseTokens, value: 0, low: null, high: null, symbol: "diamond", filled: true }];
  const axis = {
    title: words.text("knowledge.axis.tokens"),
    scale: "linear" as const,
    format: (tokens: number) => words.count(tokens),
  };
  return points.length === 0
    ? ""
    : htmlFigure(
        (widthPx) => changeScatter([...own, ...points], axis, knowledgePoints(words), widthPx),
        caption,
        nextId,
      );
}

function pointOf({ arm, row }: AskedRow, without: string, x: number, words: ReportWords): ScatterPoint {
  const { value, low, high } = row.net;
  const filled = arm.role === "seeds" || arm.role === "context";
  return { name: contextName(arm, without, words), x, value: value ?? 0, low, high, symbol: "circle", filled };
}

/** What stands behind the prompt in the name of a way of asking: the prompt is in the caption. */
function contextName({ arm, role }: KnowledgeArm, without: string, words: ReportWords): string {
  const mark = role === "leaking" ? leakingName("", words) : "";
  const plain = arm.startsWith(mark) ? arm.slice(mark.length) : arm;
  const context = plain.startsWith(`${without}+`) ? plain.slice(without.length + 1) : plain;
  return `${mark}${context}`;
}

function tokensOf({ promptTokens, completionTokens }: KnowledgeRow): number | null {
  return promptTokens === null ? null : promptTokens + (completionTokens ?? 0);
}

/** Differences in points, as the figures of knowledge print them. */
export function knowledgePoints(words: ReportWords): ForestWords {
  return {
    points: (difference: number) => pointsText(difference, words),
    wholePoints: (difference: number) => pointsText(difference, words, 0),
  };
}
