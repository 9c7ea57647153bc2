import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { examDataset } from "../runs/__fixtures__/study-folder.ts";
import { filesUnder, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { exporters, exportRun } from "./export-run.ts";

const plain = `name: t\n${examDataset}models:\n  - { id: a, backend: constant-label, position: 1 }\n`;
let study: StudyRunFolder;
beforeEach(async () => {
  study = await sitStudy(plain);
});
afterEach(() => study.remove());

describe("the layouts", () => {
  it("say what they are and describe their settings", async () => {
    for (const [name, load] of Object.entries(exporters)) {
      const exporter = (await load()).default;
      expect(exporter.name).toBe(name);
      expect(exporter.description).toMatch(/^\S[^\n]{8,158}[^.\s]$/);
      const { properties = {} } = z.toJSONSchema(exporter.settings, { io: "input" });
      for (const [field, schema] of Object.entries(properties)) {
        expect(schema, `${name}.${field}`).toHaveProperty("description");
      }
    }
  });

  it("give the same bytes again, and state no time but the run's", async () => {
    for (const format of Object.keys(exporters)) {
      const [first, second] = [study.out(`${format}-1`), study.out(`${format}-2`)];
      await exportRun(format, study.run, first);
      await exportRun(format, study.run, second);
      expect(filesUnder(first).length).toBeGreaterThan(0);
      expect(filesUnder(second)).toEqual(filesUnder(first));
      for (const file of filesUnder(first)) {
        const text = readFileSync(join(first, file), "utf8");
        expect(readFileSync(join(second, file), "utf8")).toBe(text);
        for (const [time] of `${file}\n${text}`.matchAll(/\b20\d\d-\d\d-\d\dT\d\d.\d\d.\d\d/g)) {
          expect(time.replaceAll("-", ":")).toBe("2023:11:14T22:13:20");
        }
      }
    }
  });
});

describe("exportRun", () => {
  it("names the layouts it knows", async () => {
    await expect(exportRun("helm", study.run, study.out("x"))).rejects.toMatchObject({
      code: "ARGUMENT_INVALID",
      remedy: expect.stringContaining("lm-eval"),
    });
    await expect(exportRun("toString", study.run, study.out("x"))).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
  });

  it("wants a run, and a finished one", async () => {
    await expect(exportRun("latex", study.path, study.out("x"))).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
    const summary = join(study.run, "summary.json");
    const text = readFileSync(summary, "utf8");
    writeFileSync(summary, text.replace('"unfinished": 0', '"unfinished": 3'));
    await expect(exportRun("latex", study.run, study.out("x"))).rejects.toMatchObject({
      code: "RUN_UNFINISHED",
      message: expect.stringContaining("3 calls"),
    });
  });

  it("does not mix files that do not fit together, and leaves nothing half-written", async () => {
    const scores = join(study.run, "scores.jsonl");
    const lines = readFileSync(scores, "utf8").split("\n");
    writeFileSync(scores, [...lines.slice(0, 3), ...lines.slice(4)].join("\n"));
    const out = study.out("torn");
    await expect(exportRun("lm-eval", study.run, out)).rejects.toMatchObject({
      code: "RUN_FILES_DISAGREE",
      place: { itemId: "q0003" },
    });
    expect(filesUnder(out)).toEqual([]);
  });

  it("tells a call whose reply is gone", async () => {
    const answers = join(study.run, "answers.jsonl");
    const [first = ""] = readFileSync(answers, "utf8").split("\n");
    appendFileSync(answers, `${first.replace('"variantId":"q0000"', '"variantId":"other"')}\n`);
    await expect(exportRun("inspect", study.run, study.out("x"))).rejects.toMatchObject({
      code: "RUN_FILES_DISAGREE",
    });
  });

  it("withholds the items of a study that does, whatever is asked", async () => {
    const withheld = await sitStudy(`${plain}withholdItems: true\n`);
    try {
      const out = withheld.out("x");
      const { files } = await exportRun("lm-eval", withheld.run, out, { withholdItems: false });
      expect(files.every((file) => existsSync(join(out, file)))).toBe(true);
      expect(files.map((file) => readFileSync(join(out, file), "utf8")).join("")).not.toContain("alpha");
    } finally {
      withheld.remove();
    }
  });
});
