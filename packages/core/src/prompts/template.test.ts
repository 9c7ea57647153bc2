import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileTemplate, templateProblems } from "./template.ts";

describe("compileTemplate", () => {
  it("fills placeholders in and leaves everything else as it stands", () => {
    const template = compileTemplate('{{ stem }} {"answer": {"x": "…"}} {stem}\n{{stem}}');
    expect(template.placeholders).toEqual(["stem"]);
    expect(template.fill({ stem: "Q" })).toBe('Q {"answer": {"x": "…"}} {stem}\nQ');
  });

  it("leaves out a paragraph whose placeholders are all empty, with its heading", () => {
    const template = compileTemplate("Context:\n{{context}}\n\n{{stem}}\n \n\nFrom {{labels}}{{none}}:\n\nAnswer now.");
    expect(template.fill({ stem: "Q", context: "C", labels: "A" })).toBe(
      "Context:\nC\n\nQ\n \n\nFrom A:\n\nAnswer now.",
    );
    expect(template.fill({ stem: "Q", context: "", labels: "" })).toBe("Q\n\nAnswer now.");
  });

  it("fills in once: what a value holds is never looked at again", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (stem, options) => {
        const filled = compileTemplate("<{{stem}}|{{options}}>").fill({ stem, options });
        expect(filled).toBe(stem === "" && options === "" ? "" : `<${stem}|${options}>`);
      }),
    );
    expect(compileTemplate("{{stem}} {{options}}").fill({ stem: "{{options}} $& $1", options: "{{stem}}" })).toBe(
      "{{options}} $& $1 {{stem}}",
    );
    expect(compileTemplate("a {{constructor}}{{stem}}").fill({ stem: "b" })).toBe("a b");
  });

  it("is the text itself without placeholders", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n", " ", "{", "}", "中") }), (text) => {
        fc.pre(!/\{\{[^{}]*\}\}/.test(text));
        const trimmed = text.replace(/^\n(?:[ \t]*\n)+/, "");
        expect(compileTemplate(text).fill({}).endsWith(trimmed)).toBe(true);
      }),
    );
  });
});

describe("templateProblems", () => {
  it("finds unknown and unclosed placeholders, with the names that are known", () => {
    expect(templateProblems("{{stem}} {{key}} {{}} {{", ["stem", "options"])).toEqual([
      { found: "{{key}}", message: "unknown placeholder {{key}}; known here: stem, options" },
      { found: "{{}}", message: "unknown placeholder {{}}; known here: stem, options" },
      { found: "{{", message: 'a placeholder that begins with "{{" does not end in "}}"' },
    ]);
    expect(templateProblems('{"a": {"b": 1}}', [])).toEqual([]);
    expect(templateProblems("{{stem}}", [])).toEqual([
      { found: "{{stem}}", message: "unknown placeholder {{stem}}; none are known here" },
    ]);
  });
});
