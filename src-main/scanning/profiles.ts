/** 扫描方案: device and settings as data, with presets by the two digitisation standards (domain 2.5). */
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { ScanProfile } from '#contract/schemas/scanning.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  deleteProfile,
  lastUsedProfile,
  profileById,
  profileNamed,
  profileRecords,
  putProfile,
} from './queries.ts';
import { scannerSource } from './system-scanners.ts';

export type Profile = z.infer<typeof ScanProfile>;

const A4 = { width: 210, height: 297 };
/** 300 dpi and 24-bit colour throughout for cadre files; the archive standard allows 200 dpi and grey where it suffices. */
const PRESETS: Output<'scanning.profiles'>['presets'] = [
  {
    ...A4,
    name: '干部档案 300dpi 彩色',
    mode: 'colour',
    dpi: 300,
    source: '',
    format: 'jpeg',
    quality: 92,
    extra: [],
    standard: 'GB/T 33870-2017',
  },
  {
    ...A4,
    name: '小字、模糊件 600dpi 彩色',
    mode: 'colour',
    dpi: 600,
    source: '',
    format: 'jpeg',
    quality: 92,
    extra: [],
    standard: 'GB/T 33870-2017',
  },
  {
    ...A4,
    name: '纸质档案 200dpi 彩色',
    mode: 'colour',
    dpi: 200,
    source: '',
    format: 'jpeg',
    quality: 92,
    extra: [],
    standard: 'DA/T 31-2017',
  },
  {
    ...A4,
    name: '纸质档案 300dpi 灰度',
    mode: 'grey',
    dpi: 300,
    source: '',
    format: 'tiff',
    quality: 92,
    extra: [],
    standard: 'DA/T 31-2017',
  },
];

export const readProfile = (body: string): Profile => ScanProfile.parse(JSON.parse(body));

export function listProfiles(db: ReadDb): Output<'scanning.profiles'> {
  return {
    profiles: profileRecords(db).map(({ id, body }) => ({ id, ...readProfile(body) })),
    lastUsed: lastUsedProfile(db) ?? null,
    presets: PRESETS,
  };
}

/** @throws Refusal `not-found` */
export function theProfile(db: ReadDb, id: number): Profile {
  const found = profileById(db, id);
  if (!found) throw new Refusal('not-found', '没有这个扫描方案，可能刚被删除。请刷新后重选。');
  return readProfile(found.body);
}

/** What a standard asks of a profile that names it. */
function faultsOf(profile: Profile): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  if (profile.standard === 'GB/T 33870-2017') {
    if (profile.dpi < 300) faults.push({ path: 'dpi', message: 'GB/T 33870-2017 要求不低于300dpi' });
    if (profile.mode !== 'colour') faults.push({ path: 'mode', message: 'GB/T 33870-2017 要求24位彩色' });
  }
  if (profile.standard === 'DA/T 31-2017' && profile.dpi < 200)
    faults.push({ path: 'dpi', message: 'DA/T 31-2017 要求不低于200dpi' });
  return faults;
}

export function saveProfile(
  db: WriteDb,
  input: Parsed<'scanning.saveProfile'>,
  caller: Caller,
  scope: Scope,
): Output<'scanning.saveProfile'> {
  const faults = faultsOf(input.profile);
  const named = profileNamed(db, input.profile.name);
  if (named && named.id !== input.id) faults.push({ path: 'name', message: '已有同名的方案，请换一个名称' });
  if (faults.length > 0) throw new Refusal('validation-failed', '扫描方案有误，未保存。', faults);
  if (input.id !== undefined) theProfile(db, input.id);
  const id = putProfile(db, input.id, {
    name: input.profile.name,
    body: JSON.stringify(input.profile),
    by: caller.name,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `scan-profile:${id}`;
  scope.note.detail = input.profile;
  return { id };
}

export function removeProfile(
  db: WriteDb,
  input: Parsed<'scanning.removeProfile'>,
  _caller: Caller,
  scope: Scope,
): Output<'scanning.removeProfile'> {
  scope.note.subject = `scan-profile:${input.id}`;
  scope.note.detail = theProfile(db, input.id);
  deleteProfile(db, input.id);
  return { done: true };
}

export async function listDevices(scope: ActScope): Promise<Output<'scanning.devices'>> {
  return { devices: (await scannerSource(scope.resources).list()).map((one) => ({ ...one })) };
}
export async function viewDeviceOptions(
  scope: ActScope,
  input: Parsed<'scanning.deviceOptions'>,
): Promise<Output<'scanning.deviceOptions'>> {
  const { modes, sources, resolutions } = await scannerSource(scope.resources).options(input.device);
  return { modes: [...modes], sources: [...sources], resolutions };
}
