// The rooms in order: data flows front to back, and a room imports only from rooms before it and from src/core.
const rooms = ['encoder', 'corpus', 'mixer', 'versions', 'eval'];

const roomRules = rooms.map((room, place) => ({
  name: `${room}-imports-forward`,
  comment: `${room}/ may import only src/core and the rooms before it.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: `^(${[...rooms.slice(place + 1), 'src/cli', 'src/index'].join('|')})` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'core-imports-a-room',
      comment: 'src/core lies below every room.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: `^(${rooms.join('|')}|src/cli|src/index)` },
    },
    {
      name: 'library-imports-the-command-line',
      comment: 'The public API stands without the command line.',
      severity: 'error',
      from: { path: '^src/index' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'asking-a-model-waits-for-the-corpus',
      comment:
        'What `evaluate` loads must not load corpus, mixer and encoder with their libraries: import them where they are used.',
      severity: 'error',
      from: {
        path: '^eval/|^versions/(index|import|originals|pull|splits|store|write)[.]ts$',
        pathNot: '^eval/contamination/texts/|[.]test[.]ts$|/testing/',
      },
      to: { path: '^(corpus|mixer|encoder)/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    { name: 'circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
