import { Chance } from '../../../src/server/demo/chance.ts';
import { bundle } from './bundle.ts';
import { buildCampus, EPOCH_MS, type Campus } from './campus.ts';
import { CONTROLS, type Control, type ControlName } from './controls.ts';
import { loadDatabases } from './databases.ts';
import { judgeJournal, judgeServer } from './judge.ts';
import { judgeTimes } from './judge-times.ts';
import { isQuiet, isRevoked, judgePages } from './judge-pages.ts';
import { judgePhotos, mayLackPhotos } from './judge-photos.ts';
import { JOURNAL_STORES, rowsAsTheyStand, type JournalRow } from './journal-rows.ts';
import { Ledger, textOf } from './ledger.ts';
import { PAGE_NAMES } from './page.ts';
import type * as PageEntry from './page-entry.ts';
import { Phone, type PageProgram, type PhoneParts } from './phone.ts';
import { loadServer } from './load-server.ts';
import { Server } from './server.ts';
import { newRun, Timeline } from './timeline.ts';
import { Trouble } from './trouble.ts';
import { Wire } from './wire.ts';

export interface Simulation {
  /** One seed, once. */
  run: (seed: number, of?: WorldOptions) => Promise<Verdict>;
  close: () => void;
}

export interface WorldOptions {
  control?: ControlName;
  /** `right`: with the troubles of the control, and without its fault. */
  part?: 'wrong' | 'right';
  /** Troubles that this world must have. */
  needs?: Control['needs'];
}

export interface Verdict {
  seed: number;
  faults: string[];
  hash: string;
  lines: string[];
  steps: number;
  /** How long the world took by its own clock. */
  worldMs: number;
  /** How often the control made something wrong. */
  acted: number;
  /** How many pages came down that were not the last of a load, and how many phones died before the next. */
  pages: { more: number; kills: number };
}

/** After the last trouble, twice the longest back-off and a request that hangs. */
const QUIET_LIMIT_MS = 12 * 60_000;
/** The longest pause between two polls, and some. */
const A_POLL_MS = 80_000;
const LOOK_EVERY_MS = 4000;

export async function openSimulation(): Promise<Simulation> {
  const campus = await buildCampus();
  const program = await bundle<typeof PageEntry>('page-entry.ts', PAGE_NAMES);
  return {
    run: async (seed, { control: name = 'none', part = 'wrong', needs = [] } = {}) => {
      const made = CONTROLS[name](part);
      const control = { ...made, needs: [...made.needs, ...needs] };
      const world = await createWorld({ seed, control, campus, program });
      const stop = catchRejections(world);
      try {
        await live(world);
      } finally {
        stop();
        for (const phone of world.phones) phone.kill();
        world.server.remove();
      }
      const { timeline, ledger } = world;
      return {
        seed,
        faults: ledger.faults,
        hash: timeline.hash(),
        lines: timeline.lines,
        steps: timeline.steps,
        worldMs: timeline.nowMs,
        acted: world.control.acted(),
        pages: { more: world.wire.pages?.more ?? 0, kills: world.wire.pages?.kills ?? 0 },
      };
    },
    close: campus.remove,
  };
}

export interface World {
  timeline: Timeline;
  chance: Chance;
  campus: Campus;
  ledger: Ledger;
  server: Server;
  wire: Wire;
  phones: Phone[];
  trouble: Trouble;
  control: Control;
}

async function createWorld(parts: {
  seed: number;
  control: Control;
  campus: Campus;
  program: PageProgram;
}): Promise<World> {
  const { control, campus, program } = parts;
  const chance = new Chance(Math.imul(parts.seed, 0x9e37_79b1));
  const fork = () => new Chance(chance.whole(0, 2 ** 31));
  const timeline = new Timeline(fork());
  const ledger = new Ledger();
  const clock = { clockOffsetMs: 0, sleptMs: 0 };
  const code = { timeline, chance: fork(), run: newRun('server'), device: clock };
  const serverCode = await loadServer({ ...code, epochMs: EPOCH_MS });
  const { Sqlite, template } = campus;
  const server = new Server({
    timeline,
    control,
    device: clock,
    program: serverCode,
    Sqlite,
    template,
  });
  server.now = () => Math.floor(EPOCH_MS + timeline.nowMs + clock.clockOffsetMs);
  const wire = new Wire({ timeline, chance: fork(), server, control, serverId: campus.serverId });
  const trouble = new Trouble({
    timeline,
    chance: fork(),
    server,
    wire,
    ledger,
    campus,
    rare: new Chance(Math.imul(parts.seed, 0x85eb_ca6b)),
    needs: control.needs,
  });
  const { leaks } = control;
  const faultOf = trouble.diskFault.bind(trouble);
  const disks = await loadDatabases({ timeline, faultOf, leaks });
  const members = campus.members.slice(0, chance.whole(2, 3));
  const asked: Pick<PhoneParts, 'checkReceipt' | 'checkPhoto' | 'isRevoked' | 'mayFail'> = {
    checkReceipt: (id) => trouble.receipts.check(id),
    checkPhoto: (sha) => trouble.receipts.checkPhoto(sha),
    mayFail: (run, why) => trouble.mayFail(run, why),
    isRevoked: (deviceId) => isRevoked(server.judge(), deviceId),
  };
  const phones = members.map(
    (member, index) =>
      new Phone(`phone ${index + 1}`, member, {
        timeline,
        chance: fork(),
        campus,
        ledger,
        wire,
        disks,
        program,
        epochMs: EPOCH_MS,
        ...asked,
      }),
  );
  trouble.phones = phones;
  return { timeline, chance, campus, ledger, server, wire, phones, trouble, control };
}

