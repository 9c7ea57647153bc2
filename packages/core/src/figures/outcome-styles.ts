import type { AnswerStatus } from "../records/answer.ts";
import { type FigureColour, figureColours } from "./palette.ts";

/** What a call can come to: the reading's status, with "chosen" split by whether it was right. */
export type OutcomeKind = "right" | "wrong" | Exclude<AnswerStatus, "chosen">;

/** A pattern over a colour, in the chart library's terms. */
export interface DecalPattern {
  readonly symbol: "rect" | "circle" | "triangle" | "diamond";
  readonly symbolSize: number;
  readonly dashArrayX: number[] | number[][];
  readonly dashArrayY: number[];
  readonly rotation: number;
}

/** How one outcome looks in every figure and legend. */
export interface OutcomeStyle {
  readonly kind: OutcomeKind;
  readonly colour: FigureColour;
  /** Colour of a number printed on it. */
  readonly ink: FigureColour;
  /** Null: plain. */
  readonly decal: DecalPattern | null;
}

function stripes(rotation: number): DecalPattern {
  return { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [1, 5], rotation };
}

const dots: DecalPattern = {
  symbol: "circle",
  symbolSize: 0.9,
  dashArrayX: [
    [4, 4],
    [0, 4, 4, 0],
  ],
  dashArrayY: [4, 0],
  rotation: 0,
};

const { onBright, onAbstained } = figureColours;

/** Every outcome in the order of bars, legends and tables. */
export const outcomeStyles: readonly OutcomeStyle[] = [
  { kind: "right", colour: figureColours.right, ink: onBright, decal: null },
  { kind: "wrong", colour: figureColours.wrong, ink: onBright, decal: stripes(-Math.PI / 4) },
  { kind: "ambiguous", colour: figureColours.ambiguous, ink: onBright, decal: stripes(Math.PI / 4) },
  { kind: "none-of-these", colour: figureColours.noneOfThese, ink: onBright, decal: dots },
  { kind: "abstained", colour: figureColours.abstained, ink: onAbstained, decal: stripes(0) },
  { kind: "refused", colour: figureColours.refused, ink: onBright, decal: stripes(Math.PI / 2) },
  { kind: "unreadable", colour: figureColours.unreadable, ink: onBright, decal: null },
];
