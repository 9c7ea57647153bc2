import { expect, it } from "vitest";
import { createNearestFirst } from "./nearest-first.ts";

/** Numbers, of which the nearest to the last one served costs least. */
function line() {
  const served: number[] = [];
  let running = 0;
  const ask = createNearestFirst<number, number>(
    (place) => Math.abs(place - (served.at(-1) ?? 0)),
    async (place) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resume) => setTimeout(resume, 1));
      running -= 1;
      if (place === 13) {
        throw new Error("thirteen");
      }
      served.push(place);
      return 2 * place;
    },
  );
  return { ask, served };
}

it("serves the nearest of those that wait, one at a time, and gives each its own result", async () => {
  const { ask, served } = line();
  expect(await Promise.all([9, 1, 5, 2, -1, 1].map(ask))).toEqual([18, 2, 10, 4, -2, 2]);
  expect(served).toEqual([1, 1, 2, 5, 9, -1]);
});

it("serves requests that come one after the other in their order", async () => {
  const { ask, served } = line();
  for (const place of [7, 1, 4]) {
    await ask(place);
  }
  expect(served).toEqual([7, 1, 4]);
});

it("fails what waits and what comes later when one fails", async () => {
  const { ask, served } = line();
  const ends = await Promise.allSettled([13, 12, 30].map(ask));
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  await expect(ask(4)).rejects.toThrow("thirteen");
  expect(served).toEqual([12]);
});
