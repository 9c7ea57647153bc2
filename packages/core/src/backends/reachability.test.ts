import { expect, it } from "vitest";
import { createReachability } from "./reachability.ts";

it("gives up a server that was never reached after three seconds", () => {
  const reachability = createReachability();
  expect(reachability.missed(1000, 1001)).toBe(2999);
  expect(reachability.missed(2000, 2500)).toBe(1500);
  expect(reachability.missed(3900, 4000)).toBe(0);
  expect(reachability.missed(9000, 9000)).toBe(0);
});

it("gives up at once when the first try alone took longer", () => {
  expect(createReachability().missed(0, 10_000)).toBe(0);
});

it("waits a minute for a server that answered before, counted from the first try it missed", () => {
  const reachability = createReachability();
  reachability.reached();
  expect(reachability.missed(600_000, 600_001)).toBe(59_999);
  expect(reachability.missed(650_000, 655_000)).toBe(5000);
  reachability.reached();
  expect(reachability.missed(700_000, 700_000)).toBe(60_000);
});
