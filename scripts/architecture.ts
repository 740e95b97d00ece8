import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';

/** The rooms in the order in which data goes through them. */
const rooms: readonly (readonly [string, string])[] = [
  ['src/core', 'below all rooms: schemas, errors, files, random numbers, progress'],
  ['encoder', 'text to unit vectors'],
  ['corpus', 'what comes in: wild queries, benchmark items, results'],
  ['mixer', 'from a corpus to the splits of one release'],
  ['versions', 'what comes out: the release format and its store'],
  ['eval', 'models, prompts, parsers, runs, statistics'],
  ['src/cli', 'the command line: one file a command'],
];

const intro = `# Architecture

Data goes through the rooms in one direction. A room imports only from rooms before it and from \`src/core\`; a check
holds that. Rooms hand each other plain data, and what an earlier room needs from a later one comes as a function.

\`\`\`text
chat logs, files, pages            benchmarks, your own items
          |                                  |
      corpus: mine                    corpus: pool add
          |                                  |
          +----------- encoder --------------+
                          |
        mixer: index, match, mass, clusters, draw, Hard
                          |
          versions: a dated folder, never changed again
                          |
   eval: ask (providers, prompts, journal), read (parsers), score (statistics)
\`\`\`

One line a file, taken from its own first docstring by \`npm run architecture\`; a test compares the two. Tests stand beside
what they test.
`;

/** docs/architecture.md as the files now say it. @throws Error naming a file that says nothing of itself */
export async function architecturePage(): Promise<string> {
  const parts = [intro];
  for (const [room, about] of rooms) {
    parts.push(`## ${room}/\n\n${capital(about)}.\n`);
    for (const [folder, files] of byFolder(await sourceFiles(room))) {
      const lines = await Promise.all(
        files.map(async (file) => `- \`${file.slice(folder.length + 1)}\` ${await firstSentence(file)}`),
      );
      parts.push(`${folder === room ? '' : `**${folder}/**\n\n`}${lines.join('\n')}\n`);
    }
  }
  return parts.join('\n');
}

async function sourceFiles(room: string): Promise<string[]> {
  const names = await readdir(join(packageRoot, room), { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$|(^|\/)testing\/|^starter\//.test(name))
    .map((name) => `${room}/${name}`)
    .sort();
}

function byFolder(files: readonly string[]): [string, string[]][] {
  const folders = new Map<string, string[]>();
  for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function firstSentence(file: string): Promise<string> {
  const text = await readFile(join(packageRoot, file), 'utf8');
  if (file.endsWith('/index.ts') && !text.includes('/**')) return "The room's public face.";
  const words = ownWords(file, text)?.split(/\s+/).join(' ').trim();
  if (words === undefined) throw new Error(`${file} says nothing of itself: give its export a docstring.`);
  const sentence = /^.*?\.(?= [A-Z@]|$)/.exec(words)?.[0] ?? words.split(' @')[0] ?? words;
  return `${sentence.replace(/\.$/, '')}.`;
}

/**
 * What a file says of itself: the docstring of the export that it is named for, else of its first exported function, else
 * its first docstring or comment, else the title of the part that it declares.
 */
function ownWords(file: string, text: string): string | undefined {
  const documented = [...text.matchAll(exportWithDocstring)].map(([, words = '', kind = '', name = '']) => ({
    words: words.replace(/^\s*\*/gm, ''),
    isFunction: kind === 'function' || kind === 'function*' || kind === 'class',
    name: name.toLowerCase(),
  }));
  const named = basename(file, '.ts').replaceAll('-', '');
  const own = documented.find(({ name }) => name === named || name === `${named}command`);
  const first = documented.find(({ isFunction }) => isFunction);
  const comment = /(?:^\/\/ .*\n)+/m.exec(text)?.[0].replace(/^\/\/ /gm, '');
  return (own ?? first ?? documented[0])?.words ?? comment ?? /title: '([^']+)'/.exec(text)?.[1];
}

const exportWithDocstring =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:default )?(?:async )?(function\*?|const|class|interface|type) (\w+)/g;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFileAtomic(join(packageRoot, 'docs/architecture.md'), await architecturePage());
}
