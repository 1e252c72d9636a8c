/** `dialog` through the desktop's own helper, zenity or kdialog; where it has none, through the page. */
import { spawn } from 'node:child_process';
import { type Answer, askInPage, type Question } from './page-question.ts';

type Helper = 'zenity' | 'kdialog';

/** Runs a helper; undefined when the machine does not have it. */
function run(helper: Helper, args: readonly string[]): Promise<Answer | undefined> {
  return new Promise((done) => {
    const child = spawn(helper, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.once('error', () => done(undefined));
    child.once('close', (code) => done({ code: code ?? 1, text: text.replace(/\n$/, '') }));
  });
}

async function ask(
  what: string,
  question: Question,
  args: (helper: Helper) => readonly string[],
): Promise<Answer> {
  const helpers: readonly Helper[] =
    process.env.XDG_CURRENT_DESKTOP === 'KDE' ? ['kdialog', 'zenity'] : ['zenity', 'kdialog'];
  for (const helper of helpers) {
    const answer = await run(helper, args(helper));
    if (answer) return answer;
  }
  const answer = await askInPage(question);
  if (answer) return answer;
  throw new Error(
    `无法显示${what}：本机没有 zenity 或 kdialog。请安装其中之一，或改用真正的 Electron 运行。`,
  );
}

/** Electron's dialogs take an optional window first. */
function optionsOf<O>(first: unknown, second: O | undefined): Partial<O> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- with one argument it is the options
  return second ?? (first as Partial<O> | undefined) ?? {};
}

export function fileFilters(helper: Helper, filters: readonly Electron.FileFilter[] = []): string[] {
  const patterns = (filter: Electron.FileFilter): string =>
    filter.extensions.map((extension) => (extension === '*' ? '*' : `*.${extension}`)).join(' ');
  if (helper === 'zenity') return filters.map((filter) => `--file-filter=${filter.name}|${patterns(filter)}`);
  return filters.length === 0
    ? []
    : [filters.map((filter) => `${filter.name} (${patterns(filter)})`).join('\n')];
}

async function showOpenDialog(
  first?: unknown,
  second?: Electron.OpenDialogOptions,
): Promise<Electron.OpenDialogReturnValue> {
  const options = optionsOf<Electron.OpenDialogOptions>(first, second);
  const folder = options.properties?.includes('openDirectory') ?? false;
  const several = options.properties?.includes('multiSelections') ?? false;
  const start = options.defaultPath ?? '.';
  const asked: Question = {
    kind: 'path',
    text: options.title ?? '选择',
    suggested: options.defaultPath ?? '',
  };
  const { code, text } = await ask('选择文件的对话框', asked, (helper) =>
    helper === 'zenity'
      ? [
          '--file-selection',
          '--separator=\n',
          `--title=${options.title ?? '选择'}`,
          ...(options.defaultPath ? [`--filename=${options.defaultPath}`] : []),
          ...(several ? ['--multiple'] : []),
          ...(folder ? ['--directory'] : []),
          ...fileFilters(helper, options.filters),
        ]
      : [
          '--title',
          options.title ?? '选择',
          ...(several ? ['--multiple', '--separate-output'] : []),
          ...(folder
            ? ['--getexistingdirectory', start]
            : ['--getopenfilename', start, ...fileFilters(helper, options.filters)]),
        ],
  );
  return code === 0 && text !== ''
    ? { canceled: false, filePaths: text.split('\n') }
    : { canceled: true, filePaths: [] };
}

async function showSaveDialog(
  first?: unknown,
  second?: Electron.SaveDialogOptions,
): Promise<Electron.SaveDialogReturnValue> {
  const options = optionsOf<Electron.SaveDialogOptions>(first, second);
  const asked: Question = {
    kind: 'path',
    text: options.title ?? '保存',
    suggested: options.defaultPath ?? '',
  };
  const { code, text } = await ask('保存文件的对话框', asked, (helper) =>
    helper === 'zenity'
      ? [
          '--file-selection',
          '--save',
          '--confirm-overwrite',
          `--title=${options.title ?? '保存'}`,
          ...(options.defaultPath ? [`--filename=${options.defaultPath}`] : []),
          ...fileFilters(helper, options.filters),
        ]
      : [
          '--title',
          options.title ?? '保存',
          '--getsavefilename',
          options.defaultPath ?? '.',
          ...fileFilters(helper, options.filters),
        ],
  );
  return code === 0 && text !== '' ? { canceled: false, filePath: text } : { canceled: true, filePath: '' };
}

/** The choice as Electron reports it: the index of the button, the cancel button when the box was closed. */
export function chosenButton(buttons: readonly string[], cancelId: number, { code, text }: Answer): number {
  const named = buttons.indexOf(text);
  if (named >= 0) return named;
  return code === 0 && buttons.length === 1 ? 0 : cancelId;
}

async function showMessageBox(
  first?: unknown,
  second?: Electron.MessageBoxOptions,
): Promise<Electron.MessageBoxReturnValue> {
  const options = optionsOf<Electron.MessageBoxOptions>(first, second);
  const buttons = options.buttons?.length ? options.buttons : ['确定'];
  const text = [options.message, options.detail].filter(Boolean).join('\n\n');
  const title = options.title ?? '';
  const answer = await ask('提示框', { kind: 'button', text, buttons }, (helper) => {
    if (helper === 'kdialog') {
      return buttons.length === 1
        ? ['--title', title, '--msgbox', text]
        : ['--title', title, '--menu', text, ...buttons.flatMap((button) => [button, button])];
    }
    return buttons.length === 1
      ? ['--info', '--no-markup', `--title=${title}`, `--text=${text}`, `--ok-label=${buttons[0]}`]
      : [
          '--question',
          '--switch',
          '--no-markup',
          `--title=${title}`,
          `--text=${text}`,
          ...buttons.map((button) => `--extra-button=${button}`),
        ];
  });
  const response = chosenButton(buttons, options.cancelId ?? 0, answer);
  return { response, checkboxChecked: options.checkboxChecked ?? false };
}

function showErrorBox(title: string, content: string): void {
  process.stderr.write(`${title}：${content}\n`);
  void run('zenity', ['--error', '--no-markup', `--title=${title}`, `--text=${content}`]);
}

/** A plain object, so that tests can put their own answers in place of its functions. */
export const dialog: {
  showOpenDialog: typeof showOpenDialog;
  showSaveDialog: typeof showSaveDialog;
  showMessageBox: typeof showMessageBox;
  showErrorBox: typeof showErrorBox;
} = { showOpenDialog, showSaveDialog, showMessageBox, showErrorBox };
