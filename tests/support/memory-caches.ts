import { onTestFinished } from 'vitest';

/** Cache storage of one test, in memory: Node has none. What it does is what the browser's does with whole requests. */
export function provideCaches(): void {
  const all = new Map<string, Map<string, Response>>();
  const keyOf = (of: RequestInfo | URL): string =>
    new URL(of instanceof Request ? of.url : String(of), 'https://phone.test').href;
  const open = (name: string) => {
    const held = all.get(name) ?? new Map<string, Response>();
    all.set(name, held);
    return Promise.resolve({
      put: (key: string, response: Response) =>
        Promise.resolve(void held.set(keyOf(key), response)),
      match: (key: Request) => Promise.resolve(held.get(keyOf(key))?.clone()),
      keys: () => Promise.resolve([...held.keys()].map((url) => new Request(url))),
      delete: (key: Request) => Promise.resolve(held.delete(keyOf(key))),
    });
  };
  Object.assign(globalThis, {
    caches: { open, has: (name: string) => Promise.resolve(all.has(name)) },
  });
  onTestFinished(() => {
    Reflect.deleteProperty(globalThis, 'caches');
  });
}
