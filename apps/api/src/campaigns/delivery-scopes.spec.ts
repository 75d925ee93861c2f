import { type Principal, type Scope, ScopeMissingError } from '#lib/access';
import { requireDeliveryScopes } from './delivery-scopes.js';

const holding = (...scopes: Scope[]): Principal => ({
  kind: 'api_key',
  id: 'key_1',
  name: 'test',
  personId: null,
  limits: null,
  scopes,
});
const USUAL = { isMandatory: false, priority: 'normal' } as const;
const MANDATORY = { ...USUAL, isMandatory: true };
const URGENT = { ...USUAL, priority: 'urgent' } as const;

describe('a campaign that goes past what protects people', () => {
  it.each([
    ['campaigns:mandatory', MANDATORY],
    ['campaigns:urgent', URGENT],
  ] as const)('needs %s', (scope, campaign) => {
    expect(() => {
      requireDeliveryScopes(holding('campaigns:write'), campaign, USUAL);
    }).toThrow(new ScopeMissingError(scope));
    for (const key of [holding(scope), holding('admin')]) requireDeliveryScopes(key, campaign, null);
  });

  it('needs none for what stays as it was, or is taken back, or is in no hurry', () => {
    const nobody = holding('campaigns:write');
    requireDeliveryScopes(nobody, MANDATORY, MANDATORY);
    requireDeliveryScopes(nobody, URGENT, URGENT);
    requireDeliveryScopes(nobody, USUAL, { isMandatory: true, priority: 'urgent' });
    requireDeliveryScopes(nobody, { isMandatory: false, priority: 'low' }, null);
  });
});
