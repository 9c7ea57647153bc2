/** Values that override the study file (from flags) or fill what it leaves out (from the environment). */
export type StudyOverrides = Readonly<Record<string, unknown>>;

/** What reading a study may use besides the file and a person's own plugins. */
export interface StudyChoices {
  /** From flags: these win over the file. Keys are those of the study file; `filters` is merged, not replaced. */
  readonly overrides?: StudyOverrides;
  /** From the environment: the file wins over these. */
  readonly fallbacks?: StudyOverrides;
  /** Prompts asked besides the file's own (or besides the default where it names none). */
  readonly addedPrompts?: readonly unknown[];
  /** Keep only these models; unknown ids are an error. */
  readonly onlyModels?: readonly string[];
}

/** Everything a study is read from, as plain values: another thread reads the same study from it. */
export interface StudySource {
  readonly text: string;
  readonly file: string;
  readonly choices: StudyChoices;
}
