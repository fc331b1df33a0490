export interface AttentionState {
  /** Since the last touch or key. */
  idleMs: number;
  /** How long the page was out of sight before now; `null` if it was in sight. */
  hiddenMs: number | null;
  graceMinutes: number;
  isOnShift: boolean;
}

/** A visible page that nobody touches stays open at least this long, even where the grace is off. */
const IDLE_AT_LEAST_MINUTES = 5;

/**
 * A phone that was away for longer than the grace is locked on return, and one that lies idle is
 * locked where it lies, except on shift: the door's screen stays open between two people.
 */
export function shouldLock(state: AttentionState): boolean {
  const graceMs = state.graceMinutes * 60_000;
  if (state.hiddenMs !== null && state.hiddenMs > graceMs) return true;
  if (state.isOnShift) return false;
  return state.idleMs > Math.max(graceMs, IDLE_AT_LEAST_MINUTES * 60_000);
}

export interface AttentionParts {
  now: () => number;
  graceMinutes: () => number;
  isOnShift: () => boolean;
  onTouch: () => void;
  onLock: () => void;
}

const LOOK_EVERY_MS = 15_000;

/** Watches hands and sight while somebody is signed in; the returned function stops it. */
export function watchAttention(parts: AttentionParts): () => void {
  let touchedAt = parts.now();
  let hiddenAt: number | null = null;

  function touched(): void {
    touchedAt = parts.now();
    parts.onTouch();
  }
  function look(): void {
    const now = parts.now();
    const isLocked = shouldLock({
      idleMs: now - touchedAt,
      hiddenMs: hiddenAt === null ? null : now - hiddenAt,
      graceMinutes: parts.graceMinutes(),
      isOnShift: parts.isOnShift(),
    });
    if (isLocked) parts.onLock();
  }
  function sightChanged(): void {
    if (document.visibilityState === 'hidden') {
      hiddenAt = parts.now();
      parts.onTouch();
      return;
    }
    look();
    hiddenAt = null;
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('pointerdown', touched, { passive: true });
  document.addEventListener('keydown', touched);
  document.addEventListener('visibilitychange', sightChanged);
  return () => {
    clearInterval(timer);
    document.removeEventListener('pointerdown', touched);
    document.removeEventListener('keydown', touched);
    document.removeEventListener('visibilitychange', sightChanged);
  };
}
