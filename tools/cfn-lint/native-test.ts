// `npm test -- native`: the compiled parts of cfn-lint, compiled anew, are those that the repository keeps, byte for byte. Ends
// with a line `N passed, N failed`. Where what it takes is not to be had, it says so and counts nothing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { keptNative, native, nativeCache } from './bundle.ts';
import { type Compiler, compileNative, findCompiler, versionsOf } from './native.ts';
import { bringSources, type Sources } from './sources.ts';

const compiler = findCompiler();
if ('missing' in compiler) leaveOut(`it takes ${compiler.missing}`);
else {
  const sources = await bringSources(nativeCache).catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : error);
    return undefined;
  });
  if (sources === undefined) leaveOut('their sources cannot be had');
  else await compare(compiler, sources);
}

async function compare(compiler: Compiler, sources: Sources): Promise<void> {
  const made = await compileNative(compiler, sources, nativeCache);
  const others = Object.entries(made).flatMap(([name, bytes]) =>
    readFileSync(path.join(native, name)).equals(bytes) ? [] : [name],
  );
  const versions = await versionsOf(compiler);
  const { tools } = keptNative();
  // They need not differ, but then it says nothing of the sources that they do.
  if (others.length > 0 && !isDeepStrictEqual(versions, tools))
    return leaveOut(`the versions are ${JSON.stringify(versions)}, not ${JSON.stringify(tools)}`);
  for (const name of others) console.log(`${name}: other bytes than in the repository`);
  console.log(`${Object.keys(made).length - others.length} passed, ${others.length} failed`);
  process.exitCode = others.length === 0 ? 0 : 1;
}

function leaveOut(why: string): void {
  console.log(`Left out: ${why}.\n0 passed, 0 failed`);
}
