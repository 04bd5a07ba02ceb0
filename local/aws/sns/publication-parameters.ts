// A publication as Publish and the entries of PublishBatch write it.
import { validAttributes } from './message-attributes.ts';
import { type Publication, validPublication } from './publish-validation.ts';
import { listParameters, type Parameters } from './query-parameters.ts';

/** @throws ServiceError InvalidParameter, ParameterValueInvalid */
export function publicationIn(parameters: Parameters): Publication {
  const attributes = listParameters(parameters, 'MessageAttributes.entry').map((entry) => ({
    name: entry.get('Name') ?? '',
    dataType: entry.get('Value.DataType'),
    stringValue: entry.get('Value.StringValue'),
    binaryValue: entry.get('Value.BinaryValue'),
  }));
  return validPublication({
    subject: parameters.get('Subject'),
    message: parameters.get('Message'),
    messageStructure: parameters.get('MessageStructure'),
    attributes: validAttributes(attributes),
  });
}
