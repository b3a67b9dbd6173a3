import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { quantile } from '../../test/bench/quantile.ts';
import type { Figures, Group, Head } from '../../test/bench/row.ts';
import { typing } from '../../test/bench/typing.ts';
import { type Inputs, textOf } from './inputs.ts';
import type { Programs } from './programs.ts';
import { type Server, startServer } from './server.ts';

/** What an editor asks besides the diagnostics, each at many places of a template that the server knows already. */
export const lspGroups = (programs: Programs, inputs: Inputs): readonly Group[] => [
  { rows, measure: () => measure(programs, inputs) },
];

const rows: readonly Head[] = [
  { name: 'server/lsp/hover/p95', title: 'hover, 500 resources: p95', unit: 'ms', goal: 16 },
  { name: 'server/lsp/completion/p95', title: 'completion behind a key, 500 resources: p95', unit: 'ms', goal: 16 },
  { name: 'server/lsp/inlay-hints/p95', title: 'inlay hints of 60 lines, 500 resources: p95', unit: 'ms' },
  { name: 'server/lsp/fixes/p95', title: 'quick fixes with their impacts, 500 resources: p95', unit: 'ms', goal: 50 },
  { name: 'server/lsp/symbols/p95', title: 'outline after a key, 500 resources: p95', unit: 'ms', goal: 16 },
];

async function measure(programs: Programs, { n500, from }: Inputs): Promise<Figures> {
  const server = await startServer(programs, n500);
  const { connection } = server;
  const settings = { gatelint: { inlayHints: true } };
  await connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  await server.open(n500);
  await server.diagnostics();

  const places = spread(textOf(n500), 300);
  const hover = await timed(places, (position) => server.ask('textDocument/hover', { position }));
  const hints = await timed(places, (start) =>
    server.ask('textDocument/inlayHint', { range: { start, end: { line: start.line + 60, character: 0 } } }),
  );
  // At each finding for the first time: whoever comes back is told what is known.
  const fixes = await timed(await rangesOfFindings(server), (range) =>
    server.ask('textDocument/codeAction', { range, context: { diagnostics: [], only: ['quickfix'] } }),
  );
  const keys = typing(textOf(n500), 'yaml', { seed: 500, words: 10 });
  const symbols = await timed(keys, async (key, clock) => {
    await server.press(key)();
    await server.diagnostics();
    clock.start();
    return server.ask('textDocument/documentSymbol', {});
  });
  const completed = await timed(typing(textOf(n500), 'yaml', { seed: 5000, words: 20 }), async (key, clock) => {
    await server.press(key)();
    await server.diagnostics();
    const position = server.positionAt(key.start + key.newText.length);
    clock.start();
    return server.ask('textDocument/completion', { position });
  });
  await server.stop();
  const p95 = (waits: readonly number[]) => ({
    figure: quantile(waits, 0.95),
    note: `${quantile(waits, 0.5).toFixed(1)} ms at p50, ${waits.length} times, ${from}`,
  });
  return new Map([
    ['server/lsp/hover/p95', p95(hover)],
    ['server/lsp/completion/p95', p95(completed)],
    ['server/lsp/inlay-hints/p95', p95(hints)],
    ['server/lsp/fixes/p95', p95(fixes)],
    ['server/lsp/symbols/p95', p95(symbols)],
  ]);
}

async function rangesOfFindings({ ask }: Server): Promise<readonly unknown[]> {
  const report = await ask('textDocument/diagnostic', {});
  const items = typeof report === 'object' && report !== null && 'items' in report ? report.items : [];
  const all: readonly unknown[] = Array.isArray(items) ? items : [];
  return all.flatMap((one) => (typeof one === 'object' && one !== null && 'range' in one ? [one.range] : []));
}

/** Words of the template, from its beginning to its end. */
function spread(text: string, many: number): readonly { readonly line: number; readonly character: number }[] {
  const lines = text.split('\n');
  return Array.from({ length: many }, (_, index) => {
    const line = Math.floor((index * lines.length) / many);
    return { line, character: Math.max(0, (lines[line] ?? '').search(/\S/)) };
  });
}

/** How long each answer takes, in milliseconds; the first ones are for the compiler. Nobody answers with nothing at all. */
async function timed<T>(
  all: readonly T[],
  ask: (one: T, clock: { start(): void }) => ReturnType<Server['ask']>,
): Promise<readonly number[]> {
  const waits: number[] = [];
  let answered = 0;
  for (const one of all) {
    let began = performance.now();
    const answer = await ask(one, {
      start() {
        began = performance.now();
      },
    });
    waits.push(performance.now() - began);
    if (Array.isArray(answer) ? answer.length > 0 : answer !== null) answered++;
  }
  if (answered === 0) throw new Error('The server has nothing to say.');
  return waits.slice(Math.floor(waits.length / 10));
}
