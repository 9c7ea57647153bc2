import fc from "fast-check";
import { expect, it } from "vitest";
import { davidsonChances, fitDavidson } from "./davidson-fit.ts";

const models = 4;
const counts = fc.array(fc.nat(6), { minLength: models * models, maxLength: models * models });

function tableOf(wins: readonly number[], ties: readonly number[], order: readonly number[] = [0, 1, 2, 3]) {
  const at = (cell: number) => (order[Math.floor(cell / models)] ?? 0) * models + (order[cell % models] ?? 0);
  const table = { models, wins: new Float64Array(models * models), ties: new Float64Array(models * models) };
  for (let cell = 0; cell < models * models; cell++) {
    const one = Math.floor(cell / models);
    const other = cell % models;
    if (one !== other) {
      table.wins[at(cell)] = wins[cell] ?? 0;
      table.ties[at(cell)] = ties[Math.min(cell, other * models + one)] ?? 0;
    }
  }
  return table;
}

it("wins and ties expected at the fit are those seen", () => {
  fc.assert(
    fc.property(counts, counts, (wins, ties) => {
      const table = tableOf(wins, ties);
      const fit = fitDavidson(table);
      if (fit.status !== "estimated") {
        return;
      }
      expect(fit.strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(0, 8);
      for (let one = 0; one < models; one++) {
        let off = 0;
        for (let other = 0; other < models; other++) {
          const cell = one * models + other;
          const won = table.wins[cell] ?? 0;
          const tied = table.ties[cell] ?? 0;
          const n = won + tied + (table.wins[other * models + one] ?? 0);
          const gap = (fit.strengths[one] ?? 0) - (fit.strengths[other] ?? 0);
          const [win, tie] = davidsonChances(gap, fit.logTie);
          off += other === one ? 0 : won + tied / 2 - n * (win + tie / 2);
        }
        expect(off).toBeCloseTo(0, 6);
      }
    }),
  );
});

it("strengths follow the models' order, turn around with the verdicts, and keep when all are seen twice", () => {
  fc.assert(
    fc.property(counts, counts, (wins, ties) => {
      const fit = fitDavidson(tableOf(wins, ties));
      const order = [2, 0, 3, 1];
      const moved = fitDavidson(tableOf(wins, ties, order));
      const lost = wins.map((_, cell) => wins[(cell % models) * models + Math.floor(cell / models)] ?? 0);
      const turned = fitDavidson(tableOf(lost, ties));
      const twice = fitDavidson(
        tableOf(
          wins.map((count) => 2 * count),
          ties.map((count) => 2 * count),
        ),
      );
      for (const other of [moved, turned, twice]) {
        expect(other.status).toBe(fit.status);
      }
      if (
        fit.status === "estimated" &&
        moved.status === "estimated" &&
        turned.status === "estimated" &&
        twice.status === "estimated"
      ) {
        for (let model = 0; model < models; model++) {
          const strength = fit.strengths[model] ?? Number.NaN;
          expect(moved.strengths[order[model] ?? 0]).toBeCloseTo(strength, 6);
          expect(turned.strengths[model]).toBeCloseTo(-strength, 6);
          expect(twice.strengths[model]).toBeCloseTo(strength, 6);
        }
      }
    }),
  );
});

it("chances are positive, add up to 1 and turn around with the difference", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 30, noNaN: true }),
      fc.double({ min: -8, max: 8, noNaN: true }),
      (gap, logTie) => {
        const [win, tie, loss] = davidsonChances(gap, logTie);
        expect(win + tie + loss).toBeCloseTo(1, 12);
        expect(Math.min(win, tie, loss)).toBeGreaterThan(0);
        expect(davidsonChances(-gap, logTie)[0]).toBeCloseTo(loss, 12);
        expect(Math.log(win / loss)).toBeCloseTo(gap, 6);
      },
    ),
  );
});
