import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type {
  Calibration,
  CalibrationRow,
  ConfidenceSource,
} from "../packages/core/src/records/calibration-analysis.ts";
import { startMockServer } from "./mock-server.ts";
import { type PlantedModel, plantExam, plantStudy } from "./planted-exam.ts";
import { temporaryFolder } from "./run-folder.ts";
import {
  type CandidateName,
  candidateNames,
  firstTokenReply,
  repeatedReplies,
  type SureAnswer,
  sureAnswers,
  writeReplies,
} from "./simulated-candidates.ts";
import { viva } from "./viva.ts";

const nQuestions = 500;
const repeats = 5;

/** How each source of confidence has its candidates asked; confidences are drawn over what the source can express. */
const sources: Readonly<
  Record<ConfidenceSource, { readonly confidenceOf: (share: number) => number; readonly fields: object }>
> = {
  likelihood: {
    // The answer must be the likeliest of five labels.
    confidenceOf: (share) => 0.25 + 0.74 * share,
    fields: { modes: [{ likelihood: "label" }] },
  },
  stated: {
    confidenceOf: (share) => Math.round(100 * share) / 100,
    fields: { instructions: ["stated-confidence"] },
  },
  repeats: {
    confidenceOf: (share) => (2 + Math.floor(share * (repeats - 1))) / repeats,
    fields: { repeats },
  },
};

interface Sat {
  readonly said: ReadonlyMap<CandidateName, readonly SureAnswer[]>;
  readonly rows: ReadonlyMap<string, CalibrationRow>;
  readonly html: string;
}

