/** What one OpenAI-protocol service needs to be told of: a row here is a provider. */
export interface Preset {
  readonly name: string;
  /** A model of it, as an example. */
  readonly example: string;
  /** Its address, or the environment variable that holds it where every customer has another. */
  readonly baseUrl: string | { readonly env: string; readonly example: string };
  readonly key: { readonly env: string; readonly required: boolean };
  /** The header that carries the key, where it is not `Authorization: Bearer`. */
  readonly keyHeader?: string;
  /** Names of body fields that differ from the protocol's. */
  readonly fields?: { readonly maxTokens?: string; readonly seed?: string };
  /** It refuses a seed: none is sent. */
  readonly withoutSeed?: true;
  /** Models that accept no temperature: they are asked without one. */
  readonly withoutTemperature?: RegExp;
}

function hosted(
  name: string,
  baseUrl: string,
  keyEnv: string,
  example: string,
  quirks: Partial<Preset> = {},
): Preset {
  return { name, example, baseUrl, key: { env: keyEnv, required: true }, ...quirks };
}

function local(name: string, port: number, keyEnv: string, example: string): Preset {
  return { name, example, baseUrl: `http://127.0.0.1:${port}/v1`, key: { env: keyEnv, required: false } };
}

const openaiQuirks: Partial<Preset> = {
  fields: { maxTokens: 'max_completion_tokens' },
  withoutTemperature: /^(o\d|gpt-5)/,
};

/** Addresses and variables as each service documents them. */
export const presets: readonly Preset[] = [
  hosted('openai', 'https://api.openai.com/v1', 'OPENAI_API_KEY', 'gpt-4o-mini', openaiQuirks),
  hosted(
    'openrouter',
    'https://openrouter.ai/api/v1',
    'OPENROUTER_API_KEY',
    'meta-llama/llama-3.1-8b-instruct',
  ),
  hosted('together', 'https://api.together.xyz/v1', 'TOGETHER_API_KEY', 'Qwen/Qwen2.5-7B-Instruct-Turbo'),
  hosted('groq', 'https://api.groq.com/openai/v1', 'GROQ_API_KEY', 'llama-3.1-8b-instant'),
  hosted('mistral', 'https://api.mistral.ai/v1', 'MISTRAL_API_KEY', 'mistral-small-latest', {
    fields: { seed: 'random_seed' },
  }),
  hosted('deepseek', 'https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY', 'deepseek-v4-pro'),
  hosted('anthropic', 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY', 'claude-haiku-4-5', {
    // Newer ones refuse every sampling setting that is not their default.
    withoutTemperature: /^claude-(?:[a-z]+-(?:[5-9]|\d\d)(?!\d)|opus-4-[7-9])/,
  }),
  hosted(
    'gemini',
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'GEMINI_API_KEY',
    'gemini-2.5-flash',
    { withoutSeed: true },
  ),
  {
    name: 'azure',
    example: 'my-deployment',
    baseUrl: { env: 'AZURE_OPENAI_BASE_URL', example: 'https://NAME.openai.azure.com/openai/v1' },
    key: { env: 'AZURE_OPENAI_API_KEY', required: true },
    keyHeader: 'api-key',
    ...openaiQuirks,
  },
  local('vllm', 8000, 'VLLM_API_KEY', 'Qwen/Qwen2.5-7B-Instruct'),
  local('sglang', 30000, 'SGLANG_API_KEY', 'Qwen/Qwen2.5-7B-Instruct'),
  local('llamacpp', 8080, 'LLAMA_API_KEY', 'default'),
  local('lmstudio', 1234, 'LMSTUDIO_API_KEY', 'qwen2.5-7b-instruct'),
  local('ollama', 11434, 'OLLAMA_API_KEY', 'llama3.1:8b'),
];

/** Any OpenAI-protocol server by its address: what a name without a prefix and `--base-url` stand for. */
export const anyServer: Preset = {
  name: 'server',
  example: 'my-model',
  baseUrl: { env: 'MIXEVAL_BASE_URL', example: 'http://127.0.0.1:8000/v1' },
  key: { env: 'MIXEVAL_API_KEY', required: false },
};
