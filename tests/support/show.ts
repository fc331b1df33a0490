import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';

/** What is on the screen, found as a person finds it: by role and words. */
export interface Shown {
  root: HTMLElement;
  text(): string;
  /** The one button whose name is, or contains, these words. Throws if there is none. */
  button(name: string): HTMLButtonElement;
  press(name: string): Promise<void>;
  /** Types into the field with this label. */
  type(label: string, text: string): Promise<void>;
  /** Sends the only form. */
  submit(): Promise<void>;
  /** Lets pending promises and renders finish. */
  settle(): Promise<void>;
  leave(): void;
}

/** Renders into the test's document. */
export async function show(screen: ComponentChild): Promise<Shown> {
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => render(screen, root));

  const settle = (): Promise<void> =>
    act(async () => {
      for (let turn = 0; turn < 8; turn += 1) await new Promise((done) => setTimeout(done, 0));
    });

  function button(name: string): HTMLButtonElement {
    const named = [...root.querySelectorAll('button')].filter(
      (one) => nameOf(one) === name || nameOf(one).includes(name),
    );
    const found = named.find((one) => nameOf(one) === name) ?? named[0];
    if (found === undefined) throw new Error(`No button "${name}" in: ${root.textContent}`);
    return found;
  }

  return {
    root,
    button,
    settle,
    text: () => root.textContent,
    async press(name) {
      await act(() => button(name).click());
      await settle();
    },
    async type(label, text) {
      const field = [...root.querySelectorAll('label')]
        .find((one) => one.textContent.includes(label))
        ?.querySelector('input');
      if (!field) throw new Error(`No field "${label}" in: ${root.textContent}`);
      await act(() => {
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
    },
    async submit() {
      const form = root.querySelector('form');
      if (form === null) throw new Error(`No form in: ${root.textContent}`);
      await act(() => {
        form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      });
      await settle();
    },
    leave() {
      render(null, root);
      root.remove();
    },
  };
}

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).trim();
