import { textsAnnotation } from "./texts-annotation.ts";
import { textsCalibration } from "./texts-calibration.ts";
import { textsChecks } from "./texts-checks.ts";
import { textsContamination } from "./texts-contamination.ts";
import { textsDecision } from "./texts-decision.ts";
import { textsFacts } from "./texts-facts.ts";
import { textsFreeText } from "./texts-free-text.ts";
import { textsHarm } from "./texts-harm.ts";
import { textsInstructions } from "./texts-instructions.ts";
import { textsItems } from "./texts-items.ts";
import { textsJudges } from "./texts-judges.ts";
import { textsKnowledge } from "./texts-knowledge.ts";
import { textsLeaderboard } from "./texts-leaderboard.ts";
import { textsMerge } from "./texts-merge.ts";
import { textsOperators } from "./texts-operators.ts";
import { textsPairs } from "./texts-pairs.ts";
import { textsPerturbed } from "./texts-perturbed.ts";
import { textsPower } from "./texts-power.ts";
import { textsProfile } from "./texts-profile.ts";
import { textsPrompts } from "./texts-prompts.ts";
import { textsReasons } from "./texts-reasons.ts";
import { textsReview } from "./texts-review.ts";
import { textsReviewForm } from "./texts-review-form.ts";
import { textsRobustness } from "./texts-robustness.ts";
import { textsSeveral } from "./texts-several.ts";

