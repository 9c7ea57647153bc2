import { DataError } from "../base/errors.ts";
import type { GgufValue } from "./gguf-value.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject } from "./model-json.ts";

/** What a tensor becomes on its way into a GGUF file. */
export interface TensorTarget {
  readonly name: string;
  /**
   * Heads whose rows are reordered, or undefined. Hugging Face turns the first half of a head's rows against the second,
   * llama.cpp's `llama` turns neighbours: row 2i+p of a head is its row p·(rows/2)+i.
   */
  readonly headsToInterleave: number | undefined;
}

/** A model's shape as GGUF wants it. */
export interface GgufArchitecture {
  /** `general.architecture`. */
  readonly name: "llama" | "qwen2" | "qwen3";
  readonly vocabularySize: number;
  /** Metadata under the architecture's name, in order. */
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** Whether the output head is the embedding. */
  readonly tied: boolean;
  /**
   * Where a tensor goes; "left-out" for one that is computed anew or tied, undefined for one that the architecture does
   * not have.
   */
  target(name: string): TensorTarget | "left-out" | undefined;
  /** Names of the tensors a model must have. */
  readonly needed: readonly string[];
  /** Factors by which the rotary frequencies are divided (`rope_freqs.weight`), or undefined. */
  readonly frequencyFactors: Float32Array | undefined;
}

const classes: Readonly<Record<string, GgufArchitecture["name"]>> = {
  LlamaForCausalLM: "llama",
  Qwen2ForCausalLM: "qwen2",
  Qwen3ForCausalLM: "qwen3",
};

/** Names of layer parts in Hugging Face's models and in GGUF. */
const layerParts: Readonly<Record<string, string>> = {
  input_layernorm: "attn_norm",
  "self_attn.q_proj": "attn_q",
  "self_attn.k_proj": "attn_k",
  "self_attn.v_proj": "attn_v",
  "self_attn.o_proj": "attn_output",
  "self_attn.q_norm": "attn_q_norm",
  "self_attn.k_norm": "attn_k_norm",
  post_attention_layernorm: "ffn_norm",
  "mlp.gate_proj": "ffn_gate",
  "mlp.up_proj": "ffn_up",
  "mlp.down_proj": "ffn_down",
};

/**
 * Read a model's config.json. Llama, Qwen2 and Qwen3 are known, with plain, linear, llama3 and yarn rotary scaling.
 *
 * Throws MODEL_ARCHITECTURE_UNKNOWN for another class or scaling, an activation other than SiLU, quantised weights or
 * sliding windows, and MODEL_FILE_INVALID for a size that is missing or impossible.
 */
export function readArchitecture(config: Readonly<Record<string, unknown>>, file: string): GgufArchitecture {
  const place = { place: { file } };
  const unknown = (message: string): DataError => new DataError("MODEL_ARCHITECTURE_UNKNOWN", message, place);
  const size = (key: string, otherwise?: number): number => {
    const value = config[key] ?? otherwise;
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
      throw new DataError(
        "MODEL_FILE_INVALID",
        `${key} is ${shortened(String(JSON.stringify(value)))}; a whole number is wanted`,
        place,
      );
    }
    return value;
  };
  const real = (key: string, otherwise: number): number => {
    const value = config[key] ?? otherwise;
    if (typeof value !== "number" || !(value > 0)) {
      throw new DataError(
        "MODEL_FILE_INVALID",
        `${key} is ${shortened(String(JSON.stringify(value)))}; a number above 0 is wanted`,
        place,
      );
    }
    return value;
  };
  const [modelClass] = Array.isArray(config["architectures"]) ? config["architectures"] : [];
  const name = typeof modelClass === "string" ? classes[modelClass] : undefined;
  if (name === undefined) {
    throw unknown(
      `architectures is ${shortened(String(JSON.stringify(config["architectures"])))}; known are ${Object.keys(classes).join(", ")}`,
    );
  }
  if (isJsonObject(config["quantization_config"])) {
    throw unknown(`its weights are quantised (${shortened(String(config["quantization_config"]["quant_method"]))})`);
  }
  if ((config["hidden_act"] ?? "silu") !== "silu") {
    throw unknown(`hidden_act is ${shortened(String(config["hidden_act"]))}; silu is known`);
  }
  if (config["use_sliding_window"] === true) {
    throw unknown("use_sliding_window is true, and attention to everything is known");
  }
  const hidden = size("hidden_size");
  const heads = size("num_attention_heads");
  const keyHeads = size("num_key_value_heads", heads);
  const layers = size("num_hidden_layers");
  const head = size("head_dim", hidden / heads);
  const contextLength = size("max_position_embeddings");
  const vocabularySize = size("vocab_size");
  const scaling = readScaling(config, head, unknown);
  const number = (type: "uint32" | "float32", value: number): GgufValue => ({ type, value });
  const metadata = new Map<string, GgufValue>([
    [`${name}.context_length`, number("uint32", contextLength)],
    [`${name}.embedding_length`, number("uint32", hidden)],
    [`${name}.block_count`, number("uint32", layers)],
    [`${name}.feed_forward_length`, number("uint32", size("intermediate_size"))],
    [`${name}.attention.head_count`, number("uint32", heads)],
    [`${name}.attention.head_count_kv`, number("uint32", keyHeads)],
    [`${name}.attention.key_length`, number("uint32", head)],
    [`${name}.attention.value_length`, number("uint32", head)],
    [`${name}.attention.layer_norm_rms_epsilon`, number("float32", real("rms_norm_eps", 1e-6))],
    [`${name}.rope.dimension_count`, number("uint32", head)],
    [`${name}.rope.freq_base`, number("float32", scaling.base)],
    [`${name}.vocab_size`, number("uint32", vocabularySize)],
    ...scaling.metadata.map(([key, value]) => [`${name}.${key}`, value] as const),
  ]);
  const tied = config["tie_word_embeddings"] === true;
  return {
    name,
    vocabularySize,
    metadata,
    tied,
    frequencyFactors: scaling.factors,
    needed: [
      "model.embed_tokens.weight",
      "model.norm.weight",
      ...(tied ? [] : ["lm_head.weight"]),
      ...Array.from({ length: layers }, (_, layer) =>
        Object.keys(layerParts)
          .filter((part) => name === "qwen3" || !/_norm$/u.test(part))
          .map((part) => `model.layers.${layer}.${part}.weight`)
          .concat(
            name === "qwen2" ? ["q", "k", "v"].map((part) => `model.layers.${layer}.self_attn.${part}_proj.bias`) : [],
          ),
      ).flat(),
    ],
    target: (tensor) => {
      switch (tensor) {
        case "model.embed_tokens.weight":
          return { name: "token_embd.weight", headsToInterleave: undefined };
        case "model.norm.weight":
          return { name: "output_norm.weight", headsToInterleave: undefined };
        case "lm_head.weight":
          return tied ? "left-out" : { name: "output.weight", headsToInterleave: undefined };
        default:
          return layerTarget(tensor, name, layers, heads, keyHeads);
      }
    },
  };
}

