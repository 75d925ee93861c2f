import { Param, type PipeTransform } from '@nestjs/common';
import { type IdPrefix, uuidOf } from '#lib/kernel';
import { RouteNotFoundError } from '../problem/edge-errors.js';

/** Things with public ids, by their prefix, in the words of an error. */
const WHAT: Readonly<Record<IdPrefix, string>> = {
  cmp: 'campaign',
  run: 'run',
  snd: 'sender',
  op: 'operation',
  key: 'API key',
  req: 'request',
  aud: 'saved audience',
  tpl: 'template',
  evt: 'event',
  whe: 'webhook endpoint',
  whd: 'webhook delivery',
  exp: 'export',
  evd: 'evidence sheet',
  file: 'file',
};

class PublicIdPipe implements PipeTransform<string, string> {
  constructor(private readonly prefix: IdPrefix) {}

  transform(id: string): string {
    const uuid = uuidOf(this.prefix, id);
    if (uuid !== null) return uuid;
    throw new RouteNotFoundError(
      `There is no such ${WHAT[this.prefix]}: its id begins with «${this.prefix}_».`,
    );
  }
}

/** A path parameter with a public id; the handler gets the uuid behind it, and a malformed one is not found. */
export function IdParam(name: string, prefix: IdPrefix): ParameterDecorator {
  return Param(name, new PublicIdPipe(prefix));
}

class DeliveryIdPipe implements PipeTransform<string, bigint> {
  transform(id: string): bigint {
    // Postgres' bigint ends at nineteen digits; nothing longer can be a row.
    const [, digits] = /^dlv_([1-9]\d{0,17})$/.exec(id) ?? [];
    if (digits !== undefined) return BigInt(digits);
    throw new RouteNotFoundError('There is no such delivery: its id begins with «dlv_».');
  }
}

/** A path parameter with the id of a delivery, `dlv_` and its number. */
export function DeliveryIdParam(name: string): ParameterDecorator {
  return Param(name, new DeliveryIdPipe());
}
