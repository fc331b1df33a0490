import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PushRequest } from './push-request.ts';

export interface ServerProcess {
  port: number;
  rssBytes: () => Promise<number>;
  stop: () => Promise<void>;
}

export async function startServerProcess(of: {
  dataDir: string;
  url: string | null;
}): Promise<ServerProcess> {
  const path = fileURLToPath(new URL('server-process.ts', import.meta.url));
  const child = fork(path, [of.dataDir, of.url ?? ''], { execArgv: ['--import', 'tsx'] });
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    rssBytes: async () => {
      child.send('memory');
      return (await answer<{ rssBytes: number }>(child)).rssBytes;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the server has ended'))),
  ])) as [T];
  return message;
}

export type Crowd = (
  pushes: readonly PushRequest[],
) => Promise<{ tookMs: number; eachMs: number[] }>;

/** Sends all of them at once, each on a new connection of its own; all must be answered. */
export function createCrowd(port: number): Crowd {
  return async (pushes) => {
    const agent = new Agent({ maxSockets: Infinity });
    const startMs = performance.now();
    const eachMs = await Promise.all(
      pushes.map(async (push) => {
        // A server that is asked too much says so; a phone then asks again, and waits longer than this.
        while ((await send({ agent, port }, push)) === 'busy') await setTimeout(BUSY_MS);
        return performance.now() - startMs;
      }),
    );
    return { tookMs: performance.now() - startMs, eachMs };
  };
}

const BUSY_MS = 250;

function send(
  to: { agent: Agent; port: number },
  { headers, body }: PushRequest,
): Promise<'taken' | 'busy'> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { ...to, host: '127.0.0.1', path: '/api/v1/sync', method: 'POST', headers },
      (incoming) => {
        incoming.resume();
        incoming.once('error', reject);
        incoming.once('end', () => {
          if (incoming.statusCode === 200) resolve('taken');
          else if (incoming.statusCode === 503) resolve('busy');
          else reject(new Error(`the server answers ${String(incoming.statusCode)}`));
        });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
