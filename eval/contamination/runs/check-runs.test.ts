import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../../src/core/random.js';
import { type Workspace, workspaceAt } from '../../../src/core/workspace.js';
import { importRelease } from '../../../versions/index.js';
import { functionModel } from '../../providers/function.js';
import { openModel } from '../../providers/index.js';
import { evaluate } from '../../run/evaluate.js';
import { holmAdjusted } from '../../statistics/holm.js';
import { checkRuns } from './check-runs.js';
import { type ComparedItem, gapsOf } from './gaps.js';
import { type MatchedRow, matchedDifference } from './matched-difference.js';
import { type DatedItem, suddenGains } from './sudden-gains.js';

let root: string;
let workspace: Workspace;
const items = 120;
const isOld = (number: number): boolean => number % 2 === 0;

async function importSums(version: string, date: string, numbers: readonly number[]): Promise<void> {
  const folder = join(root, version, 'mixeval');
  await mkdir(folder, { recursive: true });
  const rows = numbers.map((number) => ({
    problem_type: 'free-form',
    context: null,
    prompt: `How much is ${number} + 1000?`,
    target: [String(number + 1000)],
    benchmark_name: 'Sums',
  }));
  await writeFile(join(folder, 'free-form.json'), JSON.stringify({ ...rows }));
  await writeFile(join(folder, 'multiple-choice.json'), '{}');
  await importRelease({ workspace, folder: join(root, version), version, date });
}

