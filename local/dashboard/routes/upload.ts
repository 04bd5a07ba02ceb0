// POST /api/upload?name=…: one file for the inbox.
import { MAX_STORED_BYTES } from '../../../lambda/intake/limits.ts';
import { json } from '../answer.ts';
import { bodyWithin } from '../body.ts';
import type { Route } from '../surroundings.ts';
import { keepUpload, uploadName } from '../upload.ts';

export const upload: Route = {
  method: 'POST',
  path: '/api/upload',
  async answer({ request, query }, { inboxFolder }) {
    const name = uploadName(query.get('name') ?? '');
    return json({ key: keepUpload(inboxFolder, name, await bodyWithin(request, MAX_STORED_BYTES)) });
  },
};
