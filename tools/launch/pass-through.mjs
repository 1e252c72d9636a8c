// Runs a program in place of this one: its streams, its signals, its exit code.
import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ends this process as the program ends. When it cannot be started, says so and exits with 1. */
export function passThrough(executable, args, env = process.env) {
  const child = spawn(executable, args, { stdio: 'inherit', env });
  const forward = (signal) => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  child.once('error', (error) => {
    process.stderr.write(`无法启动 ${executable}：${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    for (const name of SIGNALS) process.off(name, forward);
    if (signal === null) process.exit(code ?? 1);
    process.kill(process.pid, signal);
  });
}
