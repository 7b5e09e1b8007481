// The networks an export is to write: all of a document's, or the one that is named.
import type { NetworkPlan, Program } from '../compile/program';
import { CliError } from './io';

/** @throws {CliError} naming those there are. */
export function networksAsked({ networks }: Program, asked: string | undefined): NetworkPlan[] {
	if (asked === undefined) return Object.values(networks);
	const plan = networks[asked];
	if (plan) return [plan];
	const names = Object.keys(networks).join(', ');
	throw new CliError(`There is no network “${asked}”; there is ${names || 'none'}.`);
}
