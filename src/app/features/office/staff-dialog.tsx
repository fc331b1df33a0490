import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AssignmentEntry, StaffEntry } from '../../../protocol/office-staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dayOf } from './campus-time.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { roleText } from './role-text.ts';
import { emptyRole, PostPicker, type RoleOverPost } from './post-picker.tsx';
import { ProblemNote } from './problem-note.tsx';
import { StaffNameForm } from './staff-name-form.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

/** One member of staff: name and phone, posts, and whether the account may be used. */
export function StaffDialog(props: {
  entry: StaffEntry;
  onChanged: (entry: StaffEntry) => void;
  onClose: () => void;
}): JSX.Element {
  const { entry, onChanged, onClose } = props;
  useUnfinished('staff');
  const [isPasswordNew, setPasswordNew] = useState(false);
  return (
    <Dialog open title={entry.account.name} onClose={onClose}>
      {isPasswordNew && (
        <Banner tone="good">
          <p>{t('staff.passwordSaved')}</p>
        </Banner>
      )}
      <StaffNameForm
        key={entry.version}
        entry={entry}
        onChanged={(next, isNew) => {
          setPasswordNew(isNew);
          onChanged(next);
        }}
      />
      <Assignments entry={entry} onChanged={onChanged} />
    </Dialog>
  );
}

function Assignments(props: {
  entry: StaffEntry;
  onChanged: (entry: StaffEntry) => void;
}): JSX.Element {
  const { api } = useOffice();
  const { entry, onChanged } = props;
  const doing = useDoing();
  const [given, setGiven] = useState<RoleOverPost | null>(null);
  const accountId = entry.account.id;

  async function end(assignmentId: string) {
    const changed = await doing.run(() => api.endAssignment(accountId, assignmentId));
    if (changed !== null) onChanged(changed);
  }

  async function add() {
    if (given === null || given.post === null) return;
    const { role, post } = given;
    const changed = await doing.run(() => api.addAssignment(accountId, { role, post }));
    if (changed === null) return;
    setGiven(null);
    onChanged(changed);
  }

  return (
    <section class={styles.form} aria-label={t('staff.posts')}>
      <h3>{t('staff.posts')}</h3>
      {entry.assignments.length === 0 && <p class={styles.soft}>{t('staff.noPost')}</p>}
      <ul class={styles.list}>
        {entry.assignments.map((one) => (
          <AssignmentItem
            key={one.assignment.id}
            entry={one}
            isBusy={doing.isBusy}
            onEnd={() => void end(one.assignment.id)}
          />
        ))}
      </ul>
      <ProblemNote of={doing.problem} />
      {given === null ? (
        <div>
          <Button onClick={() => setGiven(emptyRole('keeper'))}>{t('staff.addPost')}</Button>
        </div>
      ) : (
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <PostPicker value={given} onValue={setGiven} />
          <div class={styles.row}>
            <Button kind="primary" type="submit" disabled={doing.isBusy}>
              {t('staff.addPost')}
            </Button>
            <Button onClick={() => setGiven(null)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Ending takes two taps: it cannot be taken back, only given anew. */
function AssignmentItem(props: {
  entry: AssignmentEntry;
  isBusy: boolean;
  onEnd: () => void;
}): JSX.Element {
  const { zone } = useOffice();
  const { entry, isBusy, onEnd } = props;
  const { assignment, place, isValid } = entry;
  const [isAsking, setAsking] = useState(false);
  return (
    <li class={styles.head}>
      <span class={isValid ? undefined : styles.soft}>
        {roleText(assignment)}
        {place !== null && ` · ${place}`}
        {assignment.to !== null && ` · ${t('staff.until', { day: dayOf(assignment.to, zone) })}`}
      </span>
      {isValid && !isAsking && (
        <Button kind="quiet" onClick={() => setAsking(true)}>
          {t('staff.end')}
        </Button>
      )}
      {isValid && isAsking && (
        <span class={styles.row}>
          <span>{t('staff.endSure')}</span>
          <Button kind="danger" disabled={isBusy} onClick={onEnd}>
            {t('staff.end')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
        </span>
      )}
    </li>
  );
}
