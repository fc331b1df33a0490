import type { Chance } from '../../../src/server/demo/chance.ts';
import type { StorageFailure } from '../../../src/store/storage-failure.ts';
import type { Campus } from './campus.ts';
import type { Control } from './controls.ts';
import { isHalfWritten, type DiskFault } from './databases.ts';
import type { Ledger } from './ledger.ts';
import { Office } from './office.ts';
import { People } from './people.ts';
import type { Phone } from './phone.ts';
import { drawRare, RARE, type RareName } from './rare-troubles.ts';
import { Receipts } from './receipts.ts';
import type { Server } from './server.ts';
import { awake, sleep } from './sleep.ts';
import { SmallPages } from './small-pages.ts';
import type { Run, Task, Timeline } from './timeline.ts';
import { randomId } from './web-crypto.ts';
import type { Wire } from './wire.ts';

export interface TroubleParts {
  timeline: Timeline;
  chance: Chance;
  server: Server;
  wire: Wire;
  ledger: Ledger;
  campus: Campus;
  /** For what befalls few worlds: drawn apart, so that all others stay as they were. */
  rare: Chance;
  /** What this world must have, whatever else. */
  needs: Control['needs'];
}

const DAY_MS = 86_400_000;
const CLOCK_JUMPS_MS = [-3650 * DAY_MS, -DAY_MS, DAY_MS, 3650 * DAY_MS];
const BACKUP = 'backup.sqlite';
/** Longer than an answer takes to a phone. */
const ON_ITS_WAY_MS = 3500;

/** What can befall a world, besides its network. Each world has some of them. */
const TROUBLES = [
  'phones-killed',
  'server-killed',
  'disk-full',
  'disk-dead',
  'clocks',
  'posts',
  'names',
  'sessions',
  'enrolments',
  'backups',
  'tabs',
  'locks',
  'offline',
  'proxy-limit',
  'nudges',
] as const;
export type TroubleName = (typeof TROUBLES)[number] | RareName;

export const isTrouble = (name: string): name is TroubleName =>
  (TROUBLES as readonly string[]).includes(name) || name in RARE;

/** What befalls a world, and what people do meanwhile. */
export class Trouble {
  phones: Phone[] = [];
  readonly names: ReadonlySet<TroubleName>;
  readonly parts: TroubleParts;
  readonly #office: Office;
  readonly #people: People;
  readonly #fullUntilMs = new Map<string, number>();
  /** How many handles have died under each run of a phone. */
  readonly #deaths = new WeakMap<Run, number>();
  readonly receipts: Receipts;
  #isRaging = false;

  constructor(parts: TroubleParts) {
    this.parts = parts;
    const { chance, needs } = parts;
    const share = chance.pick([0.15, 0.3, 0.6]);
    const names = new Set<TroubleName>(
      TROUBLES.filter((name) => chance.happens(share) || needs.includes(name)),
    );
    // A restored server does not know an enrolment that came after the backup: the office must give a new one.
    if (names.has('backups')) names.delete('enrolments');
    for (const name of drawRare(parts.rare, { names, needs })) names.add(name);
    this.names = names;
    this.receipts = new Receipts(parts);
    this.#office = new Office(parts);
    this.#people = new People({ ...parts, hasPhotos: names.has('photos') });
  }

