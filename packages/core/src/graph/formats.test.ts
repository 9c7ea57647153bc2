import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { buildGraphDatabase, openedGraphFiles, openKnowledgeGraph } from "./open-graph.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-graph-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const open = (name: string, text: string | Buffer) => openKnowledgeGraph(file(name, text));
const facts = ({ facts: { heads, relations, tails }, keyOf, relations: names }: KnowledgeGraph) =>
  Array.from(heads, (head, at) => `${keyOf(head)} ${names[relations[at] ?? 0]} ${keyOf(tails[at] ?? 0)}`);
const names = (graph: KnowledgeGraph, key: string) =>
  graph.namesOf(graph.entityOf(key)).map(({ text, language, kind }) => `${kind} ${language} ${text}`);

describe("layouts that are read", () => {
  it("tables of facts, with other names of their columns, types, aliases, weights and sources", async () => {
    const graph = await open(
      "facts.csv",
      'subject,predicate,object,subject_type,object_type,head_aliases,weight,source\r\n"gout, acute",drug,colchicine,disease,drug,podagra|gouty arthritis,0.5,a book\r\n',
    );
    expect(facts(graph)).toEqual(["gout, acute drug colchicine"]);
    expect(graph.typeOf(graph.entityOf("gout, acute"))).toBe("disease");
    expect(names(graph, "gout, acute")).toEqual(["label  gout, acute", "alias  gouty arthritis", "alias  podagra"]);
    expect(graph.facts.weights[0]).toBe(0.5);
    expect(graph.sources).toEqual(["a book"]);
  });

  it("three columns without a header, separated by tabs", async () => {
    expect(facts(await open("plain.tsv", "肺炎\t症状\t发热\n肺炎\t症状\t咳嗽\n"))).toEqual([
      "肺炎 症状 发热",
      "肺炎 症状 咳嗽",
    ]);
  });

  it("tables of entities and YAML of facts in one folder, the folder read as one graph", async () => {
    const inner = mkdtempSync(join(folder, "graph-"));
    writeFileSync(
      join(inner, "entities.tsv"),
      "id\ttype\tzh\ten\npneumonia\tdisease\t肺炎|肺部感染\tpneumonia\nfever\tsymptom\t发热\tfever|pyrexia\n",
    );
    writeFileSync(join(inner, "facts.yaml"), "pneumonia:\n  symptom: [fever]\n  test: chest-radiograph\n");
    const graph = await openKnowledgeGraph(inner);
    expect(facts(graph)).toEqual(["pneumonia symptom fever", "pneumonia test chest-radiograph"]);
    expect(names(graph, "pneumonia")).toEqual(["label en pneumonia", "label zh 肺炎", "alias zh 肺部感染"]);
    expect(openedGraphFiles(inner)).toHaveLength(2);
  });

  it("JSON Lines and arrays of facts and entities", async () => {
    const lines = [
      { head: "a", relation: "r", tail: "b", weight: 2, tailAliases: ["bee"] },
      { id: "a", type: "disease", labels: { zh: "甲" }, aliases: { zh: ["子"] } },
    ];
    const graph = await open("facts.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(facts(graph)).toEqual(["a r b"]);
    expect(names(graph, "a")).toEqual(["label zh 甲", "alias zh 子"]);
    expect(names(graph, "b")).toEqual(["label  b", "alias  bee"]);
    expect(facts(await open("facts.json", JSON.stringify(lines)))).toEqual(["a r b"]);
  });

  it("the layout of Chinese disease graphs, one object a line", async () => {
    const graph = await open(
      "medical.json",
      [
        JSON.stringify({
          _id: { $oid: "5bb5" },
          name: "肺泡蛋白质沉积症",
          desc: "一段文字",
          cause: "病因的一段文字",
          symptom: ["紫绀", "胸痛", ""],
          check: ["胸部CT检查"],
          recommand_drug: ["复方穿心莲片"],
          common_drug: [],
          cure_department: ["内科", "呼吸内科"],
          acompany: ["多重肺部感染"],
          cure_way: "支气管肺泡灌洗 药物治疗",
          not_eat: ["螃蟹"],
        }),
        JSON.stringify({ name: "百日咳", symptom: ["咳嗽"], acompany: ["百日咳"] }),
      ].join("\n"),
    );
    expect(facts(graph)).toEqual([
      "百日咳 symptom 咳嗽",
      "肺泡蛋白质沉积症 avoided-food 螃蟹",
      "肺泡蛋白质沉积症 complication 多重肺部感染",
      "肺泡蛋白质沉积症 department 内科",
      "肺泡蛋白质沉积症 department 呼吸内科",
      "肺泡蛋白质沉积症 drug 复方穿心莲片",
      "肺泡蛋白质沉积症 symptom 紫绀",
      "肺泡蛋白质沉积症 symptom 胸痛",
      "肺泡蛋白质沉积症 test 胸部CT检查",
      "肺泡蛋白质沉积症 treatment 支气管肺泡灌洗",
      "肺泡蛋白质沉积症 treatment 药物治疗",
    ]);
    expect(graph.typeOf(graph.entityOf("胸痛"))).toBe("symptom");
  });

  it("Turtle: prefixes, a, lists, literals of all forms, comments", async () => {
    const graph = await open(
      "graph.ttl",
      `@prefix : <http://example.org/> . # a comment
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <http://example.org/> .
:gout a :Disease, :Arthropathy ;
  rdfs:label "gout"@en , """痛\\u98CE"""@zh ;
  skos:altLabel 'podagra'@en ;
  :onset 40 ; :acute true ;
  :treatedWith :colchicine , <ibuprofen> ;
  :note "not a fact"^^<http://www.w3.org/2001/XMLSchema#string> ;
.
_:one :treatedWith :colchicine.
`,
    );
    expect(facts(graph)).toEqual([
      "_:one treatedWith http://example.org/colchicine",
      "http://example.org/gout treatedWith http://example.org/colchicine",
      "http://example.org/gout treatedWith http://example.org/ibuprofen",
    ]);
    expect(graph.typeOf(graph.entityOf("http://example.org/gout"))).toBe("Disease");
    expect(names(graph, "http://example.org/gout")).toEqual(["label en gout", "alias en podagra", "label zh 痛风"]);
  });

  it("N-Triples, line by line", async () => {
    const graph = await open(
      "graph.nt",
      '<http://e.org/a> <http://e.org/r> <http://e.org/b> .\n# comment\n<http://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "甲\\t乙"@zh .\n',
    );
    expect(facts(graph)).toEqual(["http://e.org/a r http://e.org/b"]);
    expect(names(graph, "http://e.org/a")).toEqual(["label zh 甲 乙"]);
  });

  it("the database built from any of them, to the same graph", async () => {
    const source = file("again.tsv", "b\tr\ta\nb\tr\tc\n");
    const path = join(folder, "graph.sqlite");
    expect(await buildGraphDatabase(path, [source])).toEqual({
      nEntities: 3,
      nTriples: 2,
      nNames: 3,
      repeated: 0,
      selfLoops: 0,
    });
    const [built, read] = [await openKnowledgeGraph(path), await openKnowledgeGraph(source)];
    expect(facts(built)).toEqual(facts(read));
    expect(built.edges).toEqual(read.edges);
    expect(openedGraphFiles(path)).toEqual([path]);
  });
});

describe("what cannot be read", () => {
  const hostile: readonly [
    what: string,
    name: string,
    text: string | Buffer,
    code: string,
    line: number | undefined,
  ][] = [
    ["an unknown column", "x.csv", "head,relation,tail,colour\na,r,b,red\n", "GRAPH_FILE_INVALID", 1],
    ["a header of neither", "x.csv", "name,symptom,x,y\n1,2,3,4\n", "GRAPH_FILE_INVALID", 1],
    ["a missing cell", "x.tsv", "a\tr\tb\na\tr\n", "GRAPH_FILE_INVALID", 2],
    ["an empty tail", "x.tsv", "a\tr\tb\na\tr\t \n", "GRAPH_FILE_INVALID", 2],
    ["an endless name", "x.tsv", `a\tr\t${"b".repeat(1001)}\n`, "GRAPH_FILE_INVALID", 1],
    ["a control character", "x.tsv", "a\tr\tb\u0000c\n", "GRAPH_FILE_INVALID", 1],
    ["a weight of 0", "x.csv", "head,relation,tail,weight\na,r,b,0\n", "GRAPH_FILE_INVALID", 2],
    ["a weight without end", "x.csv", "head,relation,tail,weight\na,r,b,1e999\n", "GRAPH_FILE_INVALID", 2],
    ["an open quote", "x.csv", 'head,relation,tail\na,r,"b\n', "FILE_CSV_INVALID", 2],
    ["other bytes than UTF-8", "x.tsv", Buffer.from([0x61, 9, 0x72, 9, 0xff, 10]), "FILE_ENCODING", 1],
    ["no object", "x.jsonl", '{"head":"a","relation":"r","tail":"b"}\n[1]\n', "GRAPH_FILE_INVALID", 2],
    ["a torn line", "x.jsonl", '{"head":\n', "FILE_JSON_INVALID", 1],
    ["a number for a name", "x.jsonl", '{"head":1,"relation":"r","tail":"b"}\n', "GRAPH_FILE_INVALID", 1],
    ["a list that is none", "x.jsonl", '{"name":"a","symptom":{"x":1}}\n', "GRAPH_FILE_INVALID", 1],
    ["an object of no layout", "x.json", '[{"foo":1}]', "GRAPH_FILE_INVALID", 1],
    ["a prefix without declaration", "x.ttl", "\n\nx:a x:b x:c .\n", "GRAPH_FILE_INVALID", 3],
    ["an anonymous node", "x.ttl", "<h:a> <h:b> [ <h:c> <h:d> ] .\n", "GRAPH_FILE_INVALID", 1],
    ["a string without end", "x.ttl", '<h:a> <h:b> """never\nclosed .\n', "GRAPH_FILE_INVALID", 1],
    ["a statement without end", "x.ttl", "<h:a> <h:b>\n<h:c>", "GRAPH_FILE_INVALID", 2],
    ["a character that is none", "x.nt", '<h:a> <h:b> "\\UFFFFFFFF" .\n', "GRAPH_FILE_INVALID", 1],
    ["YAML that is none", "x.yaml", "a:\n\t- b\n", "GRAPH_FILE_INVALID", 2],
    ["YAML of another shape", "x.yaml", "a:\n  r: [b]\nc: d\n", "GRAPH_FILE_INVALID", 3],
    ["nothing", "x.tsv", "", "GRAPH_EMPTY", undefined],
    ["an unknown ending", "x.graphml", "<xml/>", "GRAPH_FORMAT_UNKNOWN", undefined],
    [
      "a database of something else",
      "x.sqlite",
      Buffer.from("SQLite format 3\0garbage"),
      "GRAPH_DATABASE_INVALID",
      undefined,
    ],
  ];
  it.each(hostile)("says so of %s", async (_, name, text, code, line) => {
    await expect(open(name, text)).rejects.toMatchObject({
      code,
      ...(line === undefined ? {} : { place: { line } }),
    });
  });

  it("leaves no database behind, and the old one as it was", async () => {
    const path = join(folder, "kept.sqlite");
    await buildGraphDatabase(path, [file("good.tsv", "a\tr\tb\n")]);
    await expect(buildGraphDatabase(path, [file("bad.tsv", "a\tr\n")])).rejects.toMatchObject({
      code: "GRAPH_FILE_INVALID",
    });
    expect((await openKnowledgeGraph(path)).nTriples).toBe(1);
    await expect(openKnowledgeGraph(join(folder, "absent"))).rejects.toMatchObject({ code: "DATASET_NOT_FOUND" });
    await expect(
      buildGraphDatabase(join(folder, "no", "folder.sqlite"), [file("good.tsv", "a\tr\tb\n")]),
    ).rejects.toMatchObject({ code: "FILE_WRITE_FAILED" });
  });
});
