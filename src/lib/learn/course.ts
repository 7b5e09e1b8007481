// The course: its lessons in the order they are meant to be taken.
import type { Lesson } from './lesson';
import { whatIsAGan } from './lessons/whatIsAGan';

export const course: readonly Lesson[] = [whatIsAGan];

export function findLesson(id: string | null | undefined): Lesson | undefined {
	return course.find((lesson) => lesson.id === id);
}

/** The lesson after this one. */
export function lessonAfter(lesson: Lesson): Lesson | undefined {
	return course[course.indexOf(lesson) + 1];
}
