import type { JSX } from 'preact';
import { sessionKey } from '../../../domain/report-session.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';

/** Which of my classes or units, and which of today's sessions. */
export function WhereAndWhen({ isOfSession }: { isOfSession: boolean }): JSX.Element {
  const duty = useSession();
  const places = duty.places.value;
  const window = duty.now.value?.window;
  return (
    <>
      {places.length > 1 && (
        <Field label={t.both('place')}>
          <select
            value={duty.place.value?.id ?? ''}
            onChange={(event) => duty.choosePlace(event.currentTarget.value)}
          >
            {places.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
      {isOfSession && duty.windows.value.length > 0 && (
        <SegmentedChoice
          legend={t.both('session')}
          legendHidden
          value={window === undefined ? null : sessionKey(window)}
          options={duty.windows.value.map((one) => ({
            value: sessionKey(one),
            label: bothOf(
              'slotTime',
              (lang) => ({
                slot: t.in(lang, `slot.${one.slot}`),
                from: timeOf(duty, one.from),
                to: clockOnly(timeOf(duty, one.to)),
              }),
              t,
            ),
          }))}
          onChange={duty.chooseSession}
        />
      )}
    </>
  );
}

/** The day stands before it already, where that is not today. */
const clockOnly = (time: string): string => time.slice(-'00:00'.length);
