import { expect, test } from 'vitest';
import { listenForPokes } from './poke.ts';

interface Line {
  say: (text: string) => void;
  end: () => void;
}

const SILENT_MS = 60_000;

/** Listens over a faked stream; `delays` are the pauses before it is opened again. */
function listen(respond?: () => Response) {
  const lines: Line[] = [];
  const delays: number[] = [];
  const headers: unknown[] = [];
  let pokes = 0;
  let again = () => {};
  let timeMs = 0;
  const watches = new Set<() => void>();
  const { tryAgain, close: stop } = listenForPokes({
    baseUrl: '',
    fetch: async (_, init) => {
      headers.push(init?.headers);
      if (respond) return respond();
      return streamTo(lines, init?.signal ?? null);
    },
    deviceToken: 'token',
    session: 'session',
    onPoke: () => (pokes += 1),
    after: (ms, run) => {
      if (ms === SILENT_MS) {
        watches.add(run);
        return () => watches.delete(run);
      }
      delays.push(ms);
      again = run;
      return () => {};
    },
    now: () => timeMs,
  });
  return {
    lines,
    delays,
    headers,
    watches,
    pokes: () => pokes,
    again: () => again(),
    /** The time passes, and after it nothing has been heard for a minute. */
    fallSilent: (afterMs: number) => {
      timeMs += afterMs;
      for (const watch of watches) watch();
    },
    tryAgain,
    stop,
  };
}

function streamTo(lines: Line[], signal: AbortSignal | null): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start: (controller) => {
      lines.push({
        say: (text) => controller.enqueue(encoder.encode(text)),
        end: () => controller.close(),
      });
      signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

test('each event "heads" is a poke, also one that comes in pieces; signs of life are none', async () => {
  const line = listen();
  await expect.poll(() => line.lines.length).toBe(1);

  line.lines[0]!.say(': comment\n\n');
  line.lines[0]!.say('event: alive\ndata: {}\n\nevent: he');
  line.lines[0]!.say('ads\ndata: {"clinic":7}\n\n');
  await expect.poll(() => line.pokes()).toBe(1);
  line.lines[0]!.say('event: heads\r\ndata: {}\r\n\r\n');
  await expect.poll(() => line.pokes()).toBe(2);

  expect(line.headers).toEqual([
    {
      accept: 'text/event-stream',
      authorization: 'Bearer token',
      'shouwang-session': 'session',
    },
  ]);
  line.stop();
});

test('a stream that is open pokes, each time: what came before was not said on it', async () => {
  const line = listen();
  await expect.poll(() => line.lines.length).toBe(1);
  line.lines[0]!.say('event: open\ndata: {}\n\n');
  await expect.poll(() => line.pokes()).toBe(1);
  line.lines[0]!.end();
  await expect.poll(() => line.delays.length).toBe(1);

  line.again();
  await expect.poll(() => line.lines.length).toBe(2);
  line.lines[1]!.say('event: open\ndata: {}\n\n');

  await expect.poll(() => line.pokes()).toBe(2);
  line.stop();
});

test('a stream that only lacked the network is opened at the next contact, without its pause', async () => {
  const line = listen(() => {
    throw new TypeError('Failed to fetch');
  });
  await expect.poll(() => line.delays.length).toBe(1);

  line.tryAgain();
  await expect.poll(() => line.delays.length).toBe(2);

  expect(line.headers).toHaveLength(2);
  line.stop();
});

test('a contact neither hastens a stream that the way refuses nor opens a second one', async () => {
  const refused = listen(() => new Response('<html>'));
  await expect.poll(() => refused.delays.length).toBe(1);
  const standing = listen();
  await expect.poll(() => standing.lines.length).toBe(1);

  for (const line of [refused, standing]) {
    line.tryAgain();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(line.headers).toHaveLength(1);
    line.stop();
  }
});

test('a stream that ends at once is opened again with growing pauses', async () => {
  const line = listen(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
  for (let i = 1; i < 6; i++) {
    await expect.poll(() => line.delays.length).toBe(i);
    line.again();
  }
  await expect.poll(() => line.delays.length).toBe(6);

  expect(line.delays.map((ms) => ms / 1000)).toEqual([4, 16, 64, 256, 300, 300]);
  line.stop();
});

test('a stream on which nothing is heard for a minute is opened again, each sign of life counted anew', async () => {
  const line = listen();
  await expect.poll(() => line.lines.length).toBe(1);
  const [first] = line.watches;
  line.lines[0]!.say('event: alive\ndata: {}\n\n');
  await expect.poll(() => line.watches.has(first!)).toBe(false);
  expect(line.watches.size).toBe(1);

  line.fallSilent(SILENT_MS);
  await expect.poll(() => line.delays.length).toBe(1);
  line.again();

  await expect.poll(() => line.lines.length).toBe(2);
  line.lines[1]!.say('event: open\ndata: {}\n\n');
  await expect.poll(() => line.pokes()).toBe(1);
  line.stop();
  await expect.poll(() => line.watches.size).toBe(0);
});

test('streams on which nothing is ever heard are opened with growing pauses', async () => {
  const line = listen();
  for (let i = 1; i < 4; i++) {
    await expect.poll(() => line.watches.size).toBe(1);
    line.fallSilent(SILENT_MS);
    await expect.poll(() => line.delays.length).toBe(i);
    line.again();
  }

  expect(line.delays).toEqual([4000, 16_000, 64_000]);
  line.stop();
});

test('a stream that is closed here is not opened again', async () => {
  const line = listen();
  await expect.poll(() => line.lines.length).toBe(1);

  line.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(line.delays).toEqual([]);
});
