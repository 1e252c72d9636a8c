/** What commander says of a wrong call, in whole Chinese sentences and with the exit code for usage. */
import { type Command, CommanderError } from 'commander';

const USAGE = 64;
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '其他：',
};

/** Before any subcommand is declared: they take these settings over from their parent. */
export function speakChinese(program: Command): void {
  program
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [command]', '显示一个命令的用法');
}

/** @returns the exit code: help and version that were asked for are no mistake */
export function tellUsage(cause: CommanderError): number {
  if (cause.exitCode === 0) return 0;
  const sentence = sentenceFor(cause);
  if (sentence !== undefined) process.stderr.write(`${sentence}用 liandang help 查看全部命令。\n`);
  return USAGE;
}

/** undefined: the help text itself has been written already. */
function sentenceFor(cause: CommanderError): string | undefined {
  const quoted = /'([^']*)'/.exec(cause.message)?.[1] ?? '';
  switch (cause.code) {
    case 'commander.help':
      return undefined;
    case 'commander.unknownCommand':
      return `没有「${quoted}」这个命令。`;
    case 'commander.unknownOption':
      return `没有「${quoted}」这个选项。`;
    case 'commander.missingArgument':
      return `缺少参数「${quoted}」。`;
    case 'commander.missingMandatoryOptionValue':
      return `缺少选项「${quoted}」。`;
    case 'commander.optionMissingArgument':
      return `选项「${quoted}」后面缺少值。`;
    case 'commander.excessArguments':
      return '参数多了；含空格的参数要加引号。';
    case 'commander.invalidArgument':
      return `「${quoted}」的值不在可选范围内。`;
    default:
      return `命令有误（${cause.message}）。`;
  }
}
