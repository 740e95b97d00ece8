import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modelReportSchema, textMatchSchema, textReportSchema } from '../eval/index.js';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { emptyFolder, mixeval } from './command-line.js';

const prompts = [
  'Which river runs through the old harbour town where the blue lanterns are hung every spring?',
  'How many wooden bridges cross the canal between the northern mill and the brick observatory?',
  'What is the family name of the clockmaker who repaired the tower bell after the great storm?',
  'Which metal did the three travelling smiths melt down to cast the statue of the sleeping fox?',
  'Who won?',
];
const choices = {
  prompt: 'Which of these animals was painted on the gate of the abandoned orchard near the lighthouse?',
  options: ['a hare', 'a heron', 'an otter', 'a badger'],
};

let workspace = '';
let texts = '';
let canary = '';

beforeAll(async () => {
  workspace = await emptyFolder();
  texts = await emptyFolder();
  const layout = join(await emptyFolder(), 'layout', 'mixeval');
  await mkdir(layout, { recursive: true });
  const row = { context: null, benchmark_name: 'Made up' };
  const free = prompts.map((prompt, at) => ({
    ...row,
    problem_type: 'free-form',
    prompt,
    target: [['Ostrel', '17', 'Varnholt', 'tin', 'me'][at]],
  }));
  const choice = [{ ...row, problem_type: 'multiple-choice', ...choices, target: [2] }];
  await writeFile(join(layout, 'free-form.json'), JSON.stringify({ ...free }));
  await writeFile(join(layout, 'multiple-choice.json'), JSON.stringify({ ...choice }));
  const imported = await run('versions', 'import', join(layout, '..'), '--version', 'town');
  expect(imported.code, imported.stderr).toBe(0);
  const manifest = await readFile(join(workspace, 'versions/town/manifest.json'), 'utf8');
  canary = z.object({ canary: z.string() }).parse(JSON.parse(manifest)).canary;
});

const run = (...args: string[]) => mixeval([...args, '--workspace', workspace]);

async function check(...paths: string[]) {
  const ended = await run('contamination', '--version', 'town', '--json', '--text', ...paths);
  expect(ended.code, ended.stderr).toBe(0);
  const report = textReportSchema.parse(JSON.parse(ended.stdout));
  const lines = report.matchesFile === null ? '' : await readFile(report.matchesFile, 'utf8');
  const matches = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => textMatchSchema.parse(JSON.parse(line)));
  return { report, matches, stderr: ended.stderr };
}

async function file(name: string, data: string | Uint8Array): Promise<string> {
  const path = join(texts, name);
  await writeFile(path, data);
  return path;
}

/** A Zstandard frame of one block that is not compressed (RFC 8878). */
function zstdFrame(text: string): Buffer {
  const content = Buffer.from(text);
  const head = (content.length << 3) | 1;
  const bytes = [0x28, 0xb5, 0x2f, 0xfd, 0x20, content.length, head & 0xff, (head >> 8) & 0xff, head >> 16];
  return Buffer.concat([Buffer.from(bytes), content]);
}

