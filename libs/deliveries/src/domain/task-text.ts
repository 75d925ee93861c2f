import type { MarkedBy } from './marker.js';

/** What a task says: the text, and the delivery's marker as its number, by which the list of tasks proves it. */
export function markedTask(text: string, marker: string): string {
  return `${text}\n\n№ ${marker}`;
}

/** How the marker rides in a task. */
export const TASK_MARK: MarkedBy = 'text';
