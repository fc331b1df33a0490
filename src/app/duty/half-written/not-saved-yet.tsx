import type { JSX } from 'preact';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { dayOf, timeOf } from '../campus-time.ts';
import type { Timed } from '../clock.ts';
import type { HalfWritten } from './half-written.ts';
import { t } from './half-written-strings.ts';

/** Where the sheet is closed over what was written: that it lies there, since when. */
export function LiesAside({ duty, of }: { duty: Timed; of: HalfWritten }): JSX.Element | null {
  const { begunAt, isAside = false } = of;
  if (!isAside || begunAt === undefined) return null;
  return (
    <Banner tone="waiting" role="status">
      <Text of={t.both('begun', { at: timeOf(duty, begunAt) })} />
    </Banner>
  );
}

/** In the form itself: that it is of an earlier day, so that nobody takes it for today's. */
export function BegunEarlier({ duty, of }: { duty: Timed; of: HalfWritten }): JSX.Element | null {
  const { begunAt } = of;
  const now = new Date(duty.nowMs.peek()).toISOString();
  if (begunAt === undefined || dayOf(duty, begunAt) === dayOf(duty, now)) return null;
  return <LiesAside duty={duty} of={{ begunAt, isAside: true }} />;
}
