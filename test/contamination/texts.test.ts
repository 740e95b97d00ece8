import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textReportSchema } from '../../eval/index.js';
import { emptyFolder } from '../command-line.js';
import { choices, openTown, prompts } from './town.js';

const { canary, run, check, file } = await openTown();

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

  test('of an item that stands there thousands of times the first hundred places are told, with and without its answer', async () => {
    const { report, matches } = await check(
      await file(
        'copies.txt',
        [...Array(3000).fill(prompts[1]), '', ...Array(50).fill('-'), `${prompts[1]} 17`].join('\n'),
      ),
    );
    expect(report.labels).toMatchObject({ 'question-and-answer': 1 });
    expect(matches.map(({ line }) => line)).toEqual([
      ...Array.from({ length: 100 }, (_, at) => at + 1),
      3052,
    ]);
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

  test('texts without any text', async () => {
    const ended = await run('contamination', '--version', 'town', '--text', await file('none.txt', ''));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/There is no text in/);
  });
});
