import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parseSheetTable } from "../packages/core/src/sheets/read-sheet-table.ts";
import { type MockBehaviour, startMockServer } from "./mock-server.ts";
import { plantExam } from "./planted-exam.ts";
import { recordsOf, temporaryFolder } from "./run-folder.ts";
import { startViva, viva } from "./viva.ts";

const published = fileURLToPath(new URL("../../shared/data/cmexam/test-annotated-sample.csv", import.meta.url));
const tags = ["diseaseGroup", "department", "discipline", "competency", "difficulty"];
const good = { diseaseGroup: "11", department: "IM", discipline: "ClinMed", competency: "Diag", difficulty: "3" };
const examFields = ["--set", "fields={id: id, stem: stem, options: options, key: key}", "--language", "en"];

interface Provenance {
  readonly itemId: string;
  readonly tag: string;
  readonly value: string | null;
  readonly by: string | null;
  readonly model: string | null;
  readonly reviewers: Readonly<Record<string, string>>;
}

/** Replies by the number of the question: most as asked for, some not. */
function replyTo(question: string): MockBehaviour {
  const number = Number(/\[q-(\d{5})\]/.exec(question)?.[1] ?? "0");
  const texts = [
    JSON.stringify(good),
    `\`\`\`json\n${JSON.stringify({ ...good, department: "心内科" })}\n\`\`\``,
    "I would rather not classify questions. <b>Sorry</b>",
    JSON.stringify({ ...good, diseaseGroup: "none", competency: "不符合" }),
  ];
  return { kind: "reply", text: number % 7 < 4 ? (texts[number % 7] ?? "") : (texts[0] ?? ""), delayMs: 5 };
}

