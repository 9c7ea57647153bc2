/** Who has to act when an error of this code is thrown. */
export type ErrorKind = "usage" | "data" | "backend" | "bug";

/** What a code means and what to do about it; `docs/errors.md` is generated from this table. */
export interface ErrorCodeEntry {
  readonly kind: ErrorKind;
  readonly meaning: string;
  readonly remedy: string;
}

const table = {
  STUDY_NOT_FOUND: {
    kind: "usage",
    meaning: "The study file does not exist or cannot be read.",
    remedy: "Check the path. `viva run --help` shows a five-line study.",
  },
  STUDY_SYNTAX: {
    kind: "usage",
    meaning: "The study file is not valid YAML.",
    remedy: "Mend the line the message names; YAML wants spaces, not tabs, and the same indentation for siblings.",
  },
  STUDY_INVALID: {
    kind: "usage",
    meaning: "The study file has unknown fields or values that are not allowed.",
    remedy:
      "Mend each line the message lists. The JSON Schema in packages/core/schemas lets an editor complete the file.",
  },
  STUDY_EXISTS: {
    kind: "usage",
    meaning: "A new study would be written where a file lies already.",
    remedy: "Give another file name: `viva new study other.yaml`. Nothing is ever overwritten.",
  },
  SETTINGS_INVALID: {
    kind: "usage",
    meaning: "The settings of a dataset, prompt, backend or another plugin are not what it declares.",
    remedy: "Mend the field the message names; docs/catalog.md lists the settings of every plugin.",
  },
  PLUGIN_UNKNOWN: {
    kind: "usage",
    meaning: "No plugin of that name.",
    remedy: "Take one of the names the message lists, or load your own file with --plugin ./mine.ts.",
  },
  PLUGIN_INVALID: {
    kind: "usage",
    meaning: "A file given with --plugin does not export a Viva plugin as its default.",
    remedy: "Export the result of defineDataset, definePrompt, … as default; see docs/adding-a-dataset.md.",
  },
  PERTURBATIONS_INCOMPATIBLE: {
    kind: "usage",
    meaning: "Two operators are combined in an order in which one undoes the other or what both ask means nothing.",
    remedy:
      "Take a pair that `viva perturb --pairs` or docs/perturbation-compatibility.md lists; some go in one order only.",
  },
  PROMPT_FILE_NOT_FOUND: {
    kind: "usage",
    meaning: "A prompt file does not exist or cannot be read.",
    remedy: "Check the path; it is resolved against the study file's folder.",
  },
  PROMPT_FILE_INVALID: {
    kind: "usage",
    meaning: "A prompt file is not valid YAML, has unknown fields or placeholders, or does not show the question.",
    remedy:
      "Mend each line the message lists; docs/prompts.md has every field and placeholder. A text that begins with {{ needs quotes in YAML.",
  },
  ARGUMENT_INVALID: {
    kind: "usage",
    meaning: "A command line argument is missing or not allowed.",
    remedy: "See `viva <command> --help`.",
  },
  RUNTIME_TOO_OLD: {
    kind: "usage",
    meaning: "This Node.js is older than Viva needs.",
    remedy: "Use Node 24.11 or newer. On Linux x64 `npm ci` brings one along.",
  },
  RUN_NOT_FOUND: {
    kind: "usage",
    meaning: "The folder holds no Viva run.",
    remedy: "Give the folder that was named with --out; it has a run.json.",
  },
  RUN_CONFLICT: {
    kind: "usage",
    meaning: "Finished calls of this run folder would change under the study as it is now.",
    remedy: "Undo the change the message names, or give another --out folder.",
  },
  RUN_FORMAT_UNKNOWN: {
    kind: "data",
    meaning: "The run folder was written in a format this version does not know.",
    remedy: "Use the Viva version that run.json names, or a newer one.",
  },
  RUN_FILES_DISAGREE: {
    kind: "data",
    meaning: "The files of a run folder do not fit together: one of them was changed, or is of an older run.",
    remedy: "Make the derived files again with `viva rescore <study> --out <folder>`.",
  },
  RUN_LOCKED: {
    kind: "usage",
    meaning: "Another Viva process is writing to this run folder.",
    remedy: "Wait until it ends, or stop it. The lock goes with its process.",
  },
  API_KEY_MISSING: {
    kind: "usage",
    meaning: "The environment variable that should hold the key for a server is not set.",
    remedy: "Set the variable, or put it into .env in the working folder.",
  },
  API_KEY_WRONG_HOST: {
    kind: "usage",
    meaning: "A provider's key would be sent to a host that is not the provider's.",
    remedy:
      "Name the key's variable for this server with apiKeyEnv in the study, or drop apiKeyEnv for a server without a key.",
  },
  DATASET_NOT_FOUND: {
    kind: "data",
    meaning: "A dataset file does not exist or cannot be read.",
    remedy: "Check the path; it is resolved against the study file's folder.",
  },
  DATASET_COLUMN_MISSING: {
    kind: "data",
    meaning: "A dataset file lacks a column or field the loader needs.",
    remedy: "Check that the file has the published layout, or map the fields with jsonl-file or csv-file.",
  },
  DATASET_ROW_INVALID: {
    kind: "data",
    meaning: "A row of a dataset cannot become an item.",
    remedy: "Mend the row the message names. `viva items` lists all such rows at once.",
  },
  DATASET_KEY_OUTSIDE_OPTIONS: {
    kind: "data",
    meaning: "An item's key names an option it does not have.",
    remedy: "Mend the key or the options of the row the message names.",
  },
  DATASET_DUPLICATE_ID: {
    kind: "data",
    meaning: "Two rows of an exam have the same id.",
    remedy: "Give each row its own id, or leave the id out of the field map so that a content hash is used.",
  },
  DATASET_EMPTY: {
    kind: "data",
    meaning: "No item is left to pose.",
    remedy: "Check the file and the filters (limit, sample, tags, split).",
  },
  DATASET_NOT_STRICT: {
    kind: "data",
    meaning: "`viva items --strict` found problems.",
    remedy: "Mend the rows listed above, or run without --strict.",
  },
  HUB_REFERENCE_INVALID: {
    kind: "usage",
    meaning:
      "A Hugging Face reference is not hf://datasets/<owner>/<name>@<revision>/<file>, or names a server wrongly.",
    remedy: "Write hf://datasets/owner/name@revision/folder/file; without @revision the branch main is meant.",
  },
  HUB_OFFLINE: {
    kind: "data",
    meaning: "A Hugging Face file is not in the cache, and VIVA_OFFLINE or HF_HUB_OFFLINE forbids fetching it.",
    remedy:
      "Issue the command once where the network may be used and copy the cache folder (VIVA_CACHE), or give a file of your own as the path.",
  },
  HUB_NOT_FOUND: {
    kind: "data",
    meaning: "The Hugging Face Hub has no such dataset, revision or file (HTTP 404).",
    remedy: "Check owner, name, revision and file on the dataset's page, under Files.",
  },
  HUB_UNAUTHORISED: {
    kind: "usage",
    meaning: "The Hugging Face Hub refuses the file without a token that may read it (HTTP 401 or 403).",
    remedy:
      "Check the name (a dataset that does not exist answers so too); for a gated one accept its terms on its page and set HF_TOKEN.",
  },
  HUB_CHECKSUM: {
    kind: "data",
    meaning: "A Hugging Face file is not what the Hub announced, or not what was once fetched into the cache.",
    remedy: "Remove the file the message names and issue the command again, so that it is fetched anew.",
  },
  HUB_DOWNLOAD_FAILED: {
    kind: "backend",
    meaning: "A Hugging Face file could not be fetched whole, after all retries.",
    remedy: "Check the network, HTTPS_PROXY and HF_ENDPOINT; the same command goes on where it stopped.",
  },
  FEW_SHOT_TOO_FEW: {
    kind: "data",
    meaning: "The train source has fewer usable items than the study asks for as examples.",
    remedy: "Lower fewShot.k or name a larger train source; items that are tested are never used.",
  },
  FILE_ENCODING: {
    kind: "data",
    meaning: "A file holds bytes that are not valid UTF-8.",
    remedy: "Convert the file to UTF-8 (for GB18030: iconv -f GB18030 -t UTF-8).",
  },
  FILE_LINE_TOO_LONG: {
    kind: "data",
    meaning: "A line is longer than the limit.",
    remedy: "Check that the file has one record a line; a JSON array is not JSON Lines.",
  },
  FILE_JSON_INVALID: {
    kind: "data",
    meaning: "A line or file is not valid JSON.",
    remedy: "Mend the place the message names.",
  },
  FILE_CSV_INVALID: {
    kind: "data",
    meaning: "A CSV file has an unclosed quote or a row with the wrong number of cells.",
    remedy: "Mend the line the message names; cells with line breaks or commas must be quoted.",
  },
  FILE_PARQUET_INVALID: {
    kind: "data",
    meaning: "A Parquet file is damaged, encrypted, or claims sizes it cannot have.",
    remedy: "Fetch or write the file again; reading it with pandas or DuckDB tells whether it is whole.",
  },
  FILE_TOO_LARGE: {
    kind: "data",
    meaning: "A file that must be read whole is larger than the limit.",
    remedy: "Convert it to JSON Lines, which is read line by line, or split it.",
  },
  FILE_VALUE_TOO_LARGE: {
    kind: "data",
    meaning: "One value inside a JSON file is larger than the limit.",
    remedy: "Check that the file is what its name says; a log may keep pictures or transcripts that can be left out.",
  },
  ARCHIVE_INVALID: {
    kind: "data",
    meaning: "An archive is damaged, cut off, encrypted or packed in a way that cannot be read.",
    remedy: "Fetch or write it again; a log that is still being written cannot be read yet.",
  },
  ARCHIVE_ENTRY_UNSAFE: {
    kind: "data",
    meaning: "An archive has a link, an absolute path or a path out of the archive.",
    remedy: "No log has such an entry: do not trust the file, ask for it again where it comes from.",
  },
  ARCHIVE_TOO_LARGE: {
    kind: "data",
    meaning: "An archive states, or unpacks to, more than the limits allow.",
    remedy: "Check where the file comes from. A real log of that size can be split where it was written.",
  },
  ITEM_SETS_DIFFER: {
    kind: "usage",
    meaning:
      "Runs that are to be compared do not pose the same items, so a difference between them would mean nothing.",
    remedy: "Give --common to compare on the items that all of them pose, or compare runs of one study.",
  },
  IMPORT_SOURCE_UNKNOWN: {
    kind: "data",
    meaning: "The path holds no file of the format that is imported.",
    remedy: "Check the path and the format; docs/importing.md says which files each format reads.",
  },
  IMPORT_SOURCE_TOO_LARGE: {
    kind: "data",
    meaning: "The folder to import holds more files than the limit.",
    remedy: "Name the folder of one run or campaign.",
  },
  IMPORT_LAYOUT: {
    kind: "data",
    meaning: "A file does not have the layout of the format that is imported.",
    remedy: "Check the format; docs/importing.md says which versions of each layout are read.",
  },
  IMPORT_ITEM_DIFFERS: {
    kind: "data",
    meaning: "Two places of a source have an item of one id with another text, other options or another key.",
    remedy:
      "Import them apart, each into a folder of its own: they are not the same exam. Where questions are read off prompts, give the exam.",
  },
  IMPORT_REPLY_REPEATED: {
    kind: "data",
    meaning: "A source has two replies of one model to the same item, arm, repeat and turn.",
    remedy: "Import one of the two runs, or map a column that tells them apart to repeat or arm.",
  },
  IMPORT_EMPTY: {
    kind: "data",
    meaning: "No reply is left to import.",
    remedy: "The message says what was left out and why.",
  },
  IMPORT_FOLDER_TAKEN: {
    kind: "usage",
    meaning: "The folder to import into holds files that no import wrote.",
    remedy: "Give a new or empty folder with --out, or that of an earlier import, which is then replaced.",
  },
  AUDIT_KEY_MISSING: {
    kind: "usage",
    meaning: "The run folder has no key for an audit sheet: the sheet is of another run, or the key was removed.",
    remedy: "Give the run folder the sheet was made from, or make a new sheet with `viva audit sheet`.",
  },
  AUDIT_OUTDATED: {
    kind: "usage",
    meaning: "The run's replies were read anew, or more came in, after the audit sheet was made.",
    remedy: "Make a new sheet with `viva audit sheet`; what a person read in the old one can be copied by reply.",
  },
  AUDIT_SHEET_INVALID: {
    kind: "data",
    meaning:
      "Rows of an audit sheet are missing, doubled, changed, or filled in with what is neither a label nor a word for none.",
    remedy:
      "Mend the rows the message names. Only correct_reading and note are to be changed; docs/auditing.md says how.",
  },
  AUDIT_SHEET_UNFINISHED: {
    kind: "data",
    meaning: "Rows of an audit sheet have no correct_reading yet.",
    remedy:
      "Fill in every row; write unclear where the reply cannot be read. A part of the sample is no random sample.",
  },
  REKEY_FILE_UNREADABLE: {
    kind: "data",
    meaning: "The file of revised keys is not there or cannot be read.",
    remedy: "Give the CSV file's own path with --keys; docs/item-analysis.md says what stands in it.",
  },
  REKEY_ITEM_UNKNOWN: {
    kind: "data",
    meaning: "A file of revised keys names an item that the run does not have.",
    remedy: "Take the ids from items.jsonl of the run folder; an id is unique within its exam.",
  },
  REKEY_ROW_INVALID: {
    kind: "data",
    meaning: "A row of a file of revised keys says neither or both of key and annulment, or cannot be applied.",
    remedy: "Mend the rows the message names: one row an item, with a key or with annul (drop or credit-all).",
  },
  VARIANT_LINE_INVALID: {
    kind: "data",
    meaning:
      "A line of a file of reviewed variants is no variant, stands twice, or does not fit the item it was made from.",
    remedy:
      "Mend the line the message names. Texts, verdicts and whole lines may be changed; docs/perturbing.md says what must stay.",
  },
  DISK_FULL: {
    kind: "data",
    meaning: "The disk or quota is full.",
    remedy: "Free some space and issue the same command again; what is in the journal is kept.",
  },
  FILE_WRITE_FAILED: {
    kind: "data",
    meaning: "A file could not be written.",
    remedy: "Check that the folder exists and may be written to, then issue the same command again.",
  },
  JOURNAL_CORRUPT: {
    kind: "data",
    meaning: "A line inside the journal, not its torn last line, cannot be read.",
    remedy: "The folder was changed or damaged. Remove that line from completions.jsonl; its call is then asked again.",
  },
  REPLAY_INVALID: {
    kind: "data",
    meaning: "A line of a replies file is not a reply, or repeats one.",
    remedy: "Each line needs itemId, model and text; each place (model, item, arm, repeat, turn) may stand once.",
  },
  REPLAY_MODEL_ABSENT: {
    kind: "data",
    meaning: "A replies file holds no line for a model of the study.",
    remedy: "Take one of the model names the message lists as the model's id.",
  },
  PRICE_INVALID: {
    kind: "usage",
    meaning: "A price table entry cannot be used.",
    remedy: "Give inputPerMillion and outputPerMillion as non-negative numbers and a currency.",
  },
  MODEL_FACTS_NOT_FOUND: {
    kind: "usage",
    meaning: "A file or folder of model facts does not exist, cannot be read, or holds no YAML file.",
    remedy: "Check the path: one .yaml file, or a folder with one such file for each model.",
  },
  MODEL_FACTS_INVALID: {
    kind: "data",
    meaning: "A file of model facts has a wrong or unsourced value, or does not fit the others.",
    remedy:
      "Mend each line the message lists; docs/model-facts.md has every field. What is not certain is null, and every other value needs its source.",
  },
  MODEL_FACTS_UNKNOWN: {
    kind: "usage",
    meaning: "No file of model facts describes a model of that name.",
    remedy:
      "Take one of the names the message lists, or describe the model in a file of your own: docs/model-facts.md.",
  },
  BACKEND_UNREACHABLE: {
    kind: "backend",
    meaning: "No connection to the server could be made.",
    remedy: "Check baseUrl and that the server runs; `viva doctor` tries it.",
  },
  BACKEND_UNAUTHORISED: {
    kind: "backend",
    meaning: "The server refused the key (HTTP 401 or 403).",
    remedy: "Check the key in the environment variable the message names.",
  },
  BACKEND_NOT_FOUND: {
    kind: "backend",
    meaning: "The server does not know the address or the model (HTTP 404).",
    remedy: "Check baseUrl (most servers want it to end in /v1) and the model name.",
  },
  BACKEND_REQUEST_REFUSED: {
    kind: "backend",
    meaning: "The server refused the request as wrong (HTTP 400, 413 or 422).",
    remedy: "Check the parameters and extra body fields against what the server says.",
  },
  BACKEND_UNPAID: {
    kind: "backend",
    meaning: "The provider says that the account has no credit left (HTTP 402, or a message to that effect).",
    remedy: "Top up the account, then issue the same command again: it asks only what is missing.",
  },
  BACKEND_SERVER_ERROR: {
    kind: "backend",
    meaning: "The server kept answering with an error after all retries.",
    remedy: "Look at the server's log; issue the same command again to ask only what is missing.",
  },
  BACKEND_RATE_LIMITED: {
    kind: "backend",
    meaning: "The server kept answering 429 after all retries.",
    remedy: "Lower concurrency, or wait; issue the same command again to ask only what is missing.",
  },
  BACKEND_TIMEOUT: {
    kind: "backend",
    meaning: "No complete reply within the deadline, after all retries.",
    remedy: "Raise timeoutMs, lower concurrency, or look at the server's load.",
  },
  BACKEND_CONNECTION_LOST: {
    kind: "backend",
    meaning: "The connection broke while waiting for the reply, after all retries.",
    remedy: "Look at the server and the network; issue the same command again to ask only what is missing.",
  },
  BACKEND_REPLY_MALFORMED: {
    kind: "backend",
    meaning: "The server's reply is not the JSON the interface promises, after all retries.",
    remedy: "Check that baseUrl points at a server that speaks the interface of the backend.",
  },
  BACKEND_REPLY_TOO_LARGE: {
    kind: "backend",
    meaning: "The server's reply is larger than the limit.",
    remedy: "Set max_tokens in the model's parameters.",
  },
  SCRIPT_EXHAUSTED: {
    kind: "backend",
    meaning: "A scripted model has no reply for a call.",
    remedy: "Add a reply, or set a default one.",
  },
  RUN_UNFINISHED: {
    kind: "backend",
    meaning: "Some calls could not be finished; they are listed in failures.jsonl.",
    remedy: "Issue the same command again: it asks only what is missing.",
  },
  GATE_NOT_MET: {
    kind: "data",
    meaning: "An accuracy is below --fail-under.",
    remedy: "See the table; the gate is the point estimate of each model's overall accuracy.",
  },
  INTERNAL: {
    kind: "bug",
    meaning: "Viva met a state it should not have met.",
    remedy: "Please report it with the message and the command.",
  },
} as const satisfies Record<string, ErrorCodeEntry>;

/** A stable error code. */
export type ErrorCode = keyof typeof table;

/** Every code with its kind, meaning and remedy. */
export const errorCodes: Readonly<Record<ErrorCode, ErrorCodeEntry>> = table;
