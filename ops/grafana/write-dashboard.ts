// Writes the dashboard where Grafana's provisioning finds it.
import { writeFileSync } from 'node:fs';
import { dashboard } from './dashboard.ts';

writeFileSync('ops/grafana/dashboards/checkout.json', `${JSON.stringify(dashboard, null, 2)}\n`);
