/** A file to be saved: never shown within this site, whatever is in it. */
export function attachment(bytes: Uint8Array, mediaType: string, name: string): Response {
	const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '');
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.byteLength),
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'private, no-store'
		}
	});
}
