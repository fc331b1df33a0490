import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffEntry } from '../../../protocol/office-staff.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AddStaffDialog } from './add-staff-dialog.tsx';
import { EnrolmentSheets } from './enrolment-sheets.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { SearchField } from './search-field.tsx';
import { StaffDialog } from './staff-dialog.tsx';
import { StaffImport } from './staff-import.tsx';
import { StaffTable } from './staff-table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 100;

/** Who works here, on which post, and the codes that enrol their phones. */
export function StaffScreen(): JSX.Element {
  const { api } = useOffice();
  const [query, setQuery] = useState('');
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<StaffEntry | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [selected, setSelected] = useState<ReadonlyMap<string, StaffEntry>>(new Map());
  const [enrolling, setEnrolling] = useState<readonly StaffEntry[] | null>(null);
  const page = useLoaded(() => api.staff(query, offset), `${offset}/${query}`);

  function search(next: string) {
    setQuery(next);
    setOffset(0);
  }

  function change(entry: StaffEntry) {
    setOpen(entry);
    void page.reload();
  }

  function endEnrolling() {
    setEnrolling(null);
    setSelected(new Map());
    void page.reload();
  }

  if (enrolling !== null) return <EnrolmentSheets staff={enrolling} onDone={endEnrolling} />;
  return (
    <div class={styles.page}>
      <Head
        selectedCount={selected.size}
        onPrint={() => setEnrolling([...selected.values()])}
        onAdd={() => setAdding(true)}
      />
      <StaffImport onImported={() => void page.reload()} />
      <SearchField label={t.both('staff.search')} onQuery={search} />
      <WhenLoaded of={page}>
        {({ total, staff }) => (
          <>
            {staff.length === 0 && (
              <EmptyState title={t(query === '' ? 'staff.none' : 'noMatch')} />
            )}
            {staff.length > 0 && (
              <StaffTable
                staff={staff}
                selected={selected}
                onSelected={setSelected}
                onOpen={setOpen}
                onEnrol={(entry) => setEnrolling([entry])}
              />
            )}
            <Pager offset={offset} pageSize={PAGE_SIZE} total={total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
      {isAdding && (
        <AddStaffDialog onClose={() => setAdding(false)} onAdded={() => void page.reload()} />
      )}
      {open && <StaffDialog entry={open} onChanged={change} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Head(props: {
  selectedCount: number;
  onPrint: () => void;
  onAdd: () => void;
}): JSX.Element {
  const { selectedCount, onPrint, onAdd } = props;
  return (
    <div class={styles.head}>
      <h1>{t('page.staff')}</h1>
      <div class={styles.row}>
        <Button disabled={selectedCount === 0} onClick={onPrint}>
          {t('staff.printSheets', { count: selectedCount })}
        </Button>
        <Button kind="primary" onClick={onAdd}>
          {t('staff.add')}
        </Button>
      </div>
    </div>
  );
}
