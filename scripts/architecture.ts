import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';

/** Every folder of source files, rooms in the order in which data goes through them, and what is in it. */
const folders: Readonly<Record<string, string>> = {
  'src/core': 'below all rooms: errors, files, names, random numbers, progress',
  'src/core/schemas': 'the records that rooms hand to each other',
  encoder: 'text to unit vectors, in threads',
  'encoder/cache': 'embeddings on disk: only what is new is encoded',
  'encoder/encoders': 'the models known by name',
  corpus: 'what comes in: wild queries, benchmark items, results',
  'corpus/archives': 'the pages in WARC, WET and ARC files, and what they ask',
  'corpus/benchmarks': 'the benchmarks whose files are read by name',
  'corpus/benchmarks/layout': 'what adapters put together: columns, templates, options in prompts',
  'corpus/duplicates': 'exact and near duplicates, found on disk',
  'corpus/filters': 'what a text goes through before it is a query',
  'corpus/filters/by-model': 'a language model as the last word: its questions, replies, and verdicts kept',
  'corpus/filters/heads': 'trained heads on the sentence embedding, and their weights',
  'corpus/filters/labelled': 'cases that filters are made with, and cases that only measure them',
  'corpus/filters/personal': 'what is masked, one file a kind',
  'corpus/filters/sieve': 'patterns that are tried only where a text holds what they need',
  'corpus/pools': "a benchmark's rows to items with a ground truth: checked, merged, kept",
  'corpus/queries': 'sources to queries: filtered, merged, kept, drawn as a batch, removed',
  'corpus/results': 'what subjects got on items, imported or probed',
  'corpus/sources': 'where texts come from: files of every form, pages of sites',
  'corpus/tables': 'rows of CSV, JSON and Parquet files',
  'corpus/unpack': 'gzip and Zstandard, damaged or made to burst',
  mixer: 'from a corpus to the splits of one release',
  'mixer/clusters': 'topics of the traffic',
  'mixer/hard': 'the Hard benchmark, one file a method',
  'mixer/item-analysis': 'how hard each item is, and how well it tells subjects apart',
  'mixer/match': 'the item that each query is most similar to',
  'mixer/nearest': 'nearest neighbours: hnswlib, or exact',
  'mixer/replay': 'releases drawn again and again over one matching',
  'mixer/replay/ways': 'ways of drawing that are compared, one file a way',
  'mixer/sampling': 'which items are drawn, with what probability and weight',
  versions: 'what comes out: releases built, imported, pulled, verified, exported',
  'versions/formats': 'what a release can be exported to',
  'versions/stability': 'how far releases differ: scores, order, items',
  'versions/update': "the month's release: gates, changelog, its name",
  eval: 'models on releases: asked, read, scored, compared',
  'eval/compare': 'runs against each other: pairs, ranks',
  'eval/contamination': 'whether texts, models or runs have seen a release',
  'eval/contamination/texts': 'a search through texts for the questions of a release',
  'eval/contamination/texts/paraphrase': 'items in other words: sentences that ask, rules, and the encoder',
  'eval/contamination/model':
    'what only who has seen a release can answer, asked of a model: material, controls, what follows',
  'eval/contamination/model/probes': 'the probes, one a file',
  'eval/contamination/runs': 'runs on items that stood in older releases, against new items',
  'eval/grade': 'responses that exist already',
  'eval/loopback': 'a server of our own that speaks the OpenAI protocol, with faults on request',
  'eval/parsers': 'which answer a response gives: by rules, by a model, or both',
  'eval/parsers/judge-check': 'cases with known verdicts that a judge is checked with',
  'eval/parsers/rules': 'what rules look for in a text',
  'eval/parsers/rules/free-form': 'rules for free answers',
  'eval/parsers/rules/multiple-choice': 'rules for choices',
  'eval/prompts': 'how a question is put, one file a kind of model',
  'eval/providers': 'where models are to be had',
  'eval/providers/baselines': 'subjects that cost nothing and know nothing',
  'eval/reports': 'forms of a leaderboard',
  'eval/run': 'a run: asking, journal, limits, costs, going on after an end',
  'eval/statistics': 'scores, intervals and tests',
  'eval/statistics/metrics': 'numbers beside the score',
  src: 'the library: what `import ... from "mixeval"` gives',
  'src/cli': 'the command line',
  'src/cli/commands': 'one file a command; those with actions have a folder, one file an action',
  'src/cli/demo': 'the demo',
};

/** Folders with many parts that differ in their names alone: the type that their parts are of, and what a part is. */
const folded: Readonly<Record<string, readonly [type: string, about: string]>> = {
  'corpus/benchmarks': ['Benchmark', 'one benchmark each'],
  'src/cli/commands': ['CliCommand', 'one command each'],
};