  async rage(): Promise<void> {
    const { timeline, chance, wire, needs, rare } = this.parts;
    timeline.note(`troubles: ${[...this.names].join(' ')}`);
    this.#isRaging = true;
    wire.badness = chance.pick(needs.includes('bad-wire') ? [0.6] : [0, 0.1, 0.3, 0.6]);
    wire.portal = needs.includes('portal') ? 0.3 : 0;
    timeline.beforeStep = (task) => this.#beforeStep(task);
    if (this.names.has('small-pages')) wire.pages = new SmallPages(rare.whole(3, 10));
    for (const phone of this.phones) phone.open();
    const lengthMs = chance.whole(6, 45) * (this.names.has('sleeps') ? 20_000 : 1000);
    for (const phone of this.phones) {
      this.#often([1, 6], lengthMs, () => this.#people.record(phone));
      for (const [name, act] of this.#actsOf(phone))
        if (this.names.has(name)) this.#often([0, 2], lengthMs, () => act());
    }
    for (const [name, act] of this.#actsOfServer())
      if (this.names.has(name)) this.#often([1, 3], lengthMs, act);
    await timeline.runUntil(timeline.nowMs + lengthMs);
  }

  /** From now on everything works; who is not there comes back. */
  end(): void {
    const { wire, server, timeline } = this.parts;
    timeline.note('peace');
    this.#isRaging = false;
    wire.badness = 0;
    wire.portal = 0;
    wire.limitBytes = null;
    wire.offline.clear();
    if (!server.isUp) server.start();
    for (const phone of this.phones) {
      awake(phone);
      if (phone.isOn) phone.unlock();
      else phone.open();
    }
  }

  diskFault(run: Run, { isWrite }: { isWrite: boolean }): DiskFault {
    if (!this.#isRaging) return null;
    const { chance, timeline } = this.parts;
    if (isWrite && (this.#fullUntilMs.get(run.name) ?? 0) > timeline.nowMs)
      return 'QuotaExceededError';
    if (!this.names.has('disk-dead') || !chance.happens(0.004)) return null;
    this.#deaths.set(run, (this.#deaths.get(run) ?? 0) + 1);
    return 'UnknownError';
  }

  /** One dead handle is opened anew; where two have died, the second may have been the new one. */
  mayFail(run: Run, why: StorageFailure['why']): boolean {
    return this.names.has('disk-full') || (why === 'broken' && (this.#deaths.get(run) ?? 0) > 1);
  }

  #actsOf(phone: Phone): [TroubleName, () => void][] {
    const { chance, timeline, wire, server } = this.parts;
    const { name } = phone.device;
    const within = (seconds: number) => chance.next() * seconds * 1000;
    const later = (delayMs: number, label: string, work: () => void) =>
      timeline.at(timeline.world, delayMs, [label, work]);
    return [
      ['disk-full', () => this.#fullUntilMs.set(name, timeline.nowMs + within(20))],
      ['clocks', () => this.#moveClock(phone.device, name)],
      ['posts', () => this.#office.changePost(phone.member)],
      ['enrolments', () => this.#office.enrolAgain(phone)],
      ['backups', () => this.#purge(phone)],
      ['tabs', () => phone.isOn && phone.pages.length === 1 && phone.open()],
      [
        'locks',
        () => {
          phone.lock();
          later(within(20), 'unlock', () => phone.unlock());
        },
      ],
      [
        'offline',
        () => {
          wire.offline.add(name);
          later(within(30), 'online', () => wire.offline.delete(name));
        },
      ],
      ['nudges', () => phone.wake(chance.pick(['online', 'visible', 'send-now', 'write']))],
      ['names', () => server.isUp && this.#office.rename()],
      ['colleagues', () => phone.changeHands()],
      ['cleared', () => phone.clear()],
      ['sleeps', () => sleep(phone, chance.whole(60, 600) * 1000)],
      ['revoked', () => chance.happens(0.5) && this.#office.revoke(phone)],
    ];
  }

  #actsOfServer(): [TroubleName, () => void][] {
    const { chance, server, wire } = this.parts;
    return [
      ['sessions', () => this.#office.expireSessions()],
      ['proxy-limit', () => (wire.limitBytes = chance.pick([900, 1300, 4000]))],
      ['backups', () => (chance.happens(0.6) ? this.#backUp() : this.#restore())],
      ['clocks', () => this.names.has('backups') || this.#moveClock(server.device, 'server')],
    ];
  }

  #often([low, high]: readonly [number, number], lengthMs: number, act: () => unknown): void {
    const { timeline, chance } = this.parts;
    for (let left = chance.whole(low, high); left > 0; left -= 1)
      timeline.at(timeline.world, chance.next() * lengthMs, [
        'trouble',
        () => {
          if (this.#isRaging) act();
        },
      ]);
  }

  /** Between any two steps, whoever is about to go on may die. */
  #beforeStep({ run }: Task): void {
    if (!this.#isRaging) return;
    const { chance, timeline, server, wire, needs } = this.parts;
    const later = (work: () => void) =>
      timeline.at(timeline.world, 100 + chance.next() * 15_000, ['starts again', work]);
    if (run === server.run) {
      const share = needs.includes('often-killed') ? 0.01 : 0.002;
      if (!this.names.has('server-killed') || !chance.happens(share)) return;
      server.kill();
      later(() => this.#startServer());
    } else if (this.names.has('phones-killed') || this.names.has('small-pages')) {
      const phone = this.phones.find((each) => each.run === run);
      if (!chance.happens(this.#shareOfKills(phone)) || !phone?.isOn) return;
      wire.pages?.killed(phone.device.name);
      phone.kill();
      later(() => phone.isOn || phone.open());
    }
  }

  /** How often a phone dies before a step, of 1. */
  #shareOfKills(phone: Phone | undefined): number {
    const { wire, needs } = this.parts;
    if (phone && wire.pages?.isBetween(phone.device.name)) return 0.004;
    if (!this.names.has('phones-killed')) return 0;
    const isWorse =
      needs.includes('kills-in-writes') && phone && isHalfWritten(phone.device.disk, 'replica-');
    return isWorse ? 0.3 : 0.003;
  }

  #startServer(): void {
    const { server } = this.parts;
    if (server.isUp) return;
    server.start();
    this.receipts.judgeCrash();
  }

  #moveClock(device: { clockOffsetMs: number }, name: string): void {
    const { chance, timeline } = this.parts;
    const jumps = name === 'server' ? CLOCK_JUMPS_MS.slice(1, 3) : CLOCK_JUMPS_MS;
    const jumpMs = chance.pick(jumps);
    device.clockOffsetMs += jumpMs;
    timeline.note(`the clock of ${name} jumps by ${jumpMs / DAY_MS} days`);
  }

  #backUp(): void {
    const { server, ledger } = this.parts;
    server.backup(BACKUP);
    const through = server.coversThrough(BACKUP);
    if (through === null) return;
    if (through > (ledger.coveredThrough ?? '')) ledger.coveredThrough = through;
    this.#office.recordBackup(through);
  }

  /** The machine is lost, and the last backup takes its place. */
  #restore(): void {
    const { server, timeline, chance } = this.parts;
    if (server.coversThrough(BACKUP) === null) return this.#backUp();
    timeline.note('the backup is restored');
    server.kill();
    server.restore(BACKUP, randomId(chance));
    this.receipts.noteRestore();
    server.start();
  }

  /** Whether a phone has heard the server since it was restored: until then it cannot know what it lacks. */
  waitsForWord({ device: { name } }: Phone): string | null {
    const { wire, timeline } = this.parts;
    const heardAtMs = wire.heardAtMs.get(name) ?? -Infinity;
    const isHeard =
      heardAtMs > this.receipts.restoredAtMs && timeline.nowMs - heardAtMs > ON_ITS_WAY_MS;
    return this.receipts.restoredAt === null || isHeard
      ? null
      : `${name} has not heard of the restore`;
  }

  /** What the backup has, the phone may forget; after a restore, like the app, once the digests have agreed since. */
  #purge(phone: Phone): void {
    const through = this.parts.server.coversThrough(BACKUP);
    const since = this.receipts.restoredAt;
    if (through === null) return;
    phone.purge(through, async (journal) => {
      const compared = await journal.comparison();
      return since === null || (compared?.isEqual === true && compared.at > since);
    });
  }
}
