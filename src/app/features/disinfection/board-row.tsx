import camera from 'lucide-static/icons/camera.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import thumbsDown from 'lucide-static/icons/thumbs-down.svg?raw';
import wind from 'lucide-static/icons/wind.svg?raw';
import type { JSX } from 'preact';
import { acceptanceOfSlot } from '../../../domain/disinfection-board.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { dayOf, timeOf } from '../../duty/campus-time.ts';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import type { BoardRow, ShownState } from './board-rows.ts';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty, type DisinfectionDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import styles from './board.module.css';

const ICONS: Record<ShownState, string> = {
  missed: circleAlert,
  'not-accepted': thumbsDown,
  'time-over': wind,
  due: clock,
  open: circle,
  running: hourglass,
  'not-yet': circle,
  done: circleCheck,
};

const LOOKS: Partial<Record<ShownState, string | undefined>> = {
  missed: styles.missed,
  'not-accepted': styles.missed,
  'time-over': styles.over,
  due: styles.due,
  running: styles.running,
  done: styles.done,
};

/** One slot: where, how it stands in a word and a sign, and what can be done about it. */
export function BoardRowItem(props: {
  row: BoardRow;
  onStart: (slot: OpenSlot) => void;
  onOpen: (slot: OpenSlot) => void;
  /** "Refuse cleared", by one tap, where nothing is written of it that the tap would leave out. */
  onCleared: (slot: OpenSlot) => void;
}): JSX.Element {
  const { row, onStart, onOpen, onCleared } = props;
  const { area, slot, state } = row;
  const duty = useDuty();
  const isEmpty = slot.works.length === 0 && slot.clearings.length === 0;
  const begunAt = duty.halfWritten.begunAt(slot);
  return (
    <li class={classes(styles.row, LOOKS[state])}>
      <Icon of={ICONS[state]} size="l" />
      <div class={styles.words}>
        <p class={styles.name}>
          {area.name}
          {area.isKey && (
            <span class={styles.key} role="img" aria-label={t('area.key')}>
              <Icon of={star} />
            </span>
          )}
        </p>
        <StateWords row={row} />
        <p class={styles.round}>{roundWords(duty, row)}</p>
      </div>
      {isEmpty && slot.duty === 'disinfection' && state !== 'not-yet' && (
        <Button label={t('start.of', { area: area.name })} onClick={() => onStart(slot)}>
          <Text of={t.both('start.short')} />
        </Button>
      )}
      {isEmpty && slot.duty === 'refuse' && state !== 'not-yet' && (
        <span class={styles.actions}>
          {begunAt === null && (
            <Button label={t('refuse.of', { area: area.name })} onClick={() => onCleared(slot)}>
              <Text of={t.both('refuse.short')} />
            </Button>
          )}
          <Button
            icon={camera}
            label={t('refuse.more', { area: area.name })}
            onClick={() => onOpen(slot)}
          />
        </span>
      )}
      {!isEmpty && (
        <Button label={t('slot.open', { area: area.name })} onClick={() => onOpen(slot)}>
          <Text of={t.both(state === 'time-over' ? 'end.short' : 'slot.show')} />
        </Button>
      )}
      {begunAt !== null && (
        <div class={styles.aside}>
          <LiesAside duty={duty} of={{ begunAt, isAside: true }} />
        </div>
      )}
    </li>
  );
}

function StateWords({ row }: { row: BoardRow }): JSX.Element {
  const { slot, state } = row;
  const duty = useDuty();
  return (
    <p class={styles.state}>
      <Text of={t.both(`state.${state}`)} inline />
      {state === 'running' && <> · {timeLeft(duty, row)}</>}
      {state === 'done' && slot.works.length > 0 && (
        <>
          {' · '}
          <Text of={t.both(isAccepted(row) ? 'state.accepted' : 'state.unaccepted')} inline />
        </>
      )}
      {slot.isLate && (
        <>
          {' · '}
          <Text of={t.both('state.late')} inline />
        </>
      )}
    </p>
  );
}

const isAccepted = ({ slot }: BoardRow): boolean => acceptanceOfSlot(slot) === 'accepted';

/** "9:05" until the contact time of the first that still runs is over. */
function timeLeft(duty: DisinfectionDuty, { slot }: BoardRow): string {
  const over = slot.works
    .filter(({ ends }) => ends.length === 0)
    .map(({ contactOverAt }) => Date.parse(contactOverAt));
  return minutesAndSeconds(secondsLeft(Math.min(...over), duty.nowMs.value));
}

/** "Disinfection, round 1, 06:00–12:00". */
export function roundWords(duty: DisinfectionDuty, { slot }: { slot: OpenSlot }): string {
  const name = t(`duty.${slot.duty}`, { round: slot.slot });
  if (slot.window === null) return `${name} · ${t('slot.unplanned')}`;
  const { from, to } = slot.window;
  const lastMs = Date.parse(to) - 1;
  const first = dayOf(duty, from);
  const last = dayOf(duty, new Date(lastMs).toISOString());
  if (first !== last) return `${name} · ${t('slot.days', { from: first, to: last })}`;
  return `${name} · ${timeOf(duty, from)}–${timeOf(duty, to)}`;
}
