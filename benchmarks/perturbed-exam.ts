import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { catalogs, type Perturbation } from "@viva/core";
import { randomStream } from "../packages/core/src/base/random.ts";
import type { PerturbedResult, PerturbedTask } from "./perturbed-side.ts";
import { runSide } from "./processes.ts";
import { writeExam } from "./study-files.ts";

const help = `node benchmarks/perturbed-exam.ts [--items n] [--rounds n] [--quick] [--only name,…] [--date YYYY-MM-DD] [--out file] [--folder folder]

Writes the variants of made-up exams (English and Chinese, 60,000 items each) by every operator on wording, one after the
other and all together, and writes benchmarks/perturbed-exam.md. --quick is a short version that shows that the benchmark
works; it prints its page and writes no file without --out. --folder is where the temporary files go (about 1 kB a variant).`;

const { values: flags } = parseArgs({
  options: {
    items: { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    date: { type: "string" },
    out: { type: "string" },
    folder: { type: "string", default: tmpdir() },
    help: { type: "boolean", default: false },
  },
});

const goal = 20_000;
/** Of each operator; the median is shown. All together are measured once. */
const rounds = flags.rounds === undefined ? (flags.quick ? 1 : 3) : Number(flags.rounds);
const languages = ["en", "zh"] as const;
type Language = (typeof languages)[number];

interface Row {
  readonly name: string;
  readonly language: Language;
  readonly viva: PerturbedResult;
  readonly bare: PerturbedResult;
}

/** Only wording changes: texts of stem and options, nothing else, and nothing is taken from other items. */
function isOnWording({ touches, needsOthers, needsModel, group }: Perturbation): boolean {
  const texts: readonly string[] = ["stem", "option-texts"];
  return group !== "probe" && !needsOthers && !needsModel && touches.every((part) => texts.includes(part));
}

const stems = [
  "患者，男，{age}岁。反复上腹痛2年，加重伴黑便3天，口服阿司匹林。查体：贫血貌，上腹压痛，血压90/60mmHg，心率110次/分。",
  "患者，女，{age}岁。发热、咳嗽5天，体温39.2℃，右下肺可闻及湿啰音，血白细胞15.2×10⁹/L，已婚，务农。",
  "患者，男，{age}岁。多饮、多尿、消瘦3个月，空腹血糖12.5mmol/L，服用二甲双胍后仍控制不佳。",
  "患者，女，{age}岁。活动后气促半年，双下肢水肿，血肌酐210μmol/L，血红蛋白82g/L。",
] as const;
const leadIns = ["最可能的诊断是？", "首选的检查是", "首选的治疗是", "下列处理中应首先采取的是"] as const;
const answers = [
  "胃镜检查",
  "静脉滴注奥美拉唑",
  "胸部CT",
  "皮下注射胰岛素",
  "口服阿莫西林",
  "血液透析",
  "密切观察",
  "急诊手术",
] as const;

/** The same in Chinese: made-up cases with five options, one JSON object a line. */
async function writeChineseExam(path: string, items: number): Promise<void> {
  const stream = createWriteStream(path);
  const draw = randomStream("benchmark-exam-zh");
  for (let number = 1; number <= items; number++) {
    const options = draw.shuffled(answers).slice(0, 5);
    const line = JSON.stringify({
      id: `q${number}`,
      question: `${(stems[draw.integer(stems.length)] ?? "").replace("{age}", String(18 + draw.integer(70)))}${leadIns[draw.integer(leadIns.length)]}`,
      options: Object.fromEntries(options.map((text, index) => ["ABCDE"[index], text])),
      answer: "ABCDE"[draw.integer(5)],
      specialty: "内科",
    });
    if (!stream.write(`${line}\n`)) {
      await once(stream, "drain");
    }
  }
  stream.end();
  await finished(stream);
}

/** The result whose processor time is the median. */
function middle(results: readonly PerturbedResult[]): PerturbedResult {
  const sorted = results.toSorted((a, b) => a.cpuMicroseconds - b.cpuMicroseconds);
  const [only] = sorted.slice(sorted.length >> 1);
  if (only === undefined) {
    throw new Error("a row without a round");
  }
  return only;
}

async function side(task: PerturbedTask): Promise<PerturbedResult> {
  const result = await runSide<PerturbedResult>("perturbed-side.ts", task);
  rmSync(task.out);
  return result;
}

async function examFile(folder: string, language: Language, items: number): Promise<string> {
  const exam = join(folder, `exam-${language}-${items}.jsonl`);
  await (language === "en" ? writeExam : writeChineseExam)(exam, items);
  return exam;
}

async function row(
  folder: string,
  exam: string,
  language: Language,
  operators: readonly string[],
  items: number,
  name: string,
): Promise<Row> {
  const out = join(folder, "out.jsonl");
  const sides: { readonly viva: PerturbedResult; readonly bare: PerturbedResult }[] = [];
  for (let round = 0; round < (operators.length > 1 ? 1 : rounds); round++) {
    const viva = await side({ kind: "viva", exam, language, out, operators });
    const times = Math.max(1, Math.round(viva.lines / items));
    sides.push({ viva, bare: await side({ kind: "bare", exam, language, out, times }) });
  }
  const viva = middle(sides.map((each) => each.viva));
  const bare = middle(sides.map((each) => each.bare));
  const rate = viva.lines / (viva.cpuMicroseconds / 1e6);
  console.error(`${language} ${name}: ${viva.lines} variants, ${rate.toFixed(0)} a second a core`);
  return { name, language, viva, bare };
}

async function measure(folder: string, items: number): Promise<string> {
  const operators = (
    await Promise.all(Object.values(catalogs.perturbation).map(async (load) => (await load()).default))
  )
    .filter(isOnWording)
    .filter(({ name }) => flags.only === undefined || flags.only.split(",").includes(name));
  const rows: Row[] = [];
  const memory: { readonly language: Language; readonly few: number; readonly many: number }[] = [];
  for (const language of languages) {
    const exam = await examFile(folder, language, items);
    const speaking = operators.filter((plugin) => plugin.languages === "any" || plugin.languages.includes(language));
    const names = speaking.map(({ name }) => name);
    for (const name of names) {
      rows.push(await row(folder, exam, language, [name], items, name));
    }
    const all = `all ${names.length} together`;
    const together = await row(folder, exam, language, names, items, all);
    rows.push(together);
    // The engine's own room grows for the first hundred thousand lines; whether it goes on growing shows later.
    const many = items * 3;
    const large = await row(folder, await examFile(folder, language, many), language, names, many, all);
    memory.push({ language, few: together.viva.maxRssBytes, many: large.viva.maxRssBytes });
  }
  return page(items, rows, memory);
}

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

function rateOf(count: number, { cpuMicroseconds }: PerturbedResult): string {
  return Math.round(count / (cpuMicroseconds / 1e6)).toLocaleString("en");
}

function line({ name, language, viva, bare }: Row, items: number): string {
  const perVariant = (result: PerturbedResult): number => result.cpuMicroseconds / Math.max(1, result.lines);
  const cells =
    viva.lines === 0
      ? [name, language, "0", "–", rateOf(items, viva), "–", "–", "–"]
      : [
          name,
          language,
          viva.lines.toLocaleString("en"),
          `**${rateOf(viva.lines, viva)}**`,
          rateOf(items, viva),
          perVariant(viva).toFixed(1),
          perVariant(bare).toFixed(1),
          (perVariant(viva) / perVariant(bare)).toFixed(1),
        ];
  return `| ${cells.join(" | ")} |`;
}

function page(
  items: number,
  rows: readonly Row[],
  memory: readonly { readonly language: Language; readonly few: number; readonly many: number }[],
): string {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}-${process.arch}, Node ${process.versions.node}`;
  const count = items.toLocaleString("en");
  return `# Perturbed exams

Written by \`node benchmarks/perturbed-exam.ts\`. Made-up exams of ${count} items with five options, in English and Chinese; what \`viva perturb\` writes of them by every operator on wording: each variant's item, verdict, answer map, chain and what changed, one JSON object a line. A process of its own for each row${rounds === 1 ? "" : `, the median of ${rounds} rounds (all together: one)`}; CPU is user and system time of all its threads, from opening the exam's file to the finished file of variants. Beside it a bare loop that parses each line of the exam and writes its object as JSON as often as there are variants an item. An operator that applies to some of the items pays for reading all of them: its rate of items says what an exam costs. Goal: at least ${goal.toLocaleString("en")} variants a second a core, and memory that does not grow with the exam.

Machine: ${machine}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}.${flags.date === undefined ? "" : ` Measured ${flags.date}.`}

| operator | exam | variants | variants a second a core | items a second a core | CPU a variant, µs | bare loop, µs | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((one) => line(one, items)).join("\n")}

## Memory

Largest resident set of the process that writes all together.

| exam | ${count} items, MiB | ${(items * 3).toLocaleString("en")} items, MiB | ratio |
| --- | --- | --- | --- |
${memory.map(({ language, few, many }) => `| ${language} | ${mebibytes(few)} | ${mebibytes(many)} | **${(many / few).toFixed(2)}** |`).join("\n")}
`;
}

async function bench(): Promise<void> {
  const items = flags.items === undefined ? (flags.quick ? 600 : 60_000) : Number(flags.items);
  if (!Number.isSafeInteger(items) || items < 1) {
    throw new Error(`--items ${flags.items} is no number of items`);
  }
  const folder = mkdtempSync(join(resolve(flags.folder), "viva-perturbed-"));
  try {
    const text = await measure(folder, items);
    console.log(text);
    const out = flags.out ?? (flags.quick ? null : fileURLToPath(new URL("perturbed-exam.md", import.meta.url)));
    if (out !== null) {
      writeFileSync(out, text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
