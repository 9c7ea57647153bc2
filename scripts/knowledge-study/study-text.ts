/** What the study is made of. */
export interface StudyTextOptions {
  /** A CSV file of CMExam. */
  readonly path: string;
  readonly sample: number;
  readonly seed: number;
  readonly repeats: number;
  /** Address of the server of vectors. */
  readonly baseUrl: string;
  /**
   * Right or wrong, an answer that was not given being wrong; or one such answer worth what a guess is on average, so that a
   * candidate gains nothing by answering more often.
   */
  readonly marking: "exact-set" | "negative-marking";
}

/** The study file: every baseline, seeds in every form, and the controls, each prompt only with the contexts it fits. */
export function studyText({ path, sample, seed, repeats, baseUrl, marking }: StudyTextOptions): string {
  return `name: knowledge
dataset: { use: cmexam, path: ${JSON.stringify(path)} }
filters: { kind: [single], tags: { optionCount: "5" }, explanationOver: 30, sample: ${sample} }
seed: ${seed}
repeats: ${repeats}
models:
  # Takes the option that the passages in its prompt support best: the same answer each time.
  - { id: reader, backend: open-book, from: prompt }
  # Draws it instead, by the same scores: what self-consistency needs.
  - { id: sampling-reader, backend: open-book, from: prompt, temperature: 2 }
assistants:
  # Hashed bags of words, no embedding model.
  - { id: hashed-words, backend: openai-compatible, baseUrl: ${JSON.stringify(baseUrl)}, model: hashed-words }
prompts:
  - letter-only
  - reason-then-letter
  - { use: padded, padding: list }
  - { use: padded, padding: path }
  - { use: padded, padding: hedge }
  - { use: padded, padding: cloze, answer: reasoned }
contexts:
  - none
  - { use: solved-examples, name: few-shot-random, path: train-items.jsonl, choose: random, prompts: [letter-only] }
  - { use: solved-examples, name: few-shot-nearest, path: train-items.jsonl, prompts: [letter-only] }
  - { use: solved-examples, name: few-shot-reasons, path: train-items.jsonl, explained: true, prompts: [reason-then-letter] }
  - { use: bm25, path: texts.md, words: medical, prompts: [letter-only] }
  - { use: dense, path: texts.md, model: hashed-words, prompts: [letter-only] }
  - { use: raw-triples, graph: graph.sqlite, prompts: [padded-path] }
  - { use: knowledge-seeds, name: seeds, graph: graph.sqlite, prompts: [padded-list, padded-hedge, padded-cloze-reasoned] }
  - { use: knowledge-seeds, name: seed-paths, graph: graph.sqlite, text: path, prompts: [padded-path] }
  - { use: knowledge-seeds, name: k0, graph: graph.sqlite, count: 0, prompts: [padded-list] }
  - { use: random-seeds, graph: graph.sqlite, prompts: [padded-list] }
  - { use: random-seeds, name: random-paths, graph: graph.sqlite, text: path, prompts: [padded-path] }
  - { use: oracle-seeds, graph: graph.sqlite, prompts: [padded-list] }
scorers: [${marking}]
measures: [mean-points]
reports: [json]
`;
}