it("annotates an exam, goes on after a kill, has two people confirm, and writes the tagged exam", async () => {
  await using folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const server = await startMockServer({ behave: ({ question }) => replyTo(question) });
  try {
    plantExam(folder.path, 70, 3);
    const key = { MOCK_API_KEY: "mock-key-0123456789" };
    const study = {
      name: "with-assistants",
      dataset: { use: "sample-exam", language: "en" },
      models: [{ id: "examinee", backend: "random-option" }],
      assistants: [
        {
          id: "annotator",
          backend: "openai-compatible",
          baseUrl: server.baseUrl,
          model: "m",
          apiKeyEnv: "MOCK_API_KEY",
        },
      ],
    };
    writeFileSync(at("study.yaml"), JSON.stringify(study));
    const command = (model: string): string[] => [
      ...[
        "annotate",
        "jsonl-file",
        "exam.jsonl",
        ...examFields,
        "--model",
        model,
        "--out",
        "ann",
        "--concurrency",
        "4",
      ],
    ];
    const unclear = await viva(command("study.yaml"), { cwd: folder.path, env: key });
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toContain("study.yaml has annotator, examinee: --model study.yaml#<id>");

    const running = startViva(command("study.yaml#annotator"), { cwd: folder.path, env: key });
    await running.meanwhile(server.arrived(25));
    running.child.kill("SIGKILL");
    expect((await running.ended).signal).toBe("SIGKILL");
    const paidBefore = server.paid;
    expect(paidBefore).toBeLessThan(70);
    const done = await viva(command("study.yaml#annotator"), { cwd: folder.path, env: key });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    // At most the calls in flight at the kill are asked again.
    expect(server.paid).toBeLessThanOrEqual(70 + 4);
    expect(done.stdout).toContain(
      "70 of 70 questions have a reply; 40 in exactly the form asked for, 20 with allowances, 10 unreadable.",
    );
    expect(done.stdout).toContain("“心内科”");
    expect(done.stdout).not.toContain("published");

    // Nothing is left to ask, and every file is the same bytes.
    const files = ["annotations.jsonl", "tagged.jsonl", "provenance.jsonl", "annotation-result.json"];
    const before = files.map((name) => readFileSync(at(`ann/${name}`), "utf8"));
    expect((await viva(command("study.yaml#annotator"), { cwd: folder.path, env: key })).code).toBe(0);
    expect(files.map((name) => readFileSync(at(`ann/${name}`), "utf8"))).toEqual(before);
    expect(server.paid).toBeLessThanOrEqual(70 + 4);
    const asked = server.requests.map(({ body }) => body);
    expect(asked.every((body) => tags.every((tag) => body.includes(`[${tag}]`)))).toBe(true);
    expect(asked[0]).toContain("11 = Diseases of the circulatory system");
    expect(asked.filter((body) => body.match(/\[q-\d{5}\]/g)?.length !== 1)).toEqual([]);
    expect(readFileSync(at("ann/completions.jsonl"), "utf8")).not.toContain("mock-key");

    const provenance = recordsOf<Provenance>(at("ann"), "provenance.jsonl");
    expect(provenance).toHaveLength(70 * 5);
    expect(provenance.filter(({ by }) => by === "model")).toHaveLength(60 * 5 - 10);
    expect(provenance.find(({ itemId, tag }) => itemId === "q-00003" && tag === "diseaseGroup")).toMatchObject({
      value: "none",
      by: "model",
    });

    // Two reviewers: one takes over what is there, the other changes one department.
    const [sheetId = ""] = readdirSync(at("ann/reviewers"));
    expect(readdirSync(at(`ann/reviewers/${sheetId}`)).sort()).toEqual(["form.html", "sheet.csv", "values.csv"]);
    const { columns, rows } = parseSheetTable(
      readFileSync(at(`ann/reviewers/${sheetId}/sheet.csv`), "utf8"),
      "sheet.csv",
    );
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const save = (name: string, cellOf: (place: number, column: string) => string): void => {
      const lines = rows.map(({ cells }, place) =>
        columns.map((column) => quoted(cellOf(place, column) || (cells.get(column) ?? ""))).join(","),
      );
      writeFileSync(at(name), `${[columns.join(","), ...lines].join("\n")}\n`);
    };
    const careful = (place: number, column: string): string =>
      column === "confirm"
        ? "ok"
        : place % 7 === 1 && column === "department"
          ? "Internal medicine"
          : place % 7 === 2 && tags.some((tag) => tag.toLowerCase() === column)
            ? (Object.entries(good).find(([tag]) => tag.toLowerCase() === column)?.[1] ?? "")
            : "";
    save("anna.csv", careful);
    save("ben.csv", (place, column) => (place === 4 && column === "department" ? "Surg" : careful(place, column)));
    save("hasty.csv", (_place, column) => (column === "confirm" ? "ok" : ""));
    const hasty = await viva(["annotate", "import", "ann", "hasty.csv"], { cwd: folder.path });
    expect(hasty.code).toBe(3);
    expect(hasty.stderr).toContain("REVIEW_UNFINISHED: hasty.csv: 20 of 70 cases are open");
    expect(existsSync(at("ann/review/raters"))).toBe(false);
    const imported = await viva(["annotate", "import", "ann", "anna.csv", "ben.csv"], { cwd: folder.path });
    expect(imported).toMatchObject({ code: 0, stderr: "" });
    expect(imported.stdout).toContain("Raters: anna, ben. Ratings on which they differ: 1 open, 0 settled.");
    const reviewed = recordsOf<Provenance>(at("ann"), "provenance.jsonl");
    expect(reviewed.find(({ itemId, tag }) => itemId === "q-00004" && tag === "department")).toEqual({
      ...{ itemId: "q-00004", tag: "department", value: null, by: null, model: "IM" },
      reviewers: { anna: "IM", ben: "Surg" },
    });
    expect(reviewed.filter(({ by }) => by === "reviewer")).toHaveLength(70 * 5 - 1);

    const open = parseSheetTable(readFileSync(at(`ann/review/disagreements-${sheetId}.csv`), "utf8"), "open.csv");
    expect(open.rows).toHaveLength(1);
    const row = open.rows[0]?.cells.get("row") ?? "";
    writeFileSync(at("settled.csv"), `row,department,comment\n${row},EM,talked over\n`);
    const settled = await viva(["annotate", "import", "ann", "--consensus", "settled.csv"], { cwd: folder.path });
    expect(settled).toMatchObject({ code: 0, stderr: "" });
    const last = recordsOf<Provenance>(at("ann"), "provenance.jsonl");
    expect(last.find(({ by }) => by === "consensus")).toMatchObject({ itemId: "q-00004", value: "EM" });

    // The tagged exam is an exam: its labels are strata of a run.
    const fields = /dataset:\n[\s\S]*$/.exec(settled.stdout)?.[0] ?? "";
    writeFileSync(
      at("tagged.yaml"),
      `name: tagged\nmodels: [{id: m, backend: random-option}]\nstrata: [department, diseaseGroup]\nreports: [json]\nresamples: 100\n${fields}`,
    );
    expect(await viva(["run", "tagged.yaml", "--out", "tagged"], { cwd: folder.path })).toMatchObject({ code: 0 });
    const items = recordsOf<{ id: string; tags: Record<string, string[]>; accepted: string[][] }>(
      at("tagged"),
      "items.jsonl",
    );
    expect(items).toHaveLength(70);
    expect(items[4]?.tags).toMatchObject({ department: ["EM"], diseaseGroup: ["11"] });
    expect(items[3]?.tags["diseaseGroup"]).toBeUndefined();
    expect(items.every(({ accepted }) => accepted.length === 1)).toBe(true);

    // Another model under finished calls is refused, and nothing is lost.
    const { assistants, ...rest } = study;
    writeFileSync(at("study.yaml"), JSON.stringify({ ...rest, assistants: [{ ...assistants[0], model: "other" }] }));
    const conflict = await viva(command("study.yaml#annotator"), { cwd: folder.path, env: key });
    expect(conflict.code).toBe(2);
    expect(conflict.stderr).toContain("RUN_CONFLICT");
    expect(recordsOf<Provenance>(at("ann"), "provenance.jsonl")).toEqual(last);
  } finally {
    await server.close();
  }
}, 240_000);

