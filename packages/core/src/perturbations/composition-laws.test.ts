import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { allOperators, bundledExams, sampleOf, type WholeExam, wholeExams } from "./__fixtures__/whole-exams.ts";
import { perturbationsCompatible } from "./compatibility.ts";
import { type ComposedPerturbation, type CompositionStep, composePerturbations } from "./compose.ts";
import { checkPerturbation } from "./conformance.ts";
import type { Perturbation, VariantDraft } from "./define.ts";

/** Items of each language that a pair is tried on in the quick suite. */
const perPair = 3;
const triples = wholeExams ? 2000 : 150;

const operators = await allOperators();
const steps = new Map(
  operators.map((plugin): [Perturbation, CompositionStep] => [
    plugin,
    { plugin, settings: {}, configured: plugin.configure({}) },
  ]),
);
const pairs = operators.flatMap((first) => operators.map((second) => [first, second] as const));
const compatible = pairs.filter(([first, second]) => perturbationsCompatible(first, second).status === "compatible");

let exams: WholeExam[] = [];
beforeAll(async () => {
  exams = await bundledExams();
});

const compose = (...plugins: readonly Perturbation[]): ComposedPerturbation =>
  composePerturbations(plugins.map((plugin) => steps.get(plugin) as CompositionStep));

/** A composition as an operator, so that it can be held to the contract of one. */
function asOperator(composed: ComposedPerturbation): Perturbation {
  const plugins = composed.steps.map(({ plugin }) => plugin);
  return {
    ...(plugins[0] as Perturbation),
    name: composed.name.replaceAll("+", "-then-"),
    touches: [...new Set(plugins.flatMap(({ touches }) => touches))],
    ...(plugins.some(({ directives }) => directives !== undefined) && {
      directives: [...new Set(plugins.flatMap(({ directives }) => directives ?? []))],
    }),
    keepsKey: composed.keepsKey,
    needsOthers: composed.needsOthers,
    group: composed.keepsKey ? "key-keeping" : "format-changing",
    configure: () => ({
      perturb: (item, _random, others) =>
        composed.perturb(item, (operator) => randomStream(7, operator, item.id), others),
    }),
  };
}

const badness = { sound: 0, unchecked: 1, unsound: 2 };

describe("compositions of two", () => {
  it("are those that the table allows, and no others", () => {
    for (const [first, second] of pairs) {
      const verdict = perturbationsCompatible(first, second);
      if (verdict.status === "compatible") {
        expect(compose(first, second).name).toBe(`${first.name}+${second.name}`);
      } else {
        expect(() => compose(first, second)).toThrow(verdict.reason);
      }
    }
    expect(compatible.length).toBeGreaterThan(pairs.length / 3);
  });

  it("keep the contract of an operator: the id, the map, what neither of the two declares", {
    timeout: 600_000,
  }, () => {
    for (const exam of exams) {
      for (const [first, second] of compatible) {
        const composed = compose(first, second);
        const items = sampleOf(exam.items, perPair, composed.name);
        const problems = checkPerturbation(asOperator(composed), items, undefined, {}, exam.others);
        expect({ pair: composed.name, exam: exam.name, problems }).toEqual({
          pair: composed.name,
          exam: exam.name,
          problems: [],
        });
      }
    }
  });

  it("are the second of every draft of the first, drawn as each draws alone", { timeout: 600_000 }, () => {
    for (const { items, others } of exams) {
      for (const [first, second] of compatible) {
        const composed = compose(first, second);
        for (const item of sampleOf(items, 1, composed.name)) {
          const stream = (operator: string) => randomStream(3, operator, item.id);
          const alone = ({ name }: Perturbation, of: VariantDraft["item"]) =>
            steps.get(name === first.name ? first : second)?.configured.perturb(of, stream(name), others) ?? [];
          const expected = alone(first, item).flatMap((one) => alone(second, one.item).map((two) => ({ one, two })));
          const drafts = composed.perturb(item, stream, others);
          expect(drafts.map((draft) => draft.item)).toEqual(expected.map(({ two }) => two.item));
          expect(drafts.map(({ validity }) => badness[validity.status])).toEqual(
            expected.map(({ one, two }) => Math.max(badness[one.validity.status], badness[two.validity.status])),
          );
          for (const [index, { answerMap, renderDirectives }] of drafts.entries()) {
            const { one, two } = expected[index] as (typeof expected)[number];
            expect(answerMap === null).toBe(one.answerMap === null || two.answerMap === null);
            expect(renderDirectives ?? {}).toEqual({ ...one.renderDirectives, ...two.renderDirectives });
          }
        }
      }
    }
  });

  it("do what neither does alone", { timeout: 600_000 }, () => {
    const shown = ({ item, renderDirectives = {} }: VariantDraft) => JSON.stringify([item, renderDirectives]);
    const idle = compatible.flatMap(([first, second]) => {
      const composed = compose(first, second);
      let [drafts, known] = [0, 0];
      for (const { items, others } of exams) {
        for (const item of sampleOf(items, 2 * perPair, composed.name)) {
          const stream = (operator: string) => randomStream(1, operator, item.id);
          const alone = new Set(
            [first, second].flatMap((plugin) =>
              (steps.get(plugin)?.configured.perturb(item, stream(plugin.name), others) ?? []).map(shown),
            ),
          );
          const made = composed.perturb(item, stream, others);
          drafts += made.length;
          known += made.filter((draft) => alone.has(shown(draft))).length;
        }
      }
      return drafts > 3 && known === drafts ? [composed.name] : [];
    });
    expect(idle).toEqual([]);
  });

  it("leave some item of the exam to almost every pair", { timeout: 600_000 }, () => {
    const idle = compatible.filter(([first, second]) => {
      const composed = compose(first, second);
      return !exams.some(({ items, others }) =>
        items.some(
          (item) => composed.perturb(item, (operator) => randomStream(1, operator, item.id), others).length > 0,
        ),
      );
    });
    // An operator that never applies to the sample exam takes all its pairs with it.
    expect(idle.length / compatible.length).toBeLessThan(0.25);
  });
});

describe("compositions of three", () => {
  it("keep the contract wherever each two of them may follow each other", { timeout: 600_000 }, () => {
    const draw = randomStream("three operators");
    let tried = 0;
    while (tried < triples) {
      const chosen = draw.shuffled(operators).slice(0, 3);
      const [one, two, three] = chosen;
      if (one === undefined || two === undefined || three === undefined) {
        break;
      }
      const allowed = [
        [one, two],
        [one, three],
        [two, three],
      ].every(([a, b]) => a && b && perturbationsCompatible(a, b).status === "compatible");
      if (!allowed) {
        continue;
      }
      tried += 1;
      const composed = compose(one, two, three);
      for (const { items, others } of exams) {
        const [item] = randomStream(composed.name).shuffled(items);
        const problems = checkPerturbation(
          asOperator(composed),
          item === undefined ? [] : [item],
          undefined,
          {},
          others,
        );
        expect({ chain: composed.name, problems }).toEqual({ chain: composed.name, problems: [] });
      }
    }
  });
});
