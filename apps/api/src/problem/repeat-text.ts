const say = (value: unknown): string => String(value);

/** What `repeat_suspected` has to tell in Russian, the same of an error and of an issue of a check. */
export function repeatRu(facts: Readonly<Record<string, unknown>>): string {
  const { same_recipients, recipients, days, campaign_id, sent_at, sent_by } = facts;
  return (
    `Тот же текст за последние ${say(days)} дн. ушёл ${say(same_recipients)} из ${say(recipients)} получателей: ` +
    `${say(campaign_id)}, запуск ${say(sent_at)}, ключ ${say(sent_by)}.`
  );
}
