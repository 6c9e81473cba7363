// The server under the browser tests: the real start script, on a port and a data folder of its own, with the sample.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administrator } from './administrator.ts';

const folder = mkdtempSync(join(tmpdir(), 'stocktake-journeys-'));
// As root, PostgreSQL runs as another user, who has to get in.
chmodSync(folder, 0o755);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

// Set even when empty: a developer's .env must not lead the tests to a developer's database.
Object.assign(process.env, {
	PORT: process.env.JOURNEY_PORT,
	STOCKTAKE_DATA_DIR: folder,
	STOCKTAKE_SAMPLE: 'on',
	ADMIN_EMAIL: administrator.email,
	ADMIN_PASSWORD: administrator.password,
	DATABASE_URL: '',
	HOST: '',
	ORIGIN: '',
	TRUST_PROXY: '',
	BODY_SIZE_LIMIT: '',
	SMTP_URL: '',
	MAIL_FROM: '',
	// The servers that journeys fetch from are on this machine.
	FETCH_PRIVATE: 'on'
});

await import('../scripts/serve.ts');
