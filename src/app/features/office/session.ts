import { signal, type ReadonlySignal } from '@preact/signals';
import type { Me } from '../../../protocol/office-session.ts';
import { createOfficeApi, type OfficeApi } from './api.ts';
import { createCall } from './call.ts';
import type { Network } from './network.ts';

/** Who is signed in at this desk. */
export interface Session {
  api: OfficeApi;
  /** `undefined` until the server was asked, `null` for nobody. */
  me: ReadonlySignal<Me | null | undefined>;
  /** The session ended in the middle of work: a sign-in is laid over it, and the work stays. */
  isExpired: ReadonlySignal<boolean>;
  take(me: Me): void;
  /** Not now: what waits fails with its sentence, the screen stays. */
  putOff(): void;
  leave(): void;
}

export function createSession(network: Network): Session {
  const me = signal<Me | null | undefined>(undefined);
  const isExpired = signal(false);
  let waiting: ((isSameAgain: boolean) => void)[] = [];

  function askToSignIn(): Promise<boolean> {
    if (!me.peek()) return Promise.resolve(false);
    isExpired.value = true;
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** Calls that wait are repeated for the same account only: nobody acts in another's name. */
  function settle(isSameAgain: boolean) {
    isExpired.value = false;
    const resolvers = waiting;
    waiting = [];
    for (const resolve of resolvers) resolve(isSameAgain);
  }

  return {
    api: createOfficeApi(createCall(network, askToSignIn)),
    me,
    isExpired,
    take(next) {
      const isSame = me.peek()?.account.id === next.account.id;
      me.value = next;
      settle(isSame);
    },
    putOff: () => settle(false),
    leave() {
      me.value = null;
      settle(false);
    },
  };
}
