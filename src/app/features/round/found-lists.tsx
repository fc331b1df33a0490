import type { ComponentChildren, JSX } from 'preact';
import { isOverdue, openFindings, type FoundItem } from '../../../domain/hygiene.ts';
import { dayOf, timeOf } from '../../duty/campus-time.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { classes } from '../../ui/classes.ts';
import { Button } from '../../ui/button.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { language } from '../../strings.ts';
import { proposedDay } from './hygiene-form.ts';
import { recordStillSo, takeBack } from './hygiene-record.ts';
import type { HygieneParts } from './hygiene-sheet.tsx';
import { t } from './hygiene-strings.ts';
import { roomHygiene } from './hygiene-visit.ts';
import { itemWords, pointsWords, whoseWords } from './hygiene-words.ts';
import { RecordingGroup } from '../../duty/recording-group.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import styles from './hygiene.module.css';

/** What earlier visits found and nobody has put right: it stands on top until somebody does. */
export function FoundBefore(parts: HygieneParts): JSX.Element | null {
  const { duty, visit, form } = parts;
  const before = openFindings(roomHygiene(duty, visit)).filter(
    ({ finding }) => finding.visitId !== visit.visitId,
  );
  const { failure, keep, ...recording } = useRecording();
  if (before.length === 0) return null;

  const stillSo = (found: FoundItem): void =>
    keep(() => recordStillSo(duty, visit, { found, fixBy: proposedDay(duty) }));

  return (
    <section class={styles.section}>
      <h3>
        <Text of={t.both('before', { count: before.length })} />
      </h3>
      <NotSavedBanner why={failure} />
      <RecordingGroup {...recording}>
        <ul class={styles.found}>
          {before.map((found) => (
            <Found key={found.id} parts={parts} found={found}>
              <Button kind="primary" onClick={() => form.putRight(found)}>
                <Text of={t.both('putRight')} />
              </Button>
              <Button onClick={() => stillSo(found)}>
                <Text of={t.both('stillSo')} />
              </Button>
            </Found>
          ))}
        </ul>
      </RecordingGroup>
    </section>
  );
}

/** What this visit found and put right; a slip is taken back here. */
export function FoundHere(parts: HygieneParts): JSX.Element | null {
  const { duty, visit } = parts;
  const { findings } = roomHygiene(duty, visit);
  const here = findings.filter(({ finding }) => finding.visitId === visit.visitId);
  const right = findings.filter(
    ({ putRight }) => putRight?.rectification.visitId === visit.visitId,
  );
  const { failure, keep, ...recording } = useRecording();
  if (here.length + right.length === 0) return null;

  const undo = (id: string, by: string) =>
    by === duty.app.unlocked.accountId && (
      <Button onClick={() => keep(() => takeBack(duty, id))}>
        <Text of={t.both('takeBack')} />
      </Button>
    );

  return (
    <section class={styles.section}>
      <h3>
        <Text of={t.both('here')} />
      </h3>
      <NotSavedBanner why={failure} />
      <RecordingGroup {...recording}>
        <ul class={styles.found}>
          {here.map((found) => (
            <Found key={found.id} parts={parts} found={found}>
              {undo(found.id, found.by)}
            </Found>
          ))}
          {right.map((found) => (
            <Found key={`${found.id} right`} parts={parts} found={found}>
              {found.putRight && undo(found.putRight.id, found.putRight.by)}
            </Found>
          ))}
        </ul>
      </RecordingGroup>
    </section>
  );
}

function Found(props: {
  parts: HygieneParts;
  found: FoundItem;
  children: ComponentChildren;
}): JSX.Element {
  const { parts, found } = props;
  const { duty, visit } = parts;
  const { finding, putRight, before } = found;
  const { journal, sync } = duty.app;
  const isLate = isOverdue(found, dayOf(duty, duty.nowInstant()));
  const who = (by: string) => whoRecorded(duty, by, language.value);
  const photos = [...before, finding, ...(putRight === null ? [] : [putRight.rectification])];
  return (
    <li class={classes(styles.card, isLate && styles.late)}>
      <p class={styles.cardTitle}>
        <Text of={itemWords(duty, found)} /> · {pointsWords(found)}
      </p>
      {finding.personId !== null && <p>{whoseWords(duty, visit, finding.personId)}</p>}
      {finding.note !== null && <p>{finding.note}</p>}
      {before.map(
        ({ id, at, by, note }) =>
          note !== null && (
            <p key={id} class={styles.soft}>
              {t('foundBy', { at: timeOf(duty, at), who: who(by) })} · {note}
            </p>
          ),
      )}
      <p class={styles.soft}>
        {t('foundBy', { at: timeOf(duty, found.at), who: who(found.by) })}
        {finding.onPaperAt !== undefined && ` · ${t('fromPaper')}`}
        {finding.fixBy !== null && putRight === null && (
          <> · {t(isLate ? 'lateSince' : 'fixByDay', { day: finding.fixBy })}</>
        )}
      </p>
      {putRight !== null && (
        <p>
          {t('rightBy', { at: timeOf(duty, putRight.at), who: who(putRight.by) })}
          {putRight.rectification.onPaperAt !== undefined && ` · ${t('fromPaper')}`}
          {putRight.rectification.note !== null && ` · ${putRight.rectification.note}`}
        </p>
      )}
      <PhotoList
        shas={[...new Set(photos.flatMap((one) => one.photos.map(({ sha }) => sha)))]}
        read={async (sha) => (await journal.readAttachment(sha)) ?? sync.readAttachment(sha)}
      />
      <div class={styles.actions}>{props.children}</div>
    </li>
  );
}