/** An archive of two records: the second one is a page. */
function warcOf(html: string): Buffer {
  const record = (type: string, contentType: string, content: string): string =>
    `WARC/1.0\r\nWARC-Type: ${type}\r\nContent-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}\r\n\r\n`;
  const page = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<script>x</script>${html}`;
  return Buffer.from(
    record('warcinfo', 'application/warc-fields', 'format: WARC') +
      record('response', 'application/http; msgtype=response', page),
  );
}

describe('contamination --text', () => {
  test('labels items by what stands there: nothing, the question, the question with its answer', async () => {
    const path = await file(
      'notes.txt',
      `First line.\n\n${prompts[0]}\n${prompts[1]} Seventeen, I think, or 17.\nWho won?\nthe end`,
    );
    const { report, matches } = await check(path);
    expect(report).toMatchObject({
      version: 'town',
      items: 6,
      labels: { clean: 4, question: 1, 'question-and-answer': 1 },
      matches: 2,
      tooShort: 1,
      canary: 0,
    });
    expect(matches.map(({ line, label, kind }) => ({ line, label, kind }))).toEqual([
      { line: 3, label: 'question', kind: 'exact' },
      { line: 4, label: 'question-and-answer', kind: 'exact' },
    ]);
    expect(matches[0]?.text).toBe(prompts[0]?.slice(0, -1));
  });

  test('finds the same in every format', async () => {
    const record = { id: 7, text: `Some words.\n${prompts[2]}\tVarnholt` };
    const lines = `{"id":6,"text":"nothing"}\n${JSON.stringify(record)}\n`;
    const escaped = lines.replaceAll('o', '\\u006f');
    const plain = `nothing\n${prompts[2]} Varnholt`;
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, 'utf16le')]);
    for (const [name, data] of [
      ['a.jsonl', lines],
      ['b.jsonl', escaped],
      ['c.jsonl.gz', gzipSync(lines)],
      ['d.csv', `id,text\n7,"${prompts[2]}\nVarnholt"\n`],
      ['e.txt', utf16],
      ['f.txt.gz', gzipSync(plain)],
      ['g.txt.zst', zstdFrame(plain)],
      ['h.warc', warcOf(`<p>${(prompts[2] ?? '').replace('great', '<b>gre</b>at')}</p><i>Varnholt</i>`)],
      ['i.warc.gz', gzipSync(warcOf(`<p>${prompts[2]}</p>V&#97;rnholt`))],
    ] as const) {
      const { report, matches } = await check(await file(name, data));
      expect(report.labels, name).toMatchObject({ clean: 5, 'question-and-answer': 1 });
      expect(matches, name).toMatchObject([{ line: 2 }]);
    }
  });

  test('options that are listed give nothing away, a marked one does', async () => {
    const asked = `${choices.prompt}\n${choices.options.map((option, at) => `${'ABCD'[at]}) ${option}`).join('\n')}`;
    const { matches } = await check(await file('exam.md', `${asked}\n\n${asked}\nCorrect answer: C\n`));
    expect(matches.map(({ label, options }) => [label, options])).toEqual([
      ['question', true],
      ['question-and-answer', true],
    ]);
  });

  test("finds the release's canary", async () => {
    const { report } = await check(await file('dump.html', `<p>BENCHMARK DATA ${canary}</p>`));
    expect(report.canary).toBe(1);
  });

  test('folders are read whole; binary and empty files are passed over and named', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'deep', 'page.html'), `<b>${prompts[3]}</b>`);
    await writeFile(join(folder, 'image.png'), Buffer.from([0x89, 0x50, 0, 0, 1, 2]));
    await writeFile(join(folder, 'empty.txt'), '');
    const { report, stderr } = await check(folder);
    expect(report).toMatchObject({ files: 1, labels: { clean: 5, question: 1 } });
    expect(stderr).toMatch(/image\.png is passed over/);
    expect(stderr).toMatch(/empty\.txt is empty/);
  });

  test('a gzip that is cut short is read as far as it goes', async () => {
    const noise = Array.from({ length: 40_000 }, (_, at) => `line ${at * 7919} of ${at ** 3}`).join('\n');
    const path = await file('cut.txt.gz', gzipSync(`${prompts[0]}\n${noise}`));
    await truncate(path, 100_000);
    const { report, stderr } = await check(path);
    expect(report.labels).toMatchObject({ question: 1 });
    expect(stderr).toMatch(/cut\.txt\.gz is damaged gzip/);
  });

  test('a text that has changed since is looked through again', async () => {
    const path = await file('grows.txt', 'nothing yet\n');
    expect((await check(path)).report.matches).toBe(0);
    await appendFile(path, `${prompts[0]}\n`);
    expect((await check(path)).matches).toMatchObject([{ line: 2 }]);
  });

  test.each([
    ['no such version', ['--version', 'village', '--text', '.'], 1, /village/],
    ['no such text', ['--version', 'town', '--text', 'no-such-file.txt'], 1, /no-such-file\.txt/],
    ['an overlap of two words', ['--version', 'town', '--text', '.', '--ngram', '2'], 2, /8 to 13/],
    ['neither texts nor models', ['--version', 'town'], 2, /--text/],
    ['both texts and models', ['--version', 'town', '--text', '.', '--model', 'x:y'], 2, /--text/],
    ['no such run', ['--version', 'town', '--runs', 'no-such'], 1, /no-such/],
    ['no such probe', ['--version', 'town', '--model', 'baseline:random', '--probe', 'x'], 2, /completion/],
  ])('%s', async (_, args, code, says) => {
    const ended = await run('contamination', ...args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(says);
  });

  test('texts without any text', async () => {
    const ended = await run('contamination', '--version', 'town', '--text', await file('none.txt', ''));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/There is no text in/);
  });
});

describe('contamination --model', () => {
  const model = ['--model', 'm', '--probe', 'completion', '--probe', 'canary'];

  test('asks a server, tells what each probe found, and asks nothing twice', async () => {
    const server = await startLoopbackServer({ answer: () => 'I do not remember the rest of it' });
    try {
      const args = ['contamination', '--version', 'town', ...model, '--base-url', server.baseUrl];
      const first = await run(...args, '--json');
      expect(first.code, first.stderr).toBe(0);
      expect(first.stderr).toMatch(/questions, about .* tokens in/);
      const { version, models } = z
        .object({ version: z.string(), models: z.array(modelReportSchema) })
        .parse(JSON.parse(first.stdout));
      expect(version).toBe('town');
      expect(models).toMatchObject([{ model: 'm', findings: [{ state: 'too-few' }, { probe: 'canary' }] }]);
      const asked = server.requests;
      const second = await run(...args);
      expect(second.stdout).toMatch(/0 requests/);
      expect(server.requests).toBe(asked);
    } finally {
      await server.close();
    }
  });

  test('shows what it would ask', async () => {
    const ended = await run('contamination', '--version', 'town', '--model', 'baseline:random', '--dry-run');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/Nothing was asked/);
  });
});
