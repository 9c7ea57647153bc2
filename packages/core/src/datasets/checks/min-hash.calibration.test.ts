import { expect, it } from "vitest";
import { randomStream } from "../../base/random.ts";
import { minHashSignature, signatureLength, signatureSimilarity } from "./min-hash.ts";
import { similarPairs } from "./similar-pairs.ts";

const alphabet = "abcdefghijklmnopqrstuvwxyz";

function randomText(stream: ReturnType<typeof randomStream>, length: number): string {
  return Array.from({ length }, () => alphabet[stream.integer(26)]).join("");
}

function changed(stream: ReturnType<typeof randomStream>, text: string, edits: number): string {
  const letters = [...text];
  for (let edit = 0; edit < edits; edit++) {
    letters[stream.integer(letters.length)] = alphabet[stream.integer(26)] ?? "a";
  }
  return letters.join("");
}

function jaccard(left: string, right: string, size: number): number {
  const shingles = (text: string) =>
    new Set(Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size)));
  const a = shingles(left);
  const b = shingles(right);
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared / (a.size + b.size - shared);
}

it("estimates the Jaccard similarity without bias, with the standard error it states", () => {
  const stream = randomStream("calibration", "min-hash");
  const deviations: number[] = [];
  for (let trial = 0; trial < 300; trial++) {
    const text = randomText(stream, 60 + stream.integer(300));
    const other = changed(stream, text, stream.integer(20));
    const left = minHashSignature(text, 3);
    const right = minHashSignature(other, 3);
    if (left === null || right === null) {
      throw new Error("too short");
    }
    const exact = jaccard(text, other, 3);
    const error = Math.sqrt((exact * (1 - exact)) / signatureLength);
    if (error > 0) {
      deviations.push((signatureSimilarity(left, right) - exact) / error);
    }
  }
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  const spread = Math.sqrt(deviations.reduce((sum, value) => sum + value ** 2, 0) / deviations.length);
  expect(deviations.length).toBeGreaterThan(200);
  expect(Math.abs(mean)).toBeLessThan(3 / Math.sqrt(deviations.length));
  expect(spread).toBeGreaterThan(0.85);
  expect(spread).toBeLessThan(1.15);
});

it("finds pairs above the threshold among many, and few below it", () => {
  const stream = randomStream("calibration", "similar-pairs");
  const texts = Array.from({ length: 1500 }, () => randomText(stream, 200));
  // One edit in 200 letters changes three of 198 trigrams: a similarity near 0.97; three edits one near 0.91.
  const planted = texts.slice(0, 300).map((text, place) => ({ place, text: changed(stream, text, 1 + (place % 3)) }));
  const all = [...texts, ...planted.map(({ text }) => text)];
  const signatures = all.map((text) => minHashSignature(text, 3) ?? new Uint32Array(signatureLength));
  const pairs = similarPairs(signatures, 0.9);
  const found = new Set(pairs.map(({ first, second }) => `${first} ${second}`));
  const exact = planted.map(({ place, text }, index) => ({
    key: `${place} ${1500 + index}`,
    similarity: jaccard(texts[place] ?? "", text, 3),
  }));
  const clear = exact.filter(({ similarity }) => similarity >= 0.95);
  expect(clear.length).toBeGreaterThan(20);
  expect(clear.filter(({ key }) => found.has(key)).length / clear.length).toBeGreaterThanOrEqual(0.95);
  const known = new Map(exact.map(({ key, similarity }) => [key, similarity]));
  for (const pair of found) {
    expect(known.get(pair) ?? 0).toBeGreaterThan(0.8);
  }
});
