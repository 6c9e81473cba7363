import { fail } from '@sveltejs/kit';
import type { FormFault, FormValues } from './respond.server.ts';

/** What a form with one file brought. */
export type Upload = { file: Uint8Array; fileName: string; values: FormValues };

/**
 * Reads a form with a file in the field `file`; without one the file is empty. Whatever is larger than this installation
 * takes comes back as a fault beside that field.
 */
export async function readUpload(request: Request) {
	try {
		return { upload: await read(request) };
	} catch (error) {
		// SvelteKit's own limit, met while the form is read.
		if ((error as { status?: unknown }).status !== 413) throw error;
		const fault: FormFault<FormValues> = { values: {}, errors: { file: [tooLarge()] } };
		return { failure: fail(413, fault) };
	}
}

async function read(request: Request): Promise<Upload> {
	const data = await request.formData();
	const given = data.get('file');
	const texts = [...data].filter((field): field is [string, string] => typeof field[1] === 'string');
	const values = Object.fromEntries(texts);
	if (!(given instanceof File)) return { file: new Uint8Array(), fileName: '', values };
	return { file: new Uint8Array(await given.arrayBuffer()), fileName: given.name, values };
}

function tooLarge(): string {
	const limit = Number(process.env.BODY_SIZE_LIMIT);
	const most = limit > 0 ? `: at most ${Math.floor(limit / 1024 ** 2) || 1} MB` : '';
	return `The file is larger than is taken here${most}. Choose a smaller one.`;
}
