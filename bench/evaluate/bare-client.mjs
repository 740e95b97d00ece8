// What any evaluator is measured against: a sliding window over node:http, without a journal, retries or grading.
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';

const [folder, baseUrl, limit, concurrency] = process.argv.slice(2);
const splits = await Promise.all(
  ['free-form', 'multiple-choice'].map(async (name) =>
    Object.values(JSON.parse(await readFile(`${folder}/mixeval/${name}.json`, 'utf8'))).slice(
      0,
      Number(limit),
    ),
  ),
);
const items = splits.flat();
const agent = new Agent({ keepAlive: true });

function ask({ context, prompt, options = [] }) {
  const listed = options.map((option, index) => `\n${String.fromCharCode(65 + index)}. ${option}`).join('');
  const body = JSON.stringify({
    model: 'bare',
    messages: [{ role: 'user', content: `${context ?? ''}\n\n${prompt}${listed}` }],
    temperature: 0,
  });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(`${baseUrl}/chat/completions`, { method: 'POST', agent, headers }, (reply) => {
      const chunks = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).choices[0].message.content));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let next = 0;
await Promise.all(
  Array.from({ length: Number(concurrency) }, async () => {
    while (next < items.length) {
      const item = items[next];
      next += 1;
      await ask(item);
    }
  }),
);
agent.destroy();
