import { describe, expect, it } from "vitest";
import { sampleReply, sampleReportInput } from "../__fixtures__/sample-report-input.ts";
import { reportWords } from "../report-words.ts";
import { embeddedReplies, outcomeOf } from "./embedded-replies.ts";

const words = reportWords("en");
const chosen = { status: "chosen", optionIds: ["o1"], labels: ["A"], rule: "r", span: null } as const;

describe("outcomeOf", () => {
  it("files a chosen answer by what it earned and everything else by its status", () => {
    expect(outcomeOf({ reading: chosen, points: 1 })).toBe("right");
    expect(outcomeOf({ reading: chosen, points: 0.5 })).toBe("partly");
    expect(outcomeOf({ reading: chosen, points: 0 })).toBe("wrong");
    expect(outcomeOf({ reading: chosen, points: null })).toBe("unscored");
    expect(outcomeOf({ reading: { ...chosen, status: "refused" }, points: 1 })).toBe("refused");
  });
});

describe("embeddedReplies", () => {
  it("marks the span of the reply and the published key", () => {
    const data = embeddedReplies(sampleReportInput("en", { samples: [sampleReply("en", 0)] }), words);
    expect(data.replies[0]?.reply?.pieces.at(-1)).toEqual({ mark: "Answer: A" });
    expect(data.items[0]?.options.map(({ id, key }) => [id, key])).toEqual([
      ["o1", true],
      ["o2", false],
      ["o3", false],
      ["o4", false],
      ["o5", false],
    ]);
    expect(data.items[0]?.tags).toBe("specialty: cardiovascular · level: attending");
  });

  it("tells how a reply was read", () => {
    const data = embeddedReplies(sampleReportInput("en", { samples: [sampleReply("en", 1)] }), words);
    expect(data.replies[0]?.reading).toEqual([
      { name: "Reading", value: "chosen (B)" },
      { name: "rule", value: "declared-label" },
      { name: "points", value: "0.00" },
      { name: "end of reply", value: "complete" },
    ]);
  });

  it("keeps a published case and tells when there is no key", () => {
    const base = sampleReply("en", 0);
    const item = base.item && {
      ...base.item,
      accepted: [],
      group: { id: "g", kind: "shared-stem" as const, order: 1, text: "A case." },
    };
    const data = embeddedReplies(sampleReportInput("en", { samples: [{ ...base, item }] }), words);
    expect(data.items[0]?.case?.pieces).toEqual([{ text: "A case." }]);
    expect(data.items[0]?.hasKey).toBe(false);
  });
});
