import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './http.ts';
import type { PushRequest } from './push-request.ts';
import type { ClockSetting } from './world-clock.ts';

export interface Usage {
  rssBytes: number;
  /** Processor time since its start. */
  cpuMs: number;
}

export interface ServerProcess {
  port: number;
  usage: () => Promise<Usage>;
  /** Its time is the world's from now on. */
  setClock: (to: ClockSetting) => void;
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
    usage: async () => {
      child.send('usage');
      return answer<Usage>(child);
    },
    setClock: (to) => void child.send(to),
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

/** Sends all of them at once, each on a new connection of its own, to these servers in turn; all must be answered. */
export function createCrowd(ports: readonly number[]): Crowd {
  return async (pushes) => {
    const agent = new Agent({ maxSockets: Infinity });
    const startMs = performance.now();
    const eachMs = await Promise.all(
      pushes.map(async (push, index) => {
        const port = ports[index % ports.length];
        if (port === undefined) throw new Error('no server');
        // A server that is asked too much says so; a phone then asks again, and waits longer than this.
        while ((await send({ agent, port }, push)) === 'busy') await setTimeout(BUSY_MS);
        return performance.now() - startMs;
      }),
    );
    return { tookMs: performance.now() - startMs, eachMs };
  };
}

const BUSY_MS = 250;

async function send(
  to: { agent: Agent; port: number },
  push: PushRequest,
): Promise<'taken' | 'busy'> {
  const { status } = await ask(to, { ...push, method: 'POST', path: '/api/v1/sync' });
  if (status === 200) return 'taken';
  if (status === 503) return 'busy';
  throw new Error(`the server answers ${String(status)}`);
}
