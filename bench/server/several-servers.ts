import type { Bench } from '../bench.ts';
import { figureOf, percentile, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { onPostgres, type BenchPostgres } from './bench-postgres.ts';
import { createCrowd, startServerProcess, type Crowd, type ServerProcess } from './crowd.ts';
import type { DutyPhone } from './duty-campus.ts';
import { BATCH, fillPhones } from './push.ts';
import { nextPush } from './push-request.ts';

const SERVERS = [1, 2, 4];
const WARM_UPS = 1;
const RUNS = 5;

/** The same 200 phones before one, two and four server processes on one PostgreSQL. */
export const severalServersBench: Bench = {
  name: 'server-several',
  about:
    '200 phones push 50 checks each, spread over 1, 2 and 4 servers on one PostgreSQL: rate, waiting, processor time',
  measure: () =>
    onPostgres(async (postgres) => {
      const phones = await fillPhones({ dataDir: postgres.folder, url: postgres.url });
      const figures: Figure[] = [];
      const notes: string[] = [];
      for (const servers of SERVERS) {
        const measured = await measureServers(postgres, phones, servers);
        figures.push(...measured.figures);
        notes.push(measured.note);
      }
      return { figures, notes };
    }),
};

async function measureServers(
  postgres: BenchPostgres,
  phones: readonly DutyPhone[],
  count: number,
): Promise<{ figures: Figure[]; note: string }> {
  const place = { dataDir: postgres.folder, url: postgres.url };
  const servers: ServerProcess[] = [];
  while (servers.length < count) servers.push(await startServerProcess(place));
  const crowd = createCrowd(servers.map(({ port }) => port));
  const laps: Lap[] = [];
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    say(`servers ${String(count)}, ${run < 0 ? 'warming up' : `run ${String(run + 1)}`}`);
    const lap = await runLap({ postgres, servers, crowd, phones });
    if (run >= 0) laps.push(lap);
  }
  for (const server of servers) await server.stop();
  const shares = servers.map((_, at) =>
    percentile(
      laps.map(({ serversUs }) => serversUs[at] ?? 0),
      50,
    ).toFixed(0),
  );
  return {
    figures: figuresOf(laps, count),
    note: `servers ${String(count)}: ${shares.join(', ')} µs of each for one check of all`,
  };
}

interface Lap {
  rate: number;
  eachMs: number[];
  /** Processor time of each server for one check of all. */
  serversUs: number[];
  /** Of PostgreSQL; `null` where that cannot be read. */
  postgresUs: number | null;
}

async function runLap(of: {
  postgres: BenchPostgres;
  servers: readonly ServerProcess[];
  crowd: Crowd;
  phones: readonly DutyPhone[];
}): Promise<Lap> {
  const { postgres, servers, crowd, phones } = of;
  const pushes = phones.map((phone) => nextPush(phone, BATCH));
  const checks = phones.length * BATCH;
  const cpuMs = () => Promise.all(servers.map(async (server) => (await server.usage()).cpuMs));
  const [postgresBefore, before] = [postgres.cpuMs(), await cpuMs()];
  const { tookMs, eachMs } = await crowd(pushes);
  const [postgresAfter, after] = [postgres.cpuMs(), await cpuMs()];
  const isKnown = postgresBefore !== null && postgresAfter !== null;
  return {
    rate: (checks * 1000) / tookMs,
    eachMs,
    serversUs: after.map((ms, at) => ((ms - (before[at] ?? 0)) * 1000) / checks),
    postgresUs: isKnown ? ((postgresAfter - postgresBefore) * 1000) / checks : null,
  };
}

function figuresOf(laps: readonly Lap[], count: number): Figure[] {
  const words = count === 1 ? 'one server' : `${String(count)} servers`;
  const about = (name: string, what: string) => ({
    name: `server-several-${String(count)}-${name}`,
    what: `${words}: ${what}`,
    cpu: null,
  });
  const sumOf = ({ serversUs }: Lap): number => serversUs.reduce((sum, us) => sum + us, 0);
  const ofPostgres = laps.flatMap(({ postgresUs }) => postgresUs ?? []);
  const all: Figure[] = [
    {
      ...figureOf(
        about('rate', 'door checks taken and receipted'),
        laps.map(({ rate }) => rate),
      ),
      unit: '/s',
    },
    figureOf(
      about('p99', 'the 99th percentile of a push, by run'),
      laps.map(({ eachMs }) => percentile(eachMs, 99)),
    ),
    {
      ...figureOf(about('cpu', 'their processor time for a check'), laps.map(sumOf)),
      unit: 'µs',
    },
  ];
  if (ofPostgres.length > 0)
    all.push({ ...figureOf(about('postgres-cpu', 'that of PostgreSQL'), ofPostgres), unit: 'µs' });
  return all;
}
