import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { StaffChange, type StaffEntry } from '../../../protocol/office-staff.ts';
import { NewPassword } from '../../../protocol/office-session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConflictChoice, conflictIn } from './conflict-choice.tsx';
import { useDoing, type Doing } from './loaded.ts';
import { NameAndPhone } from './name-and-phone.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';

/** Name, phone, the password of who signs in here, and whether the account is in use; somebody else's change is shown beside one's own. */
export function StaffNameForm(props: {
  entry: StaffEntry;
  onChanged: (entry: StaffEntry, isPasswordNew: boolean) => void;
}): JSX.Element {
  const { api } = useOffice();
  const { entry, onChanged } = props;
  const { account } = entry;
  const doing = useDoing();
  const draft = useDraft(entry);
  const { body } = draft;
  const conflict = conflictIn(doing.problem);

  async function save(change: StaffChange, version: number) {
    if (!draft.check()) return;
    const changed = await doing.run(() => api.changeStaff(account.id, change, version));
    if (changed === null) return;
    draft.setPassword('');
    onChanged(changed, change.password !== undefined);
  }

  if (conflict)
    return (
      <ConflictChoice
        details={conflict}
        fieldText={staffFieldText}
        valueText={staffValueText}
        onChoose={(theirs) =>
          void save(StaffChange.parse({ ...body, ...theirs }), conflict.version)
        }
        onBack={doing.clear}
      />
    );
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save(body, entry.version);
      }}
    >
      {!account.isActive && (
        <Banner tone="waiting">
          <p>{t('staff.inactiveLead')}</p>
        </Banner>
      )}
      <NameAndPhone
        name={draft.name}
        phone={draft.phone}
        onName={draft.setName}
        onPhone={draft.setPhone}
      />
      {account.login !== null && <NewPasswordField draft={draft} />}
      <ProblemNote of={doing.problem} />
      <Actions
        entry={entry}
        doing={doing}
        onActive={(isActive) => void save({ ...body, isActive }, entry.version)}
      />
    </form>
  );
}

/** What is typed; `isShort` is told only after a try. */
function useDraft({ account, phone: number }: StaffEntry) {
  const [name, setName] = useState(account.name);
  const [phone, setPhone] = useState(number ?? '');
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const isTooShort = password !== '' && !NewPassword.safeParse(password).success;
  const body: StaffChange = {
    name: name.trim(),
    phone: phone.trim() || null,
    isActive: account.isActive,
    ...(password !== '' && { password }),
  };
  function check(): boolean {
    setTried(true);
    return !isTooShort;
  }
  return {
    name,
    phone,
    password,
    setName,
    setPhone,
    setPassword,
    body,
    isShort: wasTried && isTooShort,
    check,
  };
}

function NewPasswordField({ draft }: { draft: ReturnType<typeof useDraft> }): JSX.Element {
  return (
    <PasswordField
      label={t.both('staff.newPassword')}
      hint={t.both('staff.newPasswordHint')}
      error={draft.isShort ? t.both('password.short') : null}
      value={draft.password}
      autocomplete="new-password"
      isOptional
      onValue={draft.setPassword}
    />
  );
}

/** Nobody deactivates the account that is signed in; others only after a second question. */
function Actions(props: {
  entry: StaffEntry;
  doing: Doing;
  onActive: (isActive: boolean) => void;
}): JSX.Element {
  const { me } = useOffice();
  const { entry, doing, onActive } = props;
  const [isAsking, setAsking] = useState(false);
  const { id, isActive } = entry.account;
  if (isAsking)
    return (
      <>
        <p role="alert">{t('staff.deactivateSure')}</p>
        <div class={styles.row}>
          <Button kind="danger" disabled={doing.isBusy} onClick={() => onActive(false)}>
            {t('staff.deactivate')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
        </div>
      </>
    );
  return (
    <div class={styles.row}>
      <Button kind="primary" type="submit" disabled={doing.isBusy}>
        {t('save')}
      </Button>
      {id !== me.account.id && (
        <Button
          kind={isActive ? 'danger' : 'plain'}
          disabled={doing.isBusy}
          onClick={() => (isActive ? setAsking(true) : onActive(true))}
        >
          {t(isActive ? 'staff.deactivate' : 'staff.activate')}
        </Button>
      )}
    </div>
  );
}

function staffFieldText(field: string): string {
  if (field === 'name') return t('staff.name');
  if (field === 'phone') return t('staff.phone');
  return field === 'isActive' ? t('staff.isActive') : field;
}

function staffValueText(value: unknown): string {
  if (value === true) return t('yes');
  if (value === false) return t('no');
  return typeof value === 'string' && value !== '' ? value : t('none');
}
