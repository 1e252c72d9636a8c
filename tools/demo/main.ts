// `npm run demo`: the main job on the shipped sample without a window, from an empty folder to a bundle taken by a second
// archive; then pictures of the screens. Everything it makes lies in demo-output/.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { OWN, PEOPLE, ROOT } from '#main/testing/archive.ts';
import { runMainJob } from './main-job.ts';
import { takePictures } from './pictures.ts';
import { printTable, say } from './say.ts';

const OUTPUT = join(ROOT, 'demo-output');

/** An earlier demonstration is kept under the next free number. */
function freshFolder(): void {
  if (existsSync(OUTPUT)) {
    let number = 1;
    while (existsSync(`${OUTPUT}-${number}`)) number += 1;
    renameSync(OUTPUT, `${OUTPUT}-${number}`);
    say(`上一次的结果已移到 demo-output-${number}/`);
  }
  mkdirSync(OUTPUT);
}

freshFolder();
const done = await runMainJob(OUTPUT);
const pictures = await takePictures(OUTPUT, done.sender.root);
printTable('步骤', done.steps);
printTable('结果在哪里（demo-output/ 之下）', [...done.places, ...pictures]);
say(
  `打开样例库：npm start，选 demo-output/${done.sender.name}.liandang，登录名 ${PEOPLE.map(([, login]) => login).join(' ')}，密码 ${OWN}`,
);
