import { get, set } from 'idb-keyval';
import type { Id } from '../domain/id.ts';
import { deviceStore } from './device-store.ts';
import type { Journal } from './journal.ts';

/** `pendingLastKnown` is what the lost journal still had to send, as far as this phone remembers. */
export type CanaryReport = { lost: false } | { lost: true; pendingLastKnown: number | null };

/** What was last known of the journal, kept outside of it in two places that browsers lose separately. */
interface LastKnown {
  log: Id;
  pending: number;
}

const KEY = 'canary';
const LOCAL_KEY = 'shouwang.canary';

/**
 * Compares the journal with what was last known of it outside of it, then keeps that knowledge up to
 * date while the journal is open. A replaced journal is reported once, some seconds long. Call once per run.
 */
export async function watchCanary(journal: Journal): Promise<CanaryReport> {
  const inDatabase = (await get<LastKnown>(KEY, deviceStore)) ?? null;
  const report = compare(journal, [readLocal(), inDatabase]);

  let lastText = '';
  let lastInDatabase = '';
  const keep = async () => {
    const known: LastKnown = { log: journal.log(), pending: journal.counts().pending };
    const text = JSON.stringify(known);
    if (text === lastText) return;
    lastText = text;
    writeLocal(text);
    // A second flush to the disk for every record would slow the door down: the database hears of less.
    const inDatabase = `${known.log} ${known.pending > 0}`;
    if (inDatabase === lastInDatabase) return;
    lastInDatabase = inDatabase;
    await set(KEY, known, deviceStore);
  };
  // A loss is told once more where the app dies before anybody can have read of it.
  if (report.lost) setTimeout(() => void keep(), 3000);
  else await keep();
  journal.subscribe(() => void keep());
  return report;
}

function compare(journal: Journal, known: readonly (LastKnown | null)[]): CanaryReport {
  const others = known.filter((each) => each !== null && each.log !== journal.log());
  const isKnown = known.some((each) => each?.log === journal.log());
  if (others.length === 0 || isKnown) return { lost: false };
  return { lost: true, pendingLastKnown: Math.max(...others.map((each) => each?.pending ?? 0)) };
}

/** `null` where there is no local storage (workers, storage switched off) or nothing readable in it. */
function readLocal(): LastKnown | null {
  const text = localStore()?.getItem(LOCAL_KEY) ?? null;
  if (text === null) return null;
  const [, log, pending] = /^\{"log":"([\w-]+)","pending":(\d+)\}$/.exec(text) ?? [];
  return log === undefined ? null : { log, pending: Number(pending) };
}

function writeLocal(text: string): void {
  localStore()?.setItem(LOCAL_KEY, text);
}

function localStore(): Storage | undefined {
  return (globalThis as Partial<typeof globalThis>).localStorage;
}
