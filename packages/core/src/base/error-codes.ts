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
  RUN_CONFIDENCES_ABSENT: {
    kind: "usage",
    meaning: "The run tells nothing of how sure its models are of their answers.",
    remedy:
      "Ask for likelihoods (`modes: [{ likelihood: label }]`), for a stated confidence (`instructions: [stated-confidence]`), or several times (`repeats: 5`).",
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
  GRAPH_FILE_INVALID: {
    kind: "data",
    meaning: "A line of a knowledge graph file says nothing that can be taken.",
    remedy: "Mend the line the message names; docs/knowledge.md shows every layout that is read.",
  },
  GRAPH_FORMAT_UNKNOWN: {
    kind: "data",
    meaning: "A file is none of the formats knowledge graphs are read from.",
    remedy: "Give CSV, TSV, JSON Lines, JSON, N-Triples, Turtle or YAML, told apart by how the name ends.",
  },
  GRAPH_DATABASE_INVALID: {
    kind: "data",
    meaning: "A file is no knowledge graph of Viva, is damaged, or was written by another version.",
    remedy: "Make it again with `viva knowledge build`.",
  },
  GRAPH_TOO_LARGE: {
    kind: "data",
    meaning: "A knowledge graph has more entities, relations or types than the limits allow.",
    remedy: "Check that the columns are what they should be; a column of free text is no relation.",
  },
  GRAPH_EMPTY: {
    kind: "data",
    meaning: "A knowledge graph would have no facts.",
    remedy: "Check the path and the layout; for a graph from explanations, lower --at-least or give more items.",
  },
  GRAPH_ENTITY_UNKNOWN: {
    kind: "usage",
    meaning: "A knowledge graph has no entity of that id or name.",
    remedy: "Check the spelling; the message names the nearest names it has.",
  },
  HUB_REFERENCE_INVALID: {
    kind: "usage",
    meaning:
      "A Hugging Face reference is not hf://datasets/<owner>/<name>@<revision>/<file>, or names a server wrongly.",
    remedy:
      "Write hf://datasets/owner/name@revision/folder/file, for a model hf://owner/name@revision/file.gguf; without @revision the branch main is meant.",
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
  REVIEW_CRITERIA_INVALID: {
    kind: "usage",
    meaning: "A file of criteria for raters is not as it must be.",
    remedy: "Mend what the message names; docs/reviewing.md shows such a file.",
  },
  REVIEW_KEY_MISSING: {
    kind: "usage",
    meaning: "The folder has no key for a rater's file: it belongs to another run or exam, or the key was removed.",
    remedy: "Give the run folder or annotation folder that the sheet was made from, or make a new sheet.",
  },
  REVIEW_SHEET_INVALID: {
    kind: "data",
    meaning:
      "A rater's file cannot be taken in: unknown, doubled or changed rows, values that are none of the criterion's, or no such columns. Nothing was written.",
    remedy: "Mend the rows the message names, or have the rater download the file again; docs/reviewing.md says how.",
  },
  REVIEW_UNFINISHED: {
    kind: "data",
    meaning: "A rater left cases open. Nothing was written.",
    remedy:
      "Have every case rated, or say --partial: what is open is then left out, and shares speak of the rated cases alone.",
  },
  REVIEW_RATER_EXISTS: {
    kind: "usage",
    meaning: "Ratings of a rater of this name were taken in before, and they were others.",
    remedy: "Give the new file another rater's name, or replace the earlier ratings with --replace.",
  },
  ANNOTATION_NOT_FOUND: {
    kind: "usage",
    meaning: "A folder holds no annotation of an exam.",
    remedy: "Give the folder that `viva annotate` wrote.",
  },
  RATINGS_INVALID: {
    kind: "data",
    meaning: "A file of people's ratings lacks a column, or a row of it names no reply or holds no rating.",
    remedy:
      "Mend the line the message names. The columns are criterion, value, rater and callId, or itemId and model: see docs/judging.md.",
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
  REPLAY_VECTOR_ABSENT: {
    kind: "backend",
    meaning: "A file of recorded vectors holds none for a text that a study needs one of.",
    remedy:
      "Record it: run the same study once with the model's own server; completions.jsonl of that run is such a file.",
  },
  RETRIEVER_VECTORS_DIFFER: {
    kind: "data",
    meaning: "An embedding model gave vectors of different length for texts that are to be compared.",
    remedy: "See that one model answers under that name, and begin a new run folder: vectors of two models do not mix.",
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
  MODEL_NOT_FOUND: {
    kind: "usage",
    meaning: "A model's folder or file does not exist, cannot be read, or holds no weights in a form that is read.",
    remedy: "Give a folder with model.safetensors or its index, a .safetensors file, or a .gguf file.",
  },
  MODEL_SHARD_MISSING: {
    kind: "data",
    meaning: "A model's index names files that are not beside it.",
    remedy: "Fetch the files the message names; an interrupted download leaves such a folder.",
  },
  MODEL_FILE_INVALID: {
    kind: "data",
    meaning: "A model file is damaged, cut off, or contradicts itself or its index.",
    remedy:
      "Fetch or write it again and compare its size and hash with those of its source. Do not trust it otherwise.",
  },
  MODEL_FILE_LIMIT: {
    kind: "data",
    meaning: "A model file claims more than the limits allow: a header, a list or nesting beyond what any model has.",
    remedy: "Check that the file is what its name says and where it comes from.",
  },
  MODEL_TENSOR_MISSING: {
    kind: "data",
    meaning: "A model lacks a tensor that its architecture or a recipe needs.",
    remedy: "Check that the folder holds the whole model and that its config.json belongs to it.",
  },
  MODEL_DTYPE_UNSUPPORTED: {
    kind: "data",
    meaning: "Arithmetic is asked of a tensor that is not F32, F16 or BF16: integers, float64 or quantised codes.",
    remedy: "Take the model's unquantised weights, or save it again in bfloat16, float16 or float32.",
  },
  MODEL_WEIGHTS_NOT_FINITE: {
    kind: "data",
    meaning: "A tensor has NaN, an infinity, or a value beyond what the kind of numbers it is converted to can hold.",
    remedy:
      "NaN and infinities come from a failed training or a damaged file. For large values take --type bf16 or f32.",
  },
  MODEL_ARCHITECTURE_UNKNOWN: {
    kind: "data",
    meaning: "A model is of a kind, or has a part, that conversion does not know.",
    remedy: "docs/converting.md lists what is known; llama.cpp's own converter knows more.",
  },
  MODEL_TOKENIZER_UNSUPPORTED: {
    kind: "data",
    meaning: "A model's tokenizer works in a way that conversion does not know, so that it would give other tokens.",
    remedy: "docs/converting.md lists what is known; llama.cpp's own converter knows more.",
  },
  MODEL_PLAN_INVALID: {
    kind: "data",
    meaning: "The tensors that are to be written cannot stand in one model: a name twice, or an impossible shape.",
    remedy: "Mend the names or shapes the message gives.",
  },
  MODEL_OUTPUT_EXISTS: {
    kind: "usage",
    meaning: "A model would be written where one lies already.",
    remedy: "Give another folder or file name, or remove what is there. Nothing is ever overwritten.",
  },
  MERGE_RECIPE_NOT_FOUND: {
    kind: "usage",
    meaning: "A merge recipe does not exist or cannot be read.",
    remedy: "Check the path. docs/merging.md shows a recipe.",
  },
  MERGE_RECIPE_INVALID: {
    kind: "usage",
    meaning: "A merge recipe has a key, a value or a combination that Viva does not know or does not support.",
    remedy:
      "Mend each line the message lists; docs/merging.md says which keys are supported. Nothing in a recipe is ignored.",
  },
  MERGE_MODELS_MISMATCH: {
    kind: "data",
    meaning: "The models of a recipe do not fit together: tensors missing, shapes or vocabularies that differ.",
    remedy: "Take models of one architecture and vocabulary, or say tokenizer_source: base or union in the recipe.",
  },
  MERGE_ADAPTER_INVALID: {
    kind: "data",
    meaning: "A LoRA adapter is incomplete, of a kind that is not supported, or does not fit its model.",
    remedy:
      "Check adapter_config.json and the shapes of lora_A and lora_B; other kinds of adapters must be merged before.",
  },
  MERGE_MEMORY_TOO_SMALL: {
    kind: "usage",
    meaning: "A tensor cannot be merged within the memory that is allowed.",
    remedy: "Allow more with --memory, or take fewer --threads: the memory is shared among them.",
  },
  MERGE_RESUME_MISMATCH: {
    kind: "usage",
    meaning: "An unfinished merge lies where this one would go on, and it is of another recipe or other inputs.",
    remedy: "Give another folder, or remove the unfinished one that the message names.",
  },
  MERGE_SCORES_INVALID: {
    kind: "data",
    meaning: "Scores of a merged model do not fit the items it was examined on.",
    remedy:
      "Every item wants one score from 0 to 1; a damaged file of evaluations can be removed, they are made again.",
  },
  MERGE_SEARCH_INVALID: {
    kind: "data",
    meaning: "search.json beside a merged model is no record of a search.",
    remedy: "Make the merge again: the search goes on with the evaluations that are kept and writes the file anew.",
  },
  MERGE_TUNED_ON_TEST: {
    kind: "usage",
    meaning: "A merge would be tuned on an item that its result is reported on.",
    remedy: "Tune on a split of its own, such as validation: a score on items that were tuned on says nothing.",
  },
  MERGE_VERIFY_FAILED: {
    kind: "data",
    meaning: "A merged model, or a model it was made from, is not what its record says.",
    remedy: "The message names what differs. Merge again from the recipe in the record.",
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
  SERVER_COMMAND_FAILED: {
    kind: "backend",
    meaning: "A command that was to serve a model cannot be started, or ended while the model was asked.",
    remedy: "The message has the command's last lines. Try the command by hand with the model's folder and a port.",
  },
  SERVER_COMMAND_UNREADY: {
    kind: "backend",
    meaning: "A server that was started for a model did not become ready in time.",
    remedy: "Allow more with startSeconds, or check the health path and that the command listens on {port}.",
  },
  LOCAL_ENGINE_MISSING: {
    kind: "usage",
    meaning: "A model is to be asked without a server, and the package that does it is not installed.",
    remedy: "Install it where Viva is installed (npm install node-llama-cpp@3.21.1).",
  },
  LOCAL_ENGINE_FAILED: {
    kind: "backend",
    meaning: "node-llama-cpp is installed and cannot be used, or fails while a model is asked.",
    remedy: "`viva doctor` says what it finds. Try gpu: off, or install the package again on this machine.",
  },
  LOCAL_MODEL_TOO_LARGE: {
    kind: "backend",
    meaning: "A model and its context need more memory than is free.",
    remedy:
      "Take fewer sequences, a smaller contextSize, precision: fast, or a file with fewer bits per weight; or end what fills the memory.",
  },
  LOCAL_TEMPLATE_MISSING: {
    kind: "data",
    meaning: "A GGUF file has no chat template, so that nothing says how messages are put to it.",
    remedy: "Base models have none: score them by likelihood. For others fetch a file that has its template.",
  },
  LOCAL_TEMPLATE_INVALID: {
    kind: "data",
    meaning: "A GGUF file's chat template cannot be read, or refuses the messages of a prompt.",
    remedy: "Some templates know no system message or want turns to alternate: take a prompt without one.",
  },
  LOCAL_PROMPT_TOO_LONG: {
    kind: "backend",
    meaning: "A prompt has more tokens than the context has room for.",
    remedy: "Give a larger contextSize, as far as the model was trained for it, or fewer examples.",
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
