import { SetUpState } from '../../../protocol/set-up-state.ts';

/** Whether the server that this new phone reaches holds invented data; `false` while nobody answers. */
export async function isDemoServer(fetch: typeof globalThis.fetch): Promise<boolean> {
  const [answer] = await Promise.allSettled([
    fetch('/api/v1/setup').then((response) => response.json() as Promise<unknown>),
  ]);
  if (answer.status === 'rejected') return false;
  return SetUpState.safeParse(answer.value).data?.isDemo ?? false;
}
