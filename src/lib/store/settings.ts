// Settings that stay from visit to visit.
import type { Json } from '../graph/types';
import type { Database } from './database';

export class Settings {
	constructor(private readonly database: Database) {}

	async get(key: string): Promise<Json | undefined> {
		return (await this.database.settings.get(key))?.value;
	}

	async set(key: string, value: Json): Promise<void> {
		await this.database.settings.put({ key, value });
	}
}
