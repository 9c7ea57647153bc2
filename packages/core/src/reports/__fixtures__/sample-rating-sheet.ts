import { annotations } from "../../lexicons/annotation-texts.ts";
import type { ReviewCase, ReviewSheet } from "../../records/review.ts";
import { annotationScheme } from "../../reviews/annotation-scheme.ts";
import { reviewSchemes } from "../../reviews/review-schemes.ts";

const question = "急性心肌梗死最常见的病因是";
const parts: ReviewCase["parts"] = [
  { name: "question", text: question },
  { name: "options", text: "A) 冠状动脉粥样硬化\nB) 冠状动脉痉挛\nC) 冠状动脉栓塞\nD) 主动脉夹层" },
  { name: "reply", text: "答案：A。绝大多数急性心肌梗死由粥样斑块破裂、继发血栓形成引起。" },
  { name: "key", text: "A) 冠状动脉粥样硬化" },
  { name: "reference", text: "急性心肌梗死的基本病因是冠状动脉粥样硬化（A对）。" },
];

/** A sheet of three replies, the last of them hostile. */
export function sampleReplySheet(scheme: "labels" | "rubric", hostile = ""): ReviewSheet {
  const cases = [1, 2, 3].map(
    (number): ReviewCase => ({
      row: `rabc123-${number}`,
      language: number === 3 && hostile !== "" ? hostile : "zh",
      parts: number === 3 && hostile !== "" ? parts.map(({ name }) => ({ name, text: hostile })) : parts,
      suggested: {},
    }),
  );
  return { id: "abc123", kind: "replies", scheme: reviewSchemes[scheme], cases };
}

/** A sheet of two questions with what a model gave; it gave no department for the second. */
export function sampleAnnotationSheet(): ReviewSheet {
  const suggested = { diseasegroup: "11", department: "IM", discipline: "ClinMed", competency: "MedFund", difficulty: "1" };
  const { department: _none, ...incomplete } = suggested;
  const shown = parts.filter(({ name }) => name !== "reply");
  return {
    id: "def456",
    kind: "annotations",
    scheme: annotationScheme(annotations),
    cases: [
      { row: "rdef456-1", language: "zh", parts: shown, suggested },
      { row: "rdef456-2", language: "zh", parts: shown, suggested: incomplete },
    ],
  };
}
