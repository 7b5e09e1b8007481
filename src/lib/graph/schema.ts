// The shape of a document file, checked before anything else looks at it.
import { z } from 'zod';
import { BATCH, MAX_COORDINATE, ROUNDS, SEED } from './limits';
import { isName, isParamName, isPortName } from './names';
import { FORMAT, VERSION, type Canvas, type GraphDocument } from './types';

// Zod would otherwise compile its checks with `new Function`, which a strict content security policy forbids.
z.config({ jitless: true });

const name = z.string().refine(isName, { error: 'name' });
const portName = z.string().refine(isPortName, { error: 'portName' });
const paramName = z.string().refine(isParamName, { error: 'name' });

const text = z.strictObject({ ja: z.string(), en: z.string() });
const label = z.union([z.string(), text]);
const coordinate = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);
const point = z.tuple([coordinate, coordinate]);
const integer = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max);

const node = z.strictObject({
	id: name,
	kind: name,
	params: z.record(paramName, z.json()),
	off: z.literal(true).optional(),
	at: point,
	title: label.optional(),
});

const endpoint = z.tuple([name, portName]);

const wire = z.strictObject({
	from: endpoint,
	to: endpoint,
	via: z.array(point).optional(),
});

const frame = z.strictObject({
	id: name,
	number: z.number().int().min(0).max(99).optional(),
	title: label,
	point: label.optional(),
	at: point,
	size: point,
});

export const canvasSchema = z.strictObject({
	nodes: z.array(node),
	wires: z.array(wire),
	frames: z.array(frame),
}) satisfies z.ZodType<Canvas>;

export const networkSchema = z.strictObject({
	role: z.enum(['generator', 'discriminator', 'other']),
	title: label.optional(),
	canvas: canvasSchema,
});

export const blockSchema = z.strictObject({
	title: label.optional(),
	canvas: canvasSchema,
});

export const runSchema = z.strictObject({
	seed: integer(SEED),
	batch: integer(BATCH),
	rounds: integer(ROUNDS),
});

const source = z.strictObject({
	paper: z.string(),
	year: z.number().int(),
	// Shown as a link: nothing but the web.
	url: z
		.string()
		.regex(/^https?:\/\//, { error: 'url' })
		.optional(),
});

export const documentSchema = z.strictObject({
	format: z.literal(FORMAT),
	version: z.literal(VERSION),
	title: label,
	summary: label,
	source: source.optional(),
	networks: z.record(name, networkSchema),
	blocks: z.record(name, blockSchema),
	training: canvasSchema,
	run: runSchema,
	dismissed: z.array(name).optional(),
}) satisfies z.ZodType<GraphDocument>;
