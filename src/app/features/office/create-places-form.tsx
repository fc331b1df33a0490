import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Places } from '../../../protocol/office-places.ts';
import type { RosterPreview } from '../../../protocol/office-roster.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Doing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import {
  carryOut,
  LIKELY_ROWS,
  unknownNames,
  type Plan,
  type UnknownName,
} from './unknown-building-plan.ts';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** Names of the file that no building has: new, another name of a known one, or a slip. Then the file is read again. */
export function CreatePlacesForm(props: {
  preview: RosterPreview;
  places: Places;
  doing: Doing;
  onPreview: (preview: RosterPreview) => void;
}): JSX.Element {
  const { api } = useOffice();
  const { preview, places, doing, onPreview } = props;
  const campuses = places.campuses.map(({ campus }) => campus.name);
  const [names, setNames] = useState(() => unknownNames(preview, campuses[0] ?? ''));
  const plannedCount = names.filter(({ plan }) => plan.kind !== 'skip').length;
  const change = (name: string, part: Partial<UnknownName>) =>
    setNames(names.map((one) => (one.name === name ? { ...one, ...part } : one)));

  async function create() {
    const read = await doing.run(() => carryOut(api, preview.id, { names, places }));
    if (read !== null) onPreview(read);
  }

  return (
    <section class={styles.card} aria-labelledby="create-places">
      <h2 id="create-places">{t('create.title', { count: names.length })}</h2>
      <p>{t('create.lead')}</p>
      <datalist id="campus-names">
        {campuses.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <form
        class={styles.page}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <ul class={rosterStyles.places}>
          {names.map((one) => (
            <NameItem
              key={one.name}
              name={one}
              choices={choicesFor(one, names, places)}
              change={(part) => change(one.name, part)}
            />
          ))}
        </ul>
        <ProblemNote of={doing.problem} />
        <div class={styles.row}>
          <Button kind="primary" type="submit" disabled={doing.isBusy || plannedCount === 0}>
            {doing.isBusy ? t('create.busy') : t('create.action', { count: plannedCount })}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface Choice {
  label: string;
  plan: Plan;
}

function choicesFor(
  { name }: UnknownName,
  names: readonly UnknownName[],
  places: Places,
): readonly Choice[] {
  return [
    { label: t('create.asNew'), plan: { kind: 'create' } },
    { label: t('create.skip'), plan: { kind: 'skip' } },
    ...places.buildings.map(({ building }) => ({
      label: t('create.aliasOf', { name: building.name }),
      plan: { kind: 'alias-of', buildingId: building.id } as const,
    })),
    ...names
      .filter((other) => other.plan.kind === 'create' && other.name !== name)
      .map((other) => ({
        label: t('create.aliasOf', { name: other.name }),
        plan: { kind: 'alias-of-new', name: other.name } as const,
      })),
  ];
}

function NameItem(props: {
  name: UnknownName;
  choices: readonly Choice[];
  change: (part: Partial<UnknownName>) => void;
}): JSX.Element {
  const { name: one, choices, change } = props;
  const chosen = choices.findIndex(({ plan }) => JSON.stringify(plan) === JSON.stringify(one.plan));
  return (
    <li>
      <div class={rosterStyles.placeFields}>
        <Field label={t.both('create.what', { name: one.name })}>
          <select
            value={String(chosen)}
            onChange={(event) => {
              const choice = choices[Number(event.currentTarget.value)];
              if (choice) change({ plan: choice.plan });
            }}
          >
            {choices.map(({ label }, index) => (
              <option key={label} value={String(index)}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        {one.plan.kind === 'create' && (
          <>
            <Field label={t.both('places.campus')}>
              <input
                required
                maxLength={100}
                list="campus-names"
                autocomplete="off"
                value={one.campus}
                onInput={(event) => change({ campus: event.currentTarget.value })}
              />
            </Field>
            <Field label={t.both('places.units')}>
              <input
                autocomplete="off"
                value={one.units}
                onInput={(event) => change({ units: event.currentTarget.value })}
              />
            </Field>
          </>
        )}
      </div>
      <p class={`${styles.soft} ${styles.small}`}>
        {t('remark.rows', { count: one.rowCount })}
        {one.rowCount < LIKELY_ROWS && ` · ${t('create.maybeSlip')}`}
      </p>
    </li>
  );
}
