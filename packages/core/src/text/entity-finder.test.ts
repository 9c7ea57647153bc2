import { describe, expect, it } from "vitest";
import { createEntityFinder } from "./entity-finder.ts";
import { medicalEntityFinder } from "./medical-entity-finder.ts";

const found = (language: "zh" | "en" | "es", text: string): readonly string[] =>
  medicalEntityFinder(language)
    .find(text)
    .map(({ id, start, end, polarity }) => `${text.slice(start, end)}=${id} ${polarity}`);

describe("entity finder", () => {
  it("takes the longest name, and shorter ones inside only when asked", () => {
    const finder = medicalEntityFinder("en");
    expect(finder.find("acute pancreatitis").map(({ id }) => id)).toEqual(["acute-pancreatitis"]);
    const nested = finder.find("no acute pancreatitis", { nested: true });
    expect(nested.map(({ id, polarity }) => [id, polarity])).toEqual([
      ["acute-pancreatitis", "negated"],
      ["pancreatitis", "negated"],
    ]);
  });

  it("gives spans in the text as written, whatever case, accents, width, hyphens and white space", () => {
    expect(found("es", "SINDROME  nefrótico")).toEqual(["SINDROME  nefrótico=nephrotic-syndrome affirmed"]);
    expect(found("zh", "ＣＯＰＤ加重，無發熱")).toEqual([
      "ＣＯＰＤ=chronic-obstructive-pulmonary-disease affirmed",
      "發熱=fever negated",
    ]);
    expect(found("en", "community acquired\npneumonia")).toEqual([
      "community acquired\npneumonia=community-acquired-pneumonia affirmed",
    ]);
    const decomposed = "disección aórtica".normalize("NFD");
    expect(found("es", decomposed)).toEqual([`${decomposed}=aortic-dissection affirmed`]);
  });

  it("finds whole words only, and plurals", () => {
    expect(found("en", "feverfew, coughed")).toEqual([]);
    expect(found("en", "gastric ulcers and metastases")).toEqual([
      "gastric ulcers=gastric-ulcer affirmed",
      "metastases=metastasis affirmed",
    ]);
    expect(found("es", "úlceras gástricas")).toEqual(["úlceras gástricas=gastric-ulcer affirmed"]);
  });

  it("takes abbreviations in capitals only", () => {
    expect(found("en", "All aids failed. AIDS was confirmed.")).toEqual(["AIDS=aids affirmed"]);
  });

  it("resolves an ambiguous abbreviation by its surroundings and leaves it out where they say nothing", () => {
    expect(found("en", "MS with relapsing course")).toEqual(["MS=multiple-sclerosis affirmed"]);
    expect(found("en", "MS with a diastolic rumble")).toContain("MS=mitral-stenosis affirmed");
    expect(found("en", "The patient has MS.")).toEqual([]);
    expect(found("en", "MS: a murmur and plaques")).not.toContain("MS=mitral-stenosis affirmed");
  });

  it("learns the abbreviations a text defines", () => {
    expect(found("en", "Renal tubular acidosis (RTX) was mild. No RTX now.")).toEqual([
      "Renal tubular acidosis=renal-tubular-acidosis affirmed",
    ]);
    const finder = createEntityFinder([{ id: "brugada", type: "disease", name: "Brugada syndrome" }], "en");
    const defined = "Brugada syndrome (BrS) is inherited. No BrS was seen.";
    expect(
      finder.find(defined).map(({ start, end, polarity, by }) => [defined.slice(start, end), polarity, by]),
    ).toEqual([
      ["Brugada syndrome", "affirmed", "name"],
      ["BrS", "affirmed", "definition"],
      ["BrS", "negated", "definition"],
    ]);
  });

  it("leaves out a name that two entities share", () => {
    const finder = createEntityFinder(
      [
        { id: "one", type: "x", name: "cold" },
        { id: "two", type: "x", name: "Cold" },
        { id: "three", type: "x", name: "heat" },
      ],
      "en",
    );
    expect(finder.find("cold and heat").map(({ id }) => id)).toEqual(["three"]);
  });

  it("counts what it leaves out", () => {
    const finder = createEntityFinder(
      [
        { id: "short", type: "x", name: "癌" },
        { id: "long", type: "x", name: "长".repeat(200) },
      ],
      "zh",
    );
    expect([finder.names, finder.leftOut]).toEqual([0, 2]);
    expect(finder.find("癌")).toEqual([]);
  });

  it("finds nothing in an empty text and copes with half a surrogate pair", () => {
    expect(found("en", "")).toEqual([]);
    expect(found("en", "\ud83d fever \udc00")).toEqual(["fever=fever affirmed"]);
    expect(found("en", "<b>fever</b>\u0000\u202e cough 😀")).toEqual(["fever=fever affirmed", "cough=cough affirmed"]);
  });

  it.each([
    ["en", "a"],
    ["zh", "无"],
    ["en", "no "],
    ["en", "fever "],
    ["zh", "发热"],
    ["en", "("],
    ["en", "MS "],
    ["es", ", ni "],
  ] as const)(
    "is linear: ten times the text of %s %j takes far less than a hundred times as long",
    (language, unit) => {
      const finder = medicalEntityFinder(language);
      const timeOf = (characters: number): number => {
        const text = unit.repeat(Math.ceil(characters / unit.length));
        const start = process.cpuUsage();
        finder.find(text);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      };
      timeOf(100_000);
      const small = Math.max(5, timeOf(100_000));
      expect(timeOf(1_000_000)).toBeLessThan(small * 40);
    },
  );
});
