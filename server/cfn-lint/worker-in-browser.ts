/* The thread of cfn-lint in a browser: a module worker. Its first message says how to start. */
import glue from './glue.py';
import { type Linter, type Memory, startLinter } from './linter.ts';
import type { Answer, Order, Start } from './message.ts';

/** The words of the browser that this file needs: its type library would bring a thousand others into every file. */
declare const self: {
  postMessage(answer: Answer): void;
  onmessage: ((event: { readonly data: Start | Order }) => void) | null;
};
interface Cache {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  delete(key: string): Promise<boolean>;
  keys(): Promise<readonly { readonly url: string }[]>;
}
declare const caches: { open(name: string): Promise<Cache> } | undefined;

let linter: Promise<Linter> | undefined;

self.onmessage = ({ data }) => {
  if ('home' in data) {
    linter = start(data);
    linter.then(({ version }) => self.postMessage({ kind: 'ready', version })).catch(fall);
  } else linter?.then((one) => self.postMessage(one.answer(data))).catch(fall);
};

/** What is thrown behind a promise ends no worker, and whoever started it hears nothing. */
function fall(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

async function start({ home, storage, interrupt }: Start): Promise<Linter> {
  const read = async (name: string): Promise<Uint8Array> => {
    const response = await fetch(`${home}/${name}`);
    if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return startLinter({
    bundle: { home: `${home}/`, load: () => import(`${home}/pyodide.mjs`), read },
    memory: storage === undefined ? undefined : await memoryFor(new TextDecoder().decode(await read('bundle.json'))),
    interrupt,
  });
}

/** In the cache of the page; undefined where the browser keeps nothing for this page. `about` is the text of `bundle.json`. */
async function memoryFor(about: string): Promise<Memory | undefined> {
  const cache = await openCache();
  if (!cache) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(about + glue));
  const name = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const key = `https://gatelint.invalid/${name}`; // nobody asks there: a cache wants its keys to be addresses
  return {
    async read() {
      const kept = await cache.match(key);
      return kept && new Uint8Array(await kept.arrayBuffer());
    },
    async write(memory) {
      for (const { url } of await cache.keys()) if (url !== key) await cache.delete(url);
      await cache.put(key, new Response(memory));
    },
    async forget() {
      await cache.delete(key);
    },
  };
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches?.open('gatelint-cfn-lint');
  } catch {
    return undefined; // a page of no origin, or one that may keep nothing
  }
}
