import { gzipSync } from 'node:zlib';
import type { SyncReply } from '../../../src/protocol/sync.ts';
import { readRequest } from './forged-receipts.ts';
import type { Answered, Asked } from './server.ts';

/** So many entries come in one line: a page has several lines then. */
const LINE_ENTRIES = 2;
const ENTRY = '{"kind":';

/** A campus that is large for its line: what the server has comes down in many small pages. */
export class SmallPages {
  /** How many pages came to a phone that were not the last. */
  more = 0;
  /** How many phones died before the page after had come. */
  kills = 0;
  readonly #max: number;
  readonly #awaiting = new Set<string>();

  /** `max`: entries in a page. */
  constructor(max: number) {
    this.#max = max;
  }

  /** The request, as if the phone had asked for no more. */
  lower<Call extends Asked>(call: Call): Call {
    const request = readRequest(call);
    if (request?.pull == null) return call;
    request.pull.max = Math.min(request.pull.max, this.#max);
    const text = new TextEncoder().encode(JSON.stringify(request));
    const isZipped = call.headers.get('content-encoding') === 'gzip';
    return { ...call, body: isZipped ? Uint8Array.from(gzipSync(text)) : text };
  }

  /** The answer with its entries in short lines, as a server may write them. */
  inLines({ path }: Asked, answer: Answered): Answered {
    if (!path.endsWith('/sync')) return answer;
    const text = new TextDecoder().decode(answer.body);
    const lines = text
      .split('\n')
      .map((line) => (line.startsWith(ENTRY) ? shortLines(line) : line));
    return { ...answer, body: new TextEncoder().encode(lines.join('\n')) };
  }

  /** A phone was sent the whole of this answer. */
  sent(phone: string, { body }: Answered): void {
    const { pull } = JSON.parse(new TextDecoder().decode(body)) as SyncReply;
    if (pull?.outcome !== 'changes') return;
    if (!pull.more) return void this.#awaiting.delete(phone);
    this.more += 1;
    this.#awaiting.add(phone);
  }

  /** Whether a phone has had a page and not yet the one after. */
  isBetween(phone: string): boolean {
    return this.#awaiting.has(phone);
  }

  killed(phone: string): void {
    if (this.#awaiting.delete(phone)) this.kills += 1;
  }
}

function shortLines(line: string): string {
  const end = line.endsWith(',') ? ',' : '';
  const entries = JSON.parse(`[${line.slice(0, line.length - end.length)}]`) as unknown[];
  const lines: string[] = [];
  for (let from = 0; from < entries.length; from += LINE_ENTRIES) {
    const texts = entries.slice(from, from + LINE_ENTRIES).map((entry) => JSON.stringify(entry));
    lines.push(texts.join(','));
  }
  return lines.join(',\n') + end;
}
