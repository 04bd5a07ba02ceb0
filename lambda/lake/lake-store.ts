// Where files of the history go, as the functions need it: they write whole files and never read one.
import type { LakeFile } from './lake-file.ts';

export interface LakeStore {
  /** Writes the file, over one of the same place if there is one. */
  put(file: LakeFile): Promise<void>;
}
