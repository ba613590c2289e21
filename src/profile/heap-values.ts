import type { Profile } from '../model/profile.ts';
import { typeIndex } from '../model/profile-values.ts';
import { profileError } from './profile-error.ts';

/** The four values of a heap profile, as rows of `profile.types`. `allocs` profiles have the same, with another default. */
export interface HeapValues {
  readonly allocObjects: number;
  readonly allocSpace: number;
  readonly inuseObjects: number;
  readonly inuseSpace: number;
}

/**
 * Finds the values of a heap profile that has any.
 * @param file named in errors
 * @throws UserError `profile-not-heap` for a profile of something else; `profile-no-samples`
 */
export function heapValues(profile: Profile, file: string): HeapValues {
  const rows = heapRows(profile, file);
  if (profile.samples.count === 0) throw profileError('profile-no-samples', { file });
  return rows;
}

/**
 * The same of one that may be empty, as a difference is where nothing changed.
 * @throws UserError `profile-not-heap`
 */
export function heapRows(profile: Profile, file: string): HeapValues {
  const [allocObjects, allocSpace, inuseObjects, inuseSpace] = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'].map(
    (type) => typeIndex(profile, type),
  );
  if (allocObjects === undefined || allocSpace === undefined || inuseObjects === undefined || inuseSpace === undefined) {
    const types = profile.types.map(({ type, unit }) => `${type} (${unit})`).join(', ');
    throw profileError('profile-not-heap', { file, types: types === '' ? 'nothing' : types });
  }
  return { allocObjects, allocSpace, inuseObjects, inuseSpace };
}
