export type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** An answer as it goes out, kept by nobody. */
export function toResponse({ status = 200, headers = {}, body }: Answer): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }
	});
}
