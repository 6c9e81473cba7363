/** Which panel is open under the bar of an item. */
export type Mode = 'dismiss' | 'snooze' | 'attach' | null;
