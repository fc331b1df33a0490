import type { Chance } from '../../../src/server/demo/chance.ts';
import type { Dependencies } from '../../../src/server/dependencies.ts';
import { assignmentOf, directoryOf, type Campus, type Member } from './campus.ts';
import { textOf, type Ledger } from './ledger.ts';
import type { Phone } from './phone.ts';
import type { Server } from './server.ts';
import type { Timeline } from './timeline.ts';

const LONG_PAST = '2000-01-01T00:00:00.000Z';

/** What the office does on the server meanwhile, by the server's own code. */
export class Office {
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #server: Server;
  readonly #campus: Campus;
  readonly #ledger: Ledger;
  readonly #onLeave = new Set<string>();

  constructor(parts: {
    timeline: Timeline;
    chance: Chance;
    server: Server;
    campus: Campus;
    ledger: Ledger;
  }) {
    this.#timeline = parts.timeline;
    this.#chance = parts.chance;
    this.#server = parts.server;
    this.#campus = parts.campus;
    this.#ledger = parts.ledger;
  }

  /** A post ends, or begins again. */
  changePost(member: Member): void {
    const isBack = this.#onLeave.delete(member.accountId);
    if (!isBack) this.#onLeave.add(member.accountId);
    this.#do(`${member.accountId.slice(0, 4)} ${isBack ? 'is on' : 'leaves'} duty`, (deps) => {
      const at = new Date(deps.now()).toISOString();
      const puts = [assignmentOf(member, isBack ? null : at)];
      return this.#put(deps, { puts, accountIds: [member.accountId] });
    });
  }

  rename(): void {
    const resident = this.#chance.pick(this.#campus.residents);
    const name = `${resident.name}${this.#chance.whole(1, 99)}`;
    this.#do('a name is corrected', (deps) =>
      this.#put(deps, { puts: [directoryOf({ ...resident, name })], accountIds: [] }),
    );
  }

  expireSessions(): void {
    this.#do('all sessions expire', async ({ db }) => {
      await db.updateTable('session').set({ expiresAt: LONG_PAST }).execute();
    });
  }

  /** A code for a new secret, which the phone redeems. */
  enrolAgain(phone: Phone): void {
    const { accountId } = phone.member;
    this.#do('a code is given', async (deps) => {
      const { code } = await this.#server.program.issueCode(deps, { accountId, by: accountId });
      const again = () => this.#enrolWhenUp(phone);
      const give = () => phone.code.take(code, again);
      this.#timeline.at(this.#timeline.world, 1000, ['code', give]);
    });
  }

  #enrolWhenUp(phone: Phone): void {
    if (this.#server.deps !== null) this.enrolAgain(phone);
    else this.#timeline.at(this.#timeline.world, 5000, ['ask', () => this.#enrolWhenUp(phone)]);
  }

  /** From now on the phone may hand over what it holds, and is wiped then. */
  revoke(phone: Phone): void {
    const { accountId, deviceId } = phone.member;
    this.#do(`${phone.device.name} is revoked`, (deps) => {
      phone.revokedAtMs = Math.min(phone.revokedAtMs, this.#timeline.nowMs);
      return this.#server.program.revokeDevice(deps, { deviceId, by: accountId });
    });
  }

  /** The copy has been proved: phones may forget what it covers. */
  recordBackup(coversThrough: string): void {
    this.#do(`a backup covers ${coversThrough}`, (deps) =>
      this.#server.program.recordBackup(deps.db, { coversThrough, nowMs: deps.now() }),
    );
  }

  async #put(
    { db, pokes, now }: Dependencies,
    change: Pick<Parameters<Server['program']['putWithAccess']>[1], 'puts' | 'accountIds'>,
  ): Promise<void> {
    const { writeDatabase, putWithAccess } = this.#server.program;
    const by = { accountId: null, at: new Date(now()).toISOString() };
    pokes.announce(await writeDatabase(db, (tx) => putWithAccess(tx, change, by)));
  }

  #do(label: string, work: (deps: Dependencies) => Promise<void>): void {
    const { deps, run } = this.#server;
    if (deps === null) return;
    this.#timeline.note(`office: ${label}`);
    const fail = (error: unknown) => this.#ledger.fault(`office: ${label}: ${textOf(error)}`);
    this.#timeline.at(run, 0, ['office', () => void work(deps).catch(fail)]);
  }
}
