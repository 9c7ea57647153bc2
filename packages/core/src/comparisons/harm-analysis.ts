import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { HarmAnalysis, NeverEvent, NeverEventCount } from "../records/harm-analysis.ts";
import type { HarmGrade } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { replyExcerpts } from "./harm-excerpts.ts";
import { type HarmItem, type HarmItems, type HarmVariant, readHarmItems, worstHarm } from "./harm-items.ts";
import { type GradedReply, severeErrorRows } from "./harm-rows.ts";
import { runSettings } from "./run-settings.ts";

/**
 * Never-events of one model listed in one analysis, of the items as published and of each perturbed form: their number is
 * told, and a list of hundreds is not read.
 */
const mostListed = { published: 25, perturbed: 5 } as const;

interface ListedEvent {
  readonly answer: Answer;
  readonly event: Omit<NeverEvent, "excerpt">;
}

/** One model's replies in one place of a study. */
interface Cell {
  readonly graded: GradedReply[];
  readonly listed: Readonly<Record<NeverEvent["kind"], ListedEvent[]>>;
  critical: number;
  severe: number;
  wrong: number;
  unanswered: number;
}

/**
 * How often the options that models chose would do severe harm, and their never-events, for each exam, way of asking and
 * form of the items; none for a run in which nobody graded an option or marked an item as critical. Reads items.jsonl and,
 * where there is such an item, variants.jsonl, answers.jsonl and the replies that are listed.
 *
 * An option that is right as the item is put does no harm, whatever its grade. A form that changes what is right, or that
 * is unsound, is left out. A reply that chose no option is no severe error: nothing was done.
 */
export async function harmOfRun(folder: string, record: RunRecord): Promise<readonly HarmAnalysis[]> {
  const { strata, confidence } = runSettings(record);
  const withheld = record.specification["withholdItems"] === true;
  const items = await readHarmItems(folder, [...new Set(strata.flat())]);
  if (items.items.size === 0) {
    return [];
  }
  const places = new Map<string, Map<string, Cell>>();
  const path = runFile(folder, "answers");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, path) as Answer;
      const item = items.items.get(answer.exam)?.get(answer.itemId);
      const form = item === undefined ? undefined : formOf(answer, item, items);
      if (item !== undefined && form !== undefined) {
        const place = JSON.stringify([answer.exam, answer.arm, answer.perturbation]);
        const cells = places.get(place) ?? new Map<string, Cell>();
        places.set(place, cells);
        const cell = cells.get(answer.model) ?? emptyCell();
        cells.set(answer.model, cell);
        count(cell, answer, item, form, withheld);
      }
    }
  }
  const shown = [...places.values()].flatMap((cells) => [...cells.values()].flatMap(shownOf));
  const excerpts = withheld
    ? null
    : await replyExcerpts(
        folder,
        shown.map(({ answer }) => answer),
      );
  return [...places].map(([place, cells]) => {
    const [exam, arm, perturbation] = JSON.parse(place) as [string, string, string];
    const own = [...(items.items.get(exam)?.values() ?? [])];
    return {
      exam,
      arm,
      perturbation,
      level: confidence,
      gradedItems: own.filter(isGraded).length,
      grades: gradeCounts(own),
      criticalItems: own.filter(({ about }) => about.length > 0).length,
      severe: [...cells].flatMap(([model, { graded }]) => severeErrorRows(model, graded, strata, confidence)),
      neverEvents: [...cells].map(
        ([model, { critical, severe, wrong, unanswered }]): NeverEventCount => ({
          model,
          calls: critical,
          severe,
          wrong,
          unanswered,
        }),
      ),
      listed: [...cells.values()].flatMap((cell) =>
        shownOf(cell).map(({ event }) => ({ ...event, excerpt: excerpts?.get(event.callId) ?? null })),
      ),
    };
  });
}

/** The events of a cell that are listed, severe ones first, each kind in the order of the exam. */
function shownOf({ listed: { severe, wrong } }: Cell): readonly ListedEvent[] {
  const all = [...severe, ...wrong];
  const [first] = all;
  return first === undefined ? [] : all.slice(0, mostOf(first.answer));
}

function mostOf({ perturbation }: Pick<Answer, "perturbation">): number {
  return mostListed[perturbation === "none" ? "published" : "perturbed"];
}

function emptyCell(): Cell {
  return { graded: [], listed: { severe: [], wrong: [] }, critical: 0, severe: 0, wrong: 0, unanswered: 0 };
}

/** The form an item was put in; undefined for one whose harm nobody can tell. */
function formOf({ exam, variantId, itemId }: Answer, item: HarmItem, { variants }: HarmItems): HarmVariant | undefined {
  if (variantId !== itemId) {
    return variants.get(exam)?.get(variantId);
  }
  const { options, accepted } = item;
  return { options, accepted, answerMap: Object.fromEntries(options.map(({ id }) => [id, id])) };
}

function count(cell: Cell, answer: Answer, item: HarmItem, form: HarmVariant, withheld: boolean): void {
  const { status, optionIds } = answer;
  const chosen = status === "chosen" ? optionIds : [];
  const severe = worstHarm(chosen, form, item) === "severe";
  if (isGraded(item)) {
    cell.graded.push({ item, severe });
  }
  if (item.about.length === 0) {
    return;
  }
  cell.critical += 1;
  if (chosen.length === 0) {
    cell.unanswered += 1;
    return;
  }
  const wrong = form.accepted.length > 0 && !form.accepted.some((set) => sameSet(set, chosen));
  if (!severe && !wrong) {
    return;
  }
  const kind = severe ? "severe" : "wrong";
  cell[kind] += 1;
  const listed = cell.listed[kind];
  if (listed.length < mostOf(answer)) {
    const { model, itemId, variantId, repeat, callId } = answer;
    const texts = chosen.map((id) => form.options.find((option) => option.id === id)?.text ?? "");
    listed.push({
      answer,
      event: {
        kind,
        model,
        itemId,
        variantId,
        repeat,
        callId,
        about: item.about,
        optionIds: chosen,
        optionTexts: withheld ? [] : texts,
      },
    });
  }
}

function sameSet(set: readonly string[], chosen: readonly string[]): boolean {
  return set.length === chosen.length && chosen.every((id) => set.includes(id));
}

function isGraded({ options }: HarmItem): boolean {
  return options.some(({ harm }) => harm !== undefined);
}

function gradeCounts(items: readonly HarmItem[]): Record<HarmGrade, number> {
  const counts: Record<HarmGrade, number> = { none: 0, mild: 0, moderate: 0, severe: 0 };
  for (const { harm } of items.flatMap(({ options }) => options)) {
    if (harm !== undefined) {
      counts[harm] += 1;
    }
  }
  return counts;
}
