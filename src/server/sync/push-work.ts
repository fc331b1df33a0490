import type { Id, Instant } from '../../domain/id.ts';
import type { SyncRequest } from '../../protocol/sync.ts';
import type { Tx } from '../database/tables.ts';

/** One push in its transaction: what is known of the sender. */
export interface PushWork {
  tx: Tx;
  deviceId: Id;
  logId: Id;
  clock: SyncRequest['clock'];
  /** When `clock` was read, in ms since 1970 by the server's clock: at receipt, or when a file was made. */
  clockReadAtMs: number;
  receivedAt: Instant;
  /** What this phone had recorded by then was here when it last said, before this contact, that nothing waits. */
  emptiedAt: Instant | null;
  /** A revoked phone hands over what it still has: all of it is parked. */
  isQuarantined: boolean;
  /** As an IANA name. */
  campusZone: string;
  report: (error: unknown) => void;
}
