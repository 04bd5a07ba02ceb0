// DeleteObjects: up to 1,000 keys in one request, each with an outcome of its own.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
import type { Answer } from '../front-door.ts';
import { notImplemented, ServiceError } from '../service-error.ts';
import { childText, parseXml, type XmlElements, type XmlNode, xmlDocument } from '../xml.ts';
import { S3_NAMESPACE, type S3Request, xmlAnswer } from './s3-request.ts';
import { uploadOf } from './upload-body.ts';

const MOST_KEYS = 1000;

export async function deleteObjects(request: S3Request): Promise<Answer> {
  const { bytes, checksum } = await uploadOf(request.request);
  if (!checksum && request.request.headers['content-md5'] === undefined) {
    throw new ServiceError(
      400,
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const root = parsed(bytes.toString('utf8'));
  const objects = root.children.filter(({ name }) => name === 'Object');
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > MOST_KEYS) throw malformedXml();
  request.s3.bucket(request.bucket);
  const deleted = objects.map((object) => deletedElements(request, object));
  const content = childText(root, 'Quiet') === 'true' ? {} : { Deleted: deleted };
  return xmlAnswer(xmlDocument('DeleteResult', S3_NAMESPACE, content));
}

function deletedElements({ s3, bucket }: S3Request, object: XmlNode): XmlElements {
  const unknown = object.children.find(({ name }) => name !== 'Key' && name !== 'VersionId');
  if (unknown) throw notImplemented(`DeleteObjects with ${unknown.name}`);
  const key = childText(object, 'Key');
  const versionId = childText(object, 'VersionId');
  if (!key) throw malformedXml();
  if (versionId === undefined) {
    const marker = s3.delete(bucket, key);
    return { Key: key, ...(marker && { DeleteMarker: true, DeleteMarkerVersionId: marker.versionId }) };
  }
  const removed = s3.deleteVersion(bucket, key, versionId);
  const wasMarker = removed?.kind === 'delete-marker';
  return { Key: key, VersionId: versionId, ...(wasMarker && { DeleteMarker: true, DeleteMarkerVersionId: versionId }) };
}

function parsed(xml: string): XmlNode {
  try {
    return parseXml(xml);
  } catch {
    throw malformedXml();
  }
}

function malformedXml(): ServiceError {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema';
  return new ServiceError(400, 'MalformedXML', message);
}
