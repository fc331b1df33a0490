import type { JSX } from 'preact';
import type { ServerState } from '../../../protocol/office-proof.ts';
import type { Answer } from './call.ts';
import type { OfficeApi } from './api.ts';
import { dayOf, nextDay, startOfDay } from './campus-time.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ServerNotices } from './server-notices.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import homeStyles from './home.module.css';

interface Counts {
  server: ServerState;
  residents: number;
  staff: number;
  phones: number;
  waitingPhones: number;
  checksToday: number;
  parked: number;
  unknown: number;
}

/** How the campus stands; while it is new, what to do next. */
export function HomeScreen(): JSX.Element {
  const { api, zone } = useOffice();
  const counts = useLoaded(() => readCounts(api, zone), zone);
  return (
    <div class={styles.page}>
      <h1>{t('page.home')}</h1>
      <WhenLoaded of={counts}>
        {(value) => (
          <>
            <ServerNotices state={value.server} />
            <NextSteps counts={value} />
            <CountCards counts={value} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

async function readCounts(api: OfficeApi, zone: string): Promise<Answer<Counts>> {
  const today = dayOf(new Date().toISOString(), zone);
  const [people, staff, devices, log, parked, unknown, server] = await Promise.all([
    api.people({ offset: 0 }),
    api.staff('', 0),
    api.devices(),
    api.doorLog({ from: startOfDay(today, zone), to: startOfDay(nextDay(today), zone) }),
    api.parked(0),
    api.doorLog({ subject: 'unknown' }),
    api.serverState(),
  ]);
  if (!people.ok) return people;
  if (!staff.ok) return staff;
  if (!devices.ok) return devices;
  if (!log.ok) return log;
  if (!parked.ok) return parked;
  if (!unknown.ok) return unknown;
  if (!server.ok) return server;
  const phones = devices.value.devices.filter((device) => device.revokedAt === null);
  return {
    ok: true,
    value: {
      server: server.value,
      residents: people.value.total,
      staff: staff.value.total,
      phones: phones.length,
      waitingPhones: phones.filter((device) => device.pending > 0).length,
      checksToday: log.value.total,
      parked: parked.value.open,
      unknown: unknown.value.total,
    },
  };
}

/** The administrator is the first member of staff: more than one means that step 2 was taken. */
function NextSteps({ counts }: { counts: Counts }): JSX.Element | null {
  const steps = [
    { key: 'roster', href: '/office/roster', isDone: counts.residents > counts.staff },
    { key: 'staff', href: '/office/staff', isDone: counts.staff > 1 },
    { key: 'phones', href: '/office/staff', isDone: counts.phones > 0 },
  ] as const;
  if (steps.every((step) => step.isDone)) return null;
  return (
    <section class={styles.page} aria-labelledby="next-steps">
      <h2 id="next-steps">{t('home.next')}</h2>
      <ol class={homeStyles.steps}>
        {steps.map((step) => (
          <li key={step.key} class={step.isDone ? homeStyles.done : undefined}>
            <a href={step.href}>{t(`home.step.${step.key}`)}</a>
            <p>{step.isDone ? t('home.done') : t(`home.stepWhy.${step.key}`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function CountCards({ counts }: { counts: Counts }): JSX.Element {
  const cards = [
    { key: 'residents', value: counts.residents, href: '/office/people' },
    { key: 'checksToday', value: counts.checksToday, href: '/office/door-log' },
    { key: 'unknown', value: counts.unknown, href: '/office/door-log?subject=unknown' },
    { key: 'staff', value: counts.staff, href: '/office/staff' },
    { key: 'phones', value: counts.phones, href: '/office/phones' },
    { key: 'waitingPhones', value: counts.waitingPhones, href: '/office/phones' },
    { key: 'parked', value: counts.parked, href: '/office/parked' },
  ] as const;
  return (
    <ul class={homeStyles.counts}>
      {cards.map(({ key, value, href }) => (
        <li key={key}>
          <a href={href}>
            <strong>{value}</strong>
            <span>{t(`home.count.${key}`, { count: value })}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
