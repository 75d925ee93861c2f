import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidatorOptions } from 'class-validator';
import { detailAt } from '../problem/error-detail.js';
import { UnknownParameterError, ValidationFailedError } from '../problem/edge-errors.js';
import { textProblems } from './text-problems.js';
import { type Place, validationProblems } from './validation-problems.js';

const OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: true, value: false },
};

/** Bodies and queries become what their classes say, or the request ends here and nothing is written. */
@Injectable()
export class RequestPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    // `Object`: a body of several forms, which its route reads and checks by itself.
    if (metatype === undefined || metatype === Object || (type !== 'body' && type !== 'query')) return value;
    return validated(metatype, value, type);
  }
}

/**
 * A body or query as an instance of its class.
 *
 * @throws ValidationFailedError, UnknownParameterError
 */
export function validated<T extends object>(target: Type<T>, value: unknown, place: Place): T {
  // A request without a body says as much as an empty object.
  const plain = value ?? {};
  if (typeof plain !== 'object' || Array.isArray(plain)) {
    throw new ValidationFailedError([
      detailAt({ pointer: '#/', code: 'wrong_type', params: { expected: 'object' } }),
    ]);
  }
  const unusable = textProblems(plain, place);
  if (unusable.length > 0) throw new ValidationFailedError(unusable);

  const instance = plainToInstance(target, plain, {
    enableImplicitConversion: false,
    exposeUnsetFields: false,
  });
  const problems = validationProblems(validateSync(instance, OPTIONS), place);
  const unknown = problems.filter(({ code }) => code === 'unknown_parameter');
  if (unknown.length > 0) throw new UnknownParameterError(unknown);
  if (problems.length > 0) throw new ValidationFailedError(problems);
  return instance;
}