/** A model that is right where it is told to be; the run's id. */
async function runOf(name: string, isRight: (number: number) => boolean): Promise<string> {
  const model = functionModel(name, ({ messages }) => {
    const number = Number(/(\d+) \+ 1000/.exec(messages.at(-1)?.content ?? '')?.[1]);
    return String(isRight(number) ? number + 1000 : number);
  });
  const [run] = await evaluate({ workspace, version: 'second', subjects: [{ model }] });
  return run?.id ?? '';
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-old-new-'));
  workspace = workspaceAt(join(root, 'workspace'));
  const all = Array.from({ length: items }, (_, number) => number);
  await importSums('first', '2025-01-01', all.filter(isOld));
  await importSums('second', '2025-02-01', all);
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('runs on old and new items', () => {
  test('show the model that does better on old ones than the others do, and the items it gained', async () => {
    const third = (number: number): boolean => number % 3 === 0;
    const runs = [
      await runOf('early', third),
      await runOf('other', (number) => number % 3 === 1),
      await runOf('read-it', (number) => isOld(number) || third(number)),
    ];
    const unknown = { early: '2024-06-01', earlier: '2024-06-01' };
    await expect(
      checkRuns({ workspace, version: 'second', runs, modelDates: unknown }),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('earlier') });
    const modelDates = { early: '2024-06-01', other: '2024-07-01', 'read-it': '2025-03-01' };
    const report = await checkRuns({ workspace, version: 'second', runs, modelDates });
    expect(report).toMatchObject({
      older: ['first'],
      items: { old: 60, new: 60, all: 120 },
      matchedBy: 'topic',
    });
    const gap = (model: string) => report.models.find((one) => one.model === model);
    expect(gap('read-it')?.difference).toBeCloseTo(2 / 3, 6);
    expect(gap('read-it')?.againstOthers?.adjustedPValue).toBeLessThan(0.001);
    expect(gap('early')?.adjustedPValue).toBe(1);
    expect(report.verdict).toMatch(/^read-it: better on items of older releases/);
    // Old items that two of three residues leave wrong for both earlier models.
    expect(report.gained).toMatchObject({ n: 60, gained: { length: 20 } });
    // All items that one model alone got right: 40 old ones, half of them by the later one, and 40 new ones.
    expect(report.gained?.expected).toBeLessThan(15);
    expect(report.gained?.adjustedPValue).toBeLessThan(0.05);
    expect(report.verdict).toMatch(/gained suddenly/);
  });

  test('show nothing where a model does as well on both', async () => {
    const report = await checkRuns({
      workspace,
      version: 'second',
      runs: [await runOf('steady', (number) => number % 4 < 2)],
    });
    expect(report.models).toMatchObject([{ difference: 0, againstOthers: null }]);
    expect(report).toMatchObject({ gained: null, verdict: expect.stringMatching(/^No model does better/) });
    const alone = await checkRuns({ workspace, version: 'second', runs: [await runOf('alone', isOld)] });
    expect(alone.verdict).toMatch(/runs of more models may tell/);
  });

  test('accuse no model where all are alike, and refuse a run named twice', async () => {
    // Of every kind one in five is wrong: only then can old and new items be matched.
    const likely = (number: number): boolean => (isOld(number) ? number % 5 < 4 : number % 5 < 1);
    const runs = [await runOf('one', likely), await runOf('two', likely)];
    const asked = { workspace, version: 'second' };
    const report = await checkRuns({ ...asked, runs });
    expect(report.models.map(({ againstOthers }) => againstOthers?.pValue)).toEqual([1, 1]);
    expect(report.verdict).toMatch(/^Old items are easier than new ones/);
    await expect(checkRuns({ ...asked, runs: [...runs, ...runs] })).rejects.toMatchObject({ code: 'usage' });
  });

  test('hold no model against a baseline, and accuse none', async () => {
    const [baseline] = await evaluate({
      workspace,
      version: 'second',
      subjects: [{ model: await openModel('baseline:random', { environment: {} }) }],
    });
    const runs = [await runOf('easier', isOld), baseline?.id ?? ''];
    const report = await checkRuns({ workspace, version: 'second', runs });
    expect(report.models.map(({ againstOthers }) => againstOthers)).toEqual([null, null]);
  });

  test('are refused where too few items are old or new', async () => {
    await importSums(
      'third',
      '2025-03-01',
      Array.from({ length: 14 }, (_, at) => items - 5 + at),
    );
    const model = functionModel('few', () => '1');
    const [run] = await evaluate({ workspace, version: 'third', subjects: [{ model }] });
    await expect(checkRuns({ workspace, version: 'third', runs: [run?.id ?? ''] })).rejects.toMatchObject({
      code: 'too-few',
      message: expect.stringMatching(/5 old and 9 new ones have a match.* 10 of each/),
    });
  });

  test('say what is the matter with what cannot be compared', async () => {
    const run = await runOf('steady', (number) => number % 4 < 2);
    const asked = { workspace, runs: [run] };
    await expect(checkRuns({ ...asked, version: 'first' })).rejects.toMatchObject({ code: 'usage' });
    await expect(
      checkRuns({ ...asked, version: 'second', modelDates: { steady: 'May' } }),
    ).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(checkRuns({ ...asked, version: 'second', runs: ['no-such'] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the matched difference', () => {
  const draw = (random: Random, gain: number): MatchedRow[] =>
    Array.from({ length: 120 }, (_, at) => {
      const stratum = at % 4;
      // Old items are easier here, since more of them are in easy strata: matching takes that out.
      const isOldItem = random() < 0.2 + 0.2 * stratum;
      const right = random() < 0.2 + 0.2 * stratum + (isOldItem ? gain : 0);
      return { value: Number(right), isOld: isOldItem, stratum: String(stratum) };
    });
  const shown = (gain: number): number => {
    const random = seededRandom(1, `gain ${gain}`);
    const found = Array.from({ length: 400 }, () => matchedDifference(draw(random, gain))?.pValue ?? 1);
    return found.filter((p) => p < 0.05).length / found.length;
  };

  test('holds its level where strata differ and nothing else does', () => {
    expect(shown(0)).toBeLessThan(0.08);
  });

  test('finds a gain of 20 points in most draws', () => {
    expect(shown(0.2)).toBeGreaterThan(0.6);
  });

  test('is the difference of means in one stratum, and none without a match', () => {
    const rows = (values: readonly number[], old: boolean, stratum = 'a'): MatchedRow[] =>
      values.map((value) => ({ value, isOld: old, stratum }));
    const halves = Array.from({ length: 10 }, (_, at) => at % 2);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 19 }),
        (values) => {
          const found = matchedDifference([...rows(values, true), ...rows(halves, false)]);
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          expect(found?.difference).toBeCloseTo(mean - 0.5, 9);
        },
      ),
    );
    expect(matchedDifference([...rows(halves, true), ...rows(halves, false, 'b')])).toBeUndefined();
    expect(matchedDifference([...rows(halves, true), ...rows(halves.slice(1), false)])).toBeUndefined();
  });

  test('says nothing where nothing differs, and is no certainty of a few values alike', () => {
    const rows = (value: number, old: boolean): MatchedRow[] =>
      Array.from({ length: 10 }, () => ({ value, isOld: old, stratum: 'a' }));
    expect(matchedDifference([...rows(1, true), ...rows(1, false)])).toMatchObject({
      difference: 0,
      pValue: 1,
    });
    const found = matchedDifference([...rows(1, true), ...rows(0, false)]);
    expect(found?.difference).toBe(1);
    expect(found?.interval[0]).toBeLessThan(0.9);
    expect(found?.interval[1]).toBe(1);
    expect(found?.pValue).toBeGreaterThan(1e-6);
  });
});

describe('models against the others, in worlds where each answers by its ability and the item', () => {
  const abilities = [-1.5, -0.5, 0.5, 1.5, 2.5];
  const rightAt = (logit: number): number => 1 / (1 + Math.exp(-logit));
  /** How many of the draws accuse a model, and how many the one that read a share of the old items. */
  const accusing = (
    {
      harder,
      read,
      guessing = 0,
    }: { readonly harder: number; readonly read: number; readonly guessing?: number },
    draws: number,
  ) => {
    const random = seededRandom(4, `worlds ${harder} ${read}${guessing === 0 ? '' : ` ${guessing}`}`);
    const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
    const found = Array.from({ length: draws }, () => {
      const items = Array.from({ length: 600 }, (_, at): ComparedItem & { difficulty: number } => ({
        isOld: at % 2 === 0,
        stratum: String(at % 5),
        guessing,
        difficulty: 1.2 * normal() + (at % 2 === 0 ? 0 : harder),
      }));
      const remembered = items.map(({ isOld: old }) => old && random() < read);
      const scores = abilities.map((ability, model) =>
        items.map(({ difficulty }, at) =>
          Number(
            (model === 2 && remembered[at]) ||
              random() < guessing + (1 - guessing) * rightAt(ability - difficulty),
          ),
        ),
      );
      const { gaps } = gapsOf(
        items,
        scores,
        abilities.map((_, model) => model),
      );
      const adjusted = holmAdjusted(gaps.map(({ others }) => others?.pValue ?? 1));
      return { any: adjusted.some((p) => p < 0.05), reader: (adjusted[2] ?? 1) < 0.05 };
    });
    const share = (of: (one: (typeof found)[number]) => boolean): number => found.filter(of).length / draws;
    return { any: share(({ any }) => any), reader: share(({ reader }) => reader) };
  };

  test.each([
    [0, 0],
    [1, 0],
    [-1, 0],
    [1, 0.25],
  ])('accuse none where new items are harder by %d and %d of the answers are guessed', (harder, guessing) => {
    // Of 80 draws 5 % are 4; more than 10 come once in 250.
    expect(accusing({ harder, read: 0, guessing }, 80).any).toBeLessThan(0.13);
  });

  test('find the one that read the old items, harder new ones or not', () => {
    expect(accusing({ harder: 0, read: 1 }, 10).reader).toBe(1);
    expect(accusing({ harder: 1, read: 0.5 }, 20).reader).toBeGreaterThan(0.8);
  });
});

describe('sudden gains', () => {
  const itemsOf = (label: string, later: (random: Random) => boolean): DatedItem[] => {
    const random = seededRandom(2, label);
    return Array.from({ length: 400 }, (_, at) => ({
      item: String(at),
      isOld: at % 2 === 0,
      stratum: 'all',
      answers: ['a', 'b', 'c', 'd'].map((model, place) => ({
        model,
        isRight: place < 2 || at % 2 === 1 ? random() < 0.5 : later(random),
        isLater: place >= 2,
      })),
    }));
  };

  test('are as many as expected where later models do as before', () => {
    const { gained, expected, pValue, n } = suddenGains(itemsOf('same', (random) => random() < 0.5));
    expect(n).toBe(200);
    expect(Math.abs(gained.length - expected)).toBeLessThan(10);
    expect(pValue).toBeGreaterThan(0.01);
  });

  test('stand out where later models know old items', () => {
    const { gained, expected, pValue } = suddenGains(itemsOf('known', (random) => random() < 0.9));
    expect(gained.length).toBeGreaterThan(1.4 * expected);
    expect(pValue).toBeLessThan(0.001);
  });

  test.each([
    [0.3, 0.8, 1],
    [0.3, 0.8, 2],
    [0.3, 0.8, 3],
    [0.1, 0.9, 1],
    [0.4, 0.7, 1],
  ])('are no alarm where later models are simply better: %d, %d, %d of each', (before, after, each) => {
    const random = seededRandom(3, `better ${before} ${after} ${each}`);
    const draws = 150;
    const alarms = Array.from({ length: draws }, () => {
      const drawn = Array.from(
        { length: 60 },
        (_, at): DatedItem => ({
          item: String(at),
          isOld: at % 2 === 0,
          // From 1 to 10 new items a stratum.
          stratum: String(Math.floor(Math.sqrt(at * 2))),
          answers: Array.from({ length: 2 * each }, (__, model) => ({
            model: String(model),
            isRight: random() < (model < each ? before : after),
            isLater: at % 2 === 0 && model >= each,
          })),
        }),
      );
      return suddenGains(drawn).pValue < 0.05;
    });
    expect(alarms.filter(Boolean).length / draws).toBeLessThan(0.08);
  });
});
