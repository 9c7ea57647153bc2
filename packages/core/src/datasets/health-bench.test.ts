import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import healthBench from "./health-bench.ts";

const settings = { path: "health-bench.jsonl" };
const row = {
  prompt_id: "p",
  prompt: [{ role: "user", content: "Is a fever of 38.2 dangerous?" }],
  rubrics: [{ criterion: "Asks for the age", points: 5, tags: [] }],
};

describe("health-bench", () => {
  it("keeps what was said before the question as the conversation it was", async () => {
    const [one, several] = await rowsOf(healthBench, settings);
    expect(one?.item?.dialogue).toBeUndefined();
    expect(several?.item).toMatchObject({
      id: "fixture-0002",
      kind: "free-text",
      stem: "Twenty minutes ago. Her mouth hangs on one side.",
      dialogue: [
        { role: "user", content: "My mother suddenly cannot lift her right arm." },
        { role: "assistant", content: "When did it begin, and is her speech or her face affected?" },
      ],
      tags: { theme: ["emergency_referrals"], turns: ["2"] },
      references: [],
    });
  });

  it("reads criteria with positive and negative points and their labels", async () => {
    const [first] = await rowsOf(healthBench, settings);
    expect(first?.item?.rubric).toEqual([
      {
        criterion: "Says that a dry cough is a known effect of ACE inhibitors",
        points: 7,
        tags: ["level:example", "axis:accuracy"],
      },
      {
        criterion: "Tells the user to stop all blood pressure treatment at once without seeing anyone",
        points: -8,
        tags: ["level:example", "axis:accuracy"],
      },
    ]);
    expect(first?.item?.tags["physicianAgreedCategory"]).toEqual(["non-health-professional"]);
  });

  it("takes the physician's completion, and the models' beside it where that is wanted", async () => {
    const [first] = await rowsOf(healthBench, settings);
    expect(first?.item?.references).toHaveLength(1);
    const [all] = await rowsOf(healthBench, { ...settings, references: "all" });
    expect(all?.item?.references).toEqual([
      ...(first?.item?.references ?? []),
      "It may be the drug. Talk to your doctor.",
    ]);
  });

  it.each([
    ["consensus_2025-05-09-20-00-46.jsonl", "consensus"],
    ["hard_2025-05-08-21-00-10.jsonl", "hard"],
    ["2025-05-07-06-14-12_oss_eval.jsonl", "all"],
    ["mine.jsonl", undefined],
  ])("tells the subset from the name %s", async (name, subset) => {
    const [first] = await rowsFrom(healthBench, { path: writtenFile(name, `${JSON.stringify(row)}\n`) });
    expect(first?.item?.tags["subset"]).toEqual(subset === undefined ? undefined : [subset]);
    expect(problemsOf(first)).toEqual([]);
  });

  it("refuses a conversation with nothing to answer, and messages of another shape", async () => {
    const ended = { ...row, prompt: [...row.prompt, { role: "assistant", content: "No." }] };
    const odd = { ...row, prompt: [{ role: "doctor", content: "?" }] };
    const rows = await rowsFrom(healthBench, {
      path: writtenFile("odd.jsonl", `${JSON.stringify(ended)}\n${JSON.stringify(odd)}\n`),
    });
    expect(problemsOf(rows[0])).toEqual([
      "error DATASET_ROW_INVALID: the last message is the assistant's; there is nothing to answer",
    ]);
    expect(rows[1]?.item).toBeUndefined();
    expect(problemsOf(rows[1])[0]).toMatch(/role/u);
  });
});
