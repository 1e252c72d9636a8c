/** The last word of a program that cannot go on. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';

/** Says it, notes where in the code it happened, and ends. Half-done work is cleared at the next start. */
export function giveUp(error: unknown): void {
  const told = error instanceof Error ? error : new Error(String(error));
  // Name and places only: the message may quote what was being worked on.
  const places = (told.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const folder = app.getPath('userData');
  let noted = `记录在 ${join(folder, 'incidents.log')}`;
  try {
    mkdirSync(folder, { recursive: true });
    appendFileSync(
      join(folder, 'incidents.log'),
      `${new Date().toISOString()} shell ${told.name}\n${places.join('\n')}\n`,
    );
  } catch (cause) {
    noted = `记录未能写入 ${folder}（${cause instanceof Error ? cause.message : String(cause)}）`;
  }
  dialog.showErrorBox(
    '廉档无法继续运行',
    `程序出错，已停止以免损坏库。库中已保存的内容都在，请重新打开；若再次出现，请把这段话交给维护人员。\n\n${told.name}: ${told.message}\n${noted}`,
  );
  app.exit(1);
}
