/** What every way to a scanner offers, whatever stands behind it. */
import { Refusal } from '#contract/result.ts';

/** One side of a sheet as it came off the glass: 8 bits a channel, rows without padding. */
export interface RawPage {
  readonly width: number;
  readonly height: number;
  /** 1: grey, 3: colour. */
  readonly channels: 1 | 3;
  readonly data: Buffer;
}
export interface Device {
  /** As the system names it; what `open` wants. */
  readonly name: string;
  readonly label: string;
}
/** What a device offers, in its own words. Empty: it does not say. */
export interface DeviceOptions {
  readonly modes: readonly string[];
  readonly sources: readonly string[];
  /** As the device writes it: a list or a range. */
  readonly resolutions: string;
}
export type ColourMode = 'colour' | 'grey' | 'mono';
export interface Setting {
  readonly device: string;
  readonly mode: ColourMode;
  readonly dpi: number;
  /** The device's word for glass, feeder or duplex feeder; empty: its default. */
  readonly source: string;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** Further options of the device, `key=value`. */
  readonly extra: readonly string[];
}
/** A stack being fed. Nothing moves until `next` is called, so that what came before can be made durable first. */
export interface Feeding {
  /** The next side, or undefined when the feeder is empty. @throws ScannerFault */
  next(): Promise<RawPage | undefined>;
  /** When the device was last heard of, in milliseconds since 1970. */
  readonly heard: number;
  /** Lets the device go; safe to call at any time, more than once. */
  close(): Promise<void>;
}
export interface ScannerSource {
  list(): Promise<readonly Device[]>;
  options(device: string): Promise<DeviceOptions>;
  /** @param most sides to feed at most; undefined: until the feeder is empty */
  open(setting: Setting, most: number | undefined): Promise<Feeding>;
}

/** The device refused or went away; the message is for the clerk. Everything fed before is kept. */
export class ScannerFault extends Refusal {
  constructor(message: string) {
    super('io-failed', message);
  }
}
