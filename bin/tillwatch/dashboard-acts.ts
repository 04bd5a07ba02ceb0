// What people do on the local dashboard, done as `tillwatch ack`, `silence` and `unsilence` do it.
import type { Acts } from '../../local/dashboard/acts.ts';
import { withAcknowledgement } from './ack.ts';
import { deployment } from './deployment.ts';
import { newSilence, withoutSilence, withSilence } from './silence.ts';

/** @param state folder of the run that the dashboard belongs to; it is looked into at each act */
export function dashboardActs(state: string): Acts {
  return {
    async acknowledge(incident, { by, why, forMs }) {
      const act = { by, ...(why && { why }), ...(forMs !== null && { for: forMs }) };
      await withAcknowledgement(await deployment({ state }), incident, act);
    },
    async silence(checkout, { by, why, forMs, kinds }) {
      const made = newSilence({ by, why, for: forMs, kind: kinds }, new Date());
      await withSilence(await deployment({ state }), checkout, made);
    },
    async unsilence(checkout, id) {
      await withoutSilence(await deployment({ state }), checkout, id, new Date().toISOString());
    },
  };
}
