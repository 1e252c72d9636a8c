// Reads the pages named in a file, in a process of its own so that its memory is its own; writes their texts as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadModels, readPage } from '../src-main/ocr/engine/index.ts';

const [list = '', target = ''] = process.argv.slice(2);
const models = await loadModels();
const texts: string[] = [];
for (const file of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
  const { lines, height, turns, width } = await readPage(models, readFileSync(file));
  // The transcripts leave out the number at the foot of the page.
  const upright = turns % 2 === 0 ? height : width;
  const foot = (box: { y: number; x: number; height: number; width: number }) => {
    const middle = turns % 2 === 0 ? box.y + box.height / 2 : box.x + box.width / 2;
    return (turns === 2 || turns === 1 ? upright - middle : middle) > upright * 0.92;
  };
  texts.push(
    lines
      .filter((line) => !(line.text.length <= 3 && foot(line.box)))
      .map((line) => line.text + line.join)
      .join(''),
  );
}
writeFileSync(target, JSON.stringify(texts));
