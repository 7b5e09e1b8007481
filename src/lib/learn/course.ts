// The course: its lessons in the order they are meant to be taken.
import type { Lesson } from './lesson';
import { cgan } from './lessons/cgan';
import { cyclegan } from './lessons/cyclegan';
import { dcgan } from './lessons/dcgan';
import { howItWorks } from './lessons/howItWorks';
import { implementing } from './lessons/implementing';
import { melgan } from './lessons/melgan';
import { pix2pix } from './lessons/pix2pix';
import { rightUnderstanding } from './lessons/rightUnderstanding';
import { stackgan } from './lessons/stackgan';
import { whatIsAGan } from './lessons/whatIsAGan';

export const course: readonly Lesson[] = [
	whatIsAGan,
	howItWorks,
	implementing,
	dcgan,
	cgan,
	pix2pix,
	cyclegan,
	stackgan,
	melgan,
	rightUnderstanding,
];

export function findLesson(id: string | null | undefined): Lesson | undefined {
	return course.find((lesson) => lesson.id === id);
}

/** The lesson after this one. */
export function lessonAfter(lesson: Lesson): Lesson | undefined {
	return course[course.indexOf(lesson) + 1];
}
