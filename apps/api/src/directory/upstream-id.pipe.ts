import { Param, type PipeTransform } from '@nestjs/common';
import { ChatNotFoundError, PersonNotFoundError, PropertyNotFoundError } from '#lib/directory';

/** Reads the messenger's own ids, which are plain numbers; what cannot be one is not found. */
class UpstreamIdPipe implements PipeTransform<string, number> {
  constructor(private readonly notFound: () => Error) {}

  transform(id: string): number {
    // Fifteen digits are safe integers; the messenger's ids are far shorter.
    if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
    throw this.notFound();
  }
}

export const PersonIdParam = (name: string): ParameterDecorator =>
  Param(name, new UpstreamIdPipe(() => new PersonNotFoundError()));

export const ChatIdParam = (name: string): ParameterDecorator =>
  Param(name, new UpstreamIdPipe(() => new ChatNotFoundError()));

export const PropertyIdParam = (name: string): ParameterDecorator =>
  Param(name, new UpstreamIdPipe(() => new PropertyNotFoundError()));
