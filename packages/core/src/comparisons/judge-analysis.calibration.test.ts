import { describe, expect, it } from "vitest";
import type { Judgement } from "../records/judgement.ts";
import type { PreferenceLine } from "../records/preference.ts";
import { allowance, coverageTally, report } from "../statistics/__fixtures__/coverage-tally.ts";
import { davidsonChances } from "../statistics/davidson-fit.ts";
import { predictionPoweredMean } from "../statistics/prediction-powered-mean.ts";
import { type UniformGenerator, uniformGenerator } from "../statistics/uniform-generator.ts";
import type { HumanRating } from "./human-ratings.ts";
import type { JudgedReplySet, JudgedUnit } from "./judged-units.ts";
import { pairwiseJudging } from "./pairwise-judging.ts";
import { type JudgingSettings, scorerJudging } from "./scorer-judging.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 1000 : 80;
const scale = [1, 2, 3, 4, 5];

function settingsWith(ratings: readonly HumanRating[], own: string | null = null): JudgingSettings {
  return { level: 0.95, resamples: 200, seed: 1, underTest: (judge) => (judge === "a" ? own : null), ratings };
}

/** A world in which the true value of every reply is known: what each judge adds to it, and how often it slips. */
interface World {
  readonly questions: number;
  /** Model → how good its replies are on average, 1–5. */
  readonly models: Readonly<Record<string, number>>;
  /** Judge → what it adds, by model ("*" for the others), and the chance that it is one off either way. */
  readonly judges: Readonly<
    Record<string, { readonly bias: Readonly<Record<string, number>>; readonly slips: number }>
  >;
  /** Replies of each model that people rate. */
  readonly rated: number;
}

interface Drawn {
  readonly set: JudgedReplySet;
  readonly ratings: readonly HumanRating[];
}

function within(value: number): number {
  return Math.min(5, Math.max(1, Math.round(value)));
}

/** Values around a mean, two apart at most: what people would say. */
function trueValue(mean: number, generator: UniformGenerator): number {
  return within(mean + (generator.fraction() - 0.5) * 3);
}

function draw({ questions, models, judges, rated }: World, generator: UniformGenerator): Drawn {
  const units: JudgedUnit[] = [];
  const ratings: HumanRating[] = [];
  for (const [model, mean] of Object.entries(models)) {
    const first = Math.floor(generator.fraction() * (questions - rated));
    for (let question = 0; question < questions; question++) {
      const truth = trueValue(mean, generator);
      const callId = `${model}-${question}`;
      const judgements = new Map<string, Judgement>();
      for (const [judge, { bias, slips }] of Object.entries(judges)) {
        const slip = generator.fraction() < slips ? (generator.fraction() < 0.5 ? -1 : 1) : 0;
        const value = within(truth + (bias[model] ?? bias["*"] ?? 0) + slip);
        judgements.set(judge, { judge, form: "strict", scale, values: { accuracy: value }, points: (value - 1) / 4 });
      }
      units.push({ callId, itemId: `${question}`, model, repeat: 0, cluster: question, length: 100, judgements });
      // Questions are exchangeable: those from a random one on are a random sample.
      if (question >= first && question < first + rated) {
        const address = { callId, exam: null, itemId: null, model: null };
        ratings.push({ ...address, rater: "p", criterion: "accuracy", value: truth });
      }
    }
  }
  return { set: { exam: "e", arm: "a", scorer: "s", judges: Object.keys(judges), units }, ratings };
}

/** The mean share of the scale that a model's replies truly earn. */
function truthOf(mean: number): number {
  const generator = uniformGenerator("truth", mean);
  let sum = 0;
  for (let at = 0; at < 200_000; at++) {
    sum += (trueValue(mean, generator) - 1) / 4;
  }
  return sum / 200_000;
}