/** Trouble, then peace, then the verdict. */
async function live(world: World): Promise<void> {
  const { timeline, ledger, server, phones, trouble, wire } = world;
  server.start();
  await trouble.rage();
  // Who sleeps finds what was to be recorded at waking, and the others hear of it at their next poll.
  const wakesAtMs = phones.map(({ run }) => run.wakesAtMs);
  await timeline.runUntil(Math.max(timeline.nowMs, ...wakesAtMs));
  trouble.end();
  const untilMs = timeline.nowMs + QUIET_LIMIT_MS;
  const at = () => new Date(server.now()).toISOString();
  const findNoise = () =>
    phones
      .map((phone) => isQuiet(server.judge(), phone, at()) ?? trouble.waitsForWord(phone))
      .find((why) => why !== null) ?? null;
  await timeline.runUntil(timeline.nowMs + LOOK_EVERY_MS);
  while (findNoise() !== null && timeline.nowMs < untilMs)
    await timeline.runUntil(timeline.nowMs + LOOK_EVERY_MS);
  const noise = findNoise();
  // What the last answer refused, the next poll asks for again. Not everywhere: it also mends what a control has spoilt.
  if (ledger.wasRestored) await timeline.runUntil(timeline.nowMs + A_POLL_MS);
  if (noise !== null) ledger.fault(`I6 after ${QUIET_LIMIT_MS / 60_000} quiet minutes ${noise}`);
  for (const fault of judgeServer(server.judge(), ledger)) ledger.fault(fault);
  if (!trouble.names.has('clocks'))
    for (const fault of judgeTimes(server.judge(), ledger)) ledger.fault(fault);
  const mayLack = (name: string) =>
    phones.some((phone) => phone.device.name === name && mayLackPhotos(phone, wire));
  for (const fault of judgePhotos(server.judge(), ledger, mayLack)) ledger.fault(fault);
  const open = phones.filter((phone) => !phone.isWiped);
  for (const phone of open) {
    const rows = await readJournal(timeline, phone.device.disk);
    for (const fault of judgeJournal(server.judge(), { phone, ledger, rows })) ledger.fault(fault);
  }
  if (noise === null)
    for (const phone of open)
      for (const fault of judgePages(server.judge(), phone, at())) ledger.fault(fault);
  for (const report of server.reports) ledger.fault(`the server reports ${textOf(report)}`);
}

/** What is on the phone's disk, past all memory. */
async function readJournal(timeline: Timeline, disk: IDBFactory): Promise<JournalRow[]> {
  const read = new Map<string, unknown[]>();
  const opening = disk.open('journal');
  opening.addEventListener('success', () => {
    const transaction = opening.result.transaction(JOURNAL_STORES);
    for (const name of JOURNAL_STORES) {
      const reading = transaction.objectStore(name).getAll() as IDBRequest<unknown[]>;
      reading.addEventListener('success', () => read.set(name, reading.result));
    }
    transaction.addEventListener('complete', () => opening.result.close());
  });
  await timeline.runWhile(() => read.size < JOURNAL_STORES.length, 60_000);
  return rowsAsTheyStand((name) => read.get(name) ?? []);
}

/** A promise that nobody waits for fails in one of the pages, as the window would hear of it. */
function catchRejections({ timeline, phones, ledger }: World): () => void {
  const heard = (error: unknown): void => {
    const phone = phones.find(({ run }) => run === timeline.current);
    if (phone === undefined) ledger.fault(`unhandled: ${textOf(error)}`);
    else phone.reported(error);
  };
  process.on('unhandledRejection', heard);
  return () => void process.off('unhandledRejection', heard);
}
