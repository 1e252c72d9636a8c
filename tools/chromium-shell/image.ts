/** The part of Electron's NativeImage that a captured page or an icon file needs. PNG only. */
export type Image = Pick<Electron.NativeImage, 'isEmpty' | 'toPNG' | 'toDataURL' | 'getSize'>;

/** Wraps PNG bytes; empty bytes are the empty image. */
export function imageOf(png: Uint8Array): Image {
  const bytes = Buffer.from(png);
  return {
    isEmpty: () => bytes.length === 0,
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    // PNG specification: the header chunk comes first; width and height at bytes 16 and 20.
    getSize: () =>
      bytes.length < 24
        ? { width: 0, height: 0 }
        : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
  };
}
