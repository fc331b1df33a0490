import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Scope } from '../../domain/scope.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readDeviceSession, requireDevice } from '../sync/authenticate.ts';
import { followedScopes } from '../sync/followed-scopes.ts';

const HEARTBEAT_MS = 25_000;

/**
 * `GET /api/v1/poke`: says which followed scopes have a new head, and nothing else. Token and session
 * are headers (the stream is read by `fetch`), so that no address holds a secret. Ends when the session
 * or the device does.
 */
export function pokeRoute(deps: Dependencies): Hono {
  return new Hono().get('/', async (c) => {
    const readScopes = async (): Promise<ReadonlySet<Scope>> => {
      const at = instantOf(deps.now());
      const device = await requireDevice(c, deps.db);
      if (device.revokedAt !== null) throw new Problem('device-revoked');
      const session = await readDeviceSession(c, deps.db, { deviceId: device.id, at });
      if (session.outcome !== 'open') throw new Problem('session-expired');
      return new Set(await followedScopes(deps.db, session, at));
    };
    let followed = await readScopes();
    const news = new Map<Scope, number>();
    const bell = createBell();
    const stopListening = deps.pokes.listen((heads) => {
      for (const [scope, head] of heads) if (followed.has(scope)) news.set(scope, head);
      if (news.size > 0) bell.ring();
    });
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(
      c,
      async (stream) => {
        stream.onAbort(bell.ring);
        await stream.writeSSE({ event: 'open', data: '{}' });
        while (!stream.aborted) {
          await bell.wait(news.size > 0 ? 0 : HEARTBEAT_MS);
          followed = await readScopes();
          const data = JSON.stringify(Object.fromEntries(news));
          const event = news.size > 0 ? 'heads' : 'alive';
          news.clear();
          await stream.writeSSE({ event, data });
        }
        stopListening();
      },
      async (error, stream) => {
        stopListening();
        if (!(error instanceof Problem)) deps.report(error);
        await stream.close();
      },
    );
  });
}

/** Wakes whoever waits; a ring that nobody waited for wakes the next one at once. */
function createBell() {
  let wake: (() => void) | null = null;
  let hasRung = false;
  return {
    ring: (): void => {
      hasRung = true;
      wake?.();
    },
    wait: async (ms: number): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      if (!hasRung)
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, ms);
        });
      clearTimeout(timer);
      wake = null;
      hasRung = false;
    },
  };
}
