import { useEffect } from 'preact/hooks';
import { markDirty } from '../../dirty.ts';

/** While the component is shown (and `isOn`), somebody is in the middle of something: an update of the app waits. */
export function useUnfinished(key: string, isOn = true): void {
  useEffect(() => {
    markDirty(`office:${key}`, isOn);
    return () => markDirty(`office:${key}`, false);
  }, [key, isOn]);
}
