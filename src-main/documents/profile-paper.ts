/** 干部廉政画像: a table a post, aspects down, each line with its source beside it. */
import { Paragraph, type Table } from 'docx';
import { type Cell, grid, line, markLine, paper, text, title } from './layout.ts';

export interface ProfilePaper {
  readonly name: string;
  readonly about: readonly string[];
  readonly volumeNumber: number;
  readonly mark: string;
  readonly note: string;
  readonly periods: readonly {
    readonly title: string;
    readonly fields: readonly {
      readonly name: string;
      readonly lines: readonly {
        readonly words: string;
        readonly sources: readonly { readonly words: string }[];
      }[];
      readonly more: number;
    }[];
    readonly without: readonly { readonly names: readonly string[]; readonly words: string }[];
  }[];
}
const WIDTHS = [14, 54, 32];
/** Two pages hold a long career at this size. */
const SIZE = 9;

/** @param unit the archive that made it */
export function profileDocx(data: ProfilePaper, unit: string): Promise<Buffer> {
  const heading = (words: string) =>
    new Paragraph({
      spacing: { before: 120, after: 40 },
      keepNext: true,
      children: [text(words, 10.5, true)],
    });
  const rows = (period: ProfilePaper['periods'][number]): Cell[][] => [
    ...period.fields.flatMap((field) => [
      ...field.lines.map((one, at) => [
        at === 0 ? field.name : '',
        one.words,
        one.sources.map((source) => source.words).join('；'),
      ]),
      ...(field.more > 0 ? [['', `另有 ${field.more} 项，见卷内目录`, '']] : []),
    ]),
    ...period.without.map((one) => ['其余方面', `${one.names.join('、')}：${one.words}`, '']),
  ];
  const parts: (Paragraph | Table)[] = data.periods.flatMap((period) => [
    heading(period.title),
    grid(['方面', '情况', '出处'], rows(period), WIDTHS, SIZE),
  ]);
  return paper([
    markLine(data.mark),
    title('干部廉政画像'),
    line(`${data.name}　第 ${data.volumeNumber} 卷　${data.about.join('　')}`),
    new Paragraph({ children: [text(`${unit}　${data.note}`, SIZE)] }),
    ...parts,
  ]);
}
