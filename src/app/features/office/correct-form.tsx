import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Direction } from '../../../domain/door-check.ts';
import { BodySite, Reading } from '../../../domain/reading.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { useFactId, type CheckFormProps } from './check-form.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

const SITES = BodySite.options;

/** Puts direction and reading right; what was recorded before stays a version of the check. */
export function CorrectForm({ row, onDone, onBack }: CheckFormProps): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const factId = useFactId();
  useUnfinished('correct');
  const { reading } = row;
  const [direction, setDirection] = useState<Direction>(row.direction);
  const [typed, setTyped] = useState(reading?.tempC.toFixed(1) ?? '');
  const [site, setSite] = useState<BodySite>(reading?.site ?? 'forehead');
  const [wasTried, setTried] = useState(false);
  const tempC = typed.trim() === '' ? null : readTemperature(typed);
  const isWrong = typed.trim() === '' ? reading !== null : tempC === null;

  async function correct() {
    setTried(true);
    if (isWrong) return;
    const next = await doing.run(() =>
      api.correctCheck(row.id, { factId, direction, ...(tempC !== null && { tempC, site }) }),
    );
    if (next !== null) onDone(next);
  }

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void correct();
      }}
    >
      <SegmentedChoice
        legend={t.both('log.direction')}
        value={direction}
        options={[
          { value: 'in', label: t.both('direction.in') },
          { value: 'out', label: t.both('direction.out') },
        ]}
        onChange={setDirection}
      />
      <ReadingFields
        typed={typed}
        site={site}
        isWrong={wasTried && isWrong}
        onTyped={setTyped}
        onSite={setSite}
      />
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        <Button kind="primary" type="submit" disabled={doing.isBusy}>
          {t('log.correctAction')}
        </Button>
        <Button onClick={onBack}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function ReadingFields(props: {
  typed: string;
  site: BodySite;
  isWrong: boolean;
  onTyped: (typed: string) => void;
  onSite: (site: BodySite) => void;
}): JSX.Element {
  const { typed, site, isWrong, onTyped, onSite } = props;
  return (
    <>
      <Field
        label={t.both('log.temperatureC')}
        hint={t.both('log.temperatureHint')}
        error={isWrong ? t.both('log.temperatureWrong') : null}
      >
        <input
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          aria-invalid={isWrong}
          onInput={(event) => onTyped(event.currentTarget.value)}
        />
      </Field>
      <Field label={t.both('log.site')}>
        <select
          value={site}
          onChange={(event) => onSite(BodySite.parse(event.currentTarget.value))}
        >
          {SITES.map((one) => (
            <option key={one} value={one}>
              {t(`site.${one}`)}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}

/** `null` if it is no temperature that a reading can have. */
function readTemperature(typed: string): number | null {
  const number = Number(typed.trim().replace(/[,，。]/, '.'));
  return Reading.shape.tempC.safeParse(number).data ?? null;
}
