import type * as v from 'valibot';
import { listHouseTemplates } from '#lib/briefings/house-templates.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { houseTemplate } from './composing-shapes.ts';
import { keyIn } from './parameters.ts';

type Listed = Awaited<ReturnType<typeof listHouseTemplates>>[number];

/** The id of a house template in an address. @throws NotFound for what is no id */
export const houseTemplateIdOf = ({ template }: Partial<Record<string, string>>) =>
	keyIn(template, 'There is no such template.');

/** How a house template stands in the API's JSON. */
export const houseTemplateOf = ({
	uploadedAt,
	hiddenAt,
	...rest
}: Listed): v.InferOutput<typeof houseTemplate> => ({
	...rest,
	uploadedAt: uploadedAt.toISOString(),
	isHidden: hiddenAt !== null
});

/** One that is there. */
export async function readHouseTemplate(db: Reader, id: number) {
	return houseTemplateOf((await listHouseTemplates(db)).find((one) => one.id === id)!);
}
