import type { Answer, Order, Start } from './message.ts';
import type { StartThread } from './thread.ts';

/** The word of the browser that this file needs: its type library would bring a thousand others into every file. */
interface Worker {
  postMessage(message: Start | Order): void;
  terminate(): void;
  onmessage: ((event: { readonly data: Answer }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}
declare const Worker: new (url: string, options: { readonly type: 'module' }) => Worker;

/**
 * `home` is the address of the bundle. It may be on another host than the page, and a browser starts no worker from
 * there; so the worker is a line that imports it.
 */
export const threadInBrowser =
  (where: Start): StartThread =>
  (heard, interrupt) => {
    const line = `import ${JSON.stringify(`${where.home}/worker-in-browser.js`)};`;
    const url = URL.createObjectURL(new Blob([line], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    worker.onmessage = ({ data }) => heard.answer(data);
    worker.onerror = ({ message }) => heard.ended(message ?? 'its script could not be loaded');
    worker.postMessage({ ...where, ...(interrupt && { interrupt }) });
    return {
      post: (order) => worker.postMessage(order),
      end() {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  };
