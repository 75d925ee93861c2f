import { displayName } from '#lib/directory';
import { type CampaignField, customName, type FieldName, type UserField } from './domain/fields.js';

/** What a message may say of the person it is for. */
export interface Addressee {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nickname: string;
  readonly department: string | null;
  readonly title: string | null;
  readonly customProperties: readonly {
    readonly name: string;
    readonly dataType: string;
    readonly value: string | null;
  }[];
}

/** What a message may say of its campaign. */
export interface CampaignFacts {
  readonly title: string;
}

/** What the names in a text stand for. */
export interface TemplateValues {
  readonly user: Readonly<Record<UserField, string | null>>;
  readonly custom: Readonly<Record<string, string | null>>;
  readonly campaign: Readonly<Record<CampaignField, string>>;
}

/** @param fields that the text asks for: a property that the person lacks is there all the same, as nothing */
export function templateValues(
  person: Addressee,
  campaign: CampaignFacts,
  fields: readonly FieldName[],
): TemplateValues {
  return {
    user: {
      first_name: person.firstName,
      last_name: person.lastName,
      full_name: displayName(person),
      nickname: person.nickname,
      department: person.department,
      title: person.title,
    },
    custom: customValues(person, fields),
    campaign: { title: campaign.title },
  };
}

function customValues(person: Addressee, fields: readonly FieldName[]): Record<string, string | null> {
  const names = fields.flatMap((field) => customName(field) ?? []);
  return Object.fromEntries(
    names.map((name) => {
      const property = person.customProperties.find((each) => each.name === name);
      return [name, property === undefined ? null : shown(property)];
    }),
  );
}

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)/;

/** The messenger keeps dates in ISO form; people here write the day first. */
function shown({ dataType, value }: Addressee['customProperties'][number]): string | null {
  const [, year, month, day] = (dataType === 'date' ? ISO_DATE.exec(value ?? '') : null) ?? [];
  return year === undefined ? value : `${String(day)}.${String(month)}.${year}`;
}
