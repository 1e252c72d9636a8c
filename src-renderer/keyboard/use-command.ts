import { useEffect, useRef } from 'react';
import { type CommandId, pressName } from './commands.ts';
import { commandFor } from './keymap.ts';
import { keysNow } from './keys-in-force.ts';

type Handler = () => void;
/** The last screen that asked for a command has it: a dialog above a list answers before the list. */
const handlers = new Map<CommandId, Handler[]>();

/** Keys that only accompany others. */
const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph']);
let recorder: ((press: string) => void) | undefined;

/** The next presses go to `take` instead of to the commands, until the returned function is called. */
export function recordKeys(take: (press: string) => void): () => void {
  recorder = take;
  return () => {
    if (recorder === take) recorder = undefined;
  };
}

function onKeyDown(event: KeyboardEvent): void {
  const press = pressName(event);
  if (recorder) {
    event.preventDefault();
    event.stopPropagation();
    if (press !== undefined && !MODIFIERS.has(event.key)) recorder(press);
    return;
  }
  const command = press === undefined ? undefined : commandFor(press, keysNow());
  const handler = command === undefined ? undefined : handlers.get(command)?.at(-1);
  if (!handler) return;
  event.preventDefault();
  event.stopPropagation();
  handler();
}

/** Starts listening; once, when the program starts. Capturing, so that no widget eats a command first. */
export function watchKeyboard(): () => void {
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}

/** Answers a command while mounted and `enabled`. */
export function useCommand(id: CommandId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!enabled) return;
    const mine = () => latest.current();
    handlers.set(id, [...(handlers.get(id) ?? []), mine]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((one) => one !== mine),
      );
    };
  }, [id, enabled]);
}
