import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traditionalOf, traditionalPhraseOf } from "../lexicons/simplified-traditional.ts";
import { scriptOf, toSimplified, toTraditional } from "./chinese-script.ts";

describe("chinese script", () => {
  it.each([
    ["心脏骨骼发育不良，头发干枯", "心臟骨骼發育不良，頭髮乾枯"],
    ["患者，男，45岁。突发胸骨后压榨性疼痛3小时", "患者，男，45歲。突發胸骨後壓榨性疼痛3小時"],
    ["干细胞移植后口干，干扰素治疗", "幹細胞移植後口乾，干擾素治療"],
    ["血管紧张素转换酶抑制剂有抑制作用", "血管緊張素轉換酶抑制劑有抑制作用"],
    ["复方制剂修复方法，反复发作，系统复杂", "複方製劑修復方法，反覆發作，系統複雜"],
    ["白术与甲状腺手术；骨质疏松用泼尼松", "白朮與甲狀腺手術；骨質疏鬆用潑尼松"],
    ["脑干、躯干、里急后重、足三里", "腦幹、軀幹、裡急後重、足三里"],
    ["恶心与恶性肿瘤；吞咽困难与咽部", "噁心與惡性腫瘤；吞嚥困難與咽部"],
    ["下列哪项不正确", "下列哪項不正確"],
    ["关系、联系、系膜、食欲、水谷、谷氨酸", "關係、聯繫、系膜、食慾、水穀、谷氨酸"],
  ])("writes %s in traditional characters, and back", (simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional);
    expect(toSimplified(traditional)).toBe(simplified);
  });

  it("has one form a character, of one character, and words of one length", () => {
    expect(traditionalOf.size).toBeGreaterThan(2250);
    for (const [simplified, traditional] of traditionalOf) {
      expect([simplified.length, traditional.length]).toEqual([1, 1]);
      expect(simplified).not.toBe(traditional);
    }
    for (const [simplified, traditional] of traditionalPhraseOf) {
      expect(traditional).toHaveLength(simplified.length);
      expect(toSimplified(traditional)).toBe(simplified);
    }
  });

  it("brings every simplified text back", () => {
    const parts = [...traditionalOf.keys(), ...traditionalPhraseOf.keys(), "患", "A1", "，"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts)), (chosen) => {
        const text = chosen.join("");
        expect(toSimplified(toTraditional(text))).toBe(text);
        expect(toTraditional(text)).toHaveLength(text.length);
      }),
    );
  });

  it("tells the scripts apart", () => {
    expect(scriptOf("患者发热")).toBe("simplified");
    expect(scriptOf("患者發熱")).toBe("traditional");
    expect(scriptOf("患者 A")).toBeUndefined();
  });
});
