import { checkItems, DataError, examRows, type Finding, type ItemsCheck } from "@viva/core";
import type { Command } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { parseSetting } from "../parse-setting.ts";
import { collect, wholeNumber } from "../study-options.ts";

interface ItemsFlags {
  readonly language?: string;
  readonly set: readonly string[];
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly show: number;
  readonly plugin: readonly string[];
}

/** `viva items cmexam val.csv --strict`: look an exam over before it is posed. */
export function addItemsCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("items")
    .description("Look an exam over before it is posed: counts, keys, duplicates, leaks, missing parts, strata.")
    .argument("<dataset>", "dataset plugin (viva list datasets)")
    .argument("[path]", "its file; not for the sample exam")
    .option("--language <code>", "language setting of the dataset")
    .option(
      "--set <field=value>",
      "another setting, its value in YAML, e.g. --set 'fields={stem: question, …}'",
      collect,
      [],
    )
    .option("--strict", "exit 3 when there is any error or warning")
    .option("--json", "print everything as JSON")
    .option("--show <n>", "findings printed of each kind", wholeNumber, 5)
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, [])
    .action(async (dataset: string, path: string | undefined, flags: ItemsFlags) => {
      const settings = {
        ...(path === undefined ? {} : { path }),
        ...(flags.language === undefined ? {} : { language: flags.language }),
        ...Object.fromEntries(flags.set.map(parseSetting)),
      };
      const plugins = await loadOwnPlugins(flags.plugin);
      const check = await checkItems(await examRows(dataset, settings, process.cwd(), plugins, process.env));
      console.log(flags.json === true ? JSON.stringify(check, null, 2) : describeCheck(check, flags.show));
      const { error, warning } = check.severityCounts;
      if (flags.strict === true && error + warning > 0) {
        throw new DataError("DATASET_NOT_STRICT", `${error} errors and ${warning} warnings`);
      }
    });
}

/** The whole check as text. */
function describeCheck(check: ItemsCheck, show: number): string {
  const { counts, lengthCue } = check;
  const facts: [string, string][] = [
    ["rows", `${check.rows}${check.unusableRows === 0 ? "" : `, ${check.unusableRows} a run would refuse`}`],
    ["items", String(counts.items)],
    ["kinds", histogram(counts.kinds)],
    ["languages", histogram(counts.languages)],
    ["splits", histogram(counts.splits)],
    ["options an item", histogram(counts.optionsPerItem)],
    ["without a key", String(counts.withoutKey)],
    ["with several accepted keys", String(counts.withAlternativeKeys)],
    ["with an explanation", String(counts.withExplanation)],
    ["annulled", String(counts.annulled)],
    ["with context", String(counts.withContext)],
    ["with media", String(counts.withMedia)],
    ["in groups", counts.inGroups === 0 ? "0" : `${counts.inGroups} in ${check.groups} groups`],
    ["single keys", histogram(counts.singleKeys)],
    ["options in multiple keys", histogram(counts.multipleKeySizes)],
    ["longest option is the key", lengthText(lengthCue)],
    ["duplicates", duplicateText(check)],
  ];
  const table = drawTable({
    header: ["what", "found"],
    align: ["left", "left"],
    rows: facts.filter(([, found]) => found !== ""),
  });
  return [table, strataText(check), findingsText(check, show)].filter((part) => part !== "").join("\n\n");
}

function histogram(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join("  ");
}

function lengthText({ nItems, share, chance, z }: ItemsCheck["lengthCue"]): string {
  if (share === null || chance === null) {
    return "";
  }
  return `${percent(share)} of ${nItems} items, by chance ${percent(chance)}${z === null ? "" : ` (z = ${z.toFixed(1)})`}`;
}

function duplicateText({ duplicates }: ItemsCheck): string {
  const of = (kind: string): number => duplicates.filter((pair) => pair.kind === kind).length;
  return `${of("exact")} exact pairs, ${of("near")} near pairs, ${of("same-stem")} pairs with the same stem and other options`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

const shownValues = 12;

function strataText({ counts }: ItemsCheck): string {
  const rows = Object.entries(counts.strata).map(([tag, values]) => {
    const shown = values.slice(0, shownValues).map(({ value, n }) => `${value} ${n}`);
    const rest = values.length - shown.length;
    return [tag, String(values.length), `${shown.join("  ")}${rest > 0 ? `  … ${rest} more` : ""}`];
  });
  return rows.length === 0
    ? ""
    : drawTable({ header: ["tag", "values", "items"], align: ["left", "right", "left"], rows });
}

function findingsText({ findings, findingCounts }: ItemsCheck, show: number): string {
  const kinds = Object.entries(findingCounts);
  if (kinds.length === 0) {
    return "Nothing to complain of.";
  }
  return kinds
    .map(([check, count]) => {
      const shown = findings.filter((finding) => finding.check === check).slice(0, show);
      const rest = count - shown.length;
      const more = rest > 0 ? [`  … ${rest} more (--show ${count}, or --json for all)`] : [];
      return [`${check}: ${count}`, ...shown.map(findingLine), ...more].join("\n");
    })
    .join("\n\n");
}

function findingLine({ severity, place, itemId, message }: Finding): string {
  const where = [place.line === undefined ? "" : `line ${place.line}`, itemId ?? ""].filter((part) => part !== "");
  return `  ${severity.padEnd(7)} ${where.length === 0 ? "" : `${where.join(" ")}: `}${message}`;
}
