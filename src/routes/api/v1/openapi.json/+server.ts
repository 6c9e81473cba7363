import { version } from '../../../../../package.json';
import { describeApi } from '../../document.ts';
import { onlyAllows, reads } from '../../endpoint.server.ts';
import { none } from '../../parameters.ts';

const document = describeApi(version);

export const GET = reads(none, async () => document);
export const fallback = onlyAllows('GET');
