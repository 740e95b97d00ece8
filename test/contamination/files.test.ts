import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { textReportSchema } from '../../eval/index.js';
import { emptyFolder } from '../command-line.js';
import { choices, openTown, prompts } from './town.js';

const { texts, run, check, file } = await openTown();

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

describe('contamination --text, by files', () => {
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
});
