import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { BegunEarlier, LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { FindingForm } from './finding-form.tsx';
import { FoundHere, FoundBefore } from './found-lists.tsx';
import { createHygieneForm, type HygieneForm } from './hygiene-form.ts';
import { FormItems } from './hygiene-items.tsx';
import { recordInspection, takeBack } from './hygiene-record.ts';
import { t } from './hygiene-strings.ts';
import { inspectionNow, scoreNow, type HygieneDuty, type HygieneVisit } from './hygiene-visit.ts';
import { scoreWords } from './hygiene-words.ts';
import { RightForm } from './right-form.tsx';
import { RecordingGroup } from '../../duty/recording-group.tsx';
import { useRecording } from '../../duty/use-recording.ts';
import styles from './hygiene.module.css';

export interface HygieneParts {
  duty: HygieneDuty;
  visit: HygieneVisit;
  form: HygieneForm;
}

/** What was found in a room before, what is found now, and that it was looked over. */
export function HygieneSheet(props: {
  duty: HygieneDuty;
  visit: HygieneVisit;
  open: boolean;
  onClose: () => void;
}): JSX.Element {
  const { duty, visit, open, onClose } = props;
  const form = useMemo(() => createHygieneForm(duty, visit.room.id), [duty, visit.visitId]);
  useEffect(() => () => form.stop(), [form]);
  // What was written when the app was killed stands there again by itself, and the room's form behind it.
  const isOpenAgain = useSignal(false);
  const draft = form.draft.value;
  const isWriting = draft !== null && draft.isAside !== true;
  useEffect(() => {
    if (isWriting) isOpenAgain.value = true;
  }, [isWriting]);
  function close(): void {
    isOpenAgain.value = false;
    onClose();
  }
  const isShown = open || isWriting || isOpenAgain.value;
  return (
    <>
      {draft !== null && !isShown && <LiesAside duty={duty} of={draft} />}
      <Dialog
        open={isShown}
        title={<Text of={t.both('title', { room: visit.room.code })} />}
        onClose={() => {
          form.putAside();
          close();
        }}
      >
        {draft !== null && <BegunEarlier duty={duty} of={draft} />}
        <Step parts={{ duty, visit, form }} onClose={close} />
      </Dialog>
    </>
  );
}

function Step({ parts, onClose }: { parts: HygieneParts; onClose: () => void }): JSX.Element {
  const draft = parts.form.draft.value;
  if (draft?.kind === 'finding') return <FindingForm parts={parts} draft={draft} />;
  if (draft?.kind === 'right') return <RightForm parts={parts} draft={draft} />;
  return <Room parts={parts} onClose={onClose} />;
}

function Room({ parts, onClose }: { parts: HygieneParts; onClose: () => void }): JSX.Element {
  const { form } = parts;
  return (
    <>
      {form.problem.value === 'photos-lost' && (
        <Banner tone="waiting" role="alert">
          <Text of={t.both('photosLost')} />
        </Banner>
      )}
      <FoundBefore {...parts} />
      <FormItems {...parts} />
      <FoundHere {...parts} />
      <Verdict parts={parts} onClose={onClose} />
    </>
  );
}

/** The score as it stands, and the tap that says that the room was looked over. */
function Verdict({ parts, onClose }: { parts: HygieneParts; onClose: () => void }): JSX.Element {
  const { duty, visit } = parts;
  const { failure, keep, ...recording } = useRecording();
  const inspection = inspectionNow(duty, visit);
  const found = scoreNow(duty, inspection);
  const isFailed = found !== null && !found.hasPassed;
  const isMine = inspection.by.includes(duty.app.unlocked.accountId);

  return (
    <RecordingGroup {...recording}>
      <div class={styles.verdict}>
        <Banner tone={isFailed ? 'danger' : 'good'} role="status">
          <p class={styles.score}>
            <Text of={scoreWords(found)} />
          </p>
        </Banner>
        <NotSavedBanner why={failure} />
        {inspection.isLookedOver ? (
          <>
            <p role="status">
              <Text of={t.both('isLookedOver')} />
            </p>
            {isMine && (
              <Button onClick={() => keep(() => takeBack(duty, inspection.id))}>
                <Text of={t.both('notLookedOver')} />
              </Button>
            )}
            <Button kind="primary" wide onClick={onClose}>
              <Text of={t.both('close')} />
            </Button>
          </>
        ) : (
          <Button
            kind="primary"
            wide
            onClick={() => keep(() => recordInspection(duty, visit), onClose)}
          >
            <Text of={t.both(inspection.findings.length === 0 ? 'nothingFound' : 'lookedOver')} />
          </Button>
        )}
      </div>
    </RecordingGroup>
  );
}
