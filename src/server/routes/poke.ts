import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readDeviceSession, requireDevice, type DeviceRow } from '../sync/authenticate.ts';
import { followedScopes } from '../sync/followed-scopes.ts';

const HEARTBEAT_MS = 25_000;
/** As many tabs as anybody has open. */
const STREAMS_PER_DEVICE = 4;

/**
 * `GET /api/v1/poke`: says which followed scopes have a new head, and nothing else. Token and session
 * are headers (the stream is read by `fetch`), so that no address holds a secret. Ends when the session
 * or the device does, or when newer streams of the device take its place.
 */
export function pokeRoute(deps: Dependencies): Hono {
  const places = createPlaces(STREAMS_PER_DEVICE);
  return new Hono().get('/', async (c) => {
    const readDevice = () => requireDevice(c, deps.db);
    const readScopes = async (device: DeviceRow): Promise<ReadonlySet<Scope>> => {
      const at = instantOf(deps.now());
      if (device.revokedAt !== null) throw new Problem('device-revoked');
      const session = await readDeviceSession(c, deps.db, { deviceId: device.id, at });
      if (session.outcome !== 'open') throw new Problem('session-expired');
      return new Set(await followedScopes(deps.db, session, at));
    };
    const device = await readDevice();
    let followed = await readScopes(device);
    const news = new Map<Scope, number>();
    const bell = createBell();
    let isReplaced = false;
    const giveUpPlace = places.take(device.id, () => {
      isReplaced = true;
      bell.ring();
    });
    const stopPokes = deps.pokes.listen((heads) => {
      for (const [scope, head] of heads) if (followed.has(scope)) news.set(scope, head);
      if (news.size > 0) bell.ring();
    });
    const end = (): void => {
      giveUpPlace();
      stopPokes();
    };
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(
      c,
      async (stream) => {
        stream.onAbort(() => {
          end();
          bell.ring();
        });
        await stream.writeSSE({ event: 'open', data: '{}' });
        while (!stream.aborted) {
          await bell.wait(news.size > 0 ? 0 : HEARTBEAT_MS);
          if (isReplaced) break;
          followed = await readScopes(await readDevice());
          const data = JSON.stringify(Object.fromEntries(news));
          const event = news.size > 0 ? 'heads' : 'alive';
          news.clear();
          await stream.writeSSE({ event, data });
        }
        end();
      },
      async (error, stream) => {
        end();
        if (!(error instanceof Problem)) deps.report(error);
        await stream.close();
      },
    );
  });
}

/** So many at a time for each device: one more ends the oldest. */
function createPlaces(most: number) {
  const taken = new Map<Id, (() => void)[]>();
  return {
    take: (deviceId: Id, end: () => void): (() => void) => {
      const ends = [...(taken.get(deviceId) ?? []), end];
      while (ends.length > most) ends.shift()?.();
      taken.set(deviceId, ends);
      return () => {
        const others = (taken.get(deviceId) ?? []).filter((other) => other !== end);
        if (others.length > 0) taken.set(deviceId, others);
        else taken.delete(deviceId);
      };
    },
  };
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
