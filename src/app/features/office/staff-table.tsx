import type { JSX } from 'preact';
import type { StaffEntry } from '../../../protocol/office-staff.ts';
import { Button } from '../../ui/button.tsx';
import { agoText } from './campus-time.ts';
import { t } from './office-strings.ts';
import { roleText } from './role-text.ts';
import { Table } from './table.tsx';
import styles from './office.module.css';

export function StaffTable(props: {
  staff: readonly StaffEntry[];
  selected: ReadonlyMap<string, StaffEntry>;
  onSelected: (selected: ReadonlyMap<string, StaffEntry>) => void;
  onOpen: (entry: StaffEntry) => void;
  onEnrol: (entry: StaffEntry) => void;
}): JSX.Element {
  const { staff, selected, onSelected, onOpen, onEnrol } = props;
  const choosable = staff.filter((entry) => entry.account.isActive);
  const isAll = choosable.length > 0 && choosable.every((entry) => selected.has(entry.account.id));

  function choose(entries: readonly StaffEntry[], isChosen: boolean) {
    const next = new Map(selected);
    for (const entry of entries) {
      if (isChosen) next.set(entry.account.id, entry);
      else next.delete(entry.account.id);
    }
    onSelected(next);
  }

  return (
    <>
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={isAll}
          onChange={(event) => choose(choosable, event.currentTarget.checked)}
        />
        {t('staff.selectAll')}
      </label>
      <Table
        caption={t('page.staff')}
        rows={staff}
        rowKey={(entry) => entry.account.id}
        isFaded={(entry) => !entry.account.isActive}
        columns={[
          {
            label: t('staff.name'),
            look: 'name',
            cell: (entry) => (
              <Choice
                entry={entry}
                isChosen={selected.has(entry.account.id)}
                onChosen={(isChosen) => choose([entry], isChosen)}
              />
            ),
          },
          { label: t('staff.posts'), cell: (entry) => <Posts entry={entry} /> },
          { label: t('staff.phone'), cell: (entry) => entry.phone ?? '–' },
          { label: t('staff.devices'), cell: (entry) => <Devices entry={entry} /> },
          {
            label: t('actions'),
            look: 'actions',
            cell: (entry) => <Actions entry={entry} onOpen={onOpen} onEnrol={onEnrol} />,
          },
        ]}
      />
    </>
  );
}

function Choice(props: {
  entry: StaffEntry;
  isChosen: boolean;
  onChosen: (isChosen: boolean) => void;
}): JSX.Element {
  const { entry, isChosen, onChosen } = props;
  return (
    <label class={styles.check}>
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!entry.account.isActive}
        onChange={(event) => onChosen(event.currentTarget.checked)}
      />
      {entry.account.name}
    </label>
  );
}

function Actions(props: {
  entry: StaffEntry;
  onOpen: (entry: StaffEntry) => void;
  onEnrol: (entry: StaffEntry) => void;
}): JSX.Element {
  const { entry, onOpen, onEnrol } = props;
  const { name, isActive } = entry.account;
  return (
    <>
      <Button
        kind="quiet"
        disabled={!isActive}
        label={t('staff.enrolOf', { name })}
        onClick={() => onEnrol(entry)}
      >
        {t('staff.enrol')}
      </Button>
      <Button kind="quiet" label={t('editOf', { name })} onClick={() => onOpen(entry)}>
        {t('edit')}
      </Button>
    </>
  );
}

function Posts({ entry }: { entry: StaffEntry }): JSX.Element {
  const valid = entry.assignments.filter(({ isValid }) => isValid);
  if (!entry.account.isActive)
    return <span class={`${styles.tag} ${styles.tagDanger}`}>{t('staff.inactive')}</span>;
  if (valid.length === 0) return <span class={styles.soft}>{t('staff.noPost')}</span>;
  return (
    <ul class={styles.list}>
      {valid.map(({ assignment, place }) => (
        <li key={assignment.id}>
          {roleText(assignment)}
          {place !== null && ` · ${place}`}
        </li>
      ))}
    </ul>
  );
}

function Devices({ entry }: { entry: StaffEntry }): JSX.Element {
  if (entry.deviceCount === 0) return <span class={styles.soft}>{t('staff.noDevice')}</span>;
  return (
    <span>
      {t('staff.deviceCount', { count: entry.deviceCount })}
      {entry.lastContactAt !== null &&
        ` · ${t('staff.heard', { ago: agoText(entry.lastContactAt, Date.now()) })}`}
    </span>
  );
}
