/** From when to when somebody works on a day that is worked, by the clock on their own wall. */
export interface WorkingDay {
  /** `09:00` */
  readonly from: string;
  /** `18:00`, after `from`. */
  readonly to: string;
}
