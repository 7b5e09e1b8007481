// The last pass: what would run, but not do what it looks like. One file each; a lint speaks only when it is sure.
import type { GraphDocument } from '../../graph/types';
import type { DiagnosticLog } from '../diagnostics';
import type { Inferred } from '../facts';
import type { Partition } from '../partition';
import { frozenNetworks } from './frozenNetworks';
import { idlePlayers } from './idlePlayers';
import { logits } from './logits';
import { oneSidedJudges } from './oneSidedJudges';
import { ranges } from './ranges';

export interface LintContext {
	document: GraphDocument;
	inferred: Inferred;
	partition: Partition;
	log: DiagnosticLog;
}

const lints: readonly ((context: LintContext) => void)[] = [
	idlePlayers,
	frozenNetworks,
	oneSidedJudges,
	ranges,
	logits,
];

export function lint(context: LintContext): void {
	for (const run of lints) run(context);
}
