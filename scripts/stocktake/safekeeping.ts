import { existsSync } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refused } from '#lib/errors.ts';
import { restoreBackup, writeBackup } from '#lib/exchange/backup.server.ts';
import { canUse, dumpTo, isCustomFormat, restoreFrom } from '#lib/exchange/pg-dump.server.ts';
import { migrateDatabase } from '#lib/server/migrate.ts';
import type { Command } from './command.ts';

export const backup: Command = {
	name: 'backup',
	operands: '[file]',
	takes: { least: 0, most: 1 },
	summary:
		'Writes everything to one file: by pg_dump where one is on the PATH that fits the server, else by itself.',
	options: {},
	run: async ({ url }, [given]) => {
		const hasPgDump = await canUse('pg_dump', url);
		const moment = new Date().toISOString().slice(0, 16).replace(/\D/g, '');
		const path = given ?? `stocktake-${moment}.${hasPgDump ? 'dump' : 'gz'}`;
		if (!existsSync(dirname(path))) throw new Refused(`There is no directory ${dirname(path)}.`);
		if (existsSync(path)) throw new Refused(`${path} is there already. Give another name.`);
		if (hasPgDump) {
			await dumpTo(url, path);
			await chmod(path, 0o600);
		} else await writeBackup(url, path);
		const { size } = await stat(path);
		console.log(`${path} (${(size / 1024 ** 2).toFixed(1)} MB, ${hasPgDump ? 'by pg_dump' : 'logical'})`);
	}
};

export const restore: Command = {
	name: 'restore',
	operands: '<file>',
	takes: { least: 1, most: 1 },
	summary: 'Puts a backup into an empty database: all of it or nothing.',
	options: { replace: { help: 'let go of what the database holds' } },
	run: async ({ url }, [path], values) => {
		const replace = values.replace === true;
		if (await isCustomFormat(path!)) {
			if (!(await canUse('pg_restore', url)))
				throw new Refused(
					'This backup is by pg_dump; pg_restore of the same version or newer is needed on the PATH.'
				);
			await restoreFrom(url, path!, { replace });
			await migrateDatabase(url);
			return void console.log(`Restored from ${path}.`);
		}
		const { tables, rows } = await restoreBackup(url, path!, { replace });
		console.log(`Restored ${rows} rows in ${tables} tables from ${path}.`);
	}
};
