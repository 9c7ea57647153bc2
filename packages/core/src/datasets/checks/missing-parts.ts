import type { Item } from "../../records/item.ts";
import { isHan } from "./comparable-text.ts";
import type { ItemFinding } from "./finding.ts";

/**
 * How stems point at a picture or a table. In Chinese, "图" also ends the name of an examination (心电图示, 脑电图中),
 * and "下表" begins other words (下表面), so both are looked at with their neighbours.
 */
const pictureReferences: readonly RegExp[] = [
  /如(?:下|上|右|左)?图|[下附右]图(?!书)|见(?:下|右|左|上)?图|(?<![电动描流像谱声影波瞩])图(?:示(?!对比)|中|[0-9A-Z１-９]+)|所示图片|图片(?:所示|显示|中)/u,
  /\b(?:figure|image|photograph|picture|photomicrograph|tracing|diagram|graph|illustration)s?\s+(?:\w+\s+){0,2}?(?:below|above|shown|provided|depicted|attached|\d+|[A-Z])\b/u,
  /\b(?:shown|depicted|seen|illustrated|indicated|see|as)\s+(?:in\s+|by\s+)?the\s+(?:\w+\s+)?(?:figure|image|photograph|picture|photomicrograph|tracing|diagram|graph|illustration)\b/iu,
  /\bpregunta\s+(?:vinculada|asociada)\s+a\s+la\s+imagen\b/iu,
  /(?<!\p{L})(?:en|a|con|ver|según|véase|observe|muestra)\s+(?:en\s+)?(?:la|esta)s?\s+(?:siguiente\s+)?(?:imagen|figura|fotografía)(?:es|s)?(?!\p{L})/iu,
  /(?<!\p{L})(?:imagen|figura|fotografía|radiografía|gráfic[ao]|imagem|fotografia|radiografia)\s+(?:adjunt[ao]|siguiente|abaixo|acima|a\s+seguir|em\s+anexo|n[º°.o]*\s*\d+|\d+)(?!\p{L})/iu,
  /(?<!\p{L})(?:n?a|da|conforme\s+a|observe\s+a|veja\s+a)\s+(?:seguinte\s+)?(?:figura|imagem)(?!\p{L})/iu,
  /(?<!\p{L})a\s+seguir,?\s+(?:reproduz|apresenta|mostra)[\p{L}-]*\s+(?:\p{L}+\s+){0,6}?(?:imagem|figura|foto\p{L}*|radiografia|eletrocardiograma|ECG)(?!\p{L})/iu,
];

const tableReferences: readonly RegExp[] = [
  /(?<![代发])[下附上]表(?![面皮现达])|如表|见表/u,
  /\b(?:table\s+(?:\w+\s+)?(?:below|above|shown|\d+)|(?:in|see|by)\s+the\s+(?:following\s+)?table)\b/iu,
  /(?<!\p{L})(?:tabla|tabela|quadro)\s+(?:adjunta|siguiente|abaixo|acima|a\s+seguir|\d+)(?!\p{L})/iu,
  /(?<!\p{L})(?:en\s+la|según\s+la|na|da|conforme\s+a)\s+(?:siguiente\s+|seguinte\s+)?(?:tabla|tabela)(?!\p{L})/iu,
];

/** A table printed in the stem has at least this many numbers. */
const tableNumbers = 8;

/**
 * Whether the stem points at a picture or table that the item does not have. Items with media are left out, and so
 * is a table when the text has eight numbers or more after the words that point at it: then it is printed there.
 */
export function missingMediaFindings(item: Item): ItemFinding[] {
  if (item.media !== undefined && item.media.length > 0) {
    return [];
  }
  const text = [item.group?.text ?? "", item.context ?? "", item.stem].join("\n");
  const picture = firstMatch(pictureReferences, text);
  if (picture !== undefined) {
    const message = `the stem points at a picture ("${picture[0]}") and the item has none`;
    return [{ check: "missing-media", severity: "warning", message }];
  }
  const table = firstMatch(tableReferences, text);
  const numbersAfter = table === undefined ? 0 : (text.slice(table.index).match(/\d+(?:[.,]\d+)?/gu)?.length ?? 0);
  if (table !== undefined && numbersAfter < tableNumbers) {
    const message = `the stem points at a table ("${table[0]}") and the item has none`;
    return [{ check: "missing-media", severity: "warning", message }];
  }
  return [];
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) {
      return match;
    }
  }
  return undefined;
}

/** "（122～123题共用题干）", "(questions 4–6 refer to the following case)" and the like. */
const sharedMarker =
  /[(（【[]?[^()（）\n]{0,20}共用题干[^()（）\n]{0,10}[)）】\]]?[:：]?|\bquestions?\s+\d+\s*(?:[-–—~]|to|and|through)\s*\d+\s+(?:refer|relate)[^.\n]*[.\n:]?/iu;
/** Openings that speak of a patient as if the reader knew him. */
const knownPatient =
  /^\s*(?:该|此|本|上述)(?:患者|患儿|病人|病例|孕妇|产妇|患婴|例)|^\s*(?:this|the\s+(?:above|same))\s+(?:patient|child|woman|man|case)\b|^\s*(?:the\s+)?patient\s+described\s+above\b|^\s*(?:est[ea]|dich[oa]|el\s+mismo|la\s+misma)\s+paciente(?!\p{L})|^\s*(?:ess[ea]|est[ea]|o\s+mesmo|a\s+mesma)\s+paciente(?!\p{L})/iu;
/** An age, a sex or a complaint: the stem says whom it means after all. */
const described =
  /\d+\s*(?:岁|个?月|天|years?|yr|año|ano|mes|-year)|[男女](?:[，,、性孩婴]|患)|\b(?:man|woman|boy|girl|male|female|infant)\b|(?<!\p{L})(?:varón|mujer|hombre|niñ[oa]|homem|mulher|menin[oa])(?!\p{L})/iu;

/** Letters a case takes at least: nothing shorter describes a patient. */
const caseLetters = { han: 25, other: 80 } as const;

/**
 * Whether the stem needs a case that is not there. Two rules, both only for items without a group text or context:
 *
 * - The stem has a shared-stem marker ("（122～123题共用题干）") and, marker aside, fewer than 25 characters in
 *   Chinese or 80 elsewhere: too few for a case and a question. A warning.
 * - The stem opens with "该患者", "This patient", "Este paciente" or the like and gives no age or sex anywhere. Only
 *   a hint (info): such stems may describe the patient in other words.
 */
export function missingSharedStemFindings(item: Item): ItemFinding[] {
  if ((item.group?.text ?? "") !== "" || (item.context ?? "") !== "") {
    return [];
  }
  const marker = sharedMarker.exec(item.stem);
  if (marker !== null) {
    const rest = item.stem.replace(marker[0], "");
    const least = isHan(item.stem) ? caseLetters.han : caseLetters.other;
    if ([...rest.trim()].length < least) {
      const message = `the stem is marked "${marker[0].trim()}" and the shared case is not there`;
      return [{ check: "missing-shared-stem", severity: "warning", message }];
    }
    return [];
  }
  const opening = knownPatient.exec(item.stem);
  if (opening !== null && !described.test(item.stem)) {
    const message = `the stem opens with "${opening[0].trim()}" and no patient is described`;
    return [{ check: "missing-shared-stem", severity: "info", message }];
  }
  return [];
}
