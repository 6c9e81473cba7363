import { version } from '../../../../../package.json';
import { describeApi } from '../../document.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { none } from '../../parameters.ts';

const document = describeApi(version);

export const GET = reads(none, async () => document);
export const fallback = onlyAllows('GET');
