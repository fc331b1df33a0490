import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DoorLogRow } from '../../../protocol/office-people.ts';
import { DoorLogDetail } from './door-log-detail.tsx';
import { DoorLogTable } from './door-log-table.tsx';

/** Checks in a table, each of which opens. */
export function DoorLogList(props: {
  rows: readonly DoorLogRow[];
  onChanged: () => void;
}): JSX.Element {
  const [open, setOpen] = useState<DoorLogRow | null>(null);
  return (
    <>
      <DoorLogTable rows={props.rows} onOpen={setOpen} />
      {open !== null && (
        <DoorLogDetail
          row={open}
          onChanged={(row) => {
            setOpen(row);
            props.onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
