import { describe, expect, it } from "vitest";
import { findingPolarities } from "./finding-polarity.ts";
import type { NameLanguage } from "./name-variants.ts";

/** Findings stand in brackets; + affirmed, - negated, ? open, in their order. */
function polarities(marked: string, language: NameLanguage): string {
  let text = "";
  const spans: { start: number; end: number }[] = [];
  for (const part of marked.split(/(\[[^\]]*\])/u)) {
    if (part.startsWith("[")) {
      spans.push({ start: text.length, end: text.length + part.length - 2 });
      text += part.slice(1, -1);
    } else {
      text += part;
    }
  }
  return findingPolarities(text, spans, language)
    .map((one) => (one === "affirmed" ? "+" : one === "negated" ? "-" : "?"))
    .join("");
}

describe("polarity of findings", () => {
  it.each<[NameLanguage, string, string]>([
    ["en", "No [fever], [chills] or [cough].", "---"],
    ["en", "No [fever], but [cough].", "-+"],
    ["en", "No [fever]. [Cough] for 3 days.", "-+"],
    ["en", "Denies: [fever]. No [rash]: [measles] it is.", "--+"],
    ["en", "[Fever], [chills] and [cough] were absent.", "---"],
    ["en", "[Cough], [fever] was ruled out.", "+-"],
    ["en", "[Embolism] cannot be excluded.", "?"],
    ["en", "No suspicion of [embolism].", "-"],
    ["en", "Without [fever], suggests [cystitis].", "-?"],
    ["en", "There is no doubt that [sepsis] is present.", "+"],
    ["en", "S. aureus causes no [rash] vs. [fever] 38.5 degrees.", "-?"],
    ["es", "Niega [fiebre], [tos] y [disnea].", "---"],
    ["es", "Sin [fiebre], con [tos] productiva.", "-+"],
    ["es", "No se puede descartar una [embolia].", "?"],
    ["es", "La TC descartó [hemorragia].", "-"],
    ["es", "Sin embargo, la [fiebre] persistió.", "+"],
    ["es", "La [embolia] se descartó.", "-"],
    ["zh", "无[发热]、[咳嗽]，[胸痛]3小时。", "--+"],
    ["zh", "否认[高血压]，[糖尿病]，[冠心病]病史。", "---"],
    ["zh", "无明显诱因出现[腹痛]。", "+"],
    ["zh", "无汗、[心悸]、[失眠]。", "++"],
    ["zh", "[墨菲征]阴性，[腹痛]明显。", "-+"],
    ["zh", "[腹痛]，[墨菲征]阴性。", "+-"],
    ["zh", "不能排除[胰腺炎]。", "?"],
    ["zh", "[胸片]未见异常。", "+"],
    ["zh", "[肝脏]未见[转移灶]。", "+-"],
    ["zh", "[克氏征]、[布氏征]均阴性。", "--"],
  ])("%s %s", (language, marked, expected) => {
    expect(polarities(marked, language)).toBe(expected);
  });

  it("needs no finding", () => {
    expect(findingPolarities("No fever", [], "en")).toEqual([]);
  });
});
