import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { packageRoot } from '../src/core/package.js';
import { emptyFolder } from './command-line.js';
import { publishedData, withMirror } from './reliability/mirror.js';

/** What the gate (.ci/run) runs itself, on a clean checkout. */
const runByTheGate = new Set([
  'npm ci && npm run demo',
  'npm ci && npm test',
  'ONNXRUNTIME_NODE_INSTALL=skip npm install mixeval',
]);

interface Document {
  readonly name: string;
  readonly commands: readonly string[];
}

async function documents(): Promise<Document[]> {
  const docs = (await readdir(join(packageRoot, 'docs'))).map((name) => `docs/${name}`);
  const names = ['README.md', 'CONTRIBUTING.md', ...docs.filter((name) => name.endsWith('.md'))];
  return Promise.all(
    names.map(async (name) => ({
      name,
      commands: commandsIn(await readFile(join(packageRoot, name), 'utf8')),
    })),
  );
}

/** The lines of all `sh` blocks, continued lines joined. */
function commandsIn(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) =>
    block
      .replace(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#')),
  );
}

/** A folder with the files that the documents speak of, and an `npx` that runs this build. */
async function userFolder(): Promise<{ cwd: string; bin: string }> {
  const cwd = await emptyFolder();
  const starter = await readFile(join(packageRoot, 'corpus/starter/queries.jsonl'), 'utf8');
  const messages = starter
    .trim()
    .split('\n')
    .map((line) => {
      const { text: content }: { text: string } = JSON.parse(line);
      return JSON.stringify({ messages: [{ role: 'user', content }] });
    });
  await writeFile(join(cwd, 'chats.jsonl'), `${messages.join('\n')}\n`);
  await writeFile(
    join(cwd, 'questions.csv'),
    'question,A,B,C,D,answer\nWhich animal is the tallest?,Giraffe,Horse,Dog,Hen,A\nWhat is 7 + 5?,10,11,12,13,C\n',
  );
  await copyFile(join(packageRoot, 'examples/ask.mjs'), join(cwd, 'ask.mjs'));
  const bin = join(cwd, 'bin');
  await mkdir(bin);
  const main = join(packageRoot, 'dist/src/cli/main.js');
  await writeFile(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`);
  await chmod(join(bin, 'npx'), 0o755);
  return { cwd, bin };
}

/** The workspace that the documents' commands would use, with the one paid model they name answered on loopback. */
async function workspaceWithModel(cwd: string, baseUrl: string): Promise<string> {
  const workspace = join(cwd, 'mixeval');
  await mkdir(workspace);
  await writeFile(join(workspace, '.env'), 'OPENAI_API_KEY=a-key-for-loopback\n');
  const name = 'openai:gpt-4o-mini';
  await writeFile(
    join(workspace, 'mixeval.config.json'),
    JSON.stringify({ models: { [name]: { model: name, baseUrl } } }),
  );
  return workspace;
}

function run(
  command: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (text: string): void => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
  });
}

describe.skipIf(process.platform === 'win32')('every command in the documents works as written', async () => {
  for (const { name, commands } of await documents()) {
    const needsRelease = commands.some((command) => command.includes('2024-06-01'));
    const skip = needsRelease && publishedData === undefined;
    it.skipIf(skip)(`${name}: ${commands.length} commands`, async () => {
      const { cwd, bin } = await userFolder();
      const model = await startLoopbackServer({ answer: () => 'The answer is (A). [[A]] [[0.0]]' });
      try {
        await withMirror({}, async (mirror) => {
          const workspace = await workspaceWithModel(cwd, model.baseUrl);
          for (const command of commands) {
            if (runByTheGate.has(command)) continue;
            const here = command.replaceAll('http://127.0.0.1:8000/v1', model.baseUrl);
            const { code, output } = await run(here, cwd, {
              PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
              HOME: cwd,
              NO_COLOR: '1',
              MIXEVAL_WORKSPACE: workspace,
              ...mirror.env,
            });
            expect(code, `${command}\n${output}`).toBe(0);
          }
        });
      } finally {
        await model.close();
      }
    });
  }
});
