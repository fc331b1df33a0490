import { SESSION_HEADER } from '../protocol/version.ts';
import { runLater, type RunLater } from './run-later.ts';

export interface PokeParts {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  deviceToken: string;
  session: string;
  onPoke: () => void;
  after?: RunLater;
  now?: () => number;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** A stream that ends sooner than this, time after time, is buffered or refused on the way: the poll must do. */
const QUICK_MS = 5000;

/** The server says that it is there every 25 s: a line that brings nothing for so long is dead, whatever it looks like. */
const SILENT_MS = 60_000;

/** The stream that a page keeps open, or will open again. */
export interface PokeLine {
  /** The server was reached: what waits for its next try only because it was not is tried at once. */
  tryAgain: () => void;
  close: () => void;
}

/**
 * Listens to the stream on which the server says that there is something new, and nothing else: what
 * is lost on it is found by the poll. Opens it again with growing pauses.
 */
export function listenForPokes(parts: PokeParts): PokeLine {
  const { after = runLater, now = Date.now } = parts;
  let line = new AbortController();
  let isClosed = false;
  let cancelTimer: (() => void) | null = null;
  let quickEnds = 0;
  let wasReached = true;

  async function open(): Promise<void> {
    const openedAt = now();
    let heardAt = openedAt;
    const own = (line = new AbortController());
    const endIfSilent = () => after(SILENT_MS, () => own.abort());
    let cancelWatch = endIfSilent();
    cancelTimer = null;
    const end = await readStream(parts, own.signal, (name) => {
      heardAt = now();
      cancelWatch();
      cancelWatch = endIfSilent();
      // What came before the stream was open, the first time too, was not said on it.
      if (name === 'heads' || name === 'open') parts.onPoke();
    });
    cancelWatch();
    if (isClosed) return;
    wasReached = end !== 'unreachable';
    const endedAt = own.signal.aborted ? heardAt : now();
    quickEnds = endedAt - openedAt < QUICK_MS ? quickEnds + 1 : 0;
    const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 4 ** quickEnds);
    cancelTimer = after(delayMs, () => void open());
  }

  void open();
  return {
    tryAgain: () => {
      if (wasReached || cancelTimer === null) return;
      cancelTimer();
      void open();
    },
    close: () => {
      isClosed = true;
      line.abort();
      cancelTimer?.();
    },
  };
}

/** Resolves when the stream has ended, however it did. */
async function readStream(
  { baseUrl, fetch, deviceToken, session }: PokeParts,
  signal: AbortSignal,
  onEvent: (name: string) => void,
): Promise<'ended' | 'refused' | 'broken' | 'unreachable'> {
  let isReached = false;
  try {
    const response = await fetch(`${baseUrl}/api/v1/poke`, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${deviceToken}`,
        [SESSION_HEADER]: session,
      },
      redirect: 'error',
      cache: 'no-store',
      signal,
    });
    isReached = true;
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (response.status !== 200 || !isStream || response.body === null) return 'refused';
    await readEvents(response.body, onEvent);
    return 'ended';
  } catch {
    return isReached ? 'broken' : 'unreachable';
  }
}

/** Calls back once for each event, by its name; comments only keep the line open. */
async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onEvent: (name: string) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let name = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('event:')) name = line.slice('event:'.length).trim();
      if (line === '') {
        onEvent(name);
        name = '';
      }
    }
  }
}
