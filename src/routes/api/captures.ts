import * as v from 'valibot';
import { keyIn } from './parameters.ts';

/** The id of a captured page in an address. @throws NotFound for what is no id */
export const captureIdOf = ({ capture }: Partial<Record<string, string>>) =>
	keyIn(capture, 'There is no such captured page.');

/** What a captured page is tied with. */
export const captureDevelopment = v.object({
	developmentId: v.pipe(v.number('Give the id of a development.'), v.safeInteger(), v.minValue(1))
});
