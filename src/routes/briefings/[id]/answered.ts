import type { ActionResult } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { page } from '$app/state';

/**
 * Shows what an action answered. As `update` of a form does, but for the focus: that would go to the top of the page at each
 * success, while somebody works on.
 */
export async function answered(result: ActionResult): Promise<void> {
	if (result.type === 'success') await invalidateAll();
	if (result.type !== 'success' || page.form) await applyAction(result);
}
