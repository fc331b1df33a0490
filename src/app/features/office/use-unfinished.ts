import { useEffect } from 'preact/hooks';
import { markDirty } from '../../dirty.ts';

/** While the component is shown, somebody is in the middle of something: an update of the app waits. */
export function useUnfinished(key: string): void {
  useEffect(() => {
    markDirty(`office:${key}`, true);
    return () => markDirty(`office:${key}`, false);
  }, [key]);
}