it("tells what a server refuses, keeps what came, and goes on once it is there", async () => {
  await using folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  plantExam(folder.path, 12, 3);
  let broken = true;
  const server = await startMockServer({
    behave: ({ question }) =>
      broken && /\[q-0000[37]\]/.test(question)
        ? { kind: "status", status: 400, body: { error: { message: "no" } } }
        : { kind: "reply", text: JSON.stringify(good) },
  });
  try {
    writeFileSync(
      at("model.yaml"),
      JSON.stringify({ id: "annotator", backend: "openai-compatible", baseUrl: server.baseUrl, model: "m" }),
    );
    const command = ["annotate", "jsonl-file", "exam.jsonl", ...examFields, "--model", "model.yaml", "--out", "ann"];
    const first = await viva([...command, "--tags", "department,difficulty"], { cwd: folder.path });
    expect(first.code).toBe(5);
    expect(first.stderr).toContain("2 of 12 questions have no reply; 2 failed now (failures.jsonl)");
    expect(recordsOf(at("ann"), "failures.jsonl")).toHaveLength(2);
    expect(existsSync(at("ann/reviewers"))).toBe(false);
    broken = false;
    const second = await viva([...command, "--tags", "department,difficulty"], { cwd: folder.path });
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(server.paid).toBe(12);
    expect(existsSync(at("ann/failures.jsonl"))).toBe(false);
    expect(Object.keys(recordsOf<{ labels: object }>(at("ann"), "annotations.jsonl")[0]?.labels ?? {})).toEqual([
      "department",
      "difficulty",
    ]);
    for (const [args, code, said] of [
      [["annotate", "jsonl-file", "exam.jsonl", ...examFields, "--out", "x"], 2, "--model is wanted"],
      [["annotate", "import", "nowhere", "a.csv"], 2, "ANNOTATION_NOT_FOUND"],
      [["annotate", "import"], 2, "viva annotate import <folder>"],
      [[...command, "--tags", "colour"], 2, "--tags colour: known are diseaseGroup"],
      [
        ["annotate", "jsonl-file", "exam.jsonl", ...examFields, "--model", "exam.jsonl", "--out", "x"],
        2,
        "STUDY_SYNTAX",
      ],
    ] as const) {
      const end = await viva([...args], { cwd: folder.path });
      expect(end.code, said).toBe(code);
      expect(end.stderr).toContain(said);
    }
  } finally {
    await server.close();
  }
}, 240_000);

it.skipIf(!existsSync(published))(
  "is measured against the labels that CMExam publishes",
  async () => {
    await using folder = await temporaryFolder();
    // First every published label is read, then a model gives them back but for one.
    const model = (replies: Readonly<Record<string, string>>, otherwise?: string): void =>
      writeFileSync(
        join(folder.path, "model.yaml"),
        JSON.stringify({
          id: "scribe",
          backend: "scripted",
          replies,
          ...(otherwise === undefined ? {} : { otherwise }),
        }),
      );
    const annotate = async (out: string) =>
      await viva(["annotate", "cmexam", published, "--model", "model.yaml", "--out", out, "--json"], {
        cwd: folder.path,
      });
    model({}, JSON.stringify(good));
    expect((await annotate("first")).code).toBe(0);
    const provenance = recordsOf<Provenance>(join(folder.path, "first"), "provenance.jsonl");
    expect(provenance.every(({ by }) => by === "published")).toBe(true);
    const byItem = new Map<string, Record<string, string>>();
    for (const { itemId, tag, value } of provenance) {
      byItem.set(itemId, { ...byItem.get(itemId), [tag]: value ?? "" });
    }
    const ids = [...byItem.keys()];
    expect(ids).toHaveLength(9);
    const replies = Object.fromEntries(
      ids.map((id, place) => [id, JSON.stringify({ ...byItem.get(id), ...(place === 0 ? { difficulty: "5" } : {}) })]),
    );
    model(replies);
    const result = JSON.parse((await annotate("second")).stdout);
    const agreement = (tag: string) =>
      result.tags.find((tally: { tag: string }) => tally.tag === tag).published as {
        cases: number;
        raw: { value: number; low: number };
        cohen: { kappa: { value: number } }[];
      };
    for (const tag of tags) {
      expect(agreement(tag).cases).toBe(9);
      expect(agreement(tag).raw.value).toBeCloseTo(tag === "difficulty" ? 8 / 9 : 1, 12);
    }
    expect(agreement("difficulty").raw.low).toBeLessThan(0.6);
    expect(agreement("department").cohen[0]?.kappa.value).toBe(1);
    expect(result.languages).toEqual(["zh"]);
  },
  240_000,
);
