import { appendFile, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modelReportSchema, textMatchSchema, textReportSchema } from '../eval/index.js';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { packageRoot } from '../src/core/package.js';
import { emptyFolder, mixeval, start } from './command-line.js';
import { interruptedAt } from './reliability/world.js';

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

/** The rows of a JSON Lines file as Parquet. */
async function writeParquet(lines: string, parquet: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `COPY (SELECT * FROM read_json('${lines}', format = 'newline_delimited')) TO '${parquet}' (FORMAT parquet)`,
  );
  connection.closeSync();
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
      tooShort: 0,
      notLookedFor: 1,
      bySigns: 0,
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

  test('tells how many items it does not look for, or finds with the same signs only', async () => {
    const layout = join(await emptyFolder(), 'layout', 'mixeval');
    await mkdir(layout, { recursive: true });
    const row = { context: null, benchmark_name: 'Made up', problem_type: 'free-form' };
    const asked = ['∫ ∑ ∂ → ?', 'Who?', '(17 + 4) * 23 - 5 =', ...prompts];
    const rows = asked.map((prompt) => ({ ...row, prompt, target: ['478'] }));
    await writeFile(join(layout, 'free-form.json'), JSON.stringify({ ...rows }));
    await run('versions', 'import', join(layout, '..'), '--version', 'signs');
    const signs = async (text: string) => {
      const path = await file('signs.txt', text);
      const { stdout } = await run('contamination', '--version', 'signs', '--text', path);
      return stdout;
    };
    const nothing = await signs('∫ ∑ ∂ → ? 478\nWho? 478\n(17 - 4) * 23 + 5 = 478\n');
    expect(nothing).toContain('clean                         8  100.0 %');
    expect(nothing).toContain('1 of the clean ones are of 3 to 7 words');
    expect(nothing).toContain('3 have fewer words still, or signs alone: those are not looked for.');
    expect(nothing).toContain('1 are formulas, or told from another by signs alone');
    expect(await signs('(17 + 4) * 23 - 5 = 478\n')).toMatch(/question and answer seen +1 /);
  });

  test('finds question, options and answer in the rows of tables, whatever their columns are called', async () => {
    const { prompt, options } = choices;
    const rows = [
      { question: prompt, subject: 'towns', choices: options, answer: 2 },
      { question: prompt, choices: { text: options, label: ['A', 'B', 'C', 'D'] }, answerKey: 'C' },
      { answer: 'C', question: prompt, choices: options, source: 'a quiz' },
      { prompt, options, right_option: 2, benchmark: 'Made up' },
    ];
    for (const [at, row] of rows.entries()) {
      const lines = await file(`table-${at}.jsonl`, `${JSON.stringify(row)}\n`);
      const parquet = join(texts, `table-${at}.parquet`);
      await writeParquet(lines, parquet);
      for (const path of [lines, parquet]) {
        const { report, matches } = await check(path);
        expect(report.labels, path).toEqual({ clean: 5, question: 0, 'question-and-answer': 1 });
        expect(matches, path).toMatchObject([{ line: 1, options: true }]);
      }
    }
    const list = options.map((option) => `'${option}'`).join('\n ');
    const cells = options.join(',');
    for (const [name, table, line] of [
      ['last.csv', `question,choices,answer\n"${prompt}","[${list}]",2\n`, 2],
      [
        'middle.csv',
        `id,question,choices,answer,note\n7,"a\nb",x,1,\n8,"${prompt}","[${list}]",C,a quiz\n`,
        3,
      ],
      ['before.csv', `question,answer,A,B,C,D\n5" pipe?,A,x\n${prompt},C,${cells}\n`, 3],
      ['first.tsv', `answer\tquestion\toptions\n2\t${prompt}\t${cells}\n`, 2],
      // Without names of columns: what the first question asks for names none.
      [
        'headless.csv',
        `"Which of these sentences on tides is correct, and why?",w,x,y,z,B\n"${prompt}",${cells},C\n`,
        2,
      ],
      ['packed.csv.gz', gzipSync(`question,answer,A,B,C,D\n${prompt},C,${cells}\n`), 2],
      ['packed.tsv.zst', zstdFrame(`answer\tquestion\toptions\n2\t${prompt}\t${cells}\n`), 2],
    ] as const) {
      const { report, matches } = await check(await file(name, table));
      expect(report.labels, name).toEqual({ clean: 5, question: 0, 'question-and-answer': 1 });
      expect(matches, name).toMatchObject([{ line }]);
    }
    const without = `question,answer,A,B,C,D\n${prompt},A,${cells}\n`;
    expect((await check(await file('wrong.csv', without))).report.labels).toMatchObject({ question: 1 });
  });

  test("finds the release's canary, however it is written", async () => {
    const bare = canary.replaceAll('-', '');
    for (const [text, places] of [
      [`<p>BENCHMARK DATA ${canary}</p>`, 1],
      [bare.toUpperCase(), 1],
      [`{${canary.slice(0, 11)}\n> ${canary.slice(11, 30)}\u00ad${canary.slice(30)}}`, 1],
      [`x${bare}`, 0],
      [`${bare}0`, 0],
      [`${bare.slice(0, 31)}g`, 0],
      [`${bare.slice(0, 16)}${' '.repeat(20)}${bare.slice(16)}`, 0],
      [`${canary}\n`.repeat(120), 120],
    ] as const) {
      expect((await check(await file('dump.html', text))).report.canary, text).toBe(places);
    }
    const shown = await run('contamination', '--version', 'town', '--text', await file('one.txt', canary));
    expect(shown.stdout).toMatch(/canary\s+of\s+the\s+release\s+stands\s+in\s+these\s+texts\s+1\s+time:/);
  });

  test('reads the other files where one is broken, names it, and says so by its exit code', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'a.parquet'), 'PAR1 and nothing else');
    await writeFile(join(folder, 'b.txt'), `${prompts[0]}\n`);
    await symlink(join(folder, 'gone.txt'), join(folder, 'c.txt'));
    const ended = await run('contamination', '--version', 'town', '--json', '--text', folder);
    expect(ended.code).toBe(1);
    const report = textReportSchema.parse(JSON.parse(ended.stdout));
    expect(report).toMatchObject({ unread: [join(folder, 'a.parquet')], labels: { question: 1 } });
    expect(ended.stderr).toMatch(/a\.parquet cannot be read/);
    expect(ended.stderr).toMatch(/c\.txt is passed over/);
    const shown = await run('contamination', '--version', 'town', '--text', folder);
    expect(shown.stdout).toMatch(/Not read, so that nothing is known of it: .*a\.parquet/);
    const alone = await run('contamination', '--version', 'town', '--text', join(folder, 'a.parquet'));
    expect([alone.code, alone.stdout]).toEqual([1, '']);
    expect(alone.stderr).toMatch(/a\.parquet cannot be read/);
  });

  test('folders are read whole; binary and empty files are passed over and named', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'deep', 'page.html'), `<b>${prompts[3]}</b>`);
    await writeFile(join(folder, 'image.png'), Buffer.from([0x89, 0x50, 0, 0, 1, 2]));
    await writeFile(join(folder, 'empty.txt'), '');
    await writeFile(join(folder, 'table.parquet.gz'), gzipSync('PAR1 and more'));
    await symlink(folder, join(folder, 'deep', 'up'));
    const { report, stderr } = await check(folder);
    expect(report).toMatchObject({ files: 1, labels: { clean: 5, question: 1 } });
    expect(stderr).toMatch(/image\.png is passed over/);
    expect(stderr).toMatch(/table\.parquet\.gz is passed over/);
    expect(stderr).toMatch(/deep.up is passed over: it leads back/);
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

  test('--paraphrase finds a question in other words, and says what it took', async () => {
    const path = await file(
      'told.txt',
      'When the great storm was over, what was the surname of the clockmaker who mended the tower bell? Varnholt.\n',
    );
    expect((await check(path)).report).toMatchObject({ labels: { clean: 6 }, encoded: null });
    const ended = await run('contamination', '--version', 'town', '--json', '--paraphrase', '--text', path);
    expect(ended.code, ended.stderr).toBe(0);
    expect(textReportSchema.parse(JSON.parse(ended.stdout))).toMatchObject({
      labels: { clean: 5, 'question-and-answer': 1 },
      encoded: 1,
      paraphrased: 1,
    });
    const shown = await run('contamination', '--version', 'town', '--paraphrase', '--text', path);
    expect(shown.stdout).toMatch(/Found in other words only: 1\. Sentences encoded: 1\./);
  });

  test.each([
    ['no such version', ['--version', 'village', '--text', '.'], 1, /village/],
    ['no such text', ['--version', 'town', '--text', 'no-such-file.txt'], 1, /no-such-file\.txt/],
    ['an overlap of two words', ['--version', 'town', '--text', '.', '--ngram', '2'], 2, /8 to 13/],
    ['neither texts nor models', ['--version', 'town'], 2, /--text/],
    ['both texts and models', ['--version', 'town', '--text', '.', '--model', 'x:y'], 2, /--text/],
    ['no such run', ['--version', 'town', '--runs', 'no-such'], 1, /no-such/],
    [
      'a date of no model',
      ['--version', 'town', '--runs', 'x', '--model-date', 'May'],
      2,
      /May names no model/,
    ],
    [
      'two dates of a model',
      ['--version', 'town', '--runs', 'x', '--model-date', 'm=2025-01-01', '--model-date', 'm=2025-01-02'],
      2,
      /m a second date/,
    ],
    ['a baseline', ['--version', 'town', '--model', 'baseline:random'], 2, /can be asked nothing else/],
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

describe('contamination --text that is broken off', () => {
  /** A small text that is finished at once, and a large one that takes seconds; both hold an item. */
  async function twoTexts(): Promise<readonly string[]> {
    const folder = await emptyFolder();
    const large = join(folder, 'large.txt');
    await writeFile(join(folder, 'a.txt'), `first\n${prompts[0]}\n`);
    const filler = Buffer.from(
      'some line that nobody asks anything in, and that is not looked for\n'.repeat(1e6),
    );
    await writeFile(large, filler);
    await appendFile(large, Buffer.concat([filler, Buffer.from(`${prompts[1]} 17\n`)]));
    return [join(folder, 'a.txt'), large];
  }

  const found = async (paths: readonly string[], ...more: string[]) => {
    const ended = await run('contamination', '--version', 'town', '--json', ...more, '--text', ...paths);
    expect(ended.code, ended.stderr).toBe(0);
    return textReportSchema.parse(JSON.parse(ended.stdout));
  };

  test.each([1, 2])(
    'Ctrl-C %i times: exit 130, nothing half-written, and the same command goes on',
    async (times) => {
      const paths = await twoTexts();
      const args = ['contamination', '--version', 'town', '--text', ...paths, '--workspace', workspace];
      const folder = join(workspace, 'contamination', 'town');
      const before = await readdir(folder).catch((): string[] => []);
      const running = start(args, { env: interruptedAt('scan') });
      if (times === 2) {
        await running.shows('Ctrl-C again');
        running.process.kill('SIGINT');
      }
      const broken = await running.ended;
      expect(broken.code, broken.stderr).toBe(130);
      const left = (await readdir(folder)).filter((name) => !before.includes(name));
      expect(left.filter((name) => !name.endsWith('.journal'))).toEqual([]);
      const report = await found(paths);
      expect(report).toMatchObject({ matches: 2, labels: { question: 1, 'question-and-answer': 1 } });
      expect((await readdir(folder)).filter((name) => /\.journal$|tmp/.test(name))).toEqual([]);
      expect(await found(paths, '--fresh')).toEqual(report);
    },
  );
});

test('of an item that stands there thousands of times the first hundred places are told, with and without its answer', async () => {
  const { report, matches } = await check(
    await file(
      'copies.txt',
      [...Array(3000).fill(prompts[1]), '', ...Array(50).fill('-'), `${prompts[1]} 17`].join('\n'),
    ),
  );
  expect(report.labels).toMatchObject({ 'question-and-answer': 1 });
  expect(matches.map(({ line }) => line)).toEqual([...Array.from({ length: 100 }, (_, at) => at + 1), 3052]);
});

test('memory does not grow with the text', async () => {
  const folder = await emptyFolder();
  const line = 'a line that nobody asks anything in, over and over again\n';
  const peakOf = async (megabytes: number): Promise<number> => {
    const path = join(folder, `${megabytes}.txt.gz`);
    // A gzip file may be several, one behind the other.
    const member = gzipSync(`${prompts[0]}\n${line.repeat(Math.ceil(1e7 / line.length))}`);
    await writeFile(path, Buffer.concat(Array<Buffer>(megabytes / 10).fill(member)));
    const usage = join(folder, `${megabytes}.json`);
    const ended = await mixeval(
      ['contamination', '--version', 'town', '--text', path, '--workspace', workspace],
      {
        env: { NODE_OPTIONS: `--import ${join(packageRoot, 'bench/usage.mjs')}`, MIXEVAL_BENCH_USAGE: usage },
      },
    );
    expect(ended.code, ended.stderr).toBe(0);
    return z.object({ peakMegabytes: z.number() }).parse(JSON.parse(await readFile(usage, 'utf8')))
      .peakMegabytes;
  };
  expect((await peakOf(400)) - (await peakOf(40))).toBeLessThan(150);
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
