// Who may import whom: the table of ARCHITECTURE.md, as a program. `npm run check` runs it.

const rooms = {
  kit: '^rules/kit/',
  model: '^rules/model/',
  hovers: '^rules/features/',
  rules: '^rules/(?!kit/|model/|features/)[^/]+/',
  ruleIndex: '^rules/index[.]ts$',
  syntax: '^server/formats/syntax/',
  formats: '^server/formats/(?!syntax/)',
  impact: '^server/impact/',
  linter: '^server/linter/',
  config: '^server/config/',
  given: '^server/given/',
  workspace: '^server/workspace/',
  features: '^server/features/',
  reporters: '^server/reporters/',
  cfnLint: '^server/cfn-lint/',
  commands: '^server/commands/',
  entries: '^server/(main|start|browser|cli)[.]ts$',
  client: '^client/',
};

/** A room may import itself and what stands here. Entries may import every room of the server. */
const table = {
  kit: [],
  model: ['kit'],
  hovers: ['kit', 'model'],
  rules: ['kit', 'model'],
  ruleIndex: ['kit', 'model', 'hovers', 'rules'],
  syntax: ['kit'],
  formats: ['kit', 'model', 'syntax'],
  impact: ['kit', 'syntax', 'formats'],
  linter: ['kit', 'model', 'ruleIndex', 'syntax', 'formats', 'impact'],
  config: ['kit', 'ruleIndex', 'syntax', 'linter'],
  given: ['syntax', 'config'],
  workspace: ['kit', 'syntax', 'formats', 'impact', 'linter', 'config', 'given'],
  features: [
    'kit',
    'model',
    'ruleIndex',
    'hovers',
    'syntax',
    'formats',
    'impact',
    'linter',
    'config',
    'workspace',
    'cfnLint',
  ],
  reporters: ['kit', 'impact', 'linter'],
  cfnLint: ['kit', 'ruleIndex', 'syntax', 'formats', 'linter'],
  commands: ['kit', 'ruleIndex', 'impact', 'linter', 'config', 'workspace', 'reporters', 'cfnLint'],
  entries: [
    'kit',
    'ruleIndex',
    'syntax',
    'formats',
    'impact',
    'linter',
    'config',
    'given',
    'workspace',
    'features',
    'reporters',
    'commands',
    'cfnLint',
  ],
  client: [],
};

const ours = '^(client|server|rules|test|tools)/';
const outside = ['^test/', '^tools/']; // what is not shipped may look at everything
const languageServer = 'node_modules/vscode-languageserver';
const languageClient = 'node_modules/vscode-languageclient';
const editor = ['^vscode$', 'node_modules/@types/vscode/'];

const byRoom = Object.entries(table).map(([room, allowed]) => ({
  name: `${room}: only ${[room, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: rooms[room] },
  to: { path: ours, pathNot: [rooms[room], ...allowed.map((name) => rooms[name])] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...byRoom,
    {
      name: 'every file stands in a room',
      severity: 'error',
      from: { path: '^(client|server|rules)/', pathNot: Object.values(rooms) },
      to: {},
    },
    {
      name: 'nothing imports an entry (but `start` and `gatelint lsp` are the server)',
      severity: 'error',
      from: { pathNot: ['^server/(cli|start)[.]ts$', ...outside] },
      to: { path: rooms.entries },
    },
    {
      name: 'vscode in client only',
      severity: 'error',
      from: { pathNot: [rooms.client, '^test/workbench/'] },
      to: { path: [...editor, languageClient] },
    },
    {
      name: 'LSP types in server/features and the entries only',
      severity: 'error',
      from: { pathNot: [rooms.features, rooms.entries, ...outside] },
      to: { path: languageServer },
    },
    {
      name: 'node: in workspace/node.ts, cli.ts, main.ts, start.ts, commands and the threads of cfn-lint only',
      severity: 'error',
      from: {
        pathNot: [
          '^server/workspace/node[.]ts$',
          '^server/(cli|main|start)[.]ts$',
          '^server/cfn-lint/(thread-on-node|worker|memory)[.]ts$',
          rooms.commands,
          ...outside,
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no package in rules, formats, impact (but permissions.ts) and linter',
      severity: 'error',
      from: {
        path: ['^rules/', '^server/(formats|linter|cfn-lint)/', '^server/impact/(?!cloudformation/permissions[.]ts$)'],
      },
      // Of Pyodide only what it is like is known: the bundle of cfn-lint brings it.
      to: { path: 'node_modules/', pathNot: 'node_modules/pyodide/pyodide[.]d[.]ts$' },
    },
    {
      name: 'no cycle (types may point back: they are gone at run time)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'every import is found', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: editor } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