describe("what people would give", () => {
  const world: World = {
    questions: 300,
    models: { m: 3.2 },
    judges: { a: { bias: { "*": 0.8 }, slips: 0.2 } },
    rated: 40,
  };

  it.each([world, { ...world, rated: 100 }, { ...world, models: { m: 4.6 } }])(
    "lies in the corrected interval as often as it says, and not in the judge's: %o",
    (own) => {
      const generator = uniformGenerator("corrected-mean", JSON.stringify(own));
      const truth = truthOf(own.models["m"] ?? 0);
      const [corrected, judge, people] = [coverageTally(), coverageTally(), coverageTally()];
      for (let sample = 0; sample < samples; sample++) {
        const { set, ratings } = draw(own, generator);
        const { means, people: found } = scorerJudging(set, settingsWith(ratings));
        const [mean] = means;
        const row = found?.means.find(({ criterion }) => criterion === "accuracy");
        judge.add({ low: mean?.low ?? 0, high: mean?.high ?? 1 }, truth);
        corrected.add({ low: row?.low ?? 0, high: row?.high ?? 0 }, truth);
        const alone = Float64Array.from(ratings, ({ value }) => (value - 1) / 4);
        const empty = { judge: new Float64Array(), clusters: new Int32Array() };
        const labelled = { human: alone, judge: alone, clusters: Int32Array.from(alone.keys()) };
        people.add(predictionPoweredMean({ labelled, unlabelled: empty }, "tuned", 0.95), truth);
      }
      const widths = { width: corrected.width(), peopleWidth: people.width() };
      report("corrected mean", own, { corrected: corrected.coverage(), judge: judge.coverage(), ...widths });
      expect(corrected.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
      expect(corrected.width()).toBeLessThan(people.width());
      expect(judge.coverage()).toBeLessThan(0.3);
    },
  );

  it("is told with the judge's planted bias and its agreement", () => {
    const { set, ratings } = draw({ ...world, questions: 3000, rated: 1000 }, uniformGenerator("planted-bias"));
    const [row] = scorerJudging(set, settingsWith(ratings)).people?.agreement ?? [];
    // 0.8 more on a scale of 1 to 5, less what the ends of the scale and rounding take away.
    expect(row?.bias).toBeGreaterThan(0.16);
    expect(row?.bias).toBeLessThan(0.25);
    expect(row?.nReplies).toBe(1000);
    const exact = draw({ ...world, judges: { a: { bias: {}, slips: 0 } } }, uniformGenerator("exact"));
    const [same] = scorerJudging(exact.set, settingsWith(exact.ratings)).people?.agreement ?? [];
    expect(same).toMatchObject({ agreement: 1, bias: 0, kappa: { value: 1 } });
  });
});

describe("agreement of judges", () => {
  it("falls as planted slips grow, whatever bias both share", () => {
    const alphas = [0, 0.2, 0.6].map((slips) => {
      const judge = { bias: { "*": 0.5 }, slips };
      const world = { questions: 800, models: { m: 3, n: 2 }, judges: { a: judge, b: judge }, rated: 0 };
      const { set } = draw(world, uniformGenerator("agreement", slips));
      const [row] = scorerJudging(set, settingsWith([])).agreement;
      // Both slip on their own: the share of equal values is (1 − s)² + s²/2, but for the ends of the scale.
      expect(Math.abs((row?.agreement ?? 0) - ((1 - slips) ** 2 + slips ** 2 / 2))).toBeLessThan(0.06);
      return row?.alpha.value ?? Number.NaN;
    });
    expect(alphas[0]).toBe(1);
    expect(alphas).toEqual([...alphas].sort((a, b) => b - a));
    expect(alphas[2]).toBeLessThan(0.85);
  });
});

describe("preference for oneself", () => {
  it("is found where it is planted, with its size, and not where a judge is mild with all", () => {
    const other = { bias: {}, slips: 0.2 };
    const found = (bias: Readonly<Record<string, number>>) => {
      const judges = { a: { bias, slips: 0.2 }, b: other, c: other };
      const world = { questions: 600, models: { own: 2.5, n: 2.5, o: 3 }, judges, rated: 0 };
      const { set } = draw(world, uniformGenerator("self", JSON.stringify(bias)));
      return scorerJudging(set, settingsWith([], "own")).selfPreference[0];
    };
    const partial = found({ own: 1, "*": 0 });
    expect(partial?.low).toBeGreaterThan(0.15);
    expect(partial?.high).toBeLessThan(0.3);
    const mild = found({ "*": 1 });
    expect(mild?.low).toBeLessThan(0.02);
    expect(Math.abs(mild?.value ?? 1)).toBeLessThan(0.04);
  });
});

/** Verdicts by Davidson's model in both orders; with a chance the first place is taken, whatever stands there. */
function drawPairs(strengths: readonly number[], logTie: number, toFirst: number, questions: number) {
  const generator = uniformGenerator("pairs", strengths.join(), logTie, toFirst);
  const verdicts: (PreferenceLine & { readonly cluster: number })[] = [];
  for (let question = 0; question < questions; question++) {
    for (const [one, first] of strengths.entries()) {
      for (const [two, second] of strengths.entries()) {
        if (one >= two) {
          continue;
        }
        const [win, tie] = davidsonChances(first - second, logTie);
        const luck = generator.fraction();
        const meant = luck < win ? 1 : luck < win + tie ? 0.5 : 0;
        const forward = generator.fraction() < toFirst ? 1 : meant;
        const backward = generator.fraction() < toFirst ? 0 : meant;
        verdicts.push({
          exam: "e",
          itemId: `${question}`,
          arm: "a",
          judge: "a",
          models: [`m${one}`, `m${two}`],
          callIds: ["", ""],
          lengths: [100 + Math.floor(generator.fraction() * 50), 100 + Math.floor(generator.fraction() * 50)],
          forward: { form: "strict", points: forward },
          backward: { form: "strict", points: backward },
          points: forward === backward ? forward : 0.5,
          consistent: forward === backward,
          cluster: question,
        });
      }
    }
  }
  return pairwiseJudging({ exam: "e", arm: "a", verdicts }, settingsWith([]));
}

describe("pairs", () => {
  it("give back planted strengths and ties where the order sways nobody", () => {
    const planted = [0.8, 0, -0.8];
    const { strengths, pairs, position, length } = drawPairs(planted, -0.5, 0, 1500);
    expect(strengths.map(({ model }) => model)).toEqual(["m0", "m1", "m2"]);
    for (const [at, strength] of strengths.entries()) {
      expect(Math.abs((strength.value ?? 9) - (planted[at] ?? 0))).toBeLessThan(0.15);
      expect(strength.low).toBeLessThan(planted[at] ?? 0);
      expect(strength.high).toBeGreaterThan(planted[at] ?? 0);
    }
    const [, tie] = davidsonChances(0.8, -0.5);
    expect(Math.abs((pairs[0]?.ties ?? 0) / 1500 - tie)).toBeLessThan(0.04);
    expect(pairs.every(({ inconsistent }) => inconsistent === 0)).toBe(true);
    expect(position[0]?.changed.value).toBe(0);
    expect(length[0]?.low).toBeLessThan(1);
    expect(length[0]?.high).toBeGreaterThan(1);
  });

  it("tell a planted pull of the first place, and take what it changes for ties", () => {
    const { pairs, position } = drawPairs([0, 0], -1, 0.2, 1500);
    const [pair] = pairs;
    expect(pair?.inconsistent).toBeGreaterThan(300);
    expect((pair?.wins ?? 0) + (pair?.ties ?? 0) + (pair?.inconsistent ?? 0) + (pair?.losses ?? 0)).toBe(1500);
    // The pull favours neither model once both orders are asked.
    expect(pair?.share.low).toBeLessThan(0.5);
    expect(pair?.share.high).toBeGreaterThan(0.5);
    expect(position[0]?.advantage.low).toBeGreaterThan(0.1);
    expect(position[0]?.p).toBeLessThan(1e-6);
  });
});

describe("criteria of items' own", () => {
  it("are taken together, each of a reply as a case, with the rate corrected by what people found", () => {
    const generator = uniformGenerator("own-criteria");
    const [sensitivity, specificity, rate] = [0.9, 0.7, 0.6];
    const units: JudgedUnit[] = [];
    const ratings: HumanRating[] = [];
    for (let question = 0; question < 600; question++) {
      const callId = `m-${question}`;
      const truths = Array.from({ length: 1 + (question % 4) }, () => (generator.fraction() < rate ? 1 : 0));
      const said = (): Judgement => ({
        judge: "a",
        form: "strict",
        scale: [0, 1],
        values: Object.fromEntries(
          truths.map((truth, at) => {
            const chance = truth === 1 ? sensitivity : 1 - specificity;
            return [`c${at + 1}`, generator.fraction() < chance ? 1 : 0];
          }),
        ),
        points: 0.5,
      });
      const judgements = new Map([
        ["a", said()],
        ["b", { ...said(), judge: "b" }],
      ]);
      units.push({ callId, itemId: `${question}`, model: "m", repeat: 0, cluster: question, length: 1, judgements });
      if (question % 4 === 0 || question % 4 === 3) {
        const address = { callId: null, exam: null, itemId: `${question}`, model: "m", rater: "p" };
        ratings.push(...truths.map((value, at) => ({ ...address, criterion: `c${at + 1}`, value })));
      }
    }
    const set = { exam: "e", arm: "a", scorer: "s", judges: ["a", "b"], units };
    const { agreement, people } = scorerJudging(set, settingsWith(ratings));
    expect(agreement.map(({ criterion, nReplies }) => [criterion, nReplies])).toEqual([["all", 1500]]);
    const [row] = people?.agreement ?? [];
    expect(row).toMatchObject({ judge: "a", criterion: "all", nReplies: 750, nRatings: 750 });
    const [mean] = people?.means ?? [];
    expect(Math.abs((mean?.value ?? 0) - rate)).toBeLessThan(0.06);
    const [corrected] = people?.rates ?? [];
    expect(Math.abs((corrected?.sensitivity ?? 0) - sensitivity)).toBeLessThan(0.05);
    expect(Math.abs((corrected?.specificity ?? 0) - specificity)).toBeLessThan(0.06);
    expect(Math.abs((corrected?.apparent ?? 0) - (rate * sensitivity + (1 - rate) * (1 - specificity)))).toBeLessThan(
      0.05,
    );
    // The rate as judged is 0.66; the correction leads back to the truth.
    expect(Math.abs((corrected?.value ?? 0) - rate)).toBeLessThan(0.08);
  });
});
