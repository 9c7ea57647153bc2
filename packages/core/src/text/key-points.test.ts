import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import cmexam from "../datasets/cmexam.ts";
import { keyPoints } from "./key-points.ts";
import { medicalEntityFinder } from "./medical-entity-finder.ts";

const find = (text: string) => medicalEntityFinder("en").find(text);

describe("key points", () => {
  it("are recalled with the same polarity; what is left open counts as affirmed", () => {
    const points = keyPoints(find("Fever and cough. No rash."), find("Possible fever, no cough. Rash, headache."));
    expect(points).toEqual({
      expected: ["fever", "cough", "rash"],
      recalled: ["fever"],
      contradicted: ["cough", "rash"],
      said: ["fever", "cough", "rash", "headache"],
      shared: ["fever"],
    });
  });

  it("agree with either where a text says both", () => {
    const points = keyPoints(find("Fever in one. No fever in the other."), find("No fever."));
    expect([points.recalled, points.contradicted]).toEqual([["fever"], []]);
  });

  it("leave out what they are told to", () => {
    expect(keyPoints(find("Fever and cough."), find("Fever."), new Set(["fever"]))).toMatchObject({
      expected: ["cough"],
      said: [],
    });
    expect(keyPoints([], [])).toEqual({ expected: [], recalled: [], contradicted: [], said: [], shared: [] });
  });
});

const path = fileURLToPath(new URL("../../../../../shared/data/cmexam/val-part.csv", import.meta.url));

describe.skipIf(!existsSync(path))(
  "key points of published explanations (../shared/data/cmexam, skipped without it)",
  () => {
    it("are all in the explanation itself, few in a neighbour's, and denied in a denying copy", async () => {
      const finder = medicalEntityFinder("zh");
      const explanations: string[] = [];
      for await (const { item } of cmexam.configure({ path }, { resolvePath: (given) => given }).load()) {
        const text = item?.references[0] ?? "";
        if (explanations.length < 400 && finder.find(text).length > 0) {
          explanations.push(text);
        }
      }
      expect(explanations).toHaveLength(400);
      const sum = { itself: 0, neighbour: 0, denied: 0, contradicted: 0 };
      explanations.forEach((text, at) => {
        const own = finder.find(text);
        const against = (other: string) => {
          const { recalled, contradicted, expected } = keyPoints(own, finder.find(other));
          return { recall: recalled.length / expected.length, contradicted: contradicted.length / expected.length };
        };
        let denying = "";
        let from = 0;
        for (const { start, end } of own) {
          denying += `${text.slice(from, start)}，没有${text.slice(start, end)}，`;
          from = end;
        }
        const denied = against(denying + text.slice(from));
        sum.itself += against(text).recall;
        sum.neighbour += against(explanations[(at + 1) % explanations.length] ?? "").recall;
        sum.denied += denied.recall;
        sum.contradicted += denied.contradicted;
      });
      expect(sum.itself).toBe(400);
      expect(sum.neighbour / 400).toBeLessThan(0.4);
      expect(sum.denied / 400).toBeLessThan(0.1);
      expect(sum.contradicted / 400).toBeGreaterThan(0.9);
    });
  },
);
