/** A part of the screen by its role and its whole name, or by words that stand in it. */
export interface Part {
  role: 'button' | 'heading' | 'option' | 'combobox' | 'link' | 'banner' | 'main';
  name?: string;
  containing?: string;
}

/**
 * Finds the first such part that can be seen and used, presses it if asked, and answers with its name;
 * `null` if there is none. Runs inside the page, and so uses nothing from outside itself.
 */
export function reach({ part, press }: { part: Part; press: boolean }): string | null {
  const selectors: Record<Part['role'], string> = {
    button: 'button:enabled:not([role]), [role=button]',
    heading: 'h1, h2, h3',
    option: '[role=option]',
    combobox: '[role=combobox]',
    link: 'a[href]',
    banner: 'header',
    main: 'main',
  };
  const nameOf = (element: Element): string =>
    (element.getAttribute('aria-label') ?? element.textContent).replaceAll(/\s+/g, ' ').trim();
  const { name, containing = '' } = part;
  const found = [...document.querySelectorAll<HTMLElement>(selectors[part.role])].find(
    (element) =>
      element.checkVisibility() &&
      (name === undefined ? nameOf(element).includes(containing) : nameOf(element) === name),
  );
  if (found === undefined) return null;
  const words = nameOf(found);
  if (press) found.click();
  return words;
}
