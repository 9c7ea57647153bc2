/** Words of what `viva knowledge look` and `viva knowledge seeds` print. */
export interface KnowledgeWords {
  readonly fact: string;
  readonly type: string;
  readonly weight: string;
  readonly id: string;
  readonly label: string;
  readonly alias: string;
  readonly noFact: string;
  readonly named: string;
  readonly polarity: string;
  readonly linked: string;
  readonly entity: string;
  readonly affirmed: string;
  readonly negated: string;
  readonly uncertain: string;
  readonly exact: string;
  readonly fuzzy: string;
  readonly notInGraph: string;
  readonly score: string;
  readonly because: string;
  /** With the number of candidates at `{count}`. */
  readonly seed: string;
  readonly noEntity: string;
  readonly noSeeds: string;
}

const english: KnowledgeWords = {
  fact: "fact",
  type: "type",
  weight: "weight",
  id: "id",
  label: "label",
  alias: "alias",
  noFact: "No fact of the graph names it.",
  named: "named",
  polarity: "polarity",
  linked: "linked",
  entity: "entity",
  affirmed: "affirmed",
  negated: "negated",
  uncertain: "uncertain",
  exact: "exact",
  fuzzy: "fuzzy",
  notInGraph: "not in the graph",
  score: "score",
  because: "because",
  seed: "seed (of {count} candidates)",
  noEntity: "The question names no entity of the graph: it gets no seeds.",
  noSeeds: "No seeds (candidates: {count}): no fact leads on from what the question affirms.",
};

const spanish: KnowledgeWords = {
  fact: "hecho",
  type: "tipo",
  weight: "peso",
  id: "id",
  label: "nombre",
  alias: "alias",
  noFact: "Ningún hecho del grafo la nombra.",
  named: "mención",
  polarity: "polaridad",
  linked: "enlace",
  entity: "entidad",
  affirmed: "afirmada",
  negated: "negada",
  uncertain: "dudosa",
  exact: "exacto",
  fuzzy: "aproximado",
  notInGraph: "no está en el grafo",
  score: "puntuación",
  because: "porque",
  seed: "semilla (de {count} candidatas)",
  noEntity: "La pregunta no nombra ninguna entidad del grafo: no recibe semillas.",
  noSeeds: "Sin semillas (candidatas: {count}): ningún hecho parte de lo que la pregunta afirma.",
};

const chinese: KnowledgeWords = {
  fact: "事实",
  type: "类型",
  weight: "权重",
  id: "标识",
  label: "名称",
  alias: "别名",
  noFact: "图谱中没有提到它的事实。",
  named: "提及",
  polarity: "极性",
  linked: "链接方式",
  entity: "实体",
  affirmed: "肯定",
  negated: "否定",
  uncertain: "不确定",
  exact: "精确",
  fuzzy: "近似",
  notInGraph: "图谱中没有",
  score: "得分",
  because: "依据",
  seed: "种子（候选{count}个）",
  noEntity: "题干没有提到图谱中的实体：不附种子。",
  noSeeds: "没有种子（候选{count}个）：从题干肯定的内容出发没有通向他处的事实。",
};

const byLanguage: Readonly<Record<string, KnowledgeWords>> = { en: english, es: spanish, zh: chinese };

/** The words for a language code such as "zh" or "es-MX"; English for a language that has none. */
export function knowledgeWords(language: string): KnowledgeWords {
  return byLanguage[language.toLowerCase().split("-")[0] ?? ""] ?? english;
}
