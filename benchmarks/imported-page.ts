import { cpus, loadavg, totalmem } from "node:os";
import type { SideResult } from "./side.ts";

/** What every process took for one size of source. */
export interface ImportedResults {
  readonly replies: number;
  readonly models: number;
  readonly sourceBytes: number;
  /** What the import and its run left on disk. */
  readonly writtenBytes: number;
  /** The references: the source's files copied, and each of its lines parsed. */
  readonly copy: SideResult;
  readonly parse: SideResult;
  /** `viva import`. */
  readonly imported: SideResult;
  /** `viva run` of the study the import wrote, with its reports. */
  readonly ran: SideResult;
}

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

function row(name: string, { wallMs, cpuMicroseconds, maxRssBytes }: SideResult, replies: number): string {
  const cells = [
    name,
    (wallMs / 1000).toFixed(1),
    (cpuMicroseconds / 1e6).toFixed(1),
    (cpuMicroseconds / replies).toFixed(1),
    mebibytes(maxRssBytes),
  ];
  return `| ${cells.join(" | ")} |`;
}

function both({ imported, ran }: ImportedResults): SideResult {
  return {
    wallMs: imported.wallMs + ran.wallMs,
    cpuMicroseconds: imported.cpuMicroseconds + ran.cpuMicroseconds,
    maxRssBytes: Math.max(imported.maxRssBytes, ran.maxRssBytes),
  };
}

function section(results: ImportedResults): string {
  const { replies, copy, parse, imported, ran, sourceBytes, writtenBytes } = results;
  return `## ${replies.toLocaleString("en")} replies

${mebibytes(sourceBytes)} MiB of samples; import and run leave ${mebibytes(writtenBytes)} MiB.

| process | wall, s | CPU, s | CPU a reply, µs | largest resident set, MiB |
| --- | --- | --- | --- | --- |
${[
  row("copy each file", copy, replies),
  row("parse each line", parse, replies),
  row("viva import", imported, replies),
  row("viva run", ran, replies),
  row("**import and run**", both(results), replies),
].join("\n")}`;
}

/** The figures of a small and a large source as a Markdown page. `date` is left out when null. */
export function importedPage(few: ImportedResults, many: ImportedResults, date: string | null): string {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}-${process.arch}, Node ${process.versions.node}`;
  const ratio = (pick: (results: ImportedResults) => SideResult): string =>
    (pick(many).maxRssBytes / pick(few).maxRssBytes).toFixed(2);
  const each = (pick: (results: ImportedResults) => SideResult): string =>
    ((pick(many).maxRssBytes - pick(few).maxRssBytes) / (many.replies - few.replies)).toFixed(0);
  const { imported, ran } = { imported: (r: ImportedResults) => r.imported, ran: (r: ImportedResults) => r.ran };
  return `# Imported replies

Written by \`node benchmarks/imported-replies.ts\`. Made-up samples of lm-evaluation-harness with \`--log_samples\`: ${many.models} models, five tasks, five options, replies of 20 to 400 characters, some with reasoning. \`viva import lm-eval\` and \`viva run\` of the study it writes (every reply read, marked and measured, HTML, CSV and JSON reports) are processes of their own, one after the other; CPU is user and system time of all their threads. Beside them, copying the source and parsing its lines. Goal: a million replies in under 120 s on two processors.

Machine: ${machine}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}.${date === null ? "" : ` Measured ${date}.`}

${section(few)}

${section(many)}

## Memory

| | largest resident set, many to few | bytes a further reply |
| --- | --- | --- |
| viva import | **${ratio(imported)}** | ${each(imported)} |
| viva run | **${ratio(ran)}** | ${each(ran)} |

No reply is held. What grows: an import knows every reply by a hash; a run also knows where each reply stands in \`replies.jsonl\`, holds the columns of its score tables, one row a reply and extractor, and the points of every model on every item while it compares them.
`;
}
