import path from 'node:path';
import { errors, type Locator, type Page } from 'playwright-core';

/** VS Code as a person at the keyboard sees it. Whatever is looked for is waited for, half a minute at most. */
export class Workbench {
  readonly #page: Page;
  readonly #shots: string;

  constructor(page: Page, shots: string) {
    page.setDefaultTimeout(30_000);
    this.#page = page;
    this.#shots = shots;
  }

  /** `file`: its path in the folder that is open. */
  async open(file: string): Promise<void> {
    const [top = file] = file.split('/');
    const name = file.slice(file.lastIndexOf('/') + 1);
    await this.#page.locator('.explorer-viewlet .monaco-list-row', { hasText: top }).first().waitFor();
    // What has just been made is not found at once; the box asks anew only when it is opened anew.
    await this.#again(8_000, async (timeout) => {
      await this.press('Escape', 'Control+P');
      await this.type(file);
      await this.#page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor({ timeout });
    });
    await this.press('Enter');
    await this.#page.locator('.tab.active', { hasText: name }).waitFor();
    await this.#page.locator('.monaco-editor.focused').waitFor();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async goTo(line: number, column: number): Promise<void> {
    await this.press('Control+G');
    await this.#page.locator('.quick-input-widget input').first().waitFor();
    await this.type(`${line}:${column}`);
    await this.press('Enter');
    await this.#page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Selects the first place where the text stands, with the find widget; Escape leaves it selected. */
  async find(text: string): Promise<void> {
    await this.press('Control+Home', 'Control+F');
    await this.#page.locator('.find-widget.visible textarea').first().waitFor();
    await this.press('Control+A');
    await this.type(text);
    await this.#page.locator('.find-widget .matchesCount', { hasText: '1 of' }).waitFor();
  }

  /** Waits for a squiggle that begins where the word stands on the screen. */
  async squiggleUnder(word: string, severity: 'error' | 'warning' | 'info'): Promise<void> {
    await this.#until(async () => (await this.#squigglesUnder(word, `.squiggly-${severity}`)) > 0, `squiggle: ${word}`);
  }

  async noSquiggleUnder(word: string): Promise<void> {
    await this.#until(
      async () => (await this.#squigglesUnder(word, '[class*=squiggly]')) === 0,
      `no squiggle: ${word}`,
    );
  }

  async statusBar(text: string): Promise<void> {
    await this.#page.locator('.statusbar-item:visible', { hasText: text }).waitFor();
  }

  async noStatusBar(): Promise<void> {
    await this.#page.locator('.statusbar-item:visible', { hasText: 'Gatelint' }).waitFor({ state: 'hidden' });
  }

  hover(containing: string): Promise<string> {
    return textOf(this.#page.locator('.monaco-hover:visible', { hasText: containing }));
  }

  /** Opens the quick-fix menu when the light bulb shows; answers its titles from top to bottom. */
  async quickFixes(): Promise<string[]> {
    const bulb = this.#page.locator('.lightBulbWidget:visible, [class*=codicon-gutter-lightbulb]:visible').first();
    // VS Code asks once, and shows none where it gave that up for something else: the key brings the menu all the same.
    await bulb.waitFor({ timeout: 10_000 }).catch(() => {});
    const rows = this.#page.locator('.action-widget .monaco-list-row.action .title');
    // VS Code closes the menu again where the focus arrives late (from the box for a line number): people press once more.
    await this.#again(8_000, async (timeout) => {
      await this.press('Control+Period');
      await rows.first().waitFor({ timeout });
    });
    return (await rows.allInnerTexts()).map(plain);
  }

  /** Takes an entry of the open quick-fix menu, as the arrows and Enter do. */
  async choose(title: string): Promise<void> {
    const focused = this.#page.locator('.action-widget .monaco-list-row.action.focused .title');
    const count = await this.#page.locator('.action-widget .monaco-list-row.action').count();
    for (let tries = 0; tries < count; tries++) {
      if ((await textOf(focused)) === title) return this.press('Enter');
      await this.press('ArrowDown');
    }
    throw new Error(`The menu does not offer "${title}".`);
  }

  /** The list that opens while somebody types, from top to bottom, once it has this entry. */
  async suggestions(containing: string): Promise<string[]> {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.filter({ hasText: containing }).first().waitFor();
    return (await rows.locator('.label-name').allInnerTexts()).map(plain);
  }

  /** Waits for a line of the editor that has the text. */
  async line(text: string): Promise<void> {
    await this.#lines(text).first().waitFor();
  }

  /** Waits for a line whose text, from its first letter, is shown as not needed. */
  async faded(text: string): Promise<void> {
    await this.#lines(text).locator('.squiggly-inline-unnecessary').first().waitFor();
  }

  #lines(text: string): Locator {
    return this.#page.locator('.monaco-editor .view-line', { hasText: text });
  }

  problems(containing: string): Promise<string> {
    return textOf(this.#page.locator('.markers-panel .monaco-list-row', { hasText: containing }));
  }

  async palette(command: string): Promise<void> {
    await this.#page.locator('.quick-input-list .monaco-list-row', { hasText: command }).waitFor();
  }

  /** Opens the outline, and waits until the keys go there: they go on to the editor while it is being filled. */
  async focusOutline(): Promise<void> {
    const focus = 'Explorer: Focus on Outline View';
    await this.#again(5_000, async (timeout) => {
      await this.press('F1');
      await this.type(focus);
      await this.palette(focus);
      await this.press('Enter');
      await this.#page.locator('.outline-pane .monaco-list:focus').waitFor({ timeout });
    });
  }

  /** The rows of the outline from top to bottom, once it has one with this name. */
  async outline(name: string): Promise<string[]> {
    const labels = this.#page.locator('.outline-pane .monaco-list-row .label-name');
    await labels.getByText(name, { exact: true }).first().waitFor();
    return (await labels.allInnerTexts()).map(plain);
  }

  /** Waits for a page of Markdown, which stands in frames of its own, that has the text. */
  async preview(text: string): Promise<void> {
    await this.#until(async () => {
      const frames = this.#page.frames().map((frame) =>
        frame
          .getByText(text)
          .count()
          .catch(() => 0),
      );
      return (await Promise.all(frames)).some((count) => count > 0);
    }, `page with: ${text}`);
  }

  async photograph(name: string): Promise<void> {
    await this.#page.locator('.vs-dark').first().waitFor(); // the theme arrives late
    await this.#page.screenshot({ path: path.join(this.#shots, `${name}.png`), animations: 'disabled' });
  }

  async #squigglesUnder(word: string, selector: string): Promise<number> {
    const words = this.#page.locator('.view-line span span', { hasText: new RegExp(`^\\s*${word}$`) });
    const places = await Promise.all((await words.all()).map((span) => span.boundingBox()));
    const squiggles = await this.#page.locator(`.view-overlays ${selector}`).all();
    const marks = await Promise.all(squiggles.map((mark) => mark.boundingBox()));
    return marks.filter((mark) =>
      places.some((place) => {
        if (!mark || !place) return false;
        const sameLine = Math.abs(mark.y + mark.height - (place.y + place.height)) < place.height / 2;
        return sameLine && Math.abs(mark.x + mark.width - (place.x + place.width)) < 3;
      }),
    ).length;
  }

  /** Does it up to four times, until it does not fail any more. */
  async #again(timeout: number, attempt: (timeout: number) => Promise<void>): Promise<void> {
    for (let left = 3; left > 0; left--) {
      try {
        return await attempt(timeout);
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
      }
    }
    await attempt(timeout);
  }

  async #until(look: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      if (await look()) return;
      await this.#page.waitForTimeout(100);
    }
    throw new Error(`Waited in vain: ${what}.`);
  }
}

async function textOf(locator: Locator): Promise<string> {
  await locator.first().waitFor();
  return plain((await locator.first().textContent()) ?? '');
}

/** The editor keeps its spaces from breaking. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
