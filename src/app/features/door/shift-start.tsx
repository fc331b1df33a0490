import play from 'lucide-static/icons/play.svg?raw';
import doorIcon from 'lucide-static/icons/door-open.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { Door } from '../../../domain/place.ts';
import type { BodySite } from '../../../domain/reading.ts';
import { useApp } from '../../context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './list-strings.ts';
import { asWritten } from '../../duty/as-written.ts';
import { SiteChoice } from '../../duty/site-choice.tsx';
import type { RunningShift } from '../../../domain/shift.ts';
import { useDuty } from './door-duty.ts';
import { startShift } from './record-shift.ts';
import { doorsToServe } from './serving.ts';
import { ThermometerChoice, type ChosenThermometer } from '../../duty/thermometer-choice.tsx';
import styles from './shift-start.module.css';

/** Which door, which thermometer, where on the body: asked once, kept until changed. */
export function ShiftStart(props: {
  current: RunningShift | null;
  onDone?: () => void;
}): JSX.Element {
  const { replica, access } = useApp();
  const doors = doorsToServe(access(), replica.documents('door').values(), useDuty().nowInstant());
  if (doors.length === 0)
    return (
      <EmptyState icon={doorIcon} title={<Text of={t.both('shift.noDoor')} />}>
        <Text of={t.both('shift.noDoorHelp')} />
      </EmptyState>
    );
  return <ShiftForm {...props} doors={doors} />;
}

function ShiftForm(props: {
  doors: readonly Door[];
  current: RunningShift | null;
  onDone?: () => void;
}): JSX.Element {
  const { doors, current, onDone } = props;
  const duty = useDuty();
  const only = doors.length === 1 ? doors[0] : undefined;
  const doorId = useSignal(current?.body.doorId ?? only?.id ?? null);
  const thermometer = useSignal<ChosenThermometer>({
    id: current?.body.thermometerId ?? null,
    unit: current?.body.thermometerUnit ?? 'C',
  });
  const site = useSignal<BodySite>(current?.body.site ?? 'forehead');
  const isSaving = useSignal(false);
  const door = doors.find(({ id }) => id === doorId.value);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (door === undefined || isSaving.value) return;
    isSaving.value = true;
    const { id, unit } = thermometer.value;
    const body = { doorId: door.id, thermometerId: id, thermometerUnit: unit, site: site.value };
    await startShift(duty, { body, current });
    isSaving.value = false;
    onDone?.();
  }

  return (
    <form class={styles.form} onSubmit={save}>
      {current === null && (
        <h1>
          <Text of={t.both('shift.title')} />
        </h1>
      )}
      <DoorChoice doors={doors} doorId={doorId} />
      <ThermometerChoice buildingIds={door?.buildingIds ?? null} chosen={thermometer} />
      <SiteChoice site={site} />
      <Button
        kind="primary"
        type="submit"
        wide
        icon={play}
        disabled={door === undefined || isSaving.value}
      >
        <Text of={t.both(startKey(door, current))} />
      </Button>
    </form>
  );
}

function startKey(door: Door | undefined, current: RunningShift | null) {
  if (door === undefined) return 'shift.chooseDoor';
  return current === null ? 'shift.start' : 'shift.save';
}

function DoorChoice(props: { doors: readonly Door[]; doorId: Signal<Id | null> }): JSX.Element {
  return (
    <SegmentedChoice
      legend={t.both('shift.door')}
      value={props.doorId.value}
      options={props.doors.map(({ id, name }) => ({ value: id, label: asWritten(name) }))}
      onChange={(id) => (props.doorId.value = id)}
    />
  );
}
