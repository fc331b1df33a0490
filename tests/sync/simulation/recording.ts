import type { FactBody } from '../../../src/domain/fact.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import type { Line } from './ledger.ts';
import { isStorage, type Phone } from './phone.ts';
import { randomId } from './web-crypto.ts';

/** What a person can write down in a simulated world. */
export type Recorded = {
  [Type in 'door-check' | 'visitor' | 'shift' | 'void']: { type: Type; body: FactBody<Type> };
}['door-check' | 'visitor' | 'shift' | 'void'] & { attachments?: readonly Attachment[] };

/** A person records something; the ledger hears what the screen said. */
export function recordOn(phone: Phone, of: Recorded): void {
  const { chance, timeline, ledger } = phone.parts;
  const page = phone.page();
  const by = page?.unlocked;
  if (!page || !by || !page.opened) return;
  const { name } = phone.device;
  phone.do('record', async () => {
    const id = randomId(chance);
    const { type, body, attachments = [] } = of;
    const { deviceId } = phone.member;
    const { journal } = phone;
    const about = { id, phone: name, deviceId, journal, by: by.accountId, type, body };
    const line = ledger.ask(about);
    for (const { ref } of attachments)
      ledger.photos.set(ref.sha, { sha: ref.sha, line, deviceId, isTold: false, wasTold: false });
    timeline.note(`${name} records ${type} ${id.slice(0, 8)}`);
    line.said = (await isKept(() => page.work.journal.record({ by, ...of, id, shiftId: null })))
      ? 'saved'
      : 'not-saved';
    timeline.note(`${name} says ${id.slice(0, 8)} is ${WORDS[line.said]}`);
  });
}

const WORDS: Record<Line['said'], string> = { asked: '', saved: 'saved', 'not-saved': 'not saved' };

/** What is refused, with a word on the screen, was not kept: for want of room, or on a revoked phone. */
async function isKept(record: () => Promise<unknown>): Promise<boolean> {
  try {
    await record();
    return true;
  } catch (error) {
    const isRefused = error instanceof Error && error.name === 'RecordingEnded';
    if (isRefused || isStorage(error)) return false;
    throw error;
  }
}
