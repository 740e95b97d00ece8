import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { openRelease, verifyRelease } from '../../versions/index.js';
import { emptyFolder, mixeval } from '../command-line.js';

const shelf = join(packageRoot, 'versions/releases');
const versions = await readdir(shelf);
/** Whoever wants to fetch something finds nobody there. */
const noNetwork = { MIXEVAL_MIRROR: 'http://127.0.0.1:1/', HTTPS_PROXY: 'http://127.0.0.1:1' };

describe.each(versions)('the published release %s', (version) => {
  it('is whole, to the last checksum, id and weight', async () => {
    const workspace = workspaceAt(await emptyFolder());
    expect(await verifyRelease(workspace, version)).toEqual({ version, ok: true, problems: [] });
  });

  it('has both benchmarks, says what its Hard goes by, and has a datasheet that says so too', async () => {
    const { manifest, splits, folder } = await openRelease(workspaceAt(await emptyFolder()), version);
    expect(Object.keys(splits)).toEqual(['mixeval', 'mixeval-hard']);
    if (manifest.origin !== 'built' || !manifest.hard.built) throw new Error('It was built with Hard.');
    const subjects = Object.keys(manifest.results.bySubject);
    expect(subjects.length).toBeGreaterThanOrEqual(3);
    const datasheet = await readFile(join(folder, 'README.md'), 'utf8');
    for (const subject of subjects) expect(datasheet).toContain(subject);
  });

  it('is at hand in an empty folder without a network: listed, run, and left as it is', async () => {
    const cwd = await emptyFolder();
    const listed = await mixeval(['versions', 'list', '--json'], { cwd, env: noNetwork });
    expect(JSON.parse(listed.stdout).releases).toContainEqual(expect.objectContaining({ version }));
    const run = ['evaluate', '--version', version, '--model', 'baseline:random', '--all', '--json'];
    const { code, stdout, stderr } = await mixeval(run, { cwd, env: noNetwork });
    expect(code, stderr).toBe(0);
    const { runs } = JSON.parse(stdout);
    expect(runs).toHaveLength(2);
    for (const outcome of runs) {
      expect(outcome).toMatchObject({ version, complete: true });
      expect(outcome.path.startsWith(cwd)).toBe(true);
    }
    expect(await verifyRelease(workspaceAt(cwd), version)).toMatchObject({ ok: true });
  });
});

it('there is a published release, and the package ships all of them', async () => {
  expect(versions.length).toBeGreaterThan(0);
  const { files } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  expect(files).toContain('versions/releases');
});
