import { createHash } from 'node:crypto';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import type { Ledger, Photo } from './ledger.ts';
import type { Phone } from './phone.ts';
import type { Wire } from './wire.ts';

/** I2, at the moment itself: a photo that a screen calls received is on the server, byte for byte, as this phone's. */
export function findPhoto(file: SqliteFile, { sha, deviceId }: Photo): string | null {
  const held = file
    .prepare(
      `select bytes from attachment
       join attachment_holder on attachment_holder.sha = attachment.sha
       where attachment.sha = ? and device_id = ?`,
    )
    .get(sha, deviceId) as { bytes: Uint8Array } | undefined;
  if (held === undefined) return `I2 photo ${sha} is called received, and is not on the server`;
  const found = createHash('sha256').update(held.bytes).digest('hex');
  return found === sha ? null : `I2 photo ${sha} has other bytes on the server`;
}

/** So often, since it was revoked, something else must have answered in the server's place before a phone gives its photos up. */
const REFUSALS = 5;

/** Whether the network has kept a revoked phone from bringing its photos: then it is wiped without. */
export function mayLackPhotos(
  { isWiped, revokedAtMs, device }: Phone,
  { photosRefusedAtMs }: Wire,
): boolean {
  const refused = photosRefusedAtMs.get(device.name) ?? [];
  return isWiped && refused.filter((atMs) => atMs >= revokedAtMs).length >= REFUSALS;
}

/** I1 and I2, at the end: each photo of what was saved has gone up, of wiped phones too. */
export function judgePhotos(
  file: SqliteFile,
  ledger: Ledger,
  mayLack: (phone: string) => boolean,
): string[] {
  return [...ledger.photos.values()].flatMap((photo) => {
    const { line, wasTold, sha } = photo;
    const isExcused = line.isCleared || mayLack(line.phone);
    const isDue = line.said === 'saved' && !isExcused;
    if (!isDue && !wasTold) return [];
    const wrong = findPhoto(file, photo);
    if (wrong === null || wasTold) return wrong === null ? [] : [wrong];
    return [`I1 photo ${sha} of ${line.id} was saved, and has not gone up`];
  });
}
