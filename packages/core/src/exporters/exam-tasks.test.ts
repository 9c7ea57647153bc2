import { expect, it } from "vitest";
import { nameTasks } from "./exam-tasks.ts";

const exam = (name: string) => ({ name, dataset: "d", nItems: 1, languages: ["en"], kinds: {} });

it("names only what the run has several of", () => {
  const one = nameTasks({ exams: [exam("cmexam")], arms: ["letter-only"], perturbations: ["none", "typo"] });
  expect(one({ exam: "cmexam", arm: "letter-only", perturbation: "none" }).name).toBe("cmexam");
  expect(one({ exam: "cmexam", arm: "letter-only", perturbation: "typo" }).name).toBe("cmexam__typo");
  const two = nameTasks({ exams: [exam("a b/c")], arms: ["x", "y"], perturbations: ["none"] });
  expect(two({ exam: "a b/c", arm: "y", perturbation: "none" })).toEqual({
    name: "a_b_c__y",
    exam: "a b/c",
    arm: "y",
    perturbation: "none",
  });
});

it("never gives two tasks one name", () => {
  const taskOf = nameTasks({
    exams: [exam("a"), exam("a__x"), exam("a/x"), exam("..")],
    arms: ["x", "x__x"],
    perturbations: ["none", "x"],
  });
  const names = ["a", "a__x", "a/x", ".."].flatMap((name) =>
    ["x", "x__x"].flatMap((arm) => ["none", "x"].map((perturbation) => taskOf({ exam: name, arm, perturbation }).name)),
  );
  expect(new Set(names).size).toBe(16);
});
