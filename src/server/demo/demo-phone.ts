import { randomUUID } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Post, Role } from '../../domain/role.ts';
import { issueCode } from '../accounts/enrolment-codes.ts';
import { redeem } from '../accounts/redeem.ts';
import { newSecret } from '../accounts/secrets.ts';
import { chunksOf } from '../database/insert-many.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { contactMarks } from '../sync/contact-marks.ts';
import { takeOperations } from '../sync/take-operations.ts';
import { addDemoStaff } from './demo-campus.ts';
import type { Signer } from './demo-week.ts';

const BATCH = 500;

/** A phone of the demo, and whose it is. */
export interface DemoPhone extends Signer {
  deviceId: Id;
}

/** A member of staff since `founding.now()`, with a phone. */
export async function staffPhone(
  { deps, founding, by }: { deps: Dependencies; founding: Dependencies; by: Id },
  of: { name: string; role: Role; post: Post },
): Promise<DemoPhone> {
  const accountId = await addDemoStaff(founding, of);
  const { code } = await issueCode(deps, { accountId, by });
  return bindPhone(deps, { accountId, code });
}

/** The code is good for that account. */
export async function bindPhone(
  deps: Dependencies,
  { accountId, code }: { accountId: Id; code: string },
): Promise<DemoPhone> {
  const secret = newSecret();
  const { deviceId } = await redeem(
    deps,
    {
      code,
      deviceToken: newSecret(),
      accountSecret: secret,
      deviceName: '演示手机',
      platform: 'demo',
    },
    null,
  );
  return { accountId, secret, deviceId };
}

/** Through the same door as every phone's records: signed, judged, filed; `deps.now()` is when the phone is heard. */
export async function record(
  deps: Dependencies,
  { deviceId }: DemoPhone,
  told: readonly Omit<Operation, 'seq'>[],
): Promise<void> {
  const logId = randomUUID();
  const receivedAtMs = deps.now();
  const receivedAt = instantOf(receivedAtMs);
  const numbered = told.map((operation, index) => ({ ...operation, seq: index + 1 }));
  for (const operations of chunksOf(numbered, BATCH))
    await writeDatabase(deps.db, async (tx) => {
      const contact = await contactMarks(tx, { id: deviceId, lastContactAt: null }, receivedAt);
      await tx
        .updateTable('device')
        .set({ lastContactAt: receivedAt })
        .where('id', '=', deviceId)
        .execute();
      await takeOperations(
        {
          tx,
          deviceId,
          logId,
          clock: { now: receivedAt, zone: 'Asia/Shanghai', boot: 'server', monoMs: 0 },
          clockReadAtMs: receivedAtMs,
          receivedAt,
          emptiedAt: null,
          isQuarantined: false,
          campusZone: deps.settings.campusZone,
          report: deps.report,
        },
        operations,
        contact,
      );
    });
}
