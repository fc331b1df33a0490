import type { Journal } from '../../../src/store/journal.ts';
import type { PhoneParts } from './phone.ts';

/** What the screen shows of each operation and of each photo goes into the ledger. */
export function lookAt(name: string, journal: Journal, parts: PhoneParts): void {
  lookAtOperations(name, journal, parts);
  const { ledger, timeline } = parts;
  for (const { sha, state } of journal.attachments().values()) {
    const photo = ledger.photos.get(sha);
    if (photo === undefined) {
      ledger.fault(`${name} shows the photo ${sha}, which nobody took`);
      continue;
    }
    const isTold = state === 'present';
    if (isTold === photo.isTold) continue;
    photo.isTold = isTold;
    timeline.note(`${name} says the photo ${sha.slice(0, 8)} is ${state}`);
    if (!isTold) continue;
    photo.wasTold = true;
    const wrong = parts.checkPhoto(sha);
    if (wrong !== null) ledger.fault(`${name}: ${wrong}`);
  }
}

function lookAtOperations(name: string, journal: Journal, parts: PhoneParts): void {
  const { ledger, timeline } = parts;
  for (const { operation, state, result } of journal.entries()) {
    const line = ledger.lines.get(operation.id);
    if (line === undefined) {
      ledger.fault(`${name} shows ${operation.id}, which nobody recorded`);
      continue;
    }
    const told = state === 'pending' ? null : result;
    // A parked one may be judged again: the screen then says something else of it.
    if (told?.outcome === line.told?.outcome) continue;
    line.told = told;
    if (told === null) continue;
    line.wasTold = true;
    if (told.outcome !== 'parked') line.hasCounted = true;
    timeline.note(`${name} says ${operation.id.slice(0, 8)} is ${told.outcome}`);
    const wrong = parts.checkReceipt(operation.id);
    if (wrong !== null) ledger.fault(`${name}: ${wrong}`);
  }
}
