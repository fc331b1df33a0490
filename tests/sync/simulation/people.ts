import { createHash } from 'node:crypto';
import type { Subject } from '../../../src/domain/door-check.ts';
import type { Chance } from '../../../src/server/demo/chance.ts';
import type { Attachment } from '../../../src/store/attachments.ts';
import type { Campus } from './campus.ts';
import type { Ledger } from './ledger.ts';
import type { Phone } from './phone.ts';
import { recordOn } from './recording.ts';
import { fillRandom } from './web-crypto.ts';

/** What people at the doors write down. */
export class People {
  readonly #chance: Chance;
  readonly #campus: Campus;
  readonly #ledger: Ledger;
  readonly #hasPhotos: boolean;

  constructor(parts: { chance: Chance; campus: Campus; ledger: Ledger; hasPhotos: boolean }) {
    this.#hasPhotos = parts.hasPhotos;
    this.#chance = parts.chance;
    this.#campus = parts.campus;
    this.#ledger = parts.ledger;
  }

  record(phone: Phone): void {
    const dice = this.#chance.next();
    if (dice < 0.7) return this.#check(phone, null);
    if (dice < 0.78) return this.#visitor(phone);
    if (dice < 0.84) return this.#shift(phone);
    const target = this.#ownCheck(phone);
    if (target === undefined) return this.#check(phone, null);
    if (dice < 0.92) return this.#check(phone, target);
    const { doorId } = phone.member;
    recordOn(phone, { type: 'void', body: { voids: target, doorId, reason: '记错人了' } });
  }

  #check(phone: Phone, amends: string | null): void {
    const { doorId } = phone.member;
    const tempC = 36 + this.#chance.whole(0, 20) / 10;
    const subject: Subject = this.#chance.happens(this.#hasPhotos ? 0.4 : 0.7)
      ? { kind: 'person', personId: this.#chance.pick(this.#campus.residents).id }
      : { kind: 'unknown', text: '穿蓝衣的人'.repeat(this.#chance.whole(1, 8)) };
    const of = { site: 'forehead', thermometerId: null, rawUnit: 'C' } as const;
    const reading = { ...of, tempC, rawValue: tempC };
    const direction = this.#chance.pick<'in' | 'out'>(['in', 'out']);
    const body = { subject, doorId, direction, reading, repeats: null, amends };
    if (!this.#hasPhotos || subject.kind !== 'unknown')
      return recordOn(phone, { type: 'door-check', body });
    const attachments = Array.from({ length: this.#chance.whole(0, 2) }, () => this.#photo());
    const photos = attachments.map(({ ref }) => ref);
    recordOn(phone, { type: 'door-check', body: { ...body, photos }, attachments });
  }

  /** Small ones, and some that go up in several pieces. */
  #photo(): Attachment {
    const size = this.#chance.pick([900, 20_000, 90_000, 200_000]);
    const seed = fillRandom(this.#chance, new Uint8Array(16));
    const made = createHash('shake256', { outputLength: size }).update(seed).digest();
    const sha = createHash('sha256').update(made).digest('hex');
    return { ref: { sha, size, mime: 'image/jpeg' }, bytes: Uint8Array.from(made) };
  }

  #visitor(phone: Phone): void {
    const { doorId } = phone.member;
    const body = { doorId, name: '访客甲', hostId: null, hostText: null, phone: null };
    recordOn(phone, { type: 'visitor', body });
  }

  #shift(phone: Phone): void {
    const { doorId } = phone.member;
    const of = { thermometerUnit: 'C', site: 'forehead' } as const;
    const body = { doorId, thermometerId: null, ...of };
    recordOn(phone, { type: 'shift', body });
  }

  #ownCheck(phone: Phone): string | undefined {
    const own = [...this.#ledger.lines.values()].filter(
      (line) => line.phone === phone.device.name && line.type === 'door-check',
    );
    return own.length === 0 ? undefined : this.#chance.pick(own).id;
  }
}
