/** 命令行: the same routes as the window, for scripts and for machines without a screen. */
import { CommanderError, program } from 'commander';
import './commands/archive.ts';
import './commands/people.ts';
import './commands/intake.ts';
import './commands/catalogue.ts';
import './commands/search.ts';
import './commands/numbering.ts';
import './commands/appraisal.ts';
import './commands/transfer.ts';
import './commands/keeping.ts';
import './commands/evidence.ts';
import { tellUsage } from './usage.ts';

// `liandang list … | head` closes our output early; that is the reader's right and no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
});
try {
  await program.parseAsync();
} catch (cause) {
  if (!(cause instanceof CommanderError)) throw cause;
  process.exitCode = tellUsage(cause);
}
