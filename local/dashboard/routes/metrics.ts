// GET /metrics: the local run for Prometheus, as `tillwatch exporter` tells of a deployment.
import { datasetOf, refusedOf } from '../../metrics/dataset-of-record.ts';
import { PROMETHEUS_TYPE, prometheusText } from '../../metrics/exposition.ts';
import { families } from '../../metrics/families.ts';
import { text } from '../answer.ts';
import type { Route } from '../surroundings.ts';

export const metrics: Route = {
  method: 'GET',
  path: '/metrics',
  answer(_asked, { state, config, now }) {
    const records = state.records();
    const snapshot = {
      datasets: records.map((record) => datasetOf(record, config)),
      quarantined: records.reduce((total, record) => total + refusedOf(record), 0),
    };
    const health = { refreshedAtS: now().getTime() / 1000, failures: 0 };
    const options = { detailed: records.length, currentHour: null, version: 'local' };
    return text(200, PROMETHEUS_TYPE, prometheusText(families(snapshot, health, options)));
  },
};
