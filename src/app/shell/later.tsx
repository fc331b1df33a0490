import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { stringsReady } from '../strings.ts';
import { Waiting } from './waiting.tsx';

const unseen = new Set<{ load: () => Promise<unknown> }>();

/** Fetches every screen that has not been shown yet, so that the first tap on it finds it here. */
export async function loadTheRest(): Promise<void> {
  await Promise.allSettled([...unseen].map(({ load }) => load()));
}

/**
 * A screen in a chunk of its own. `load` starts at the first showing and is kept. A chunk that cannot be
 * loaded (the network went before the worker had everything) is tried again; a screen that people
 * wait for throws to the rescue screen in the end, one that shows nothing meanwhile never does. What is not
 * of the phone is not fetched with the rest of it, but when it is shown.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: 'waiting' | 'nothing' = 'waiting',
  isOfPhone = true,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  let loaded: ComponentType<Props> | null = null;
  const entry = { load: loadOnce };
  if (isOfPhone) unseen.add(entry);

  async function loadOnce(): Promise<ComponentType<Props>> {
    loading ??= load();
    try {
      const screen = await loading;
      await stringsReady();
      loaded = screen;
      unseen.delete(entry);
      return screen;
    } catch (failure) {
      loading = null;
      throw failure;
    }
  }

  return function Later(props: Props): JSX.Element | null {
    const [state, setState] = useState<{ failure: unknown } | null>(null);
    const [screen, setScreen] = useState<{ Screen: ComponentType<Props> } | null>(
      loaded === null ? null : { Screen: loaded },
    );
    useEffect(() => {
      if (screen !== null) return;
      return tryUntil(loadOnce, {
        done: (Screen) => setScreen({ Screen }),
        failed: (failure, tries) => {
          const isOver = meanwhile === 'waiting' && tries >= TRIES_BEFORE_RESCUE;
          if (isOver) setState({ failure });
          return !isOver;
        },
      });
    }, []);

    if (state !== null) throw state.failure;
    if (screen === null) return meanwhile === 'waiting' ? <Waiting /> : null;
    return <screen.Screen {...props} />;
  };
}

const TRY_AGAIN_MS = 2000;
const TRIES_BEFORE_RESCUE = 5;

/** Tries, and again after a pause for as long as `failed` says so. Gives how to stop. */
function tryUntil<T>(
  work: () => Promise<T>,
  then: { done: (result: T) => void; failed: (failure: unknown, tries: number) => boolean },
): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = (tries: number): void => {
    work().then(
      (result) => {
        if (!isStopped) then.done(result);
      },
      (failure: unknown) => {
        if (!isStopped && then.failed(failure, tries))
          timer = setTimeout(() => attempt(tries + 1), TRY_AGAIN_MS);
      },
    );
  };
  attempt(1);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
