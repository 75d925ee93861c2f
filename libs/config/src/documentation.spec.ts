import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Environment } from './environment.js';

/** Jest runs in the project's root; the pages are read as text, so that this lib imports nobody. */
const ROOT = process.cwd();
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** `null`: the variable has no default. */
type Settings = Record<string, string | null>;

const environment = (): Settings =>
  Object.fromEntries(
    Object.entries(new Environment()).map(([name, value]) => [
      name,
      value === undefined ? null : String(value),
    ]),
  );

/** Rows of a markdown table as their cells, headings and rulers left out. */
function rows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const code = (cell: string | undefined): string | null => /^`([^`]+)`$/.exec(cell ?? '')?.[1] ?? null;

/** Names in code quotes. */
const codesOf = (markdown: string): string[] =>
  [...markdown.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

function documented(readme: string): Settings {
  const table = rows(text(readme)).filter(([name]) => /^`[A-Z][A-Z_]+`$/.test(name ?? ''));
  return Object.fromEntries(table.map(([name, value]) => [code(name) ?? '', code(value)]));
}

describe('the configuration', () => {
  it.each(['README.md', 'README.ru.md'])('is told by %s as it is', (readme) => {
    expect(documented(readme)).toEqual(environment());
  });

  it('is told by .env.example as it is, with every variable commented out', () => {
    const told = [...text('.env.example').matchAll(/^#?([A-Z][A-Z_]*)=(.*)$/gm)];
    expect(told.map(([line]) => line).filter((line) => !line.startsWith('#'))).toEqual([]);
    const expected = environment();
    const values = told.map(
      ([, name = '', value = '']) =>
        // A variable without a default shows an example, or nothing.
        [name, expected[name] === null ? null : value] as const,
    );
    expect(Object.fromEntries(values)).toEqual(expected);
  });

  it('is read whole, variables without a default included', () => {
    expect(Object.keys(environment())).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'PORT', 'VESTNIK_SECRET_KEY']),
    );
  });
});

/** The chart and the table of each machine of docs/states.md, and where else it is written down. */
const MACHINES = [
  { heading: 'Campaign', name: 'CampaignStatus', source: 'campaigns/src/domain/campaign-status.ts' },
  { heading: 'Run', name: 'RunStatus', source: 'campaigns/src/domain/run-status.ts' },
  { heading: 'Delivery', name: 'DeliveryState', source: 'deliveries/src/domain/delivery-state.ts' },
  { heading: 'Recall', name: 'RecallState', source: 'corrections/src/domain/recall-state.ts' },
  { heading: 'Pin', name: 'PinState', source: 'pins/src/domain/pin-state.ts' },
  { heading: 'Edit', name: 'EditState', source: 'corrections/src/domain/edit-state.ts' },
  { heading: 'Test message', name: 'TestMessageState', source: 'test-sends/src/domain/test-message.ts' },
  { heading: 'Sender', name: 'SenderStatus', source: null },
  { heading: 'Inbound event', name: 'InboundEventState', source: 'inbox/src/domain/event-state.ts' },
  { heading: 'Operation', name: 'OperationStatus', source: 'operations/src/domain/operation-status.ts' },
] as const;

const sectionOf = (page: string, heading: string): string =>
  text(page)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`)) ?? '';

const pageOf = (heading: string): string => sectionOf('docs/states.md', heading);

function enumOf(name: string): string[] {
  const [, body = ''] = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(text('prisma/schema.prisma')) ?? [];
  return [...body.matchAll(/^\s+(\w+)$/gm)].map(([, state = '']) => state);
}

function edges(chart: string): string[] {
  const found = [...chart.matchAll(/^ {2}(\w+) --> (\w+)/gm)];
  return found.map(([, from = '', to = '']) => `${from} ${to}`).sort();
}

/** The literal `Transitions` table of a source file. */
function transitions(source: string): string[] {
  const [, body = ''] = /: Transitions<\w+> = \{([^}]*)\}/.exec(text(`libs/${source}`)) ?? [];
  return [...body.matchAll(/^\s*(\w+): \[([^\]]*)\]/gm)]
    .flatMap(([, from = '', targets = '']) =>
      [...targets.matchAll(/'(\w+)'/g)].map(([, to = '']) => `${from} ${to}`),
    )
    .sort();
}

