import type { FactBody } from '../../../src/domain/fact.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import type { Line } from './ledger.ts';
import { tellsOfDisk } from './disk-word.ts';
import type { Phone } from './phone.ts';
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
    const nowMs = () => phone.parts.epochMs + timeline.nowMs;
    const line = ledger.ask({ ...about, askedAtMs: nowMs() });
    for (const { ref } of attachments)
      ledger.photos.set(ref.sha, { sha: ref.sha, line, deviceId, isTold: false, wasTold: false });
    timeline.note(`${name} records ${type} ${id.slice(0, 8)}`);
    const record = () => page.work.journal.record({ by, ...of, id, shiftId: null });
    line.said = (await isKept(phone, record)) ? 'saved' : 'not-saved';
    line.saidAtMs = nowMs();
    timeline.note(`${name} says ${id.slice(0, 8)} is ${WORDS[line.said]}`);
  });
}

const WORDS: Record<Line['said'], string> = { asked: '', saved: 'saved', 'not-saved': 'not saved' };

/** What is refused, with a word on the screen, was not kept: for want of room, or on a revoked phone, and on no other. */
async function isKept(phone: Phone, record: () => Promise<unknown>): Promise<boolean> {
  try {
    await record();
    return true;
  } catch (error) {
    if (tellsOfDisk(phone, error)) return false;
    if (!(error instanceof Error && error.name === 'RecordingEnded')) throw error;
    const { device, member, parts } = phone;
    if (!parts.isRevoked(member.deviceId))
      parts.ledger.fault(`I7 ${device.name} says that it is revoked, and is not`);
    return false;
  }
}
