import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { addDays } from '../../../domain/campus-day.ts';
import type { ContactRow } from '../../../domain/contact-list.ts';
import { ContactLog } from '../../../domain/contact-log.ts';
import type { Day, Id } from '../../../domain/id.ts';
import { NoteField, SaveRow } from '../../duty/absence/form-parts.tsx';
import { dayOf } from '../../duty/campus-time.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import { IN_THE_WAY } from '../../duty/half-written/half-written.ts';
import { BegunEarlier, InTheWay } from '../../duty/half-written/not-saved-yet.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession, type SessionDuty } from './session-duty.ts';
import { CHANNELS, OUTCOMES, type ContactDraft } from './session-forms.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/**
 * With the way that worked last time, and tomorrow as the next day: a usual contact is three taps. What is half written
 * stands there again, also where it is of another person.
 */
export function openContact(duty: SessionDuty, { member, last }: ContactRow<PlaceMember>): void {
  const { personId, note, outcome } = duty.forms.contact.draft.peek();
  if (personId === member.personId) return duty.forms.contact.change({});
  const isTold = personId !== null && (note.trim() !== '' || outcome !== null);
  if (isTold && isListed(duty, personId)) return duty.forms.contact.change(IN_THE_WAY);
  const today = dayOf(duty, duty.nowInstant());
  duty.forms.contact.clear();
  duty.forms.contact.change({
    personId: member.personId,
    channel: last?.body.channel ?? 'phone',
    nextOn: addDays(today, 1),
  });
}

/** Else nobody could finish what is written of them. */
const isListed = ({ contacts }: SessionDuty, personId: Id | null): boolean =>
  contacts.value.rows.some(({ member }) => member.personId === personId);

/** Who was called or written to, by what way, and what came of it. */
export function ContactForm(): JSX.Element {
  const duty = useSession();
  const { contact } = duty.forms;
  const draft = contact.draft.value;
  const row = duty.contacts.value.rows.find(({ member }) => member.personId === draft.personId);
  const isOpen = row !== undefined && draft.isAside !== true;
  return (
    <Dialog open={isOpen} title={row?.member.name} onClose={contact.putAside}>
      {isOpen && (
        <>
          <BegunEarlier duty={duty} of={draft} />
          <InTheWay draft={draft} of={row.member.name} />
          <Fields row={row} />
        </>
      )}
    </Dialog>
  );
}

function Fields({ row }: { row: ContactRow<PlaceMember> }): JSX.Element {
  const duty = useSession();
  const form = duty.forms.contact;
  const draft = form.draft.value;
  const isTried = useSignal(false);
  const today = dayOf(duty, duty.nowInstant());

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const read = ContactLog.safeParse(contactOf(draft));
    if (!read.success || !isLater(draft, today)) return;
    const { app } = duty;
    const fact = await form.save(({ alsoClearDraft }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'contact-log',
        body: read.data,
        shiftId: null,
        ...(alsoClearDraft !== undefined && { alsoClearDraft }),
      }),
    );
    if (fact !== null) duty.saved('contact', [fact]);
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Reach personId={row.member.personId} />
      <SegmentedChoice
        legend={t.both('contact.by')}
        value={draft.channel}
        options={CHANNELS.map((value) => ({ value, label: t.both(`contact.channel.${value}`) }))}
        onChange={(channel) => form.change({ channel })}
      />
      <SegmentedChoice
        legend={t.both('contact.answer')}
        value={draft.outcome}
        options={OUTCOMES.map((value) => ({ value, label: t.both(`contact.outcome.${value}`) }))}
        onChange={(outcome) => form.change({ outcome })}
      />
      {isTried.value && draft.outcome === null && (
        <p class={styles.wrong} role="alert">
          <Text of={t.both('contact.outcomeNeeded')} />
        </p>
      )}
      <NextOn today={today} isWrong={isTried.value && !isLater(draft, today)} />
      <NoteField value={draft.note} onChange={(note) => form.change({ note })} />
      <SaveRow problem={form.problem.value} />
      <DiscardButton onDiscard={form.clear} />
    </form>
  );
}

/** How to reach the person, as the register has it. */
function Reach({ personId }: { personId: string }): JSX.Element | null {
  const { app } = useSession();
  const contact = app.replica.documents('contact').get(personId);
  if (contact === undefined || (contact.phone === null && contact.wechat === null)) return null;
  return (
    <p class={styles.calls}>
      {contact.phone !== null && (
        <a href={`tel:${contact.phone}`}>{t('contact.call', { phone: contact.phone })}</a>
      )}
      {contact.wechat !== null && <span>{t('contact.wechatId', { id: contact.wechat })}</span>}
    </p>
  );
}

const AHEAD_DAYS = [1, 3, 7] as const;

function NextOn({ today, isWrong }: { today: Day; isWrong: boolean }): JSX.Element {
  const form = useSession().forms.contact;
  const { nextOn } = form.draft.value;
  return (
    <div class={styles.reading}>
      <Field label={t.both('contact.nextOn')} error={isWrong ? t.both('contact.laterDay') : null}>
        <input
          type="date"
          autocomplete="off"
          min={addDays(today, 1)}
          aria-invalid={isWrong}
          value={nextOn}
          onInput={(event) => form.change({ nextOn: event.currentTarget.value })}
        />
      </Field>
      <div class={styles.days}>
        {AHEAD_DAYS.map((days) => {
          const day = addDays(today, days);
          return (
            <Button
              key={days}
              pressed={nextOn === day}
              onClick={() => form.change({ nextOn: day })}
            >
              <Text
                of={days === 1 ? t.both('contact.tomorrow') : t.both('contact.inDays', { days })}
              />
            </Button>
          );
        })}
      </div>
    </div>
  );
}

const isLater = ({ nextOn }: ContactDraft, today: Day): boolean => nextOn === '' || nextOn > today;

const HEALTH = { well: 'normal', unwell: 'abnormal', notAsked: null, notReached: null } as const;

/** `null`: the answer is not told yet. */
function contactOf({ personId, channel, outcome, note, nextOn }: ContactDraft) {
  if (outcome === null) return null;
  return {
    personId,
    channel,
    isReached: outcome !== 'notReached',
    health: HEALTH[outcome],
    note: note.trim() || null,
    nextOn: nextOn || null,
  };
}
