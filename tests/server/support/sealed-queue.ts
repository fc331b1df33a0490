import type { Id } from '../../../src/domain/id.ts';
import { readMeta, readServerIdentity } from '../../../src/server/database/meta.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import { sealQueue, type QueueToSeal } from '../../../src/store/seal-queue.ts';
import { at, type TestPhone } from './test-server.ts';

export interface Sealing {
  madeAt?: string;
  server?: Id;
  boot?: string;
  offsetMs?: number | null;
  photos?: readonly Attachment[];
  /** In the place of what an honest phone writes. */
  contents?: Partial<QueueToSeal['contents']>;
}

/** The queue file of a phone of a server that has been set up, sealed by the phone's own code. */
export async function sealedQueue(
  phone: TestPhone,
  operations: readonly unknown[],
  { madeAt = at(-30), boot = 'later', ...of }: Sealing = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { db } = phone.server;
  const publicKey = JSON.parse((await readMeta(db, 'organisation_public_key')) ?? '{}');
  const parts = await sealQueue({
    publicKey,
    server: of.server ?? (await readServerIdentity(db)).serverId,
    device: phone.deviceId,
    deviceToken: phone.token,
    madeAt,
    ...(of.photos && { photos: of.photos }),
    contents: {
      clock: { now: madeAt, zone: 'Asia/Shanghai', boot, monoMs: 60_000 },
      offsetMs: of.offsetMs ?? null,
      unreadable: 0,
      operations: [...operations],
      ...of.contents,
    },
  });
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