describe('docs/states.md', () => {
  it('has every machine of the schema', () => {
    const enums = [...text('prisma/schema.prisma').matchAll(/^enum (\w+) /gm)].map(([, name = '']) => name);
    expect(MACHINES.map(({ name }) => name as string).sort()).toEqual(enums.sort());
  });

  it.each(MACHINES)('lists exactly the states of $name, in its table and its chart', ({ heading, name }) => {
    const page = pageOf(heading);
    const states = enumOf(name).sort();
    const [table = ''] = /\| State [\s\S]*?\n\n/.exec(`${page}\n\n`) ?? [];
    const listed = rows(table).flatMap(([state]) => code(state) ?? []);
    expect(listed.sort()).toEqual(states);
    const charted = new Set(edges(page).flatMap((edge) => edge.split(' ')));
    expect([...charted].sort()).toEqual(states);
  });

  it.each(MACHINES.flatMap(({ source, ...rest }) => (source === null ? [] : [{ ...rest, source }])))(
    'draws exactly the transitions of $name',
    ({ heading, source }) => {
      expect(edges(pageOf(heading))).toEqual(transitions(source));
    },
  );
});

describe('what a bot must be allowed to do', () => {
  const [, body = ''] = /REQUIRED_SCOPES = \{([^}]*)\}/.exec(text('libs/senders/src/domain/sender.ts')) ?? [];
  const required = [...body.matchAll(/'([a-z_:]+)':/g)].map(([, scope = '']) => scope);

  it.each(['README.md', 'README.ru.md'])('is told by %s', (readme) => {
    expect(required).toContain('messages:create');
    const told = rows(text(readme)).flatMap(([scope]) => code(scope) ?? []);
    expect(told).toEqual(expect.arrayContaining(required));
  });
});

describe('docs/errors.md', () => {
  it('lists exactly the codes of the API, each with its status', () => {
    const kinds = [
      'problem-table',
      'addressee-problems',
      'approval-problems',
      'content-problem-table',
      'webhook-problem-table',
    ].flatMap((name) => {
      const source = text(`apps/api/src/problem/${name}.ts`);
      const [, table = ''] = /PROBLEMS[^=]*= \{\n([\s\S]*?)\n\}/.exec(source) ?? [];
      return [...table.matchAll(/^ {2}(\w+): \{\n {4}status: (\d+),/gm)];
    });
    expect(kinds.length).toBeGreaterThan(20);
    const told = rows(sectionOf('docs/errors.md', 'Problems')).flatMap(([name, status]) => {
      const known = code(name);
      return known === null ? [] : [[known, status] as const];
    });
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(kinds.map(([, name = '', status = '']) => [name, status])),
    );
  });

  it('tells of every place of a request that has a sentence of its own, and of no other', () => {
    const namesIn = (name: string, row: RegExp) =>
      [...text(`apps/api/src/problem/${name}.ts`).matchAll(row)].map(([, code]) => code);
    const own = namesIn('detail-texts', /^ {2}(\w+): \{/gm);
    const ofLibs = namesIn('lib-detail-texts', /^ {2,4}(?:'\w+\.)?(\w+)'?: \(/gm);
    const told = codesOf(sectionOf('docs/errors.md', 'Places')).filter((name) => name !== 'errors');
    expect(own.length).toBeGreaterThan(30);
    expect(ofLibs.length).toBeGreaterThan(70);
    expect([...new Set(told)].toSorted()).toEqual([...new Set([...own, ...ofLibs])].toSorted());
  });

  it('tells of everything that a check has a sentence for', () => {
    const source = text('apps/api/src/campaigns/issue-texts.ts');
    const known = [...source.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name);
    const told = codesOf(sectionOf('docs/errors.md', 'What a check finds'));
    expect(known.length).toBeGreaterThan(30);
    expect(known.filter((name) => !told.includes(name ?? ''))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('has each table of the schema with one lib', () => {
    const schema = text('prisma/schema.prisma');
    const tables = [...schema.matchAll(/^model [\s\S]*?^ {2}@@map\("(\w+)"\)/gm)].map(([, table]) => table);
    const [libs = ''] = sectionOf('docs/architecture.md', 'Libs, and who may import whom').split('### ');
    const owned = rows(libs).flatMap(([, , cell]) => codesOf(cell ?? ''));
    expect(tables.length).toBeGreaterThan(60);
    expect(owned.toSorted()).toEqual([...tables, '_prisma_migrations'].toSorted());
  });
});

describe('the pages', () => {
  const pages = [
    ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
    ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  ];

  it.each(pages)('of %s lead where they say', (page) => {
    const links = [...text(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links
      .filter((link) => !/^(https?:|mailto:|#)/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = relative(ROOT, join(ROOT, dirname(page), path));
        if (!existsSync(join(ROOT, target))) return true;
        return anchor !== undefined && !anchorsOf(target).includes(anchor);
      });
    expect(broken).toEqual([]);
  });
});

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  return [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
