import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landedObjects, landingEvent } from '../../lambda/aws/s3-events.ts';

const record = (over: object = {}, object: object = {}) => ({
  eventVersion: '2.1',
  eventName: 'ObjectCreated:Put',
  eventTime: '2026-01-16T19:20:00.000Z',
  s3: { object: { key: 'loja/2026-01-16.csv', versionId: 'v1', sequencer: '0A', ...object } },
  ...over,
});
const body = (...records: object[]) => JSON.stringify({ Records: records });

describe('the objects that an S3 notification names', () => {
  it('reads key, version, sequencer and time', () => {
    expect(landedObjects(body(record()))).toEqual([
      { key: 'loja/2026-01-16.csv', versionId: 'v1', sequencer: '0A', landedAt: new Date('2026-01-16T19:20:00Z') },
    ]);
  });

  it('decodes the key exactly once, a plus before the percent signs', () => {
    const [object] = landedObjects(body(record({}, { key: 'a+b%2Bc%2520d%C3%A7.csv' })));
    expect(object?.key).toBe('a b+c%20dç.csv');
  });

  it('finds none in the test event, an empty list and a deletion', () => {
    expect(landedObjects('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"inbox"}')).toEqual([]);
    expect(landedObjects(body())).toEqual([]);
    expect(landedObjects(body(record({ eventName: 'ObjectRemoved:DeleteMarkerCreated' })))).toEqual([]);
  });

  it('accepts newer minor versions of the event and refuses a new major one', () => {
    expect(landedObjects(body(record({ eventVersion: '2.6' })))).toHaveLength(1);
    expect(() => landedObjects(body(record({ eventVersion: '3.0' })))).toThrowError(/3\.0/);
  });

  it.each([
    '',
    'null',
    '7',
    '"text"',
    '{}',
    '{"Records":7}',
    body(record({}, { key: '' })),
    body(record({}, { key: '%E0%A4%A' })),
  ])('refuses %s with a typed error', (text) => {
    expect(() => landedObjects(text)).toThrowError(expect.objectContaining({ code: 'event-unreadable' }));
  });

  describe('by EventBridge', () => {
    const bridged = (object: object, over: object = {}) =>
      JSON.stringify({
        version: '0',
        'detail-type': 'Object Created',
        source: 'aws.s3',
        time: '2026-01-16T19:20:00Z',
        detail: { version: '0', bucket: { name: 'shared' }, object },
        ...over,
      });

    it('reads key, version, sequencer and time', () => {
      const object = { key: 'loja/2026-01-16.csv', 'version-id': 'v1', sequencer: '0A', size: 9, etag: 'e' };
      expect(landedObjects(bridged(object))).toEqual([
        { key: 'loja/2026-01-16.csv', versionId: 'v1', sequencer: '0A', landedAt: new Date('2026-01-16T19:20:00Z') },
      ]);
    });

    it('takes the key as it is: nothing in it is encoded', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
          expect(landedObjects(bridged({ key }))).toMatchObject([{ key, versionId: null, sequencer: null }]);
        }),
      );
    });

    it('finds none where an object was deleted', () => {
      expect(landedObjects(bridged({ key: 'a' }, { 'detail-type': 'Object Deleted' }))).toEqual([]);
    });

    it.each([bridged({}), bridged({ key: 'a' }, { time: 'soon' }), bridged({ key: 'a' }, { source: 'aws.ec2' })])(
      'refuses %s with a typed error',
      (text) => {
        expect(() => landedObjects(text)).toThrowError(expect.objectContaining({ code: 'event-unreadable' }));
      },
    );
  });

  it('reads what is written for an object whose own event was lost, whatever its key', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(key, fc.option(fc.stringMatching(/^[0-9A-Za-z]{1,32}$/)), (name, versionId) => {
        const ref = { key: name, versionId, sequencer: null, landedAt: new Date('2026-01-16T19:20:00Z') };
        expect(landedObjects(landingEvent(ref, 'inbox'))).toEqual([ref]);
      }),
    );
  });
});
