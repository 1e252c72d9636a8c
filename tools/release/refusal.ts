/** Why something could not be made: one line in Chinese and one in English. */
export class Refusal extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = 'Refusal';
  }
}

/** Runs a command's work; a refusal is said and ends it with 1, anything else is a fault and shows where it came from. */
export async function refusingPlainly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    process.exitCode = 1;
  }
}
