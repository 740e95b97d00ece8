// A tiny evaluator of your own: prints an answer to every question of a release's normal benchmark, one JSON object a line.
// Usage: node ask.mjs FOLDER_OF_THE_RELEASE > answers.jsonl
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';

/** Put your model here. This one says the first option, or that it does not know. */
async function ask({ options }) {
  return options ? 'A' : 'I do not know.';
}

for (const split of ['free-form', 'multiple-choice']) {
  const items = JSON.parse(readFileSync(join(folder, 'mixeval', `${split}.json`), 'utf8'));
  for (const { id, context, prompt, options } of Object.values(items)) {
    const response = await ask({ context, prompt, options });
    console.log(JSON.stringify({ id, response }));
  }
}
