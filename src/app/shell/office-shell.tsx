import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { later } from './later.tsx';
import { RescueBoundary } from './rescue-boundary.tsx';
import { RescueScreen } from './rescue-screen.tsx';

const OfficeFront = later(
  async () => (await import('../features/office/office-front.tsx')).OfficeFront,
  'waiting',
  false,
);

/** The office's desktop: nothing of the phone is opened for it. */
export function OfficeShell(props: {
  failure: ReadonlySignal<{ of: unknown } | null>;
}): JSX.Element {
  return (
    <RescueBoundary>
      {props.failure.value === null ? (
        <OfficeFront />
      ) : (
        <RescueScreen failure={props.failure.value.of} />
      )}
    </RescueBoundary>
  );
}
