import { grants, type Principal, type Scope, ScopeMissingError } from '#lib/access';
import type { CampaignValues } from '#lib/campaigns';

type Delivery = Pick<CampaignValues, 'isMandatory' | 'priority'>;

/**
 * What a campaign asks for beyond the right to write campaigns, of how it goes out. Who changes something else of a draft
 * does not need the rights for what stays as it was.
 *
 * @param before what it replaces; `null`: nothing
 * @throws ScopeMissingError
 */
export function requireDeliveryScopes({ scopes }: Principal, to: Delivery, before: Delivery | null): void {
  const asked: readonly (readonly [isNew: boolean, scope: Scope])[] = [
    [to.isMandatory && before?.isMandatory !== true, 'campaigns:mandatory'],
    [to.priority === 'urgent' && before?.priority !== 'urgent', 'campaigns:urgent'],
  ];
  const missing = asked.find(([isNew, scope]) => isNew && !grants(scopes, scope));
  if (missing !== undefined) throw new ScopeMissingError(missing[1]);
}
