import { gunzipSync } from 'node:zlib';
import type { Chance } from '../../../src/server/demo/chance.ts';
import type { SyncRequest } from '../../../src/protocol/sync.ts';
import { SYNC_CONTENT_TYPE } from '../../../src/protocol/version.ts';
import type { Answered, Asked, Bytes, Server } from './server.ts';
import type { Run, Timeline } from './timeline.ts';

export interface Call extends Asked {
  from: string;
  run: Run;
  resolve: (response: Response) => void;
  reject: () => void;
}

/** What can befall one request. */
const FATES = [
  'lost',
  'reply-lost',
  'hangs',
  'reply-hangs',
  'doubled',
  'late',
  'proxy',
  'stale-reply',
  'cut-reply',
] as const;
type Fate = 'fine' | (typeof FATES)[number];

const PROXY_ANSWERS: readonly { status: number; type: string; body: string }[] = [
  { status: 200, type: 'text/html', body: '<html>Welcome to Campus WiFi</html>' },
  { status: 200, type: SYNC_CONTENT_TYPE, body: '' },
  { status: 200, type: SYNC_CONTENT_TYPE, body: '{"v":1}' },
  { status: 302, type: 'text/html', body: '' },
  { status: 403, type: 'text/html', body: '<html>' },
  { status: 413, type: 'text/html', body: '<html>too large</html>' },
  { status: 429, type: 'text/plain', body: 'slow down' },
  { status: 500, type: 'text/html', body: '<html>' },
  { status: 502, type: 'text/html', body: '<html>bad gateway</html>' },
  { status: 503, type: 'text/html', body: '<html>' },
];

/** The network between the phones and the server. */
export class Wire {
  /** How often something befalls a request, of 1. */
  badness = 0;
  /** A proxy on the way that lets no larger body through; `null` without one. */
  limitBytes: number | null = null;
  readonly offline = new Set<string>();
  trustsAny200 = false;
  serverId = '';
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #server: Server;
  readonly #lastAnswers = new Map<string, Answered>();

  constructor(parts: { timeline: Timeline; chance: Chance; server: Server }) {
    this.#timeline = parts.timeline;
    this.#chance = parts.chance;
    this.#server = parts.server;
  }

  send(call: Call): void {
    if (call.path.endsWith('/poke')) return this.#refuse(call, 'no pokes here');
    if (this.offline.has(call.from)) return this.#refuse(call, 'offline');
    const isTooLarge = this.limitBytes !== null && (call.body?.length ?? 0) > this.limitBytes;
    const fate: Fate = isTooLarge ? 'proxy' : this.#fate();
    this.#timeline.mix(call.body ?? '');
    this.#timeline.note(`${call.from} asks ${call.path} (${call.body?.length ?? 0} B): ${fate}`);
    switch (fate) {
      case 'lost':
        return this.#refuse(call, null);
      case 'hangs':
        return;
      case 'proxy':
        return this.#answer(call, this.#proxyAnswer(isTooLarge), this.#delayMs());
      case 'stale-reply': {
        const stale = this.#lastAnswers.get(call.from);
        if (stale === undefined) return this.#refuse(call, null);
        return this.#answer(call, stale, this.#delayMs());
      }
      case 'doubled':
        this.#deliver({ ...call, resolve: () => {}, reject: () => {} }, 'late');
        return this.#deliver(call, 'fine');
      case 'fine':
      case 'late':
      case 'reply-lost':
      case 'reply-hangs':
      case 'cut-reply':
        return this.#deliver(call, fate);
    }
  }

  #fate(): Fate {
    return this.#chance.happens(this.badness) ? this.#chance.pick(FATES) : 'fine';
  }

  #deliver(call: Call, fate: Fate): void {
    const delayMs = fate === 'late' ? this.#chance.next() * 90_000 : this.#delayMs();
    this.#inWorld(delayMs, 'arrives', () =>
      this.#server.handle(
        call,
        (answer) => this.#leave(call, answer, fate),
        () => this.#refuse(call, 'no server'),
      ),
    );
  }

  /** The answer leaves the server. */
  #leave(call: Call, answer: Answered, fate: Fate): void {
    this.#timeline.mix(answer.body);
    this.#timeline.note(`server answers ${call.from} ${answer.status} (${answer.body.length} B)`);
    if (call.path.endsWith('/sync')) this.#lastAnswers.set(call.from, answer);
    if (fate === 'reply-hangs') return;
    if (fate === 'reply-lost') return this.#refuse(call, null);
    const half = answer.body.subarray(0, answer.body.length >> 1);
    const body = fate === 'cut-reply' ? half : answer.body;
    this.#answer(call, { ...answer, body }, this.#delayMs());
  }

  #answer(call: Call, { status, headers, body }: Answered, delayMs: number): void {
    const forged = this.trustsAny200 && status === 200 ? forgeReceipt(call, this.serverId) : null;
    const isOurs = headers.some(([, value]) => value === SYNC_CONTENT_TYPE) && body.length > 20;
    const text = forged === null || isOurs ? body : forged;
    const type: [string, string][] =
      forged === null ? headers : [['content-type', SYNC_CONTENT_TYPE]];
    this.#timeline.at(call.run, delayMs, [
      'answer',
      () => call.resolve(new Response(status === 204 ? null : text, { status, headers: type })),
    ]);
  }

  #refuse(call: Call, why: string | null): void {
    if (why !== null) this.#timeline.note(`${call.from} cannot ask ${call.path}: ${why}`);
    this.#timeline.at(call.run, this.#delayMs(), ['refused', call.reject]);
  }

  #proxyAnswer(isTooLarge: boolean): Answered {
    const all = PROXY_ANSWERS.filter(({ status }) => !isTooLarge || status === 413);
    const { status, type, body } = this.#chance.pick(all);
    this.#timeline.note(`proxy answers ${status}`);
    return { status, headers: [['content-type', type]], body: new TextEncoder().encode(body) };
  }

  #inWorld(delayMs: number, label: string, work: () => void): void {
    this.#timeline.at(this.#timeline.world, delayMs, [label, work]);
  }

  #delayMs(): number {
    return 2 + this.#chance.next() * (this.#chance.happens(0.1) ? 3000 : 60);
  }
}

/** What a client that trusts any 200 would believe: everything it sent is stored. */
function forgeReceipt({ path, headers, body }: Call, server: string): Bytes | null {
  if (!path.endsWith('/sync') || body === null) return null;
  const text = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  const { nonce, push, clock } = JSON.parse(new TextDecoder().decode(text)) as SyncRequest;
  const operations = (push?.operations ?? []) as { id: string; seq: number }[];
  const results = operations.map(({ id, seq }) => ({
    id,
    seq,
    outcome: 'stored',
    why: null,
    field: null,
    correctedAt: clock.now,
    receivedAt: clock.now,
  }));
  const contiguous = operations.at(-1)?.seq ?? push?.acked ?? 0;
  const reply = {
    v: 1,
    nonce,
    server,
    feedEpoch: server,
    now: clock.now,
    pull: null,
    push: { results, contiguous, missing: [], durableThrough: null },
    client: { oldestSchema: 1, latestApp: '0.1.0' },
  };
  return new TextEncoder().encode(JSON.stringify(reply));
}
