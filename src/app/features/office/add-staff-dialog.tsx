import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { NameAndPhone } from './name-and-phone.tsx';
import { OfficeSignIn } from './office-sign-in-fields.tsx';
import { emptyRole, PostPicker, signsInHere, type RoleOverPost } from './post-picker.tsx';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

const PASSWORD_LENGTH = 10;

/** A person with a first role. Who works at this desk gets a password, everybody else a phone. */
export function AddStaffDialog(props: { onAdded: () => void; onClose: () => void }): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  useUnfinished('add-staff');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [given, setGiven] = useState<RoleOverPost>(emptyRole('keeper'));
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const isOffice = signsInHere(given.role);
  const isShort = isOffice && password.length < PASSWORD_LENGTH;

  async function add() {
    setTried(true);
    const { role, post } = given;
    if (isShort || post === null) return;
    const added = await doing.run(() =>
      api.addStaff({
        name: name.trim(),
        phone: phone.trim() || null,
        ...(isOffice && { login: login.trim(), password }),
        assignments: [{ role, post }],
      }),
    );
    if (added === null) return;
    props.onAdded();
    props.onClose();
  }

  return (
    <Dialog open title={t('staff.add')} onClose={props.onClose}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <NameAndPhone name={name} phone={phone} onName={setName} onPhone={setPhone} />
        <PostPicker value={given} onValue={setGiven} />
        {isOffice && (
          <OfficeSignIn
            login={login}
            password={password}
            isWrong={wasTried && isShort}
            onLogin={setLogin}
            onPassword={setPassword}
          />
        )}
        <ProblemNote of={doing.problem} />
        <div class={styles.row}>
          <Button kind="primary" type="submit" disabled={doing.isBusy}>
            {t('staff.addAction')}
          </Button>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
