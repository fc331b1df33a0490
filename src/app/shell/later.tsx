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
 * A screen in a chunk of its own. `load` starts at the first showing and is kept; a chunk that cannot
 * be loaded throws to the rescue screen, and the next showing tries again.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: 'waiting' | 'nothing' = 'waiting',
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  let loaded: ComponentType<Props> | null = null;
  const entry = { load: loadOnce };
  unseen.add(entry);

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
      loadOnce().then(
        (Screen) => setScreen({ Screen }),
        (failure: unknown) => setState({ failure }),
      );
    }, []);

    if (state !== null) throw state.failure;
    if (screen === null) return meanwhile === 'waiting' ? <Waiting /> : null;
    return <screen.Screen {...props} />;
  };
}
