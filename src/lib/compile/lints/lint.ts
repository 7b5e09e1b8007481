// The last pass: what would run, but not do what it looks like. One file each; a lint speaks only when it is sure.
import type { GraphDocument } from '../../graph/types';
import type { DiagnosticLog } from '../diagnostics';
import type { Inferred } from '../facts';
import type { Partition } from '../partition';
import { deadLosses } from './deadLosses';
import { frozenNetworks } from './frozenNetworks';
import { idlePlayers } from './idlePlayers';
import { logits } from './logits';
import { mixingCritics } from './mixingCritics';
import { oneSidedJudges } from './oneSidedJudges';
import { ranges } from './ranges';
import { rightConditionsOnly } from './rightConditionsOnly';
import { unjudgedConditions } from './unjudgedConditions';
import { uselessBiases } from './uselessBiases';

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
	deadLosses,
	unjudgedConditions,
	rightConditionsOnly,
	mixingCritics,
	uselessBiases,
];

export function lint(context: LintContext): void {
	for (const run of lints) run(context);
}
