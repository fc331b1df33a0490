/** The phone's side of the floor: raw IndexedDB, one gzip body, nothing sealed, nothing checked. */
export interface FloorPage {
  /** Milliseconds of strict puts of one record of the same size. */
  saves: (count: number) => Promise<number[]>;
  /** One read of all, one gzip body, one answer, one strict transaction that marks all as received. */
  flush: (count: number) => Promise<{ ms: number; bytesUp: number }>;
  /** One request, one parse, one transaction with a row per block. */
  load: () => Promise<number>;
  /** A request for what is new, put row by row in one transaction among 100,000. */
  fetchNews: () => Promise<number>;
  /** Rows that are there already. */
  fillRows: (count: number) => Promise<void>;
}

declare global {
  var floorPage: FloorPage;
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('IndexedDB')));
  });
const end = (tx: IDBTransaction): Promise<unknown> =>
  new Promise((resolve, reject) => {
    tx.addEventListener('complete', resolve);
    tx.addEventListener('abort', () => reject(new Error('IndexedDB')));
  });

let opened: Promise<IDBDatabase> | null = null;
function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('bench-sync-floor', 1);
  opening.addEventListener('upgradeneeded', () => {
    for (const name of ['records', 'blocks', 'rows'])
      opening.result.createObjectStore(name, { keyPath: 'id' });
  });
  return answerOf(opening);
}
const database = (): Promise<IDBDatabase> => (opened ??= open());

const recordOf = (index: number) => ({
  id: crypto.randomUUID(),
  seq: index,
  state: 'pending',
  day: '2020-06-08',
  by: crypto.randomUUID(),
  at: new Date().toISOString(),
  zone: 'Asia/Shanghai',
  sig: btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(16)))),
  body: {
    subject: { kind: 'person', personId: crypto.randomUUID() },
    doorId: '018f0000-0000-7000-8000-000000000000',
    direction: 'in',
    reading: { tempC: 36.5, site: 'forehead', thermometerId: null, rawValue: 36.5, rawUnit: 'C' },
    repeats: null,
    amends: null,
  },
});

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

globalThis.floorPage = {
  async saves(count) {
    const db = await database();
    const samplesMs: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const startedMs = performance.now();
      const tx = db.transaction('records', 'readwrite', { durability: 'strict' });
      tx.objectStore('records').put(recordOf(index));
      await end(tx);
      samplesMs.push(performance.now() - startedMs);
      // The same breath as between two records.
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    return samplesMs;
  },
  async flush(count) {
    const db = await database();
    const filling = db.transaction('records', 'readwrite');
    filling.objectStore('records').clear();
    for (let index = 0; index < count; index += 1)
      filling.objectStore('records').put(recordOf(index));
    await end(filling);

    const startedMs = performance.now();
    const records = await answerOf<ReturnType<typeof recordOf>[]>(
      db.transaction('records').objectStore('records').getAll(),
    );
    const body = await gzip(JSON.stringify(records));
    const answer = await fetch('/records', { method: 'POST', body });
    if (!answer.ok) throw new Error('floor server');
    const tx = db.transaction('records', 'readwrite', { durability: 'strict' });
    for (const record of records) tx.objectStore('records').put({ ...record, state: 'received' });
    await end(tx);
    return { ms: performance.now() - startedMs, bytesUp: body.byteLength };
  },
  async load() {
    const db = await database();
    const startedMs = performance.now();
    const blocks: unknown[][] = await (await fetch('/blocks/directory')).json();
    const tx = db.transaction('blocks', 'readwrite', { durability: 'relaxed' });
    for (const [id, documents] of blocks.entries()) tx.objectStore('blocks').put({ id, documents });
    await end(tx);
    return performance.now() - startedMs;
  },
  async fetchNews() {
    const db = await database();
    const startedMs = performance.now();
    const blocks: { id: string }[][] = await (await fetch('/blocks/news')).json();
    const tx = db.transaction('rows', 'readwrite', { durability: 'relaxed' });
    for (const row of blocks.flat()) tx.objectStore('rows').put(row);
    await end(tx);
    return performance.now() - startedMs;
  },
  async fillRows(count) {
    const db = await database();
    for (let at = 0; at < count; at += 10_000) {
      const tx = db.transaction('rows', 'readwrite', { durability: 'relaxed' });
      for (let index = at; index < at + 10_000; index += 1)
        tx.objectStore('rows').put(recordOf(index));
      await end(tx);
    }
  },
};
