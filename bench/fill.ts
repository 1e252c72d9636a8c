// Makes an archive with a million items, and an unencrypted copy of its database, for the subjects that read them: in a
// process of its own, so that what filling takes is not counted with reading. Prints where it lies.
import { archiveFolder } from '#main/storage/index.ts';
import { benchFolder, say } from './measure.ts';
import { databaseKey, fillCatalogue, plainCopy, plainOf } from './million.ts';
import { officeWithRoster } from './office.ts';

const office = await officeWithRoster(benchFolder());
await office.application.close();
const key = await databaseKey(office.root);
const { database } = archiveFolder(office.root);
fillCatalogue(database, key);
plainCopy(database, key, plainOf(database));
say(office.folder);
