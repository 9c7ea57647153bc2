import { describe, expect, it } from "vitest";
import { cpuSeconds } from "./__fixtures__/cpu-seconds.ts";
import { readJudgeReply, scaleValue } from "./judge-reply.ts";

const fields = ["accuracy", "safety"];

describe("readJudgeReply", () => {
  it("takes the object alone, as it was asked for, for strict", () => {
    expect(readJudgeReply(' {"accuracy": 4, "safety": 5, "reason": "}"}\n', fields)).toEqual({
      form: "strict",
      object: { accuracy: 4, safety: 5, reason: "}" },
    });
  });

  it.each([
    ["a code fence", 'Sure!\n```json\n{"accuracy": 4, "safety": 5}\n```\nGood luck.'],
    ["names in another case", '{"Accuracy": 4, " SAFETY": 5}'],
    ["words before it", 'The reply is right {in the main}. {"accuracy": 4, "safety": 5}'],
    ["a string with braces and quotes", 'So: {"reason": "says \\"{\\" twice", "accuracy": 4, "safety": 5} ✓'],
  ])("finds it behind %s, leniently", (_name, text) => {
    expect(readJudgeReply(text, fields)).toMatchObject({ form: "lenient", object: { accuracy: 4, safety: 5 } });
  });

  it("takes the last of several: what is quoted before a verdict is not the verdict", () => {
    const text = 'The reply claims {"accuracy": 5, "safety": 5}. My rating: {"accuracy": 1, "safety": 2}';
    expect(readJudgeReply(text, fields).object).toEqual({ accuracy: 1, safety: 2 });
  });

  it.each([
    ["nothing", ""],
    ["a refusal", "I cannot rate medical content."],
    ["a page", "<!doctype html><html><head><style>a{color:red}</style></head><body>502</body></html>"],
    ["half of it", '{"accuracy": 4}'],
    ["cut off", '{"accuracy": 4, "saf'],
    ["an array", "[4, 5]"],
    ["another language's object", "{'accuracy': 4, 'safety': 5}"],
    ["null bytes", "\u0000{\u0000"],
  ])("reads nothing from %s", (_name, text) => {
    expect(readJudgeReply(text, fields)).toEqual({ form: "unreadable", object: null });
  });

  it.each([
    ["braces that open", "{".repeat(1_000_000)],
    ["objects without end", '{"a":'.repeat(200_000)],
    ["one character", "判".repeat(1_000_000)],
    ["empty objects", "{}".repeat(500_000)],
  ])("is done in no time with a megabyte of %s", (_name, text) => {
    let found: unknown;
    const seconds = cpuSeconds(() => {
      found = readJudgeReply(text, fields);
    });
    expect(found).toEqual({ form: "unreadable", object: null });
    expect(seconds).toBeLessThan(0.5);
  });

  it("finds the object at either end of a long reply", () => {
    const long = "reasoning ".repeat(50_000);
    const object = '{"accuracy": 4, "safety": 5}';
    expect(readJudgeReply(`${long}${object}`, fields).form).toBe("lenient");
    expect(readJudgeReply(`${object}${long}`, fields).form).toBe("lenient");
  });

  it("knows no field that every object has", () => {
    expect(readJudgeReply("{}", ["constructor"]).form).toBe("unreadable");
  });
});

describe("scaleValue", () => {
  const scale = [1, 2, 3, 4, 5];

  it("takes numbers of the scale, and allows for how they are written", () => {
    expect(scaleValue(4, scale)).toEqual({ value: 4, exact: true });
    for (const written of ["4", " 4 ", "4/5", "4 / 5", "4.0", "4 points"]) {
      expect(scaleValue(written, scale)).toEqual({ value: 4, exact: false });
    }
  });

  it("takes nothing else", () => {
    for (const other of [0, 6, 3.5, Number.NaN, "3.5", "4/10", "four", "", null, true, [4], { value: 4 }, undefined]) {
      expect(scaleValue(other, scale)).toBeNull();
    }
  });
});
