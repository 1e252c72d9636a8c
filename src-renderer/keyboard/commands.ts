/** 快捷键: one registry; the help window, tooltips and handlers all come from it. */
export interface Command {
  /** `Ctrl+Enter`, `F8`, `Ctrl+ArrowDown` …: modifiers in the order Ctrl, Alt, Shift. Several keys for one command are allowed. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
}

export const COMMANDS = {
  'app.help': { keys: ['F1'], label: '快捷键一览', group: '全局' },
  'app.lock': { keys: ['Ctrl+Shift+L'], label: '锁定屏幕', group: '全局' },
  'app.find': { keys: ['Ctrl+Shift+F'], label: '检索', group: '全局' },
  'app.home': { keys: ['Alt+0'], label: '首页', group: '全局' },
  'app.next-screen': { keys: ['Ctrl+PageDown'], label: '下一个功能', group: '全局' },
  'app.previous-screen': { keys: ['Ctrl+PageUp'], label: '上一个功能', group: '全局' },
  'form.save': { keys: ['Ctrl+S'], label: '保存', group: '表单' },
  'form.save-and-new': { keys: ['Ctrl+Enter'], label: '保存并新建（沿用类号、日期、来源）', group: '表单' },
  'form.save-and-next': { keys: ['F7'], label: '保存并到下一件', group: '表单' },
  'form.copy-from-above': { keys: ['Ctrl+D'], label: '照抄上一件的同一栏', group: '表单' },
  'form.next-incomplete': { keys: ['F8'], label: '下一个未填全的件', group: '表单' },
  'form.undo': { keys: ['Ctrl+Alt+Z'], label: '撤销今日上一步操作', group: '表单' },
  'form.redo': { keys: ['Ctrl+Alt+Y'], label: '重做', group: '表单' },
  'form.acts': { keys: ['Ctrl+Alt+H'], label: '今日操作（逐项撤销、重做）', group: '表单' },
  'form.templates': { keys: ['Ctrl+Alt+T'], label: '本类的著录模板', group: '表单' },
  'suggest.1': { keys: ['Alt+1'], label: '采用第 1 条著录建议', group: '著录建议' },
  'suggest.2': { keys: ['Alt+2'], label: '采用第 2 条', group: '著录建议' },
  'suggest.3': { keys: ['Alt+3'], label: '采用第 3 条', group: '著录建议' },
  'suggest.4': { keys: ['Alt+4'], label: '采用第 4 条', group: '著录建议' },
  'suggest.5': { keys: ['Alt+5'], label: '采用第 5 条', group: '著录建议' },
  'suggest.6': { keys: ['Alt+6'], label: '采用第 6 条', group: '著录建议' },
  'suggest.all': { keys: ['Alt+Enter'], label: '各栏采用第一条建议', group: '著录建议' },
  'list.new': { keys: ['Ctrl+Shift+N', 'Alt+N'], label: '新建', group: '列表' },
  'list.next': { keys: ['Ctrl+ArrowDown'], label: '下一件（不离开表单）', group: '列表' },
  'list.previous': { keys: ['Ctrl+ArrowUp'], label: '上一件（不离开表单）', group: '列表' },
  'list.filter': { keys: ['Ctrl+F'], label: '筛选', group: '列表' },
  'list.batch': { keys: ['Ctrl+B'], label: '批量修改选中的件', group: '列表' },
  'order.up': { keys: ['Alt+ArrowUp'], label: '上移一位（整理中的件）', group: '列表' },
  'order.down': { keys: ['Alt+ArrowDown'], label: '下移一位（整理中的件）', group: '列表' },
  'scan.start': { keys: ['F9'], label: '开始扫描', group: '扫描' },
  'scan.stop': { keys: ['F10'], label: '停止扫描', group: '扫描' },
  'scan.go-on': { keys: ['F11'], label: '接着扫这一批', group: '扫描' },
  'pages.turn': { keys: ['Alt+R'], label: '右转选定的页', group: '页面' },
  'pages.turn-back': { keys: ['Alt+L'], label: '左转选定的页', group: '页面' },
  'pages.deskew': { keys: ['Alt+D'], label: '纠偏', group: '页面' },
  'pages.trim': { keys: ['Alt+B'], label: '去黑边', group: '页面' },
  'pages.despeckle': { keys: ['Alt+S'], label: '去污点（不动红章）', group: '页面' },
  'pages.undo': { keys: ['Ctrl+Z'], label: '撤销页面操作', group: '页面' },
  'pages.redo': { keys: ['Ctrl+Y'], label: '重做页面操作', group: '页面' },
  'page.next': { keys: ['Alt+PageDown'], label: '下一页图像', group: '图像' },
  'page.previous': { keys: ['Alt+PageUp'], label: '上一页图像', group: '图像' },
  'page.zoom-in': { keys: ['Ctrl+='], label: '放大', group: '图像' },
  'page.zoom-out': { keys: ['Ctrl+-'], label: '缩小', group: '图像' },
  'page.fit': { keys: ['Ctrl+0'], label: '适合窗口', group: '图像' },
  'page.original': { keys: ['Alt+O'], label: '原始图像与优化图像之间切换', group: '图像' },
  'page.turn': { keys: ['Ctrl+R'], label: '旋转看图（不改原件）', group: '图像' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;

export const COMMAND_LIST: readonly (Command & { readonly id: CommandId })[] = (
  Object.entries(COMMANDS) as [CommandId, Command][]
).map(([id, command]) => ({ id, ...command }));

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/**
 * The name of a key press as the registry writes it, or undefined while an input method composes: its keys belong to the
 * text (key code 229 is what some input methods send instead of `isComposing`).
 */
export function pressName(event: Pressed): string | undefined {
  if (event.isComposing || event.keyCode === 229) return undefined;
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift'].filter(
    (one) => one !== false,
  );
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [...modifiers, key].join('+');
}
