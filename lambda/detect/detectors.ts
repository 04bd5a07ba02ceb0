// Which detectors there are, by name.
import { classic } from './classic.ts';
import type { Detector, DetectorName } from './judgement.ts';
import { scan } from './scan.ts';

const BY_NAME: Readonly<Record<DetectorName, Detector>> = { scan, classic };

/** The detector that the configuration calls `name`. */
export function detectorNamed(name: DetectorName): Detector {
  return BY_NAME[name];
}
