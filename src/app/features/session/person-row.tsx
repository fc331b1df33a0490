import type { JSX } from 'preact';
import type { HealthWord } from '../../../domain/health-words.ts';
import type { Session } from '../../../domain/report-session.ts';
import type { SheetRow } from '../../../domain/session-sheet.ts';
import type { AppContext } from '../../context.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { classes } from '../../ui/classes.ts';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import { symptomWords } from './symptom-words.ts';
import styles from './session.module.css';

interface RowProps {
  row: SheetRow<PlaceMember>;
  session: Session;
  /** What others measured is not shown yet. */
  isBlind: boolean;
}

/** How one person stands, with what was told: by staff first, then by the person. A tap opens the sheet. */
export function PersonRow({ row, session: { day, slot }, isBlind }: RowProps): JSX.Element {
  const { forms } = useSession();
  const { personId } = row.member;
  const looks = classes(styles.row, row.isAbnormal && styles.abnormal);
  return (
    <button
      type="button"
      class={looks}
      aria-haspopup="dialog"
      onClick={() => {
        forms.check.clear();
        forms.check.change({ personId, session: { day, slot } });
      }}
    >
      <Words row={row} isBlind={isBlind} />
    </button>
  );
}

type Shown = Pick<RowProps, 'row' | 'isBlind'>;

function Words({ row, isBlind }: Shown): JSX.Element {
  const { member, state, isLate, isAbnormal, isContested, overdueSince } = row;
  const duty = useSession();
  const place = [member.room, member.bed].filter((part) => part !== null).join('-');
  return (
    <>
      <span>
        <strong>{member.name}</strong> <span class={styles.soft}>{place}</span>
      </span>
      <span class={styles.tag}>
        <Text of={t.both(`person.${state}`)} inline />
      </span>
      <span class={styles.told}>
        <Told row={row} isBlind={isBlind} />
        {isAbnormal && (
          <strong class={styles.wrong}>
            <Text of={t.both('abnormal')} inline />
          </strong>
        )}
        {isLate && (
          <strong class={styles.late}>
            <Text of={t.both('late')} inline />
          </strong>
        )}
        {overdueSince !== null && (
          <strong class={styles.late}>
            <Text of={t.both('leaveOverdue', { time: timeOf(duty, overdueSince) })} inline />
          </strong>
        )}
        {isContested && (
          <strong class={styles.late}>
            <Text of={t.both('personContested')} inline />
          </strong>
        )}
      </span>
    </>
  );
}

/** Each value with its source: what a person tells alone proves little. */
function Told({ row: { words }, isBlind }: Shown): JSX.Element {
  const { app } = useSession();
  const seen = words.filter(({ source }) => source === 'check');
  const told = words.filter(({ source }) => source === 'report');
  return (
    <>
      {[...seen, ...told].map((word) => (
        <span key={word.entry.id}>
          {wordText(app, word, isBlind && word.by !== app.unlocked.accountId)}
        </span>
      ))}
    </>
  );
}

/** `isBlind`: that there is a temperature, and not which. */
export function wordText(app: AppContext, word: HealthWord, isBlind = false): string {
  const { reading, symptoms } = word.source === 'check' ? word.entry.body : word.entry.check;
  const temperature =
    reading === null ? '' : isBlind ? t('measured') : `${reading.tempC.toFixed(1)} °C`;
  const value = [temperature, symptomWords(app, symptoms)]
    .filter((part) => part !== '')
    .join(' · ');
  if (word.source === 'check')
    return t('source.staff', { value: value || `${t('person.absent')} · ${t('illness.yes')}` });
  const source = word.entry.check.onBehalfAs === null ? 'source.self' : 'source.behalf';
  return t(source, { value: value || t('notMeasured') });
}
