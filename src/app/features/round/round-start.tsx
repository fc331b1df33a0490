import building from 'lucide-static/icons/building-2.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BodySite } from '../../../domain/reading.ts';
import type { RunningRound } from '../../../domain/shift.ts';
import { useApp } from '../../context.ts';
import { asWritten } from '../../duty/as-written.ts';
import { SiteChoice } from '../../duty/site-choice.tsx';
import { ThermometerChoice, type ChosenThermometer } from '../../duty/thermometer-choice.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { PaperChoice, usePaperChoice } from './paper-choice.tsx';
import { startRound } from './record-round.ts';
import { useRound } from './round-duty.ts';
import styles from './round-start.module.css';
import { t } from './round-strings.ts';
import { unitsToWalk, type UnitToWalk } from './units-to-walk.ts';
import { WhatFor, type Reason } from './what-for.tsx';

interface RoundStartProps {
  current: RunningRound | null;
  onDone?: () => void;
}

/** Which unit, which thermometer, where on the body: asked once, kept until changed. */
export function RoundStart(props: RoundStartProps): JSX.Element {
  const { replica, access } = useApp();
  const units = unitsToWalk(access(), replica, useRound().nowInstant());
  if (units.length === 0)
    return (
      <EmptyState icon={building} title={<Text of={t.both('start.noUnit')} />}>
        <Text of={t.both('start.noUnitHelp')} />
      </EmptyState>
    );
  return <RoundForm {...props} units={units} />;
}

function RoundForm(props: RoundStartProps & { units: readonly UnitToWalk[] }): JSX.Element {
  const { units, current, onDone } = props;
  const duty = useRound();
  const unitId = useSignal(current?.body.unitId ?? units[0]?.id ?? null);
  const thermometer = useSignal<ChosenThermometer>({
    id: current?.body.thermometerId ?? null,
    unit: current?.body.thermometerUnit ?? 'C',
  });
  const site = useSignal<BodySite>(current?.body.site ?? 'forehead');
  const reason = useSignal<Reason>({
    purpose: current?.body.purpose ?? 'round',
    campaignId: current?.body.campaignId ?? null,
  });
  const isSaving = useSignal(false);
  const paper = usePaperChoice(current);
  const unit = units.find(({ id }) => id === unitId.value);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const onPaper = paper.read();
    if (unit === undefined || onPaper === null || isSaving.value) return;
    isSaving.value = true;
    const body = {
      unitId: unit.id,
      ...reason.value,
      thermometerId: thermometer.value.id,
      thermometerUnit: thermometer.value.unit,
      site: site.value,
      ...onPaper,
    };
    await startRound(duty, { body, current });
    isSaving.value = false;
    onDone?.();
  }

  /** A campaign need not run in the next building. */
  function chooseUnit({ id }: UnitToWalk): void {
    unitId.value = id;
    reason.value = { ...reason.value, campaignId: null };
  }

  return (
    <form class={styles.form} onSubmit={save}>
      {current === null && <Title />}
      <UnitChoice units={units} chosen={unit} onChoose={chooseUnit} />
      {unit !== undefined && (
        <WhatFor unit={unit} reason={reason.value} onChoose={(next) => (reason.value = next)} />
      )}
      {reason.value.purpose !== 'night_check' && (
        <Measuring unit={unit} thermometer={thermometer} site={site} />
      )}
      <PaperChoice choice={paper} />
      <Button
        kind="primary"
        type="submit"
        wide
        icon={play}
        disabled={unit === undefined || isSaving.value}
      >
        <Text of={t.both(current === null ? 'start.start' : 'start.save')} />
      </Button>
    </form>
  );
}

function Measuring(props: {
  unit: UnitToWalk | undefined;
  thermometer: Signal<ChosenThermometer>;
  site: Signal<BodySite>;
}): JSX.Element {
  const { unit, thermometer, site } = props;
  return (
    <>
      <ThermometerChoice buildingIds={unit ? [unit.building.id] : null} chosen={thermometer} />
      <SiteChoice site={site} />
    </>
  );
}

const Title = (): JSX.Element => (
  <h1>
    <Text of={t.both('start.title')} />
  </h1>
);

/** The building where there are several, then its unit where it is parted into units. */
function UnitChoice(props: {
  units: readonly UnitToWalk[];
  chosen: UnitToWalk | undefined;
  onChoose: (unit: UnitToWalk) => void;
}): JSX.Element {
  const { units, chosen, onChoose } = props;
  const buildings = [...new Map(units.map((unit) => [unit.building.id, unit.building])).values()];
  const here = units.filter((unit) => unit.building.id === chosen?.building.id);

  function chooseFirst(match: (unit: UnitToWalk) => boolean): void {
    const found = units.find(match);
    if (found !== undefined) onChoose(found);
  }

  return (
    <>
      <SegmentedChoice
        legend={t.both('start.building')}
        value={chosen?.building.id ?? null}
        options={buildings.map(({ id, name }) => ({ value: id, label: asWritten(name) }))}
        onChange={(id) => chooseFirst((unit) => unit.building.id === id)}
      />
      {here.some(({ code }) => code !== null) && (
        <SegmentedChoice
          legend={t.both('start.unit')}
          value={chosen?.id ?? null}
          options={here.map(({ id, code, isMine }) => ({
            value: id,
            label: t.both(isMine ? 'unit.mine' : 'unit.name', { unit: code ?? '' }),
          }))}
          onChange={(id) => chooseFirst((unit) => unit.id === id)}
        />
      )}
    </>
  );
}
