import type { SyncRequest } from '../protocol/sync.ts';
import type { ApplyResult } from '../store/replica-intake.ts';
import type { Replica } from '../store/replica.ts';
import type { ExchangeMemory, ExchangeParts, Reader } from './exchange.ts';
import { mendReplica } from './mend-replica.ts';
import type { Credentials, ReceivedReply, SendFailure } from './network.ts';
import { noteFinding } from './note-finding.ts';

/** A page that more will follow: the next is asked for from `cursor` while this one is sealed and written. */
export interface PullAhead {
  replica: Replica;
  cursor: string;
  applying: Promise<[PromiseSettledResult<ApplyResult>]>;
}

export interface Pulled {
  isMore: boolean;
  trouble: SendFailure | null;
}

const TOO_OLD: Pulled = { isMore: false, trouble: 'app-too-old' };
/** Meanwhile: what came down is asked for again after the next unlock. */
const LOCKED: Pulled = { isMore: false, trouble: null };

export const FIRST_PULL = 2000;
const MAX_PULL = 4000;
/** A line that brings a page within this time takes twice as much as soon: fewer requests for a first load. */
const FAST_MS = 3000;

export const cursorToUse = ({ ahead }: ExchangeMemory, replica: Replica): string | null =>
  ahead?.replica === replica ? ahead.cursor : replica.cursor();

/** What came of the page that was being written. Throws what kept it from the disk. */
export async function landAhead({ memory, reader }: ExchangeParts): Promise<ApplyResult | null> {
  const { ahead } = memory;
  if (ahead === null) return null;
  const [applied] = await ahead.applying;
  memory.ahead = null;
  // Locked meanwhile: what failed then will be asked for again.
  if (reader()?.replica !== ahead.replica) return null;
  if (applied.status === 'rejected') throw applied.reason;
  return applied.value;
}

interface PullParts {
  reply: ReceivedReply;
  credentials: Credentials;
  reader: Reader | null;
  asked: SyncRequest['pull'];
  roundTripMs: number;
  /** Of the page before. */
  landed: ApplyResult | null;
}

/** Takes in what came down. Where the page before did not land, the replica has not reached this one's cursor. */
export async function takePull(exchange: ExchangeParts, parts: PullParts): Promise<Pulled> {
  try {
    return await take(exchange, parts);
  } catch (error) {
    if (exchange.reader() === parts.reader) throw error;
    return LOCKED;
  }
}

async function take(exchange: ExchangeParts, parts: PullParts): Promise<Pulled> {
  const { sessions, reader: currentReader, memory } = exchange;
  const { reader, asked, credentials, roundTripMs, landed } = parts;
  const cursorUsed = asked?.cursor ?? null;
  const { pull } = parts.reply;
  if (pull === null) return { isMore: false, trouble: asked === null ? null : 'server-down' };
  if (reader === null || currentReader() !== reader) return LOCKED;
  const { replica } = reader;
  switch (pull.outcome) {
    case 'changes': {
      memory.wasRefused = false;
      if (landed?.outcome === 'differs') return mend(exchange, credentials, { replica, ...landed });
      if (landed?.outcome === 'unreadable') return TOO_OLD;
      if (roundTripMs < FAST_MS) memory.pullMax = Math.min(MAX_PULL, memory.pullMax * 2);
      const applying = replica.apply({ cursorUsed, changes: pull });
      if (pull.more) {
        memory.ahead = { replica, cursor: pull.cursor, applying: Promise.allSettled([applying]) };
        return { isMore: true, trouble: null };
      }
      const applied = await applying;
      if (applied.outcome === 'differs')
        return mend(exchange, credentials, { replica, ...applied });
      if (applied.outcome === 'unreadable') return TOO_OLD;
      return { isMore: applied.outcome === 'moved', trouble: null };
    }
    case 'resync': {
      const wasEmpty = cursorUsed === null;
      await replica.reset();
      return { isMore: !wasEmpty, trouble: null };
    }
    case 'refused': {
      if (pull.why === 'app-too-old') return TOO_OLD;
      sessions.forget();
      const isMore = pull.why === 'session-expired' && !memory.wasRefused;
      memory.wasRefused = true;
      return { isMore, trouble: 'signed-out' };
    }
  }
}

async function mend(
  exchange: ExchangeParts,
  credentials: Credentials,
  differing: { replica: Replica; scopes: readonly string[] },
): Promise<Pulled> {
  const { memory, note, sendRepair } = exchange;
  note(`The replica differs from the server in ${differing.scopes.join(', ')}`);
  const { isMended, differences } =
    sendRepair === null
      ? { isMended: false, differences: [] }
      : await mendReplica(sendRepair, credentials, differing);
  // Loaded anew once: a fault that a rebuild does not cure must not download everything for ever.
  const isHopeless = !isMended && memory.wasReset;
  const end = isMended ? 'mended' : isHopeless ? 'open' : 'loaded-anew';
  await noteFinding(exchange, differences, end);
  if (isHopeless) return { isMore: false, trouble: null };
  if (!isMended) {
    memory.wasReset = true;
    await differing.replica.reset();
  }
  return { isMore: true, trouble: null };
}
