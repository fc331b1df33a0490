import type { Chance } from '../../../src/server/demo/chance.ts';
import { SYNC_CONTENT_TYPE } from '../../../src/protocol/version.ts';
import type { Control } from './controls.ts';
import { broughtBy, photoOf } from './forged-receipts.ts';
import type { Answered, Asked, Server } from './server.ts';
import type { SmallPages } from './small-pages.ts';
import type { Run, Timeline } from './timeline.ts';

export interface Call extends Asked {
  from: string;
  run: Run;
  resolve: (response: Response) => void;
  reject: () => void;
  /** On its way a second time: its answer reaches nobody. */
  isCopy?: true;
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
type Fate = 'fine' | 'portal' | (typeof FATES)[number];

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
  /** When the server's last whole word on the sync of a phone was on its way, by the timeline. */
  readonly heardAtMs = new Map<string, number>();
  /** When a phone that brought a photo was answered by something other than the server, by the timeline. */
  readonly photosRefusedAtMs = new Map<string, number[]>();
  /** `null`: what a phone asks for comes down at once. */
  pages: SmallPages | null = null;
  /** How often a sign-in page answers what would bring operations, of 1. */
  portal = 0;
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #server: Server;
  readonly #control: Control;
  readonly #serverId: string;
  readonly #lastAnswers = new Map<string, Answered>();

  constructor(parts: {
    timeline: Timeline;
    chance: Chance;
    server: Server;
    control: Control;
    serverId: string;
  }) {
    this.#timeline = parts.timeline;
    this.#chance = parts.chance;
    this.#server = parts.server;
    this.#control = parts.control;
    this.#serverId = parts.serverId;
  }

  send(call: Call): void {
    if (call.path.endsWith('/poke')) return this.#refuse(call, 'no pokes here');
    if (this.offline.has(call.from)) return this.#refuse(call, 'offline');
    const isTooLarge = this.limitBytes !== null && (call.body?.length ?? 0) > this.limitBytes;
    const fate: Fate = isTooLarge ? 'proxy' : this.#fateOf(call);
    this.#timeline.mix(call.body ?? '');
    this.#timeline.note(`${call.from} asks ${call.path} (${call.body?.length ?? 0} B): ${fate}`);
    switch (fate) {
      case 'lost':
        return this.#refuse(call, null);
      case 'hangs':
        return;
      case 'proxy':
        return this.#answerForeign(call, this.#proxyAnswer(isTooLarge ? 413 : null));
      case 'portal':
        return this.#answerForeign(call, this.#proxyAnswer(200));
      case 'stale-reply': {
        const stale = this.#lastAnswers.get(call.from);
        if (stale === undefined) return this.#refuse(call, null);
        return this.#answerForeign(call, stale);
      }
      case 'doubled':
        this.#deliver({ ...call, resolve: () => {}, reject: () => {}, isCopy: true }, 'late');
        return this.#deliver(call, 'fine');
      case 'fine':
      case 'late':
      case 'reply-lost':
      case 'reply-hangs':
      case 'cut-reply':
        return this.#deliver(call, fate);
    }
  }

  #fateOf(call: Call): Fate {
    const isBringing = this.portal > 0 && (photoOf(call.path) ?? broughtBy(call)[0]) !== undefined;
    if (isBringing && this.#chance.happens(this.portal)) return 'portal';
    return this.#chance.happens(this.badness) ? this.#chance.pick(FATES) : 'fine';
  }

  #deliver(call: Call, fate: Fate): void {
    const delayMs = fate === 'late' ? this.#chance.next() * 90_000 : this.#delayMs();
    this.#inWorld(delayMs, 'arrives', () =>
      this.#server.handle(
        this.pages?.lower(call) ?? call,
        (answer) => this.#leave(call, this.pages?.inLines(call, answer) ?? answer, fate),
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
    const isWhole = body === answer.body && answer.status === 200 && call.path.endsWith('/sync');
    if (isWhole && call.isCopy !== true) {
      if (!call.run.isOver) this.heardAtMs.set(call.from, this.#timeline.nowMs);
      this.pages?.sent(call.from, answer);
    }
    if (fate === 'cut-reply') this.#noteRefusal(call);
    this.#answer(call, { ...answer, body }, this.#delayMs());
  }

  /** With what is not the server's answer to this request. */
  #answerForeign(call: Call, answer: Answered): void {
    this.#noteRefusal(call);
    this.#answer(call, this.#control.believed(call, answer, this.#serverId), this.#delayMs());
  }

  #noteRefusal({ from, path }: Call): void {
    if (photoOf(path) === null) return;
    const before = this.photosRefusedAtMs.get(from) ?? [];
    this.photosRefusedAtMs.set(from, [...before, this.#timeline.nowMs]);
  }

  #answer(call: Call, { status, headers, body }: Answered, delayMs: number): void {
    const text = status === 204 ? null : body;
    this.#timeline.at(call.run, delayMs, [
      'answer',
      () => call.resolve(new Response(text, { status, headers })),
    ]);
  }

  #refuse(call: Call, why: string | null): void {
    if (why !== null) this.#timeline.note(`${call.from} cannot ask ${call.path}: ${why}`);
    this.#timeline.at(call.run, this.#delayMs(), ['refused', call.reject]);
  }

  /** `only`: of this status. */
  #proxyAnswer(only: number | null): Answered {
    const all = PROXY_ANSWERS.filter(({ status }) => only === null || status === only);
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
