import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import jsonWithKey from "./json-with-key.ts";

const replies: readonly Reply[] = [
  ["en", '{"answer": "B"}', "strict"],
  ["en", '{"answer":"BD"}', "strict"],
  ["en", '\n{\n  "answer": "B"\n}\n', "strict"],
  ["en", '{"\\u0061nswer": "\\u0042"}', "strict"],
  ["en", '```json\n{"answer": "B"}\n```', "loose"],
  ["en", 'Sure! Here is the JSON:\n{"answer": "B"}', "loose"],
  ["en", '{"answer": "**B**"}', "loose"],
  ["en", '{"answer": "B"}\nHope this helps!', "loose"],
  ["en", "{'answer': 'B'}", "no"],
  ["en", '{"answer": B}', "no"],
  ["en", '{"answer": ["B"]}', "no"],
  ["en", '{"answer": "B. Low ferritin"}', "no"],
  ["en", '{"answer": "B", "reason": "iron stores"}', "no"],
  ["en", '{"answer": "A", "answer": "B"}', "no"],
  ["en", '{"answer": "B",}', "no"],
  ["en", '{"Answer": "B"}', "no"],
  ["en", '{"answer": ""}', "no"],
  ["en", '{"answer": "E"}', "no"],
  ["en", '["B"]', "no"],
  ["en", "B", "no"],
  ["en", "", "no"],
  ["zh", '{"answer": "B"}', "strict"],
  ["zh", '```json\n{"answer": "ACD"}\n```', "loose"],
  ["zh", '好的：\n{"answer": "B"}', "loose"],
  ["zh", '{"答案": "B"}', "no"],
  ["zh", "{“answer”：“B”}", "no"],
  ["zh", '{"answer": "Ｂ"}', "no"],
  ["zh", '{"answer": "A,C"}', "no"],
  ["es", '{ "answer" : "B" }', "strict"],
  ["es", '¡Claro!\n```json\n{"answer": "B"}\n```', "loose"],
  ["es", '{"respuesta": "B"}', "no"],
  ["es", '{"answer": "la B"}', "no"],
];

describe("json-with-key", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(jsonWithKey, language, reply)).toBe(expected);
  });

  it("takes another key, the same in every language", () => {
    const instruction = jsonWithKey.configure({ key: "答案" });
    for (const language of ["zh", "en", "es"]) {
      expect(instruction.say(language, promptIn(language).labels)).toContain('{"答案": "…"}');
      expect(instruction.check('{"答案": "B"}', promptIn(language)).strict).toBe(true);
      expect(instruction.check('{"answer": "B"}', promptIn(language)).loose).toBe(false);
    }
    expect(instruction.armName).toBe("json-with-key/答案");
  });

  it("is not led astray by a key that objects have anyway", () => {
    const instruction = jsonWithKey.configure({ key: "__proto__" });
    expect(instruction.check('{"__proto__": "B"}', promptIn("en")).strict).toBe(true);
    expect(instruction.check("{}", promptIn("en")).loose).toBe(false);
  });

  it.each(["", "two words", 'a"b', "{x}", "a".repeat(41)])("refuses the key %j", (key) => {
    expect(() => jsonWithKey.configure({ key })).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });
});
