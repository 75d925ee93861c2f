import { Param, type PipeTransform } from '@nestjs/common';
import { PersonNotFoundError } from '#lib/directory';

class PersonIdPipe implements PipeTransform<string, number> {
  transform(id: string): number {
    // Fifteen digits are safe integers; the messenger's ids are far shorter.
    if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
    throw new PersonNotFoundError();
  }
}

/** A path parameter with the messenger's id of a person; what cannot be one is not found. */
export function PersonIdParam(name: string): ParameterDecorator {
  return Param(name, new PersonIdPipe());
}
