import type { StorageFailure } from '../../../src/store/storage-failure.ts';
import type { Phone } from './phone.ts';

/** Whether this is the disk's failure, as a screen tells it. What one new handle cures is not for people to hear. */
export function tellsOfDisk({ device, run, parts }: Phone, error: unknown): boolean {
  if (!isStorage(error)) return false;
  if (!parts.mayFail(run, error.why))
    parts.ledger.fault(`I7 ${device.name} calls its storage ${error.why}, and it is not`);
  return true;
}

const isStorage = (error: unknown): error is StorageFailure =>
  error instanceof Error && error.name === 'StorageFailure';
