// The ledger in an emulated bucket of this process, read without going through HTTP.
import type { EmulatedS3 } from '../aws/s3/emulated-s3.ts';
import type { StoredLedger } from './ledger.ts';

export function emulatedLedger(s3: EmulatedS3, bucketName: string): StoredLedger {
  const bucket = s3.bucket(bucketName);
  return {
    *places(prefix) {
      for (const key of bucket.keysFrom(prefix)) {
        if (!key.startsWith(prefix)) return;
        yield key;
      }
    },
    bytes: async (place) => {
      const version = bucket.current(place);
      return version ? s3.read(version) : null;
    },
  };
}
