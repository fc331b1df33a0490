import 'fake-indexeddb/auto';
import { v4 } from 'uuid';
import type { RedeemReply } from '../../src/protocol/enrolment.ts';
import type { DoorCheck } from '../../src/domain/door-check.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { OperationResult } from '../../src/protocol/sync.ts';
import { makeSecret } from '../../src/store/secret.ts';
import type { EnrolParts } from '../../src/store/vault.ts';

/** A browser profile without any database, as on a new phone. */
export async function emptyProfile(): Promise<void> {
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => deleteDatabase(name!)));
}

export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
  });
}

export const PIN = '271828';

/** Tests set dozens of PINs; what 600,000 rounds cost an attacker is not what they are about. */
export const FEW_ROUNDS = { pinRounds: 1000 };

export function buildEnrolment({ name = '林秋实', pin = PIN } = {}): EnrolParts {
  const reply: RedeemReply = {
    server: v4(),
    deviceId: v4(),
    account: { id: v4(), personId: v4(), name },
    organisation: 'Invented Campus',
    isDemo: false,
    publicKey: { kty: 'EC' },
  };
  return { reply, deviceToken: makeSecret(), accountSecret: makeSecret(), pin };
}

export function buildCheck(fields: Partial<DoorCheck> = {}): DoorCheck {
  return {
    subject: { kind: 'unknown', text: '穿蓝衣的人' },
    doorId: v4(),
    direction: 'in',
    reading: { tempC: 36.5, site: 'forehead', thermometerId: null, rawValue: 36.5, rawUnit: 'C' },
    repeats: null,
    amends: null,
    ...fields,
  };
}

export function buildResult(
  { id, seq, at }: Operation,
  fields: Partial<OperationResult> = {},
): OperationResult {
  return {
    id,
    seq,
    outcome: 'stored',
    why: null,
    field: null,
    correctedAt: at,
    receivedAt: at,
    ...fields,
  };
}

/** Every record of every database of this profile as text, bytes read both as UTF-8 and one by one. */
export async function readRawProfile(): Promise<string> {
  const databases = await indexedDB.databases();
  const texts = await Promise.all(databases.map(({ name }) => readRawDatabase(name!)));
  return texts.join('\n');
}

async function readRawDatabase(name: string): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
  const texts = await Promise.all([...db.objectStoreNames].map((store) => readRawStore(db, store)));
  db.close();
  return [name, ...texts].join('\n');
}

function readRawStore(db: IDBDatabase, store: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const objects = db.transaction(store).objectStore(store);
    const request = objects.getAll();
    request.addEventListener('success', () =>
      resolve([store, ...objects.indexNames, textOf(request.result)].join('\n')),
    );
    request.addEventListener('error', () => reject(request.error));
  });
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array)
    return `${new TextDecoder().decode(value)} ${String.fromCharCode(...value)}`;
  if (value instanceof CryptoKey) return `a key, extractable: ${value.extractable}`;
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${textOf(each)}`)
      .join('\n');
  return String(value);
}
