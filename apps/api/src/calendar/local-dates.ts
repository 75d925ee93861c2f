import { Param, type PipeTransform } from '@nestjs/common';
import { isLocalDate } from '#lib/scheduling';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';

/** Years that the calendars here know how to compute. */
export const CALENDAR_YEARS = { first: 2000, last: 2099 } as const;

/** A day such as `2026-11-23`, in a year that calendars know. @throws ValidationFailedError */
export function localDateAt(parameter: string, text: string): string {
  const year = Number(text.slice(0, 4));
  if (isLocalDate(text) && year >= CALENDAR_YEARS.first && year <= CALENDAR_YEARS.last) return text;
  throw new ValidationFailedError([detailAt({ parameter, code: 'wrong_date' })]);
}

class LocalDatePipe implements PipeTransform<string, string> {
  constructor(private readonly name: string) {}

  transform(text: string): string {
    return localDateAt(this.name, text);
  }
}

/** A day in the address. */
export const LocalDateParam = (name: string): ParameterDecorator => Param(name, new LocalDatePipe(name));
