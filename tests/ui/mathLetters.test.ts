import { expect, test } from 'vitest';
import { mathLetter } from '../../src/lib/ui/mathLetters';

test.each([
	['E', 'double-struck', '𝔼'],
	['R', 'double-struck', 'ℝ'],
	['Y', 'double-struck', '𝕐'],
	['N', 'script', '𝒩'],
	['L', 'script', 'ℒ'],
	['x', 'script', 'x'],
	['data', 'normal', 'data'],
])('%s in %s is %s', (letter, variant, character) => {
	expect(mathLetter(letter, variant)).toBe(character);
});
