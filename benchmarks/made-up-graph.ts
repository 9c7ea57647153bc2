import { createLineWriter } from "../packages/core/src/base/lines.ts";
import { randomStream } from "../packages/core/src/base/random.ts";
import type { Item } from "../packages/core/src/records/item.ts";

const types = ["disease", "symptom", "sign", "test", "drug", "mechanism"] as const;
const relations = [
  "symptom",
  "sign",
  "test",
  "drug",
  "complication",
  "mechanism",
  "differential",
  "risk-factor",
] as const;
const characters = [
  ..."急慢性原发继发肝肾心肺脑胃肠胆胰脾骨髓血管神经肌肉关节皮肤免疫炎症感染肿瘤狭窄梗阻出血坏死纤维化综合征缺乏增多减少素酶抗体蛋白片胶囊注射液检查试验痛热咳喘肿麻晕吐泻",
];

/** The name of a made-up entity: four to nine characters that spell its number, so that no two share one. */
export function madeUpName(entity: number): string {
  const base = characters.length;
  let rest = entity;
  let name = "";
  for (let digit = 0; digit < 3; digit++) {
    name += characters[rest % base] ?? "";
    rest = Math.floor(rest / base);
  }
  const random = randomStream("name", entity);
  const more = 1 + random.integer(6);
  for (let at = 0; at < more; at++) {
    name += characters[random.integer(base)] ?? "";
  }
  return name;
}

/** Write a made-up graph as a table of facts: tails are drawn with a few popular ones, as in real graphs. */
export function writeMadeUpGraph(path: string, entities: number, facts: number): void {
  const writer = createLineWriter(path);
  const random = randomStream("made-up graph", entities, facts);
  const names = Array.from({ length: entities }, (_, entity) => madeUpName(entity));
  const typeOf = (entity: number): string => types[entity % types.length] ?? "";
  writer.write("head\trelation\ttail\thead_type\ttail_type");
  for (let fact = 0; fact < facts; fact++) {
    const head = random.integer(entities);
    const tail = Math.floor(random.fraction() ** 2 * entities);
    const relation = relations[random.integer(relations.length)] ?? "";
    writer.write([names[head], relation, names[tail], typeOf(head), typeOf(tail)].join("\t"));
  }
  writer.finish();
}

const sentences = [
  "患者，男，{age}岁。因{0}伴{1}3天入院，既往有{2}病史，无{3}。",
  "查体：体温38.5℃，心率110次/分，可见{4}，未见{5}。",
  "辅助检查：血白细胞15.2×10⁹/L，提示{6}。最可能的诊断是",
].join("");

/** Made-up questions that name seven entities of the graph, two of them negated. */
export function madeUpItems(entities: number): (number: number) => Item {
  return (number) => {
    const random = randomStream("made-up item", number);
    const named = Array.from({ length: 7 }, () => madeUpName(Math.floor(random.fraction() ** 2 * entities)));
    return {
      id: String(number),
      language: "zh",
      kind: "single",
      stem: sentences.replaceAll(/\{(age|\d)\}/g, (_, part) =>
        part === "age" ? String(20 + (number % 60)) : (named[Number(part)] ?? ""),
      ),
      options: [],
      accepted: [],
      tags: {},
      references: [],
      weight: 1,
    };
  };
}
