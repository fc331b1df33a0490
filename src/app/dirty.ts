import { computed, signal, type ReadonlySignal } from '@preact/signals';

const dirtyKeys = signal<ReadonlySet<string>>(new Set());

/** Whether somebody is typing something that a reload would take away. */
export const isDirty: ReadonlySignal<boolean> = computed(() => dirtyKeys.value.size > 0);

/** Each form names itself by a key; an update of the app waits until no key is dirty. */
export function markDirty(key: string, dirty: boolean): void {
  if (dirtyKeys.peek().has(key) === dirty) return;
  const next = new Set(dirtyKeys.peek());
  if (dirty) next.add(key);
  else next.delete(key);
  dirtyKeys.value = next;
}
