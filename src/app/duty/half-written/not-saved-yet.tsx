import type { JSX } from 'preact';
import type { Instant } from '../../../domain/id.ts';
import { campusZone } from '../../campus-zone.ts';
import { clockTime } from '../../clock-time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { dayOf } from '../campus-time.ts';
import { readClock, type Timed } from '../clock.ts';
import type { HalfWritten } from './half-written.ts';
import { t } from './half-written-strings.ts';

interface Props {
  duty: Timed;
  of: HalfWritten;
}

/** Where the sheet is closed over what was written: that it lies there, since when. */
export function LiesAside({ duty, of }: Props): JSX.Element | null {
  const { begunAt, isAside = false } = of;
  return isAside && begunAt !== undefined ? <Begun duty={duty} at={begunAt} /> : null;
}

/** In the form itself: that it is of an earlier day, so that nobody takes it for today's. */
export function BegunEarlier({ duty, of: { begunAt } }: Props): JSX.Element | null {
  const today = dayOf(duty, new Date(readClock(duty.app)).toISOString());
  if (begunAt === undefined || dayOf(duty, begunAt) === today) return null;
  return <Begun duty={duty} at={begunAt} />;
}

/** In the form itself: of whom it is, where somebody meant to write of another one. */
export function InTheWay(props: { draft: HalfWritten; of: string }): JSX.Element | null {
  const { draft, of } = props;
  if (draft.isInTheWay !== true) return null;
  return (
    <Banner tone="waiting" role="status">
      <Text of={t.both('another', { of })} />
    </Banner>
  );
}

function Begun({ duty: { app }, at }: { duty: Timed; at: Instant }): JSX.Element {
  const time = clockTime(Date.parse(at), { now: readClock(app), zone: campusZone(app) });
  return (
    <Banner tone="waiting" role="status">
      <Text of={t.both('begun', { at: time })} />
    </Banner>
  );
}
