import type { JSX } from 'preact';
import type { Loop } from './loop.ts';
import { UnknownForm } from './unknown-form.tsx';
import { VisitorForm } from './visitor-form.tsx';

/** The sheets for whoever is on no list. */
export function NewcomerForms(props: { loop: Loop; onSaved: () => void }): JSX.Element {
  return (
    <>
      <VisitorForm {...props} />
      <UnknownForm {...props} />
    </>
  );
}
