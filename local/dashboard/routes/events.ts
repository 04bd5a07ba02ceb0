// GET /api/events: alerts as they go out, and a word when something changed.
import type { Route } from '../surroundings.ts';

export const events: Route = {
  method: 'GET',
  path: '/api/events',
  answer({ request, response }, { events: stream }) {
    stream.open(response, String(request.headers['last-event-id'] ?? '') || null);
    return null;
  },
};
