import { type CliCommand, command } from '../../command.js';
import { countsInWords } from './words.js';

interface PullFlags {
  readonly ref?: string;
  readonly mirror?: string;
}

/** `mixeval versions pull`. */
export const pullAction: CliCommand = {
  name: 'pull',
  build: (run) =>
    command('pull', 'fetch a release that MixEval has published, check its checksums and import it')
      .argument('<version>', 'a published version: 2024-06-01, 2024-06-17 or 2024-08-11')
      .option(
        '--ref <ref>',
        'commit, branch or tag of Psycoy/MixEval (default: a commit known to hold the version)',
      )
      .option(
        '--mirror <url>',
        'where to fetch from (default: MIXEVAL_MIRROR, else https://raw.githubusercontent.com)',
      )
      .addHelpText(
        'after',
        `
The files are looked for at
  MIRROR/Psycoy/MixEval/REF/mix_eval/data/mixeval-VERSION/
A mirror may also hold only the end of that path. Files that came whole before
an interruption are not fetched again.
`,
      )
      .action(
        run(async (context, version: string, { ref, mirror }: PullFlags) => {
          const { pullRelease } = await import('../../../../versions/index.js');
          const { path, manifest, downloaded, reused } = await pullRelease(
            {
              workspace: await context.workspace(),
              version,
              ref,
              mirror: mirror ?? (await context.settings()).mirror.value,
            },
            context.task,
          );
          const { counts, origin } = manifest;
          const fetched = downloaded.length + reused.length > 0;
          return {
            json: { version, path, origin, counts, downloaded, reused },
            text: `${version} ${fetched ? 'is fetched and checked' : 'was here already'}: ${countsInWords(counts)}\n${path}`,
          };
        }),
      ),
};
