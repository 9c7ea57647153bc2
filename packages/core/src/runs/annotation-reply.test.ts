import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { annotations } from "../lexicons/annotation-texts.ts";
import { readAnnotationReply } from "./annotation-reply.ts";

const good = { diseaseGroup: "11", department: "IM", discipline: "ClinMed", competency: "Diag", difficulty: "2" };
const json = JSON.stringify(good);
const values = (reply: string): unknown =>
  Object.fromEntries(
    Object.entries(readAnnotationReply(reply, annotations).labels).map(([tag, label]) => [
      tag,
      label.status === "labelled" ? label.value : label.status,
    ]),
  );

describe("readAnnotationReply", () => {
  it("reads the form asked for, and tells it from others", () => {
    expect(readAnnotationReply(json, annotations).form).toBe("strict");
    expect(values(json)).toEqual(good);
    expect(readAnnotationReply(` ${json}\n`, annotations).form).toBe("strict");
  });

  it.each([
    ["a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["words around", `Here it is: ${json} I hope it helps {really}.`],
    ["reasoning before", `<think>{"department":"Surg"}</think>好的：${json}`],
    [
      "names and numbers",
      '{"diseaseGroup":"循环系统疾病","department":"internal medicine","discipline":"Medicina clínica","competency":"Diag = 疾病诊断和鉴别诊断","difficulty":2}',
    ],
    ["more than was asked", `{"why":"heart",${json.slice(1)}`],
  ])("allows %s, and says so", (_what, reply) => {
    expect(values(reply)).toEqual(good);
    expect(readAnnotationReply(reply, annotations).form).toBe("lenient");
  });

  it("keeps what is no category as what it is", () => {
    const reply =
      '{"diseaseGroup":"27","department":["IM"],"discipline":"none","competency":"不符合","difficulty":null}';
    const { form, labels } = readAnnotationReply(reply, annotations);
    expect(form).toBe("lenient");
    expect(labels).toEqual({
      diseaseGroup: { status: "invalid", written: "27" },
      department: { status: "invalid", written: '["IM"]' },
      discipline: { status: "invalid", written: "none" },
      competency: { status: "not-applicable" },
      difficulty: { status: "missing" },
    });
  });

  it.each(["", "I cannot classify this.", "{", "[1,2]", '{"diseaseGroup": 11', "\u0000\ud800", '"IM"'])(
    "finds nothing in %j",
    (reply) => {
      const { form, labels } = readAnnotationReply(reply, annotations);
      expect(form).toBe("unreadable");
      expect(Object.values(labels).every(({ status }) => status === "missing")).toBe(true);
    },
  );

  it("is quick on a megabyte of one sign", () => {
    const started = performance.now();
    for (const sign of ["{", "}", "a", "{}", '{"a":']) {
      readAnnotationReply(sign.repeat(1_000_000 / sign.length), annotations);
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("takes no name of every object for an annotation", () => {
    expect(readAnnotationReply('{"__proto__":{"department":"IM"}}', annotations).labels["department"]).toEqual({
      status: "missing",
    });
  });
});
