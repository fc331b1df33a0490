import type { ComponentChildren, JSX } from 'preact';
import { classes } from '../../ui/classes.ts';
import styles from './table.module.css';

export interface Column<Row> {
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** `name` leads the card that a row becomes on a narrow screen; `actions` closes it. */
  look?: 'name' | 'number' | 'actions';
}

/**
 * A table that turns into cards on a narrow screen. The roles are written out because `display:
 * block` takes them from native table elements.
 */
export function Table<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isFaded?: (row: Row) => boolean;
}): JSX.Element {
  const { caption, columns, rows, rowKey, isFaded } = props;
  return (
    <div class={styles.frame}>
      <table class={styles.table} role="table">
        <caption class={styles.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.label} role="columnheader" scope="col" class={lookOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" class={isFaded?.(row) ? styles.faded : undefined}>
              {columns.map((column) => (
                <td
                  key={column.label}
                  role="cell"
                  class={classes(lookOf(column))}
                  data-label={column.label}
                >
                  <div class={styles.cell}>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lookOf<Row>(column: Column<Row>): string | undefined {
  return column.look && styles[column.look];
}