/** Every word a report says, in English. `{name}` stands for a value; the other languages have the same keys. */
export const textsEn = {
  "page.title": "Exam report",
  "page.skip": "Skip to the results",
  "page.theme": "Switch between light and dark",
  "page.themeShort": "Light / dark",
  "page.contents": "On this page",
  "page.footer": "Made with Viva {version}. Specification {hash}. Revision {revision}.",
  "page.noRevision": "not recorded",

  "banner.title": "This run is not finished.",
  "banner.body":
    "{missing} of {planned} planned calls have no reply yet. The numbers below cover only the calls that finished and will change when the run is completed.",

  "section.results": "Results",
  "section.heatmap": "By two traits",
  "section.published": "Published values",
  "section.strata": "Breakdowns",
  "section.outcomes": "Outcomes",
  "section.sensitivity": "Sensitivity",
  "section.models": "Models and calls",
  "section.replies": "Replies",
  "section.reading": "How to read this page",

  "exams.caption": "The exams of this run",
  "exams.name": "Exam",
  "exams.dataset": "Dataset",
  "exams.items": "Items",
  "exams.languages": "Languages",
  "exams.kinds": "Kinds of item",

  "place.exam": "Exam",
  "place.arm": "Way of asking",
  "place.perturbation": "Items",
  "place.scorer": "Scorer",
  "place.extractor": "Extractor",

  "notes.title": "Notes",

  "notes.withheld": "The study withholds its items: questions, prompts and replies are not part of this report.",
  "notes.fewShot":
    "Before each question stood {k} worked examples from “{train}”; no item of the exam was used as an example.",
  "notes.yardstick": "“{model}” is a yardstick, not a language model: {what}.",
  "yardstick.constant-label": "it always gives the option in the same place and shows what a skewed key rewards",
  "yardstick.longest-option": "it chooses the longest option and shows whether length tells the key",
  "yardstick.random-option": "it chooses one option at random, the guessing line for items with one right answer",
  "yardstick.random-subset":
    "it chooses some options at random, the guessing line for items with several right answers",
  "yardstick.open-book":
    "it looks each option up in a text and takes the one best supported there; it knows no medicine",
  "yardstick.scripted": "it gives replies written in the study",

  "column.model": "Model",
  "column.accuracy": "Accuracy",
  "column.interval": "{level} interval",
  "column.items": "n",
  "column.leftOut": "Left out",
  "column.chanceCorrected": "Chance-corrected",
  "column.weightedF1": "Weighted F1",
  "column.netPoints": "Net points",
  "column.unreadable": "Unreadable",
  "column.bounds": "Worst–best",
  "column.misread": "Misread",
  "column.audited": "Audited accuracy",
  "column.method": "Method",

  "results.caption": "Accuracy of each model, best first. Interval in brackets; n: items.",
  "results.figure":
    "Accuracy (point) and {level} interval (line) of each model, best first. The table has the same numbers.",
  "results.methods": "Intervals: {methods}.",
  "results.replies": "{items} items, {replies} replies, {clusters} clusters",
  "results.n": "n: {list}.",
  "results.audited":
    "Audited accuracy is corrected for the reading errors that a person found in a sample of the replies; its interval holds the uncertainty of both. Replies audited: {list}.",
  "results.overlap":
    "Two models whose intervals overlap may still differ, because they sat the same items; only a paired comparison can tell.",
  "results.none": "No accuracy was measured in this run.",

  "results.lines": "Dashed lines: values not measured here, with their sources in the table “{title}”.",

  "published.title": "Published and reference values, not measured here",
  "published.note":
    "Others stated these values, for their own runs, items and readings. They enter no estimate, interval or ranking of this run. “±” is as the source prints it.",
  "published.name": "Name",
  "published.measure": "Measure",
  "published.stratum": "Items",
  "published.value": "Value",
  "published.source": "Source",
  "published.all": "all",
  "published.passMark": "pass mark",
  "published.passMarkSource": "stated in the study",
  "published.notMeasured": "Not measured here: {list}.",
  "published.entry": "{name} {value} ({source})",

  "measure.accuracy": "accuracy",
  "measure.net-points": "net points",
  "measure.weighted-f1": "weighted F1",

  "value.notEstimable": "not estimable",
  "value.none": "none",
  "value.unknown": "not known",
  "value.why": "Not estimable: {list}.",

  "why.no calls to measure": "no calls to measure",
  "why.the replies were read or measured anew after the audit":
    "the replies were read or measured anew after the audit",
  "why.replies of a kind that was not audited": "replies of a kind that was not audited",
  "why.the chance of guessing right is 1 or not known": "the chance of guessing right is 1 or not known",

  "heatmap.intro": "Accuracy by {rows} and {columns}, one panel for each model. Each cell gives the accuracy and n.",
  "heatmap.small": "° n under {limit}",
  "heatmap.noData": "no data",
  "heatmap.under": "under {to}",
  "heatmap.range": "{from} to {to}",
  "heatmap.over": "{from} and more",
  "heatmap.figure": "Accuracy of {model} by {rows} and {columns}.",
  "heatmap.table": "The numbers with their intervals are in the table “{title}” below.",
  "heatmap.none": "This run has no breakdown by two traits.",

  "strata.intro":
    "Accuracy with its interval in brackets and n, the number of items. ° marks n under {limit}: read such a number as a hint, not as a result.",
  "strata.title": "By {tags}",
  "strata.join": " and ",
  "strata.none": "This run has no breakdowns.",

  "outcomes.intro":
    "What became of the replies, as shares of all calls posed. “Right” counts points, so partial credit counts in part.",
  "outcomes.figure": "Share of each outcome for each model, adding up to {whole}. The table has the same numbers.",
  "outcomes.caption": "Rate of each outcome, with its interval in brackets; n: items.",
  "outcomes.of": "of which {outcome}",
  "outcomes.also":
    "“Cut off”, “content filter” and “empty” go across the statuses above them: a reply that was cut off may still have named its answer.",

  "outcome.right": "right",
  "outcome.partly": "partly right",
  "outcome.wrong": "wrong",
  "outcome.unscored": "not scored",
  "outcome.chosen": "chosen",
  "outcome.in-words": "answered in words",
  "outcome.ambiguous": "ambiguous",
  "outcome.none-of-these": "none of these",
  "outcome.abstained": "abstained",
  "outcome.refused": "refused",
  "outcome.unreadable": "unreadable",
  "outcome.truncated": "cut off",
  "outcome.content-filter": "content filter",
  "outcome.empty": "empty",

  "sensitivity.intro":
    "Accuracy and, after #, the rank of each model when the replies are read by another extractor or counted over another denominator. A ranking that changes here rests on the protocol.",
  "sensitivity.caption": "Accuracy under each protocol. Interval in brackets; n: items.",
  "sensitivity.protocol": "Protocol",
  "sensitivity.none": "This run has no sensitivity analysis.",

  "models.caption": "The models and what became of their calls",
  "models.backend": "Backend",
  "models.planned": "Planned",
  "models.finished": "Finished",
  "models.unfinished": "Unfinished",
  "models.notMade": "Never made",
  "models.promptTokens": "Tokens in",
  "models.completionTokens": "Tokens out",
  "models.cost": "Cost",

  "reason.no-context": "nothing could be looked up",
  "reason.not-posed": "not posed",
  "reason.unfinished": "unfinished",
  "reason.unkeyed": "without a key",
  "reason.annulled": "annulled",
  "reason.unscored": "not scored",
  "reason.unreadable": "unreadable",

  "denominator.posed": "all calls posed",
  "denominator.readable": "readable replies only",
  "denominator.planned": "all calls planned",

  "method.wilson": "Wilson",
  "method.clustered-wilson": "Wilson, widened for clusters",
  "method.cluster-bootstrap-wilson": "cluster bootstrap on Wilson's scale",
  "method.cluster-bootstrap": "cluster bootstrap",
  "method.bootstrap": "bootstrap",
  "method.beta-binomial": "beta-binomial",
  "method.none": "none",

  "perturbation.none": "as published",

  "kind.single": "one answer",
  "kind.multiple": "several answers",
  "kind.true-false": "true or false",
  "kind.free-text": "free text",

  "tag.specialty": "specialty",
  "tag.level": "level",
  "tag.language": "language",
  "tag.stemLength": "stem length",
  "tag.year": "year",
  "tag.questionType": "question type",
  "tag.difficulty": "difficulty",
  "tag.competency": "competency",
  "tag.discipline": "discipline",
  "tag.department": "department",
  "tag.diseaseGroup": "disease group (ICD-11 chapter)",

  "tagValue.level.attending": "attending",
  "tagValue.level.senior": "senior",
  "tagValue.specialty.cardiovascular": "cardiovascular",
  "tagValue.specialty.gastroenterology": "gastroenterology",
  "tagValue.specialty.haematology": "haematology",
  "tagValue.specialty.infectious-diseases": "infectious diseases",
  "tagValue.specialty.nephrology": "nephrology",
  "tagValue.specialty.neurology": "neurology",
  "tagValue.specialty.respiratory": "respiratory",
  "tagValue.competency.MedFund": "medical fundamentals",
  "tagValue.competency.Diag": "diagnosis",
  "tagValue.competency.Treat": "treatment",
  "tagValue.competency.PHL": "public health law and ethics",
  "tagValue.discipline.ClinMed": "clinical medicine",
  "tagValue.discipline.PH&PM": "public health and preventive medicine",
  "tagValue.discipline.Pharm": "pharmacy",
  "tagValue.department.EM": "emergency medicine",
  "tagValue.department.ICM": "intensive care",
  "tagValue.department.ID": "infectious diseases",
  "tagValue.department.IM": "internal medicine",
  "tagValue.department.MedLabSci": "laboratory medicine",
  "tagValue.department.PrevMed": "preventive medicine",
  "tagValue.stemLength.000–020": "up to 20 characters",
  "tagValue.stemLength.021–050": "21–50 characters",
  "tagValue.stemLength.051–100": "51–100 characters",
  "tagValue.stemLength.101–200": "101–200 characters",
  "tagValue.stemLength.201+": "201 characters or more",
  "tagValue.questionType.single": "one answer",
  "tagValue.questionType.multiple": "several answers",

  "replies.all": "All replies to all {total} items are here.",
  "replies.some": "All replies to {shown} of {total} items are here; the items were drawn at random with seed {seed}.",
  "replies.none": "This report holds no replies.",
  "replies.script": "The list of replies needs JavaScript; it works without a network.",
  "replies.print":
    "On paper only the replies on the page of the list that is open are printed. The file on screen has all that are stated above.",
  "replies.filters": "Filter the replies",
  "replies.anyExam": "every exam",
  "replies.anyModel": "every model",
  "replies.anyArm": "every way of asking",
  "replies.anyPerturbation": "every form of the items",
  "replies.anyOutcome": "every outcome",
  "replies.outcome": "Outcome",
  "replies.search": "Search in texts",
  "replies.matching": "{matching} of {shown} match; showing {from} to {to}.",
  "replies.noMatch": "No reply matches these filters.",
  "replies.previous": "Previous",
  "replies.next": "Next",
  "replies.item": "Item {id}",
  "replies.repeat": "repeat {n}",
  "replies.stem": "Question",
  "replies.context": "Text to read",
  "replies.case": "Case",
  "replies.options": "Options",
  "replies.key": "key",
  "replies.picked": "the model's answer",
  "replies.prompt": "Prompt",
  "replies.reply": "Reply",
  "replies.emptyReply": "The reply is empty.",
  "replies.missing": "The reply is not in the run folder.",
  "replies.reasoning": "Reasoning",
  "replies.explanation": "Explanation",
  "replies.reading": "Reading",
  "replies.rule": "rule",
  "replies.finish": "end of reply",
  "replies.points": "points",
  "replies.withheld": "The study withholds its items: question, prompt and reply are not part of this page.",
  "replies.cut": "{shown} of {total} characters are shown.",
  "replies.gap": "… {n} characters left out …",
  "replies.noKey": "The source publishes no key.",

  "role.system": "system",
  "role.user": "user",
  "role.assistant": "assistant",

  "finish.stop": "complete",
  "finish.length": "cut off by the token limit",
  "finish.content-filter": "content filter",
  "finish.tool-calls": "tool call",
  "finish.unknown": "not stated",

  "reading.intervals":
    "Every rate stands with an interval. If the exam were set again with other items of the same kind, intervals made this way would hold the true rate in about {level} of cases. Repeats of one item and items of one case count as one cluster, never as extra items.",
  "reading.denominators":
    "Accuracy is a share of all calls posed: a reply that chose no option is not correct. n is the number of items; “left out” counts planned calls that are not in the number, with the reason. “Worst–best” gives the accuracy if every reply that chose no option had been wrong, and if it had been right.",
  "reading.outcomes":
    "Each reply is read into one status. Chosen: it settles on an answer. Ambiguous: it names several and does not settle. None of these: it rejects every option. Abstained: it says it does not know. Refused: it declines to answer. Unreadable: no answer can be found in it.",
  "reading.corrected":
    "Chance-corrected accuracy is 0 for guessing and {whole} for a perfect paper; it is negative for worse than guessing. Weighted F1 is the mean F1 of the answers, weighted by how often each is the key.",
  "reading.small": "A small n makes a wide interval: a specialty with {limit} items can hardly tell {from} from {to}.",

  "junit.finished": "all calls finished",
  "junit.below": "accuracy {value} is below {limit}",
  "junit.notEstimable": "accuracy cannot be estimated",
  "junit.unfinished": "{missing} of {planned} planned calls have no reply",

  ...textsAnnotation.en,
  ...textsChecks.en,
  ...textsContamination.en,
  ...textsFacts.en,
  ...textsFreeText.en,
  ...textsHarm.en,
  ...textsPerturbed.en,
  ...textsPrompts.en,
  ...textsInstructions.en,
  ...textsJudges.en,
  ...textsPower.en,
  ...textsItems.en,
  ...textsKnowledge.en,
  ...textsLeaderboard.en,
  ...textsPairs.en,
  ...textsDecision.en,
  ...textsProfile.en,
  ...textsReview.en,
  ...textsReviewForm.en,
  ...textsReasons.en,
  ...textsRobustness.en,
  ...textsCalibration.en,
  ...textsMerge.en,
  ...textsOperators.en,
  ...textsSeveral.en,
} as const;

/** Name of one text of a report. */
export type TextKey = keyof typeof textsEn;

/** A complete set of report words in one language. */
export type ReportTexts = Readonly<Record<TextKey, string>>;
