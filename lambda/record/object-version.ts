// Which of two objects is the newer one: the order in which readings win.
import type { Drop } from '../intake/drop.ts';

/** The part of a drop that the record keeps: enough to order it among others. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string | null;
  readonly sequencer: string | null;
  /** ISO 8601, UTC. */
  readonly landedAt: string;
}

export function objectVersion({ key, versionId, sequencer, landedAt }: Drop): ObjectVersion {
  return { key, versionId, sequencer, landedAt: landedAt.toISOString() };
}

export function isSameVersion(a: ObjectVersion, b: ObjectVersion): boolean {
  if (a.key !== b.key) return false;
  if (a.versionId !== null || b.versionId !== null) return a.versionId === b.versionId;
  return a.landedAt === b.landedAt;
}

/**
 * Negative when `a` is older than `b`. LastModified decides; the sequencer does among versions of one key (it says
 * nothing across keys: Amazon S3 user guide, "Event ordering"); the rest only makes the order total.
 */
export function versionOrder(a: ObjectVersion, b: ObjectVersion): number {
  if (a.key === b.key && a.sequencer !== null && b.sequencer !== null && a.sequencer !== b.sequencer) {
    return sequencerOrder(a.sequencer, b.sequencer);
  }
  return (
    textOrder(a.landedAt, b.landedAt) || textOrder(a.key, b.key) || textOrder(a.versionId ?? '', b.versionId ?? '')
  );
}

/** Hexadecimal strings of possibly different lengths: the shorter is padded with zeros on the right. */
function sequencerOrder(a: string, b: string): number {
  const width = Math.max(a.length, b.length);
  return textOrder(a.toUpperCase().padEnd(width, '0'), b.toUpperCase().padEnd(width, '0'));
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
