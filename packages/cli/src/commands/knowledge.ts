import { resolve } from "node:path";
import {
  buildGraphDatabase,
  DataError,
  examRows,
  graphFromExplanations,
  graphStatistics,
  type Item,
  lookUpEntity,
  openKnowledgeGraph,
  seedInspector,
  seedQuestionOf,
  shippedPath,
  UsageError,
} from "@viva/core";
import type { Command } from "commander";
import { builtText, entityText, seedsText, statisticsText } from "../knowledge-texts.ts";
import type { SetExitCode } from "../main.ts";
import { parseSetting } from "../parse-setting.ts";
import { collect, wholeNumber } from "../study-options.ts";
import { addKnowledgeReport } from "./knowledge-report.ts";

interface BuildFlags {
  readonly out: string;
  readonly fromExplanations?: string;
  readonly train: readonly string[];
  readonly tested: readonly string[];
  readonly set: readonly string[];
  readonly atLeast: number;
  readonly ngram: number;
  readonly json?: boolean;
}

interface GraphFlags {
  readonly graph?: string;
  readonly language: string;
  readonly json?: boolean;
}

interface SeedsFlags extends GraphFlags {
  readonly dataset: string;
  readonly path?: string;
  readonly text?: boolean;
  readonly set: readonly string[];
}

/** `viva knowledge build kg.csv --out kg.sqlite`, then `stats`, `look` and `seeds`; `report` after a run. */
export function addKnowledgeCommand(program: Command, _setExitCode: SetExitCode): void {
  const knowledge = program
    .command("knowledge")
    .description("Build a knowledge graph, look into it, and show what it puts beside a question.");
  knowledge
    .command("build")
    .description("Build the database of a knowledge graph from files, folders, or the explanations of a train split.")
    .argument(
      "[paths...]",
      "CSV, TSV, JSON Lines, JSON, N-Triples, Turtle or YAML; docs/knowledge.md shows the layouts",
    )
    .requiredOption("--out <file>", "the database; an older one is replaced")
    .option("--from-explanations <dataset>", "dataset plugin whose explanations are read, e.g. cmexam")
    .option("--train <path>", "its file to learn from; may be given several times", collect, [])
    .option(
      "--tested <path>",
      "its file that is tested: sentences that repeat it are left out; may be given several times",
      collect,
      [],
    )
    .option("--set <field=value>", "another setting of the dataset, its value in YAML", collect, [])
    .option("--at-least <n>", "sentences in which two entities must stand together", wholeNumber, 2)
    .option(
      "--ngram <n>",
      "words (Chinese: characters) in a row that no sentence may share with a tested item",
      wholeNumber,
      13,
    )
    .option("--json", "print the counts as JSON")
    .action(build);
  knowledge
    .command("stats")
    .description("Say what a knowledge graph holds.")
    .argument("[graph]", "database, file or folder; default: the graph shipped with the sample exam")
    .option("--json", "print everything as JSON")
    .action(async (path: string | undefined, flags: { readonly json?: boolean }) => {
      const statistics = graphStatistics(await openGraph(path));
      console.log(flags.json === true ? JSON.stringify(statistics, null, 2) : statisticsText(statistics));
    });
  knowledge
    .command("look")
    .description("Show an entity of a knowledge graph with its names and facts.")
    .argument("<entity>", "its identifier or one of its names")
    .option("--graph <path>", "database, file or folder; default: the graph shipped with the sample exam")
    .option("--language <code>", "language of names and facts", "en")
    .option("--json", "print everything as JSON")
    .action(async (entity: string, { graph, language, json }: GraphFlags) => {
      const entries = lookUpEntity(await openGraph(graph), entity, language);
      console.log(
        json === true
          ? JSON.stringify(entries, null, 2)
          : entries.map((entry) => entityText(entry, language)).join("\n\n"),
      );
    });
  knowledge
    .command("seeds")
    .description("Show what a knowledge graph puts beside a question, step by step.")
    .argument("<item>", "id of an item of the dataset, or with --text the question itself")
    .option("--graph <path>", "database, file or folder; default: the graph shipped with the sample exam")
    .option("--dataset <name>", "dataset plugin the item is of", "sample-exam")
    .option("--path <path>", "its file; not for the sample exam")
    .option("--text", "the argument is a question, not an id")
    .option("--language <code>", "language of the item", "en")
    .option("--set <field=value>", "a setting of knowledge-seeds, its value in YAML, e.g. --set hops=2", collect, [])
    .option("--json", "print everything as JSON")
    .action(seeds);
  addKnowledgeReport(knowledge);
}

async function openGraph(path: string | undefined): ReturnType<typeof openKnowledgeGraph> {
  return openKnowledgeGraph(path === undefined ? shippedPath("exams/viva-sample/graph") : resolve(path));
}

async function build(paths: readonly string[], flags: BuildFlags): Promise<void> {
  const { out, fromExplanations: dataset, train, tested, atLeast, ngram, json } = flags;
  const settings = Object.fromEntries(flags.set.map(parseSetting));
  if (dataset === undefined && paths.length === 0) {
    throw new UsageError("ARGUMENT_INVALID", "viva knowledge build: name files to read, or --from-explanations");
  }
  if (dataset !== undefined && (train.length === 0 || tested.length === 0)) {
    throw new UsageError(
      "ARGUMENT_INVALID",
      "--from-explanations needs --train (what is read) and --tested (what must not be repeated)",
    );
  }
  if (atLeast < 1 || ngram < 5) {
    throw new UsageError("ARGUMENT_INVALID", "--at-least must be 1 at least, --ngram 5 at least");
  }
  const learnt =
    dataset === undefined
      ? null
      : await graphFromExplanations(items(dataset, train, settings), items(dataset, tested, settings), {
          atLeast,
          ngram,
          source: `explanations of ${train.join(", ")}`,
        });
  const counts = await buildGraphDatabase(
    resolve(out),
    paths.map((path) => resolve(path)),
    learnt?.statements ?? [],
  );
  const explanations = learnt?.counts ?? null;
  console.log(
    json === true ? JSON.stringify({ ...counts, explanations }, null, 2) : builtText(out, counts, explanations),
  );
}

async function* items(
  dataset: string,
  paths: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): AsyncGenerator<Item> {
  for (const path of paths) {
    for await (const { item } of await examRows(dataset, { ...settings, path }, process.cwd(), [], process.env)) {
      if (item !== undefined) {
        yield item;
      }
    }
  }
}

async function seeds(wanted: string, flags: SeedsFlags): Promise<void> {
  const question =
    flags.text === true
      ? { id: "question", language: flags.language, text: wanted }
      : seedQuestionOf(await findItem(wanted, flags));
  const finder = seedInspector(await openGraph(flags.graph), Object.fromEntries(flags.set.map(parseSetting)));
  const finding = finder.find(question);
  console.log(flags.json === true ? JSON.stringify({ question, ...finding }, null, 2) : seedsText(question, finding));
}

async function findItem(id: string, { dataset, path, language }: SeedsFlags): Promise<Item> {
  // The sample exam has a language to choose; other datasets have the one of their file.
  const settings = { ...(path === undefined ? { language } : { path }) };
  for await (const { item } of await examRows(dataset, settings, process.cwd(), [], process.env)) {
    if (item?.id === id) {
      return item;
    }
  }
  throw new DataError("DATASET_EMPTY", `${dataset} has no item "${id}"`, {
    remedy: "Check the id (`viva items` lists an exam), or give the question itself with --text.",
  });
}