function layerTarget(
  tensor: string,
  name: GgufArchitecture["name"],
  layers: number,
  heads: number,
  keyHeads: number,
): TensorTarget | "left-out" | undefined {
  const {
    layer = "",
    part = "",
    kind = "",
  } = /^model\.layers\.(?<layer>0|[1-9]\d*)\.(?<part>[\w.]+)\.(?<kind>weight|bias|inv_freq)$/u.exec(tensor)?.groups ??
  {};
  if (Number(layer) >= layers || layer === "") {
    return undefined;
  }
  if (part === "self_attn.rotary_emb" && kind === "inv_freq") {
    return "left-out";
  }
  const known = Object.hasOwn(layerParts, part) ? layerParts[part] : undefined;
  const isNorm = /_norm$/u.test(part);
  const mayHaveBias = (name === "qwen2" || name === "llama") && /^self_attn\.[qkvo]_proj$/u.test(part);
  if (known === undefined || kind === "inv_freq" || (kind === "bias" && !mayHaveBias) || (isNorm && name !== "qwen3")) {
    return undefined;
  }
  const interleaved =
    name !== "llama"
      ? undefined
      : part === "self_attn.q_proj"
        ? heads
        : part === "self_attn.k_proj"
          ? keyHeads
          : undefined;
  return { name: `blk.${layer}.${known}.${kind}`, headsToInterleave: interleaved };
}

interface Scaling {
  readonly base: number;
  readonly metadata: readonly (readonly [string, GgufValue])[];
  readonly factors: Float32Array | undefined;
}

/** Rotary base and scaling, from `rope_parameters` (transformers 5) or `rope_theta` and `rope_scaling`. */
function readScaling(
  config: Readonly<Record<string, unknown>>,
  head: number,
  unknown: (message: string) => DataError,
): Scaling {
  const parameters = isJsonObject(config["rope_parameters"]) ? config["rope_parameters"] : undefined;
  const scaling = parameters ?? (isJsonObject(config["rope_scaling"]) ? config["rope_scaling"] : {});
  const number = (value: unknown, what: string): number => {
    if (typeof value !== "number" || !(value > 0)) {
      throw unknown(`${what} of the rotary positions is ${shortened(String(JSON.stringify(value)))}`);
    }
    return value;
  };
  const base = number(parameters?.["rope_theta"] ?? config["rope_theta"] ?? 10000, "rope_theta");
  const type = scaling["rope_type"] ?? scaling["type"] ?? "default";
  const text = (value: string): GgufValue => ({ type: "string", value });
  const real = (value: number): GgufValue => ({ type: "float32", value });
  switch (type) {
    case "default":
      return { base, metadata: [], factors: undefined };
    case "linear":
      return {
        base,
        metadata: [
          ["rope.scaling.type", text("linear")],
          ["rope.scaling.factor", real(number(scaling["factor"], "factor"))],
        ],
        factors: undefined,
      };
    case "yarn":
      return {
        base,
        metadata: [
          ["rope.scaling.type", text("yarn")],
          ["rope.scaling.factor", real(number(scaling["factor"], "factor"))],
          [
            "rope.scaling.original_context_length",
            {
              type: "uint32",
              value: number(scaling["original_max_position_embeddings"], "original_max_position_embeddings"),
            },
          ],
        ],
        factors: undefined,
      };
    case "llama3":
      return {
        base,
        metadata: [],
        factors: llamaFactors(base, head, {
          factor: number(scaling["factor"], "factor"),
          low: number(scaling["low_freq_factor"], "low_freq_factor"),
          high: number(scaling["high_freq_factor"], "high_freq_factor"),
          original: number(scaling["original_max_position_embeddings"], "original_max_position_embeddings"),
        }),
      };
    default:
      throw unknown(`rotary scaling "${shortened(String(type))}"; default, linear, llama3 and yarn are known`);
  }
}

/** Llama 3.1's scaling: short waves stay, long ones are stretched by the factor, those between by a blend. */
function llamaFactors(
  base: number,
  head: number,
  { factor, low, high, original }: { factor: number; low: number; high: number; original: number },
): Float32Array {
  return Float32Array.from({ length: head / 2 }, (_, index) => {
    const wavelength = 2 * Math.PI * base ** ((2 * index) / head);
    if (wavelength < original / high) {
      return 1;
    }
    if (wavelength > original / low) {
      return factor;
    }
    const smooth = (original / wavelength - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
  });
}
