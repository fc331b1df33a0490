import type { Locator, Page } from 'playwright-core';
import { SIGN_IN } from './office.ts';

interface FileForm {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What the office does on an English screen, found by the same labels and roles. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  async signIn(url: string): Promise<void> {
    await this.page.goto(`${url}/office`);
    await this.page.getByLabel('Sign-in name').fill(SIGN_IN.login);
    await this.page.getByLabel('Password', { exact: true }).fill(SIGN_IN.password);
    await this.button('Sign in').click();
    await this.heading('Overview').waitFor();
  }

  /** Opens a page of the menu. */
  async goTo(page: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: page, exact: true })
      .click();
    await this.heading(page).waitFor();
  }

  async chooseFile(label: string, file: string | FileForm): Promise<void> {
    await this.page.getByLabel(label).setInputFiles(file);
  }

  /** The number that stands under a caption: "rows 4800". */
  async countOf(caption: string): Promise<number> {
    const term = this.page.getByRole('term').filter({ hasText: new RegExp(`^${caption}$`) });
    const value = term.locator('xpath=following-sibling::dd[1]');
    return Number(await value.textContent());
  }
}
