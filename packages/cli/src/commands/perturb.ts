import { resolve } from "node:path";
import {
  type ChainStepRequest,
  catalogs,
  exitCodes,
  loadCompositions,
  type Perturbation,
  pairsTerminalTable,
  perturbedTerminalTables,
  UsageError,
  writeVariants,
} from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { parseChain, parseOperator } from "../parse-operator.ts";
import { parseSetting } from "../parse-setting.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect, list, wholeNumber } from "../study-options.ts";

const verdictNames = ["sound", "unchecked", "unsound"] as const;

interface PerturbFlags {
  readonly operator: readonly string[];
  readonly chain: readonly string[];
  readonly all?: boolean;
  readonly out?: string;
  readonly asExam?: string;
  readonly verdicts?: readonly (typeof verdictNames)[number][];
  readonly seed: number;
  readonly limit?: number;
  readonly language?: string;
  readonly set: readonly string[];
  readonly parallel: readonly string[];
  readonly exam?: string;
  readonly pairs?: boolean;
  readonly show: number;
  readonly json?: boolean;
  readonly tableLanguage?: string;
  readonly plugin: readonly string[];
}

/** `viva perturb sample-exam --language en --operator shuffle-options --out perturbed.jsonl` */
export function addPerturbCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("perturb")
    .description(
      "Write the perturbed forms of an exam with verdicts and what changed, for people to review and to run.",
    )
    .argument("[dataset]", "dataset plugin (viva list datasets)")
    .argument("[path]", "its file; not for the sample exam")
    .option(
      "--operator <name>",
      "a perturbation, its settings behind it: letter-case,case=lower; may be given several times",
      collect,
      [],
    )
    .option(
      "--chain <names>",
      "perturbations one after the other as one: 'drop-wrong-options{wrong: 2},label-set'; may be given several times",
      collect,
      [],
    )
    .option("--all", "every perturbation that ships with Viva, with its defaults")
    .option("--out <file>", "JSON Lines to write, one variant a line; it must not exist")
    .option("--as-exam <file>", "write the variants as plain items too, for the dataset viva-items; it must not exist")
    .option("--verdicts <list>", `write only variants of these verdicts: ${verdictNames.join(", ")}`, verdictList)
    .option("--seed <n>", "seed of everything random", wholeNumber, 0)
    .option("--limit <n>", "take the first n items", wholeNumber)
    .option("--language <code>", "language setting of the dataset")
    .option("--set <field=value>", "another setting, its value in YAML", collect, [])
    .option(
      "--parallel <field=value>",
      "setting that leads to the same questions in another language, e.g. language=es; may be given several times",
      collect,
      [],
    )
    .option("--exam <name>", "name of the exam in every line; default: the dataset's")
    .option("--pairs", "print which perturbation may follow which, and write nothing")
    .option("--show <n>", "reasons printed of each verdict", wholeNumber, 2)
    .option("--json", "print the counts as JSON")
    .option("--table-language <code>", `language of the table: ${languages.join(", ")}; default: the dataset's`)
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, [])
    .action(async (dataset: string | undefined, path: string | undefined, flags: PerturbFlags) => {
      if (flags.pairs === true) {
        await printPairs(flags);
        return;
      }
      await perturb(dataset, path, flags, setExitCode);
    });
}

async function perturb(
  dataset: string | undefined,
  path: string | undefined,
  flags: PerturbFlags,
  setExitCode: SetExitCode,
): Promise<void> {
  const chains = chainsOf(flags);
  if (dataset === undefined || flags.out === undefined || chains.length === 0) {
    const missing =
      dataset === undefined ? "a dataset" : flags.out === undefined ? "--out <file>" : "an --operator or a --chain";
    throw new UsageError("ARGUMENT_INVALID", `${missing} is wanted`, {
      remedy: `Perturbations: ${Object.keys(catalogs.perturbation).join(", ")}. See \`viva perturb --help\`.`,
    });
  }
  const tableLanguage = languageOf(flags.tableLanguage, () => flags.language?.split("-")[0]);
  const plugins = await loadOwnPlugins(flags.plugin);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    const written = await writeVariants({
      dataset,
      settings: {
        ...(path === undefined ? {} : { path }),
        ...(flags.language === undefined ? {} : { language: flags.language }),
        ...Object.fromEntries(flags.set.map(parseSetting)),
      },
      ...(flags.parallel.length === 0
        ? {}
        : { parallelSettings: Object.fromEntries(flags.parallel.map(parseSetting)) }),
      ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      folder: process.cwd(),
      plugins,
      environment: process.env,
      perturbations: await loadCompositions(chains, plugins),
      seed: flags.seed,
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
      ...(flags.verdicts === undefined ? {} : { verdicts: flags.verdicts }),
      out: resolve(flags.out),
      ...(flags.asExam === undefined ? {} : { asExam: resolve(flags.asExam) }),
      signal: stopping.signal,
    });
    if (flags.json === true) {
      console.log(JSON.stringify(written, null, 2));
      return;
    }
    for (const table of perturbedTerminalTables(written, tableLanguage, flags.show)) {
      printTable(table);
    }
    console.log(`\nwritten: ${[flags.out, ...(flags.asExam === undefined ? [] : [flags.asExam])].join(", ")}`);
  } catch (error) {
    if (!stopping.signal.aborted) {
      throw error;
    }
    console.error("Stopped: no file was written.");
    setExitCode(exitCodes.interrupted);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

function chainsOf(flags: PerturbFlags): (readonly ChainStepRequest[])[] {
  const all = flags.all === true ? Object.keys(catalogs.perturbation) : [];
  return [
    ...all.map((use) => [{ use, settings: {} }]),
    ...flags.operator.map((text) => [parseOperator(text)]),
    ...flags.chain.map(parseChain),
  ];
}

async function printPairs(flags: PerturbFlags): Promise<void> {
  const shipped = await Promise.all(Object.values(catalogs.perturbation).map(async (load) => (await load()).default));
  const own = (await loadOwnPlugins(flags.plugin)).filter(
    (plugin): plugin is Perturbation => plugin.kind === "perturbation",
  );
  printTable(
    pairsTerminalTable(
      [...shipped.filter(({ name }) => !own.some((other) => other.name === name)), ...own],
      languageOf(flags.tableLanguage, () => flags.language),
    ),
  );
}

function verdictList(value: string): (typeof verdictNames)[number][] {
  return list(value).map((name) => {
    const known = verdictNames.find((verdict) => verdict === name);
    if (known === undefined) {
      throw new InvalidArgumentError(`${name} is none of ${verdictNames.join(", ")}`);
    }
    return known;
  });
}