/** Sit the exam with all candidates through the command line, and read what it says of their confidence. */
async function sit(source: ConfidenceSource, cwd: string): Promise<Sat> {
  const { confidenceOf, fields } = sources[source];
  const exam = plantExam(cwd, nQuestions, 7);
  const said = new Map(candidateNames.map((name) => [name, sureAnswers(exam, name, confidenceOf)]));
  const byId = new Map(
    [...said].map(([name, answers]) => [name as string, new Map(answers.map((one) => [one.id, one]))]),
  );
  const server = await startMockServer({
    behave: ({ model, question }) => {
      const answer = byId.get(model)?.get(exam.questionIn(question).id);
      return answer === undefined ? { kind: "status", status: 404 } : firstTokenReply(model, answer);
    },
  });
  try {
    if (source !== "likelihood") {
      writeReplies(cwd, said, (answer) =>
        source === "repeats"
          ? repeatedReplies(answer, repeats)
          : [`${answer.label}\nConfidence: ${Math.round(100 * answer.confidence)}%`],
      );
    }
    const models = candidateNames.map(
      (id): PlantedModel =>
        source === "likelihood"
          ? { id, backend: "openai-compatible", model: id, baseUrl: server.baseUrl, maxAttempts: 1 }
          : { id, backend: "replay", path: "replies.jsonl" },
    );
    plantStudy(cwd, models, {
      prompts: ["letter-only"],
      strata: [],
      measures: ["accuracy"],
      reports: ["html"],
      ...fields,
    });
    expect(await viva(["run", "study.yaml", "--out", "run"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout } = await viva(["calibration", "run", "--json"], { cwd });
    expect(code).toBe(0);
    const { analyses } = JSON.parse(stdout) as Calibration;
    const rows = analyses.flatMap((analysis) => analysis.rows.filter((row) => row.source === source));
    return {
      said,
      rows: new Map(rows.map((row) => [row.model, row])),
      html: readFileSync(join(cwd, "run/report/index.html"), "utf8"),
    };
  } finally {
    await server.close();
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean over coverages of the share wrong, with the mean over all orders of equal confidences: worked out answer by answer. */
function plainArea(answers: readonly SureAnswer[]): number {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence);
  let wrongBefore = 0;
  let before = 0;
  const risks: number[] = [];
  for (const tied of Map.groupBy(sorted, ({ confidence }) => confidence).values()) {
    const wrong = tied.filter(({ right }) => !right).length;
    for (let taken = 1; taken <= tied.length; taken++) {
      risks.push((wrongBefore + (wrong * taken) / tied.length) / (before + taken));
    }
    wrongBefore += wrong;
    before += tied.length;
  }
  return mean(risks);
}

/**
 * Where the points of the reliability diagrams of a page are drawn, by model: confidence and accuracy. The dashed diagonal
 * says where 0 and 1 are.
 */
function drawnPoints(html: string): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const section = html.slice(html.indexOf('<section id="calibration"'));
  const figures = section.matchAll(/aria-label="Accuracy against confidence: (\w+) [^"]*">(<svg.*?<\/svg>)/gsu);
  return new Map(
    [...figures].map(([, model = "", svg = ""]) => {
      const diagonal = /points="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"[^>]*stroke-dasharray/u.exec(svg) ?? [];
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = diagonal.slice(1).map(Number);
      const points = svg.matchAll(/transform="matrix\(4,0,0,4,([\d.]+),([\d.]+)\)"/gu);
      return [
        model,
        [...points].map(([, x, y]) => [(Number(x) - x1) / (x2 - x1), (y1 - Number(y)) / (y1 - y2)] as const),
      ];
    }),
  );
}

describe.each(["likelihood", "stated", "repeats"] as const)("confidence by %s", (source) => {
  it("of candidates of known truth is what it is, from the exam to the diagram", async () => {
    await using folder = await temporaryFolder();
    const { said, rows, html } = await sit(source, folder.path);
    expect([...rows.keys()].toSorted()).toEqual(candidateNames.toSorted());
    const drawn = drawnPoints(html);
    for (const name of candidateNames) {
      const answers = said.get(name) ?? [];
      const row = rows.get(name);
      if (row === undefined) {
        throw new Error(`no row of ${name}`);
      }
      const { calibrationError: error, decomposition: parts } = row;
      expect(row).toMatchObject({ nAnswers: nQuestions, withoutAnswer: 0, withoutConfidence: 0 });
      expect(row.confidence).toBeCloseTo(mean(answers.map(({ confidence }) => confidence)), 6);
      expect(row.accuracy.value).toBeCloseTo(mean(answers.map(({ right }) => (right ? 1 : 0))), 10);
      // The Brier score of the planted answers, and the sum of its parts.
      const squares = answers.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2);
      expect(row.brier.value).toBeCloseTo(mean(squares), 6);
      expect(row.brier.low).toBeLessThan(row.brier.value);
      expect(row.brier.high).toBeGreaterThan(row.brier.value);
      const { reliability, resolution, uncertainty, withinBinVariance, withinBinCovariance } = parts;
      const sum = reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance;
      expect(sum).toBeCloseTo(mean(squares), 6);
      expect(row.area.value).toBeCloseTo(plainArea(answers), 6);
      expect(row.area.interval?.low).toBeLessThan(row.area.value);
      expect(row.area.interval?.high).toBeGreaterThan(row.area.value);
      // The order of every one of them says something.
      expect(row.area.value).toBeLessThan(row.area.uninformed);

      if (name === "calibrated") {
        expect(error.p).toBeGreaterThan(0.05);
        expect(error.interval?.low).toBe(0);
        // An ECE of some hundredths is what chance shows, and is taken off again.
        expect(error.byChance).toBeGreaterThan(0.015);
        expect(row.debiased?.squared).toBeLessThan(0.0015);
        expect(reliability).toBeLessThan(0.005);
      } else {
        const gaps = answers.map(({ confidence }) => (name === "overconfident" ? confidence : 1 - confidence) / 2);
        const truth = mean(gaps);
        expect(error.p).toBeLessThan(0.01);
        expect(error.interval?.low).toBeLessThan(truth);
        expect(error.interval?.high).toBeGreaterThan(truth);
        expect(error.interval?.low).toBeGreaterThan(truth / 2);
        const root = Math.sqrt(mean(gaps.map((gap) => gap ** 2)));
        expect(Math.abs((row.debiased?.root ?? 0) - root)).toBeLessThan(0.05);
        expect(row.debiased?.plugInRoot).toBeGreaterThan(row.debiased?.root ?? 1);
      }

      // The diagram has a point a bin, where the numbers say, on its side of the diagonal.
      const points = drawn.get(name) ?? [];
      expect(points).toHaveLength(row.bins.length);
      expect(points.length).toBeGreaterThanOrEqual(source === "repeats" ? 4 : 8);
      for (const [at, bin] of row.bins.entries()) {
        const [confidence = Number.NaN, accuracy = Number.NaN] = points[at] ?? [];
        // Coordinates are rounded to hundredths of a pixel of 250.
        expect(confidence).toBeCloseTo(bin.confidence, 3);
        expect(accuracy).toBeCloseTo(bin.accuracy.value, 3);
      }
      const above = points.filter(([confidence, accuracy]) => accuracy > confidence).length;
      if (name !== "calibrated") {
        expect(name === "overconfident" ? points.length - above : above).toBeGreaterThanOrEqual(points.length - 1);
      }
    }
  }, 120_000);
});
