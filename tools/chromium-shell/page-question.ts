/** Where the desktop has no helper for dialogs: the browser's own box over the page. A place is typed there, not picked. */
import { resolve } from 'node:path';
import { WebContents } from './web-contents.ts';

export type Question =
  | { readonly kind: 'path'; readonly text: string; readonly suggested: string }
  | { readonly kind: 'button'; readonly text: string; readonly buttons: readonly string[] };

/** As the desktop's helpers answer: exit code 0 and the choice, or another code. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

/** What the page evaluates. Pure. */
export function expressionOf(question: Question): string {
  if (question.kind === 'path') {
    const text = `${question.text}\n（本机没有 zenity 或 kdialog，请输入完整路径）`;
    return `prompt(${JSON.stringify(text)}, ${JSON.stringify(question.suggested)})`;
  }
  const [only, ...others] = question.buttons;
  if (only !== undefined && others.length === 0) return `alert(${JSON.stringify(question.text)})`;
  const list = question.buttons.map((button, index) => `${index + 1} ${button}`).join('\n');
  return `prompt(${JSON.stringify(`${question.text}\n\n${list}\n请输入序号`)})`;
}

/** What the page's value means. Pure. */
export function answerOf(question: Question, value: unknown): Answer {
  const typed = typeof value === 'string' ? value.trim() : '';
  if (question.kind === 'path') {
    return typed === '' ? { code: 1, text: '' } : { code: 0, text: resolve(typed) };
  }
  if (question.buttons.length === 1) return { code: 0, text: '' };
  const button = /^\d+$/.test(typed) ? question.buttons[Number(typed) - 1] : undefined;
  return button === undefined ? { code: 1, text: '' } : { code: 0, text: button };
}

/** Asks over the window in front; undefined when there is none on a screen. */
export async function askInPage(question: Question): Promise<Answer | undefined> {
  const page = WebContents.getFocusedWebContents();
  if (!page?.isOnScreen()) return undefined;
  return answerOf(question, await page.executeJavaScript(expressionOf(question)));
}
