/** Whether a request says something about a field: absent and null are alike where nothing is taken away. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
