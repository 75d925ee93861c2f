import {
  type Addressee,
  compileTemplate,
  lintContent,
  messageHtml,
  plainContent,
  renderMessage,
} from '#lib/content';
import { systemClock } from '#lib/kernel';

/** Messages made in a second by one process, and how long the slowest hundredth takes; no network, no database. */
const RENDERS = 50_000;
const WARM_UP = 2_000;
const CAMPAIGN = { title: 'График отпусков' };

const LETTER =
  'Здравствуйте, {{ user.first_name | default: "коллега" }}!\n\nГрафик отпусков отдела ' +
  '**{{ user.department | default: "вашего отдела" }}** открыт до пятницы. {% if custom.Город %}Город: ' +
  '{{ custom.Город }}.{% endif %}\nВопросы: <@12>, [как заполнить](https://hr.example/vacations).';

const TEXTS = {
  letter: LETTER,
  // As long as the messenger takes, with a field in each line.
  longest: '{{ user.first_name | default: "коллега" }}: график отпусков открыт.\n'.repeat(390),
};

const people: Addressee[] = Array.from({ length: 1_000 }, (_, at) => ({
  firstName: at % 7 === 0 ? null : `Анна-${String(at)}`,
  lastName: 'Смирнова',
  nickname: `anna_${String(at)}`,
  department: at % 5 === 0 ? null : 'Склад *№ 5*',
  title: null,
  customProperties: [{ name: 'Город', dataType: 'string', value: at % 3 === 0 ? null : 'Тверь' }],
}));

const rows = Object.entries(TEXTS).map(([text, template]) => {
  const compiled = compileTemplate(template);
  const count = text === 'letter' ? RENDERS : Math.round(RENDERS / 50);
  const bytes = Buffer.byteLength(template);
  const render = timed(count, (at) => renderMessage(compiled, personAt(at), CAMPAIGN));
  const html = timed(Math.round(count / 10), (at) =>
    messageHtml(renderMessage(compiled, personAt(at), CAMPAIGN), () => 'anna'),
  );
  const lint = timed(Math.round(count / 50), () => lintContent(plainContent(template)));
  return { text, bytes, render, with_html: html, lint };
});
process.stdout.write(`${JSON.stringify({ bench: 'render', rows }, null, 2)}\n`);

interface Timing {
  readonly count: number;
  readonly per_second: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

function timed(count: number, work: (at: number) => unknown): Timing {
  for (let at = 0; at < Math.min(WARM_UP, count); at += 1) work(at);
  const times: number[] = [];
  const begin = systemClock.monotonicMs();
  for (let at = 0; at < count; at += 1) {
    const before = systemClock.monotonicMs();
    work(at);
    times.push(systemClock.monotonicMs() - before);
  }
  const seconds = (systemClock.monotonicMs() - begin) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0) * 1_000) / 1_000;
  return { count, per_second: Math.round(count / seconds), p50_ms: at(0.5), p99_ms: at(0.99) };
}

function personAt(at: number): Addressee {
  const person = people[at % people.length];
  if (person === undefined) throw new Error('There are people');
  return person;
}
