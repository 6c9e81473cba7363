import { NotFound } from '#lib/errors.ts';

/** The id in the address. @throws NotFound where it is none */
export function importId({ id }: { id: string }): number {
	if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound('There is no such import.');
	return Number(id);
}
