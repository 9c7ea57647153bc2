import { singleLine } from "../figures/printable-text.ts";
import type { Decision, DecisionRate } from "../records/decision.ts";
import { levelPercent, pointsText, pText } from "./pairs-numbers.ts";
import { chanceText, meanCell, pooledText, stratumName, tagsName } from "./profile-cells.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Outcomes that are always shown; others only where they occur. */
const alwaysShown: readonly string[] = ["rate:refused", "rate:unreadable"];
/** Choosing an option is no failure. */
const neverShown: readonly string[] = ["rate:chosen"];

/** The findings, a question a row: question, finding, and what it rests on. */
export function decisionRows(decision: Decision, words: ReportWords): readonly (readonly ReportCell[])[] {
  const { standard } = decision;
  const score = meanCell(standard.score, words);
  return [
    [{ text: words.text("decision.score") }, { text: score.text }, { text: score.detail ?? "" }],
    passRow(decision, words),
    ...minimaRows(decision, words),
    referenceRow(decision, words),
    ...worstRows(decision, words),
    ...decision.rates.flatMap((rate) => rateRow(rate, words)),
  ];
}

function passRow({ standard, criteria }: Decision, words: ReportWords): readonly ReportCell[] {
  const { pass, why, otherPass } = standard;
  const question = { text: words.text("decision.pass") };
  if (pass === null) {
    return [question, { text: words.text("value.notEstimable") }, { text: words.named("why", why ?? "") }];
  }
  const finding = words.text("decision.passText", {
    chance: chanceText(pass.trueScore, words),
    next: chanceText(pass.nextSitting, words),
  });
  const basis = [
    ...(criteria.passMark === null
      ? []
      : [words.text("decision.criterion.mark", { mark: levelPercent(criteria.passMark, words) })]),
    ...(otherPass === null
      ? []
      : [words.text("decision.passOther", { chance: chanceText(otherPass.trueScore, words) })]),
  ];
  return [question, { text: finding }, { text: words.list(basis) }];
}

function minimaRows({ standard, sectionTag }: Decision, words: ReportWords): readonly (readonly ReportCell[])[] {
  return standard.sections.flatMap((section) => {
    if (section.minimum === null) {
      return [];
    }
    const mean = meanCell(section, words);
    const name = words.tagValue(sectionTag ?? "", section.section);
    return [
      [
        {
          text: words.text("decision.minimum", { minimum: levelPercent(section.minimum, words), section: name }),
        },
        { text: `P ${chanceText(section.pass?.trueScore ?? null, words)}` },
        { text: `${mean.text} ${mean.detail ?? ""}` },
      ],
    ];
  });
}

function referenceRow({ reference, criteria }: Decision, words: ReportWords): readonly ReportCell[] {
  const question = {
    text:
      criteria.reference === null
        ? words.text("decision.referenceAny")
        : words.text("decision.reference", { reference: singleLine(criteria.reference) }),
  };
  if (reference.status === "not-estimable") {
    return [question, { text: words.text("value.notEstimable") }, { text: words.named("why", reference.why) }];
  }
  const margin = words.decimal((criteria.margin ?? 0) * 100, 1);
  return [
    question,
    { text: words.text(reference.status === "non-inferior" ? "decision.shown" : "decision.notShown", { margin }) },
    {
      text: words
        .text("decision.referenceBasis", {
          difference: pointsText(reference.difference.value, words),
          interval: words.interval(reference.difference),
          p: pText(reference.p, words),
          n: words.count(reference.nItems),
        })
        .replace("= <", "<"),
    },
  ];
}

function worstRows({ strata, smallStratum }: Decision, words: ReportWords): readonly (readonly ReportCell[])[] {
  return strata.map(({ tags, worst, range }) => {
    const mean = meanCell(worst, words, worst.nItems < smallStratum ? "°" : "");
    const pooled = pooledText(worst.pooled, words);
    return [
      { text: words.text("decision.worst", { tags: tagsName(tags, words) }) },
      { text: stratumName(worst.stratum, words) },
      {
        text: [
          `${mean.text} ${mean.detail ?? ""}${worst.nItems < smallStratum ? ` ${pooled}` : ""}`,
          ...(range === null || range.low > 0 ? [] : [words.text("decision.mayBeAlike")]),
        ].join(words.language === "zh" ? "；" : "; "),
      },
    ];
  });
}

function rateRow(rate: DecisionRate, words: ReportWords): readonly (readonly ReportCell[])[] {
  if (neverShown.includes(rate.measure) || (!alwaysShown.includes(rate.measure) && (rate.value ?? 0) === 0)) {
    return [];
  }
  const outcome =
    rate.measure === "rate:unreadable"
      ? words.text("decision.format")
      : words.named("outcome", rate.measure.slice("rate:".length));
  const basis = words.text("decision.rateBasis", { calls: words.count(rate.nCalls), items: words.count(rate.nItems) });
  return [
    [
      { text: words.text("decision.rate", { outcome }) },
      { text: words.percent(rate.value), detail: words.interval(rate) },
      { text: basis },
    ],
  ];
}