const intro = `# Architecture

Data goes through the rooms in one direction. A room imports only from rooms before it and from \`src/core\`; a check
holds that. Rooms hand each other plain data, and what an earlier room needs from a later one comes as a function.

\`\`\`text
chat logs, files, pages            benchmarks, your own items
          |                                  |
      corpus: mine                    corpus: pool add
          |                                  |
          +------- encoder: vectors ---------+
                          |
        mixer: index, match, mass, clusters, draw, Hard <--- corpus/results: what subjects got
                          |                                              ^
          versions: a dated folder, never changed again                  | probe, finished runs
                          |                                              |
   eval: ask (providers, prompts, journal), read (parsers), score (statistics)
                          |
   src/index.ts: the library            src/cli: the commands
\`\`\`

A part is added by one file in its folder and one line in that folder's \`index.ts\`:
[CONTRIBUTING.md](../CONTRIBUTING.md) has the list.
`;

const before = `## Files

A line a file, in its own words; files that differ in their names alone share one. Tests (\`x.test.ts\`, fixtures,
\`testing/\`) stand beside what they test; those that cross rooms are in \`test/\`. This page is written by
\`npm run architecture\`, and a test compares the two.
`;

/** docs/architecture.md as the files now say it. @throws Error naming a file or folder that nothing is said of */
export async function architecturePage(): Promise<string> {
  const files = await sourceFiles();
  const found = [...new Set(files.map((file) => dirname(file)))];
  const unknown = found.find((folder) => !(folder in folders) && !(dirname(folder) in folded));
  if (unknown) throw new Error(`Say in scripts/architecture.ts what is in ${unknown}/.`);
  const listed = Object.entries(folders);
  const overview = listed.map(([folder, about]) => `| \`${folder}/\` | ${about} |`);
  const parts = [
    `${intro}\n## Folders\n\n| folder | what is in it |\n|---|---|\n${overview.join('\n')}\n`,
    before,
  ];
  for (const [folder] of listed) {
    const lines = await linesOf(folder, files);
    parts.push(`**${folder}/**\n\n${lines.map((line) => `- ${line}\n`).join('')}`);
  }
  return parts.join('\n');
}

async function linesOf(folder: string, files: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  const parts: string[] = [];
  for (const file of files.filter((other) => dirname(other) === folder)) {
    const text = await readFile(join(packageRoot, file), 'utf8');
    if (isFolded(folder, text)) parts.push(basename(file, '.ts'));
    else lines.push(`\`${basename(file)}\` ${firstSentence(file, text)}`);
  }
  const about = folded[folder]?.[1];
  if (about) lines.push(`${parts.length} more, ${about}: ${parts.join(', ')}.`);
  return lines;
}

function isFolded(folder: string, text: string): boolean {
  const type = folded[folder]?.[0];
  return type !== undefined && new RegExp(`^export const \\w+: ${type} = `, 'm').test(text);
}

async function sourceFiles(): Promise<string[]> {
  const rooms = Object.keys(folders).filter((folder) => !folder.includes('/'));
  const names = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(join(packageRoot, room), { recursive: true })).map((name) => `${room}/${name}`),
    ),
  );
  return names
    .flat()
    .filter(
      (name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$|\/testing\/|^corpus\/starter\//.test(name),
    )
    .sort();
}

/** Beyond this many characters a sentence is cut where it goes into detail. */
const longestLine = 110;

function firstSentence(file: string, text: string): string {
  const words = ownWords(file, text)?.split(/\s+/).join(' ').trim();
  if (words === undefined || words.startsWith('@')) {
    throw new Error(`${file} says nothing of itself: give it, or its export, a docstring.`);
  }
  const sentence =
    /^.*?(?<!\b(?:al|[A-Z]))\.(?= [A-Z0-9@`]|$)/.exec(words)?.[0] ?? words.split(' @')[0] ?? words;
  const short =
    sentence.length > longestLine ? (/^.{15,}?(?=: |; | \()/.exec(sentence)?.[0] ?? sentence) : sentence;
  return `${short.replace(/\.$/, '')}.`;
}

/**
 * What a file says of itself: the docstring at its top that is of no declaration, else that of the export that it is named
 * for, else of its first exported function, else its first docstring or comment, else the title of the part it declares.
 */
function ownWords(file: string, text: string): string | undefined {
  const documented = [...text.matchAll(exportWithDocstring)].map(([, words = '', kind = '', name = '']) => ({
    words: plain(words),
    isFunction: kind === 'function' || kind === 'function*' || kind === 'class',
    name: name.toLowerCase(),
  }));
  const head = /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?=\n|export \{)/.exec(text)?.[1];
  const named = basename(file, '.ts').replaceAll('-', '');
  const own = documented.find(({ name }) => name === named);
  const first = documented.find(({ isFunction }) => isFunction);
  const comment = /(?:^\/\/ .*\n)+/m.exec(text)?.[0].replace(/^\/\/ /gm, '');
  if (head !== undefined) return plain(head);
  const isFace = file.endsWith('/index.ts') && !text.includes('/**');
  return (
    (own ?? first ?? documented[0])?.words ?? comment ?? (isFace ? "The room's public face." : undefined)
  );
}

function plain(docstring: string): string {
  return docstring.replace(/^\s*\*/gm, '');
}

const exportWithDocstring =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:default )?(?:async )?(function\*?|const|class|interface|type) (\w+)/g;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFileAtomic(join(packageRoot, 'docs/architecture.md'), await architecturePage());
}
