import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { shippedPath } from "../base/shipped.ts";
import type { Item } from "../records/item.ts";
import { medicalLinkerWords } from "./medical-linker-words.ts";
import { openKnowledgeGraph } from "./open-graph.ts";
import { createRandomSeeds } from "./random-seeds.ts";
import { createSeedFinder } from "./seed-finder.ts";
import { seedQuestionOf } from "./seed-question.ts";
import { seedSettingsOf, seedSettingsShape } from "./seed-settings.ts";

const graph = await openKnowledgeGraph(shippedPath("exams/viva-sample/graph"));
const settings = seedSettingsOf(z.strictObject(seedSettingsShape).parse({ hops: 2 }));
const finder = createSeedFinder(graph, settings, medicalLinkerWords);
const labels = Array.from({ length: graph.nEntities }, (_, entity) => graph.labelOf(entity, "en"));

/** Questions that name entities of the graph, in some order, negated or not. */
const stems = fc
  .array(fc.tuple(fc.constantFrom(...labels), fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((named) => named.map(([label, denied]) => `${denied ? "No " : "He has "}${label}.`).join(" "));
const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...labels));

const item = (
  stem: string,
  options: readonly string[],
  references: readonly string[],
  key: readonly string[],
): Item => ({
  id: "q",
  language: "en",
  kind: "single",
  stem,
  options: options.map((text, at) => ({ id: String(at), text })),
  accepted: [key],
  tags: { key },
  references,
  weight: 1,
});

describe("seeds", () => {
  it("are the same byte for byte whatever the options, the key and the explanation say", () => {
    fc.assert(
      fc.property(stems, fc.array(texts), fc.array(texts), fc.array(texts), (stem, options, references, key) => {
        const plain = finder.find(seedQuestionOf(item(stem, [], [], [])));
        const noisy = finder.find(seedQuestionOf(item(stem, options, references, key)));
        expect(JSON.stringify(noisy)).toBe(JSON.stringify(plain));
      }),
      { numRuns: 200 },
    );
  });

  it("keep their promises: at most k, best first, none named in the question, none twice, quotas kept, paths that exist", () => {
    fc.assert(
      fc.property(stems, (stem) => {
        const { seeds, mentions } = finder.find(seedQuestionOf(item(stem, [], [], [])));
        const inQuestion = new Set(mentions.flatMap(({ entities }) => entities.map(({ id }) => id)));
        expect(seeds.length).toBeLessThanOrEqual(settings.count);
        expect(new Set(seeds.map(({ id }) => id)).size).toBe(seeds.length);
        for (const [at, { id, score, supports }] of seeds.entries()) {
          expect(score).toBeLessThanOrEqual(seeds[at - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(inQuestion.has(id)).toBe(false);
          expect(supports.length).toBeGreaterThan(0);
          for (const { entity, path, hops } of supports) {
            expect(path).toHaveLength(hops);
            expect(path[0]?.from.id).toBe(entity.id);
            expect(path.at(-1)?.to.id).toBe(id);
          }
        }
        for (const count of Map.groupBy(seeds, ({ type }) => type).values()) {
          expect(count.length).toBeLessThanOrEqual(settings.perType);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("drawn at random are as many, of the same types, and others; the same seed draws the same", () => {
    const random = createRandomSeeds(graph, 7);
    fc.assert(
      fc.property(stems, (stem) => {
        const question = seedQuestionOf(item(stem, [], [], []));
        const found = finder.find(question);
        const drawn = random.draw(question, found);
        expect(drawn.map(({ type }) => type)).toEqual(found.seeds.map(({ type }) => type));
        const taken = new Set([
          ...found.seeds.map(({ id }) => id),
          ...found.mentions.flatMap(({ entities }) => entities.map(({ id }) => id)),
        ]);
        expect(drawn.filter(({ id }) => taken.has(id))).toEqual([]);
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
        expect(createRandomSeeds(graph, 7).draw(question, found)).toEqual(drawn);
      }),
      { numRuns: 50 },
    );
  });
});
