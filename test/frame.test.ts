import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, packageVersion } from '../src/core/package.js';
import { emptyFolder, mixeval } from './command-line.js';

describe('the command line', () => {
  it('shows its help and its version', async () => {
    const help = await mixeval(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('evaluate');
    expect(await mixeval(['--version'])).toMatchObject({ code: 0, stdout: `${packageVersion}\n` });
  });

  it.each([
    [['evaluat'], 'evaluate'],
    [['config', '--wrong'], '--wrong'],
    [['versions', 'shw'], 'show'],
    [['config', 'surplus'], 'config --help'],
  ])('ends a wrong use with 2 and says what to do: %j', async (args, hint) => {
    const ended = await mixeval(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(hint);
  });

  it.skipIf(process.platform === 'win32')('ends quietly when its reader has seen enough', () => {
    const main = join(packageRoot, 'dist/src/cli/main.js');
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${main}" --help | head -1`],
      {
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('mixeval');
  });

  it('prints a failure as one JSON document too', async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, 'mixeval.config.json'), '{"judge": 7}');
    const ended = await mixeval(['config', '--json'], { cwd });
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'usage' } });
    expect(ended.stderr).toContain('"judge"');
  });
});

describe('settings', () => {
  const settingsOf = async (cwd: string, env: Record<string, string> = {}) => {
    const ended = await mixeval(['config', '--json'], { cwd, env });
    expect(ended).toMatchObject({ code: 0 });
    return JSON.parse(ended.stdout);
  };

  it('come from the environment before the config file before the default', async () => {
    const cwd = await emptyFolder();
    expect((await settingsOf(cwd)).settings.concurrency).toEqual({ value: 32, origin: 'default' });
    const file = join(cwd, 'mixeval.config.json');
    await writeFile(file, '{"concurrency": 4, "judge": "openai:judge"}');
    expect((await settingsOf(cwd)).settings.concurrency).toEqual({ value: 4, origin: file });
    const { settings } = await settingsOf(cwd, { MIXEVAL_CONCURRENCY: '9' });
    expect(settings.concurrency).toEqual({ value: 9, origin: 'MIXEVAL_CONCURRENCY' });
    expect(settings.judge).toEqual({ value: 'openai:judge', origin: file });
  });

  it.each([
    ['ts', "export default { judge: 'openai:judge' as string };"],
    ['yaml', 'judge: openai:judge'],
  ])('are read from a file in %s, looked for upwards', async (ending, text) => {
    const root = await emptyFolder();
    await writeFile(join(root, `mixeval.config.${ending}`), text);
    const deep = join(root, 'a', 'b');
    await mkdir(deep, { recursive: true });
    const { workspace, settings } = await settingsOf(deep);
    expect(settings.judge.value).toBe('openai:judge');
    expect(workspace).toBe(root);
  });

  it('are read from .env, which the real environment overrules', async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, '.env'), 'MIXEVAL_MODEL=openai:one, openai:two\n');
    expect((await settingsOf(cwd)).settings.model.value).toEqual(['openai:one', 'openai:two']);
    const { settings } = await settingsOf(cwd, { MIXEVAL_MODEL: 'openai:three' });
    expect(settings.model.value).toEqual(['openai:three']);
  });

  it('that cannot be are named', async () => {
    const ended = await mixeval(['config'], { env: { MIXEVAL_CONCURRENCY: 'many' } });
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('MIXEVAL_CONCURRENCY') });
  });
});
