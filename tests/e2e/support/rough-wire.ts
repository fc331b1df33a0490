import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './server.ts';

export type Trouble =
  | 'none'
  /** The server has the request; its answer never comes. */
  | 'cut-after-request'
  /** The answer ends in the middle. */
  | 'cut-in-reply'
  /** 1 kB in a second, both ways. */
  | 'slow'
  /** Three of ten exchanges are lost, before the server has them or after. */
  | 'lossy'
  /** The server's answer under another content type. */
  | 'wrong-type'
  /** The server gets every request twice, at the same time. */
  | 'twice'
  /** Everything is taken and nothing ever comes back. */
  | 'half-open';

export interface RoughWire {
  /** What phones are given as the server's address. */
  url: string;
  give: (trouble: Trouble) => void;
  /** How many syncs have come by. */
  syncs: () => number;
  stop: () => Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

const BYTES_PER_MS = 1;
const SLICE_BYTES = 256;
const LOSS = 0.3;

/** A bad network between phones and the server. `random` decides what is lost: 0 to 1. */
export async function startRoughWire(target: string, random: () => number): Promise<RoughWire> {
  const port = await freePort();
  let trouble: Trouble = 'none';
  let syncs = 0;

  async function relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const isCall = incoming.url?.startsWith('/api/') === true && incoming.url !== '/api/v1/poke';
    if (incoming.url === '/api/v1/sync') syncs += 1;
    const met = isCall ? trouble : 'none';
    const isLost = met === 'lossy' && random() < LOSS;
    if (isLost && random() < 0.5) return void outgoing.destroy();
    if (met === 'slow') await sleep(body.length / BYTES_PER_MS);
    const [answer] = await Promise.all([
      pass(incoming, body),
      ...(met === 'twice' ? [pass(incoming, body)] : []),
    ]);
    if (isLost || met === 'cut-after-request') return void outgoing.destroy();
    if (met !== 'half-open') await give(outgoing, answer, met);
  }

  function pass(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const { method, headers } = incoming;
    return new Promise((resolve, reject) => {
      const onward = request(new URL(incoming.url ?? '/', target), { method, headers }, (reply) => {
        readAll(reply).then(
          (all) => resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: all }),
          reject,
        );
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }

  const wire = createServer((incoming, outgoing) => {
    if (incoming.url === '/api/v1/poke') return void outgoing.writeHead(503).end();
    relay(incoming, outgoing).catch(() => outgoing.destroy());
  });
  wire.listen(port, '127.0.0.1');
  await once(wire, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    give: (next) => (trouble = next),
    syncs: () => syncs,
    stop: async () => {
      wire.closeAllConnections();
      wire.close();
      await once(wire, 'close');
    },
  };
}

async function give(outgoing: ServerResponse, answer: Answer, met: Trouble): Promise<void> {
  const { 'transfer-encoding': _, ...headers } = answer.headers;
  if (met === 'wrong-type') headers['content-type'] = 'text/html';
  outgoing.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
  if (met === 'cut-in-reply') {
    outgoing.write(answer.body.subarray(0, answer.body.length / 2));
    await sleep(50);
    outgoing.destroy();
    return;
  }
  if (met === 'slow')
    for (let at = 0; at < answer.body.length && !outgoing.destroyed; at += SLICE_BYTES) {
      outgoing.write(answer.body.subarray(at, at + SLICE_BYTES));
      await sleep(SLICE_BYTES / BYTES_PER_MS);
    }
  else outgoing.write(answer.body);
  outgoing.end();
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
